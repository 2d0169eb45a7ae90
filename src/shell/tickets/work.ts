import type { Clock, Log } from "../../ports.ts";
import type { Store, Tx } from "../../ports-store.ts";
import type { StoredTicket } from "../../ports-tickets.ts";
import type { TicketTask } from "./apply.ts";
import { ticketTask } from "./apply.ts";

export interface TicketWorkOptions {
  readonly store: Store;
  /** Runs them in one transaction, and tells whoever is to hear of it. */
  readonly carryOut: (tasks: (tx: Tx) => Promise<readonly TicketTask[]>) => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
}

const AT_ONCE = 100;

/**
 * Looks an account up out of sight of whoever pressed: the press is answered before, with the same words and in the
 * same time whether or not the account exists (mail-and-gate.md §1.7, Enumeration).
 */
const lookUp = async (tx: Tx, stored: StoredTicket, clock: Clock): Promise<TicketTask> => {
  const { state } = stored;
  const now = clock.now();
  const claim = state.account === null ? "" : ((await tx.ticketText(state.account)) ?? "");
  const [contact = null] = await tx.customers.contactsFor(claim, state.category);
  if (state.contactId === null && state.customer !== null && state.conversationId !== null) {
    await tx.customers.saveClaim({
      personId: state.customer,
      conversationId: state.conversationId,
      accountId: contact?.accountId ?? null,
      at: now,
    });
  }
  const contactId = contact?.id ?? null;
  const limits = await tx.limitsOf(stored, contactId, now);
  return ticketTask(stored, { type: "RecordLookUp", at: now, contactId, ...limits });
};

/** What tickets wait for by themselves: a look-up, the end of a confirmation's time, a draft that nobody wanted. */
export const createTicketWork = ({ store, carryOut, clock, log }: TicketWorkOptions) => {
  const one = (id: string): Promise<void> =>
    carryOut(async (tx) => {
      const stored = await tx.ticket(id);
      if (stored === null) return [];
      return [
        stored.state.lookUp ? await lookUp(tx, stored, clock) : ticketTask(stored, { type: "CheckTicket" }),
      ];
    });

  return {
    /** Everything that is due now; one that fails holds up no other. */
    go: async (): Promise<void> => {
      for (const id of await store.tickets.dueTickets(clock.now(), AT_ONCE)) {
        await one(id).catch((cause: unknown) =>
          log.error({ err: cause, ticketId: id }, "a ticket's work failed"),
        );
      }
    },
  };
};

export type TicketWork = ReturnType<typeof createTicketWork>;
