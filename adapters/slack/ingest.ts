import type { Inbound } from "../../src/core/inbound.ts";
import { placeKey } from "../../src/core/platform.ts";
import type { Clock, Count, Log, Receive } from "../../src/ports.ts";
import type { NameBook } from "./names.ts";
import { idsIn, idsInMessage, parse, parseMessage } from "./parse.ts";
import type { ParseContext, Parsed, Self } from "./parsed.ts";
import { pause } from "./pause.ts";
import { createSerial } from "./serial.ts";
import { messageSchema } from "./wire.ts";

/**
 * Pauses before the desk tries again to make an inbound durable, ms. They end before Slack's three seconds do; what
 * is not durable then is not acknowledged, and Slack brings it again at once, after a minute and after five.
 * https://docs.slack.dev/apis/events-api#retries
 */
const RETRY_MS = [100, 400, 1_000];

export interface Ingest {
  /** Fulfilled when the body may be acknowledged: its news is durable, or it has none. */
  readonly take: (body: unknown) => Promise<void>;
  /** A message out of a history. */
  readonly takeMessage: (message: unknown, channel: string, receive: Receive) => Promise<void>;
  /** Lets what is under way come to its end. */
  readonly stop: () => Promise<void>;
}

export interface IngestOptions {
  readonly self: Self;
  readonly names: NameBook;
  readonly receive: Receive;
  readonly clock: Clock;
  readonly count: Count;
  readonly log: Log;
}

export const createIngest = ({ self, names, receive, clock, count, log }: IngestOptions): Ingest => {
  const serial = createSerial();
  const stopping = new AbortController();
  const contextNow = (): ParseContext => ({ self, names, now: clock.now() });

  const skip = (parsed: Exclude<Parsed, { kind: "inbound" }>): void => {
    if (parsed.kind === "unknown") count("inbound_ignored", { platform: "slack", reason: parsed.why });
  };

  const handOver = async (inbound: Inbound): Promise<void> => {
    for (const [attempt, delayMs] of [...RETRY_MS, null].entries()) {
      try {
        return await receive(inbound);
      } catch (error) {
        if (delayMs === null || stopping.signal.aborted) throw error;
        log.warn({ attempt, type: inbound.type }, "An event from Slack is not durable yet; trying again");
        await pause(delayMs, stopping.signal);
      }
    }
  };

  return {
    async take(body) {
      const context = contextNow();
      const learned = names.learn(idsIn(body));
      // Parsed for its place, so that the order of arrival holds while names are looked up …
      const first = parse(body, context);
      if (first.kind !== "inbound") return skip(first);
      await serial.run(orderKey(first.inbound), async () => {
        await learned;
        // … and again with the names.
        const parsed = parse(body, context);
        if (parsed.kind === "inbound") await handOver(parsed.inbound);
      });
    },
    async takeMessage(message, channel, into) {
      await names.learn(idsInMessage(message));
      const read = messageSchema.safeParse(message);
      if (!read.success) return skip({ kind: "unknown", why: "malformed_event" });
      const parsed = parseMessage(read.data, channel, channel.startsWith("D"), contextNow());
      if (parsed.kind === "inbound") await into(parsed.inbound);
      else skip(parsed);
    },
    async stop() {
      stopping.abort();
      await serial.idle();
    },
  };
};

/** A press waits for nobody's messages. */
const orderKey = (inbound: Inbound): string => {
  if ("message" in inbound) return placeKey(inbound.message.place);
  return "key" in inbound ? inbound.key : inbound.type;
};
