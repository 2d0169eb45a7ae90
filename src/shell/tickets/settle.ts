import type { Effect } from "../../core/effect.ts";
import type { Place } from "../../core/platform.ts";
import type { Timestamp } from "../../core/time.ts";
import type { Tx } from "../../ports-store.ts";
import type { Outcome, Settled } from "../outcome.ts";
import { type TicketTask, ticketTask } from "./apply.ts";

const ordered = (...tickets: readonly TicketTask[]): Settled => ({ commands: [], lanes: [], tickets });

/** What became of something that was said or sent about a ticket. */
export const settleTicket = async (
  tx: Tx,
  effect: Extract<Effect, { ticketId: string }>,
  outcome: Outcome,
  now: Timestamp,
  confirmWithinMs: (desk: string) => number,
): Promise<Settled | null> => {
  const stored = await tx.ticket(effect.ticketId);
  if (stored === null) return null;
  if (outcome.type === "EffectDelivered" && effect.type === "PostTicketCard") {
    const { place, messages, at } = outcome.receipt;
    const thread: Place = { ...place, thread: messages[0]?.id ?? null };
    await tx.bindTicketPlace(thread, stored.id);
    const placed = { ...stored, place: thread };
    return {
      ...ordered(ticketTask(placed, { type: "RecordTicketCard", at })),
      opened: { place: thread, since: at },
    };
  }
  if (outcome.type === "LetterTaken" && effect.type === "HandOn") {
    return ordered(ticketTask(stored, { type: "RecordHandedOn", at: outcome.at }));
  }
  if (outcome.type === "LetterTaken" && effect.type === "SendLetter" && effect.textId !== null) {
    return ordered(ticketTask(stored, { type: "RecordAnswerMailed", at: outcome.at, textId: effect.textId }));
  }
  if (outcome.type === "LetterTaken" && effect.type === "SendLetter" && outcome.confirmationId !== null) {
    const sent = await tx.confirmation(outcome.confirmationId);
    if (sent === null) return null;
    const { at, confirmationId } = outcome;
    await tx.markSent(confirmationId, at, at + confirmWithinMs(stored.desk));
    const [subject = "", request = ""] = sent.request.split(" ");
    return ordered(
      ticketTask(stored, {
        type: "RecordConfirmationSent",
        at,
        confirmationId,
        texts: { subject, request },
      }),
    );
  }
  if (outcome.type === "EffectFailed") {
    const { code } = outcome.failure;
    if (effect.type === "SendLetter") {
      const { letter: what, textId } = effect;
      return ordered(ticketTask(stored, { type: "RecordMailFailed", at: now, what, code, textId }));
    }
    if (effect.type === "HandOn") {
      return ordered(ticketTask(stored, { type: "RecordHandingOnFailed", at: now, code }));
    }
  }
  return null;
};
