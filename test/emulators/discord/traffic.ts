/** What went over the wire, and waiting for what will. */
import type { Json } from "./model.ts";

export type RequestRecord = {
  readonly at: number;
  readonly method: string;
  /** Without `/api/v10`, with its query. */
  readonly path: string;
  /** As published: `/channels/{channel_id}/messages`; empty where no route fits. */
  readonly route: string;
  readonly body: unknown;
  /** 0 when the connection was cut. */
  readonly status: number;
  /** Discord's error code, if any. */
  readonly code: number | null;
};

export type Violation = { readonly request: string; readonly path: string; readonly message: string };

export type EventRecord = { readonly at: number; readonly name: string; readonly data: Json };

export class WaitTimeoutError extends Error {
  override readonly name = "WaitTimeoutError";
}

export type Traffic = {
  readonly requests: RequestRecord[];
  readonly events: EventRecord[];
  request(record: RequestRecord): void;
  event(record: EventRecord): void;
  /** Looks again at everything that is waited for. */
  changed(): void;
  until<T>(look: () => T | undefined | null | false, options?: UntilOptions): Promise<T>;
  stop(): void;
};

export type UntilOptions = {
  readonly timeoutMs?: number;
  /** Ends the sentence "Waited … ms for …". */
  readonly what?: string;
};

const KEPT = 20_000;
const SHOWN = 12;
const DEFAULT_TIMEOUT_MS = 10_000;

const show = (value: unknown): string => {
  const text = JSON.stringify(value) ?? "";
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
};

export const createTraffic = (): Traffic => {
  const requests: RequestRecord[] = [];
  const events: EventRecord[] = [];
  const waiting = new Set<{ look(): void; fail(reason: string): void }>();
  const changed = (): void => {
    for (const one of [...waiting]) one.look();
  };
  const recent = (): string => {
    const lines = [
      ...requests.slice(-SHOWN).map((one) => ({
        at: one.at,
        text: `${one.method} ${one.path} -> ${one.status}${one.code === null ? "" : ` (${one.code})`} ${show(one.body)}`,
      })),
      ...events.slice(-SHOWN).map((one) => ({ at: one.at, text: `gateway ${one.name} ${show(one.data)}` })),
    ].sort((left, right) => left.at - right.at);
    return lines.map((line) => `  ${line.text}`).join("\n");
  };
  const keep = <T>(list: T[], item: T): void => {
    list.push(item);
    if (list.length > KEPT) list.shift();
  };
  return {
    requests,
    events,
    changed,
    request(record) {
      keep(requests, record);
      changed();
    },
    event(record) {
      keep(events, record);
      if (waiting.size > 0) changed();
    },
    until(look, options = {}) {
      const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
      return new Promise((resolve, reject) => {
        const done = (): void => {
          clearTimeout(timer);
          waiting.delete(entry);
        };
        const fail = (reason: string): void => {
          done();
          const what = options.what ?? `\`${look.toString()}\``;
          reject(new WaitTimeoutError(`${reason} while waiting for ${what}. Recent traffic:\n${recent()}`));
        };
        const entry = {
          look() {
            try {
              const found = look();
              if (found === undefined || found === null || found === false) return;
              done();
              resolve(found);
            } catch (error) {
              done();
              reject(error);
            }
          },
          fail,
        };
        const timer = setTimeout(() => fail(`${timeoutMs} ms went by`), timeoutMs);
        waiting.add(entry);
        entry.look();
      });
    },
    stop() {
      for (const one of [...waiting]) one.fail("The emulator was closed");
    },
  };
};
