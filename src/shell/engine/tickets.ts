import type { Timestamp } from "../../core/time.ts";
import type { StoredConversation, Tx } from "../../ports-store.ts";
import type { Words } from "../route/routed.ts";
import type { AppliedTicket } from "../tickets/apply.ts";
import type { TicketDesk } from "../tickets/desk.ts";
import type { TicketOrder } from "../tickets/route/order.ts";
import type { Done } from "./after-commit.ts";
import { type Applied, type Task, task } from "./apply.ts";

/** What the lanes and the clock of tickets are told once it is committed. */
export const followUp = (done: readonly AppliedTicket[]): Pick<Done, "lanes" | "ticketsDue"> => ({
  lanes: done.flatMap(({ drafts }) => drafts.map((one) => one.lane.key)),
  ticketsDue: done.some(({ next, at }) => next.nextWakeAt !== null && next.nextWakeAt <= at),
});

/** The conversation learns of the ticket that came out of it, in the same transaction. */
const linked = (origin: StoredConversation | null, done: readonly AppliedTicket[]): readonly Task[] =>
  origin === null
    ? []
    : done.flatMap(({ next: { id }, events }) =>
        events.flatMap((event) =>
          event.type === "TicketOpened"
            ? [task(origin, { type: "LinkTicket", at: event.at, ticketId: id, number: event.number })]
            : [],
        ),
      );

export interface Hands {
  readonly tickets: Pick<TicketDesk, "run">;
  /** Decides on conversations, and writes what came of it. */
  readonly run: (tx: Tx, tasks: readonly Task[]) => Promise<readonly Applied[]>;
  readonly remember: (tx: Tx, id: string, personId: string, words: Words, at: Timestamp) => Promise<unknown>;
}

export type CarryTickets = (tx: Tx, order: TicketOrder, at: Timestamp, personId: string) => Promise<Done>;

/** Tickets, and what they change in the conversation that they come from. */
export const createCarryTickets =
  ({ tickets, run, remember }: Hands): CarryTickets =>
  async (tx, { tasks, texts, conversation, origin, words }, at, personId) => {
    const ended =
      conversation === null ? [] : await run(tx, [task(conversation.stored, conversation.command)]);
    await tx.insertTicketTexts(texts);
    if (words !== null) await remember(tx, words.ticketId, personId, words.words, at);
    const done = await tickets.run(tx, tasks);
    const told = await run(tx, linked(origin, done));
    return { applied: [...ended, ...told], ...followUp(done) };
  };
