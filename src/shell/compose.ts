import type { Effect } from "../core/effect.ts";
import type { Desk } from "../core/policy/policy.ts";
import { shownToReps } from "../core/ticket/state.ts";
import type { Timestamp } from "../core/time.ts";
import type { Words } from "../core/words.ts";
import type { Clock } from "../ports.ts";
import type { FoundConversation, OutboxRow, ReadStore, StoredMessage } from "../ports-store.ts";
import type { TicketReads } from "../ports-tickets.ts";
import type { Chats } from "./address.ts";
import { type Composed, DROP, type Filling, fail } from "./compose/composed.ts";
import * as forCustomer from "./compose/for-customer.ts";
import { composeForNone } from "./compose/for-none.ts";
import * as forStaff from "./compose/for-staff.ts";
import { mergeAlerts } from "./compose/merged-alerts.ts";
import type { Desks, ReadPolicy } from "./desks.ts";
import { composeForTicket } from "./tickets/compose.ts";

export interface ComposeOptions {
  readonly read: ReadStore;
  readonly tickets: TicketReads;
  readonly policy: ReadPolicy;
  readonly desks: Desks;
  readonly chats: Chats;
  readonly clock: Clock;
  readonly words: (language: string) => Words;
  readonly unreliableSince: (desk: Desk) => Timestamp | null;
}

const passesOn = (
  effect: Effect,
): effect is Extract<Effect, { type: "RelayToStaff" | "RelayToCustomer" | "EditForCustomer" }> =>
  effect.type === "RelayToStaff" || effect.type === "RelayToCustomer" || effect.type === "EditForCustomer";

const fill = (filling: Filling): Composed | Promise<Composed> => {
  const { effect } = filling.row;
  switch (effect.type) {
    case "OpenCustomerPlace":
      return forCustomer.openPlace(effect, filling);
    case "SayToCustomer":
      return forCustomer.say(effect, filling);
    case "RelayToCustomer":
      return forCustomer.relay(effect, filling);
    case "EditForCustomer":
      return forCustomer.edit(effect, filling);
    case "DeleteForCustomer":
      return forCustomer.remove(effect, filling);
    case "DeleteOriginal":
      return forCustomer.removeOriginal(effect, filling);
    case "LockCustomerPlace":
      return forCustomer.lock(filling);
    case "PostCard":
      return forStaff.postCard(filling);
    case "UpdateCard":
      return forStaff.updateCard(filling);
    case "RelayToStaff":
      return forStaff.relay(filling);
    case "SayToStaff":
      return forStaff.say(effect, filling);
    case "CloseNotice":
      return forStaff.closeNotice(effect, filling);
    case "PostAlert":
      return forStaff.postAlert(effect, filling);
    case "RetireAlerts":
      return forStaff.retireAlerts(effect, filling);
    case "Page":
      return forStaff.page(effect, filling);
    case "CloseAlert":
      return forStaff.closeAlert(effect, filling);
    case "Whisper":
      return forStaff.whisper(effect, filling);
    case "MarkMessage":
    case "SayAt":
    case "SayToManagers":
    case "SayToReps":
    case "AnswerRep":
    case "PostTicketCard":
    case "UpdateTicketCard":
    case "SayToTicket":
    case "SendLetter":
    case "HandOn":
      return DROP;
    default:
      return effect satisfies never;
  }
};

/** Fills an effect in with texts, names and places, at the moment it is sent: so it says what is true now. */
export const createCompose = ({
  read,
  tickets,
  policy,
  desks,
  chats,
  clock,
  words,
  unreliableSince,
}: ComposeOptions) => {
  const fillingOf = async (
    row: OutboxRow,
    { stored, customer }: FoundConversation,
    messages: readonly StoredMessage[],
  ): Promise<Filling | null> => {
    if (customer === null) return null;
    const desk = await desks.asPromised(stored.desk, stored.policyVersion, policy);
    const silent = unreliableSince(desk);
    return { row, desk, stored, customer, messages, read, chats, clock, words, unreliableSince: silent };
  };

  /** A ticket's buttons stand in the chat that it came from: in a locked thread nobody could press them. */
  const waitsForCustomer = async (conversationId: string): Promise<boolean> =>
    (await tickets.ticketsOf(conversationId)).some(
      ({ state }) =>
        state.status === "draft" ||
        (state.status === "open" && shownToReps(state.confirmation) === "not_confirmed"),
    );

  const ticketHelp = { read, tickets, desks, policy };

  return async (rows: readonly OutboxRow[]): Promise<Composed> => {
    const [row] = rows;
    if (row === undefined) return DROP;
    const ofNone = await composeForNone(row, desks.byId(row.desk), read);
    if (ofNone !== null) return ofNone;
    const ofTicket = await composeForTicket(row, ticketHelp);
    if (ofTicket !== null) return ofTicket;
    if (row.conversationId === null) return DROP;
    if (row.type === "PostAlert" && rows.length > 1) {
      return mergeAlerts(rows, desks.byId(row.desk), {
        read,
        now: clock.now(),
        fill: (one, found) => fillingOf(one, found, []),
      });
    }
    const ids = rows.flatMap((one) => (passesOn(one.effect) ? [one.effect.messageId] : []));
    const [found, messages] = await Promise.all([read.conversation(row.conversationId), read.messages(ids)]);
    if (found === null) return DROP;
    if (row.type === "LockCustomerPlace" && (await waitsForCustomer(row.conversationId))) return DROP;
    const filling = await fillingOf(row, found, messages);
    return filling === null ? fail("customer_gone", "erased") : fill(filling);
  };
};

export type Compose = ReturnType<typeof createCompose>;
