import { setTimeout as delay } from "node:timers/promises";
import type { Gated } from "../core/conversation/event.ts";
import { gatedBySecond } from "../core/gate/gated.ts";
import type { Clock, Log, SecondOpinion } from "../ports.ts";
import type { ReadStore } from "../ports-store.ts";
import type { Desks } from "./desks.ts";

export interface SecondLookOptions {
  /** Null: there is none. */
  readonly opinion: SecondOpinion | null;
  readonly read: ReadStore;
  readonly desks: Desks;
  readonly record: (conversationId: string, messageId: string, gate: Gated) => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
}

/** After each look the thread rests so many times as long as it took: relays need the machine more than opinions do. */
const REST = 3;
/** Messages that wait for a look; of more than these the rules alone decide. */
const MOST_WAITING = 64;

/**
 * The gate's second opinion on what its rules took for plain chat: asked when the message is with the rep already, so
 * that nobody waits for it. All that may come of it is that the customer is asked what they want.
 */
export const createSecondLook = ({ opinion, read, desks, record, log }: SecondLookOptions) => {
  const look = async (conversationId: string, messageId: string, ask: SecondOpinion): Promise<void> => {
    const [message, found] = await Promise.all([read.message(messageId), read.conversation(conversationId)]);
    if (message === null || found === null) return;
    const { gate } = desks.byId(found.stored.desk).policy;
    const gated = gatedBySecond(message.text, gate, await ask.ask(message.text));
    if (gated !== null) await record(conversationId, messageId, gated);
  };

  const waiting: { readonly conversationId: string; readonly messageId: string }[] = [];
  let isLooking = false;

  /** One after the other, and with rests. */
  const lookAtAll = async (ask: SecondOpinion): Promise<void> => {
    if (isLooking) return;
    isLooking = true;
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { conversationId, messageId } = next;
      const startedAt = performance.now();
      await look(conversationId, messageId, ask).catch((cause: unknown) =>
        log.warn({ err: cause, messageId }, "no second opinion on this message"),
      );
      await delay(REST * (performance.now() - startedAt), undefined, { ref: false });
    }
    isLooking = false;
  };

  return (conversationId: string, messageIds: readonly string[]): void => {
    if (opinion === null) return;
    for (const messageId of messageIds) {
      if (waiting.length < MOST_WAITING) waiting.push({ conversationId, messageId });
    }
    void lookAtAll(opinion);
  };
};
