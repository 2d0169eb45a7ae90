import type { Timestamp } from "../../src/core/time.ts";

/** What the page is told while it is open; `state` comes first and replaces everything. */
export interface LiveEvent {
  readonly event: "state" | "messages" | "places" | "overview" | "whisper" | "dismissed" | "opened" | "mail";
  readonly data: unknown;
}

type Send = (event: LiveEvent) => void;

/** Comments keep the connection from looking dead to proxies and to the page. */
const KEEP_ALIVE_MS = 15_000;
const RETRY_MS = 1000;

const encode = ({ event, data }: LiveEvent): string => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

/**
 * Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html). Everything goes through
 * one queue and is read from the store when its turn comes: nobody is ever sent something older than they have.
 */
export const createLive = (snapshot: () => Promise<unknown>, failed: (error: unknown) => void) => {
  const listeners = new Set<Send>();
  const closers = new Set<() => void>();
  let queue: Promise<void> = Promise.resolve();

  const inTurn = (work: () => Promise<void>): Promise<void> => {
    queue = queue.then(work).catch(failed);
    return queue;
  };

  const broadcast = (event: LiveEvent): void => {
    for (const send of listeners) send(event);
  };

  const publish = (make: () => Promise<LiveEvent | null>): Promise<void> =>
    inTurn(async () => {
      if (listeners.size === 0) return;
      const event = await make();
      if (event !== null) broadcast(event);
    });

  const connect = (signal: AbortSignal): Response => {
    const encoder = new TextEncoder();
    let close = (): void => undefined;
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => {
        const write = (text: string): void => controller.enqueue(encoder.encode(text));
        const send: Send = (event) => write(encode(event));
        const keepAlive = setInterval(() => write(": still here\n\n"), KEEP_ALIVE_MS);
        keepAlive.unref();
        let open = true;
        close = () => {
          if (!open) return;
          open = false;
          clearInterval(keepAlive);
          listeners.delete(send);
          closers.delete(close);
          try {
            controller.close();
          } catch {
            // The page went away first.
          }
        };
        closers.add(close);
        signal.addEventListener("abort", close, { once: true });
        write(`retry: ${RETRY_MS}\n\n`);
        void inTurn(async () => {
          const data = await snapshot();
          if (!open) return;
          send({ event: "state", data });
          listeners.add(send);
        });
      },
      cancel: () => close(),
    });
    return new Response(stream, {
      headers: { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-store" },
    });
  };

  return {
    connect,
    publish,
    /** Everybody gets everything anew. */
    refresh: () => publish(async () => ({ event: "state", data: await snapshot() })),
    busy: () => listeners.size > 0,
    close: async (): Promise<void> => {
      for (const close of [...closers]) close();
      await queue;
    },
  };
};

export type Live = ReturnType<typeof createLive>;

/** Somebody to whom one person's place was announced, or a whisper was told: gone on reload. */
export interface Whisper {
  readonly user: string;
  readonly channel: string;
  readonly thread: string | null;
  readonly at: Timestamp;
  readonly content: unknown;
  readonly buttons: unknown;
}
