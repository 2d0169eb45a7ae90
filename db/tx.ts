import type { Ids } from "../src/ports.ts";
import type { Tx } from "../src/ports-store.ts";
import { customersIn } from "./customers.ts";
import { conversationsInTx } from "./tx/conversations.ts";
import { dutyInTx } from "./tx/duty.ts";
import { inboxInTx } from "./tx/inbox.ts";
import type { Database, Known } from "./tx/known.ts";
import { messagesInTx } from "./tx/messages.ts";
import { outboxInTx } from "./tx/outbox.ts";
import { slaInTx } from "./tx/sla.ts";
import { ticketsInTx } from "./tx/tickets.ts";

export type { Database, Known } from "./tx/known.ts";

/** The engine's transaction: inbox, state, journal, texts and outbox in one. */
export const createTx = (db: Database, known: Known, ids: Ids): Tx => ({
  customers: customersIn(db, ids),
  ...inboxInTx(db),
  ...conversationsInTx(db, known),
  ...messagesInTx(db),
  ...outboxInTx(db, known),
  ...dutyInTx(db),
  ...slaInTx(db),
  ...ticketsInTx(db),
});
