import { ApiError } from "../api-error.ts";
import { blockFaults, isFields, type Surface } from "../blocks.ts";
import type { Interactions } from "../interactions.ts";
import type { Tier } from "../limits.ts";
import type { Channel, Fields, Message, SlackApp } from "../model.ts";
import type { SocketMode } from "../socket.ts";
import type { Workspace } from "../workspace.ts";

export type ApiContext = {
  readonly workspace: Workspace;
  readonly app: SlackApp;
  readonly args: Args;
  /** It came with the app-level token, not the bot's. */
  readonly isAppToken: boolean;
  readonly socketMode: SocketMode;
  readonly interactions: Interactions;
  /** Refuses with `missing_scope` unless the token has one of these. */
  readonly needs: (...oneOf: readonly string[]) => void;
};

export type ApiMethod = {
  readonly tier: Tier;
  /** Which kind of token it takes; default `bot`. */
  readonly token?: "app" | "any";
  readonly run: (context: ApiContext) => Fields;
};

export type Methods = Readonly<Record<string, ApiMethod>>;

export type Args = {
  readonly all: Fields;
  readonly has: (name: string) => boolean;
  readonly text: (name: string) => string | undefined;
  readonly required: (name: string) => string;
  readonly flag: (name: string) => boolean;
  readonly count: (name: string, fallback: number, most: number) => number;
  /** Objects and arrays come as JSON text in forms, as themselves in JSON bodies. */
  readonly json: (name: string, error?: string) => unknown;
};

export function createArgs(all: Fields): Args {
  const text = (name: string): string | undefined => {
    const value = all[name];
    return value === undefined || value === null ? undefined : String(value);
  };
  return {
    all,
    has: (name) => all[name] !== undefined && all[name] !== null,
    text,
    required(name) {
      const value = text(name);
      if (value === undefined || value === "") throw invalidArguments(`missing required field: ${name}`);
      return value;
    },
    flag: (name) => ["true", "1"].includes(text(name) ?? ""),
    count(name, fallback, most) {
      const value = text(name);
      if (value === undefined) return fallback;
      const count = Number(value);
      if (!Number.isInteger(count) || count < 1) throw new ApiError("invalid_limit");
      return Math.min(count, most);
    },
    json(name, error = "invalid_arguments") {
      const value = all[name];
      if (typeof value !== "string") return value ?? undefined;
      if (value === "") return undefined;
      try {
        return JSON.parse(value) as unknown;
      } catch {
        throw new ApiError(error);
      }
    },
  };
}

export const invalidArguments = (message: string): ApiError =>
  new ApiError("invalid_arguments", { response_metadata: { messages: [`[ERROR] ${message}`] } });

const FAMILY = { channel: "channels", group: "groups", im: "im", mpim: "mpim" } as const;

/** The scope that reading or listing this kind of conversation takes, e.g. `groups:history`. */
export const familyScope = (channel: Channel, verb: "read" | "history" | "write"): string =>
  `${FAMILY[channel.kind]}:${verb}`;

/** Private conversations are invisible to those outside. */
export function conversation({ workspace, app }: ApiContext, id: string): Channel {
  const channel = workspace.channels.get(id);
  if (!channel) throw new ApiError("channel_not_found");
  if (channel.kind !== "channel" && !channel.members.has(app.botUser.id))
    throw new ApiError("channel_not_found");
  return channel;
}

export function messageIn(channel: Channel, ts: string): Message {
  const message = channel.byTs.get(ts);
  if (!message || message.subtype === "tombstone") throw new ApiError("message_not_found");
  return message;
}

/** `blocks` checked against Block Kit's limits; undefined when not given. */
export function blocksArg(args: Args, surface: Surface = "message"): readonly Fields[] | undefined {
  const blocks = args.json("blocks", "invalid_blocks_format");
  if (blocks === undefined) return undefined;
  if (!Array.isArray(blocks)) throw new ApiError("invalid_blocks_format");
  refuseBlocks(blockFaults(blocks, surface));
  return blocks.filter(isFields);
}

export function refuseBlocks(faults: readonly string[]): void {
  if (faults.length === 0) return;
  throw new ApiError("invalid_blocks", {
    errors: faults.map((fault) => fault.replace("[ERROR] ", "")),
    response_metadata: { messages: faults },
  });
}

/** Opaque cursors that hold an offset. https://docs.slack.dev/apis/web-api/pagination */
export function page<Item>(args: Args, items: readonly Item[], fallback: number, most: number) {
  const limit = args.count("limit", fallback, most);
  const cursor = args.text("cursor");
  let offset = 0;
  if (cursor) {
    const match = /^next:(\d+)$/.exec(Buffer.from(cursor, "base64").toString());
    if (!match) throw new ApiError("invalid_cursor");
    offset = Number(match[1]);
  }
  const more = items.length > offset + limit;
  const next_cursor = more ? Buffer.from(`next:${offset + limit}`).toString("base64") : "";
  return { items: items.slice(offset, offset + limit), more, response_metadata: { next_cursor } };
}
