import postgres from "postgres";
import { createSandbox } from "../../adapters/sandbox/index.ts";
import type { ShownForm } from "../../adapters/sandbox/platform.ts";
import type { Rich } from "../../adapters/sandbox/render/rich.ts";
import { wordsFor } from "../../src/core/texts/index.ts";
import type { CountName, Forms } from "../../src/ports.ts";
import { createTestDatabase } from "../support/database.ts";
import { createDeskControls, DESK, quietLog } from "./desk.ts";

export const HOST = "http://127.0.0.1:3000";

/** What the API answers, as its README describes it: each answer has some of these. */
export interface Body {
  readonly userId: string;
  readonly id: string;
  readonly channel: string | null;
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly fields?: Readonly<Record<string, string>>;
  };
  readonly advice: { readonly text: string; readonly suggestion: string | null } | null;
  readonly form: ShownForm | null;
  readonly speed: number;
  readonly channels: readonly { readonly id: string; readonly kind: string }[];
  readonly staff: readonly { readonly userId: string; readonly doNotDisturb: boolean }[];
  readonly feed: { readonly cutAt: number | null };
  readonly reps: readonly { readonly userId: string }[];
  readonly messages: readonly ShownMessage[];
  readonly desk: { readonly panel: { readonly open: string; readonly text: readonly Rich[] } };
}

export interface ShownMessage {
  readonly id: string;
  readonly channel: string;
  readonly thread: string | null;
  readonly deleted: boolean;
  readonly author: { readonly userId: string } | null;
  readonly relayed: boolean;
  readonly content: readonly Rich[];
  readonly mentions: readonly string[];
  readonly reactions: readonly { readonly emoji: string; readonly person: string }[];
}

export interface Answer {
  readonly status: number;
  readonly body: Body;
}

/** The sandbox over a real database of its own, reached as a browser reaches it: by requests. */
export const createWorld = async (
  options: { readonly proxy?: (url: string) => Promise<string>; readonly forms?: Forms } = {},
) => {
  const database = await createTestDatabase();
  const url = (await options.proxy?.(database.url)) ?? database.url;
  const sql = postgres(url, { max: 4, onnotice: () => undefined });
  const desk = createDeskControls();
  const counted: CountName[] = [];
  const make = () =>
    createSandbox({
      desks: [DESK],
      words: wordsFor,
      clock: { now: Date.now },
      log: quietLog,
      count: (name) => counted.push(name),
      sql,
      controls: desk.controls,
      ...(options.forms === undefined ? {} : { forms: options.forms }),
    });
  const sandbox = make();

  const call = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const response = await sandbox.routes(
      new Request(`${HOST}/api/sandbox/${path}`, {
        method,
        ...(body === undefined
          ? {}
          : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
      }),
    );
    const text = await response.text();
    return { status: response.status, body: JSON.parse(text || "null") as Body };
  };

  return {
    ...sandbox,
    sql,
    databaseUrl: database.url,
    desk,
    /** A second sandbox on the same store, as after a restart. */
    again: make,
    get: (path: string) => call("GET", path),
    post: (path: string, body?: unknown) => call("POST", path, body ?? {}),
    call,
    close: async (): Promise<void> => {
      await sql.end({ timeout: 1 });
      await database.close();
    },
  };
};

export type World = Awaited<ReturnType<typeof createWorld>>;
