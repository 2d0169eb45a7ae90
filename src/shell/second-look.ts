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

  return (conversationId: string, messageIds: readonly string[]): void => {
    if (opinion === null) return;
    for (const messageId of messageIds) {
      look(conversationId, messageId, opinion).catch((cause: unknown) =>
        log.warn({ err: cause, messageId }, "no second opinion on this message"),
      );
    }
  };
};
