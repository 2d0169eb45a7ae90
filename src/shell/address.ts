import type { Effect } from "../core/effect.ts";
import { type Place, type Platform, placeKey } from "../core/platform.ts";
import type { Desk } from "../core/policy/policy.ts";
import type { Chat, Lane, OrderType } from "../ports.ts";

export type Chats = ReadonlyMap<Platform, Chat>;

/** Where an effect goes before it is filled in: which platform, in which order, in which queue. */
export interface Address {
  readonly platform: Platform;
  readonly stream: string;
  readonly lane: Lane;
}

const ORDER_OF: Partial<Record<Effect["type"], OrderType>> = {
  OpenCustomerPlace: "open_place",
  EditForCustomer: "edit",
  UpdateCard: "edit",
  UpdateTicketCard: "edit",
  CloseAlert: "edit",
  CloseNotice: "edit",
  DeleteForCustomer: "delete",
  DeleteOriginal: "delete",
  RetireAlerts: "delete",
  MarkMessage: "mark",
  Whisper: "whisper",
  AnswerRep: "whisper",
  LockCustomerPlace: "lock",
};

const channel = (at: { readonly platform: Platform; readonly channel: string }): Place => ({
  platform: at.platform,
  channel: at.channel,
  thread: null,
});

/** The customer's place is not known before it is made: its queue is named after the conversation instead. */
const customerPlace = (desk: Desk, conversationId: string): Place => ({
  platform: desk.customers.platform,
  channel: desk.customers.platform === "slack" ? desk.customers.channel : `conversation-${conversationId}`,
  thread: null,
});

const target = (
  effect: Exclude<Effect, { type: "Page" | "SendLetter" | "HandOn" }>,
  desk: Desk,
  conversationId: string,
): readonly [Place, string] => {
  switch (effect.type) {
    case "OpenCustomerPlace":
    case "SayToCustomer":
    case "RelayToCustomer":
    case "EditForCustomer":
    case "DeleteForCustomer":
    case "DeleteOriginal":
    case "LockCustomerPlace":
      return [customerPlace(desk, conversationId), `${conversationId}:customer`];
    case "PostCard":
    case "RelayToStaff":
    case "SayToStaff":
      return [channel(desk.staff), `${conversationId}:staff`];
    case "CloseNotice":
      return [channel(desk.staff), `${conversationId}:notices`];
    case "UpdateCard":
      return [channel(desk.staff), `${conversationId}:card`];
    case "MarkMessage":
      return [channel(desk.staff), `${conversationId}:marks`];
    case "PostAlert": {
      const { channel: where } = effect.alert;
      const at = where === "managers" ? desk.managers : where === "staff" ? desk.staff : desk.alerts;
      return [channel(at), `${conversationId}:alerts`];
    }
    case "CloseAlert":
    case "RetireAlerts":
      return [channel(desk.alerts), `${conversationId}:alerts`];
    case "SayToManagers":
      return [channel(desk.managers), `${desk.id}:managers`];
    case "SayToReps":
      return [channel(desk.alerts), `${desk.id}:reps`];
    case "SayAt":
      return [effect.place, placeKey(effect.place)];
    case "AnswerRep":
      return [effect.place, `${placeKey(effect.place)}:${effect.person}`];
    case "Whisper":
      return [channel(desk.staff), `${conversationId}:whisper`];
    case "PostTicketCard":
    case "SayToTicket":
      return [channel(desk.tickets), `${effect.ticketId}:ticket`];
    case "UpdateTicketCard":
      return [channel(desk.tickets), `${effect.ticketId}:card`];
    default:
      return effect satisfies never;
  }
};

/** `customerId` tells a whisper to the customer from one to a rep. */
export const addressOf = (
  effect: Effect,
  desk: Desk,
  conversation: { readonly id: string; readonly customerId: string } | null,
  chats: Chats,
): Address => {
  const id = conversation?.id ?? "";
  if (effect.type === "Page") {
    return {
      platform: desk.alerts.platform,
      stream: `${id}:pager:${effect.pager}`,
      // One pager's silence delays no other's.
      lane: { key: `pager:${desk.id}:${effect.pager}`, intervalMs: 0, concurrency: 4 },
    };
  }
  if (effect.type === "SendLetter" || effect.type === "HandOn") {
    const queue = effect.type === "SendLetter" ? "mail" : "helpdesk";
    return {
      platform: desk.tickets.platform,
      stream: `${effect.ticketId}:${queue}`,
      lane: { key: queue, intervalMs: 0, concurrency: 4 },
    };
  }
  const whisperToCustomer = effect.type === "Whisper" && effect.person === conversation?.customerId;
  const [place, stream] = whisperToCustomer
    ? [customerPlace(desk, id), `${id}:whisper`]
    : target(effect, desk, id);
  const chat = chats.get(place.platform);
  return {
    platform: place.platform,
    stream,
    lane: chat?.lane(ORDER_OF[effect.type] ?? "post", place) ?? {
      // No adapter for this platform runs here: the row waits, in sight, for a process that has one.
      key: `${placeKey(place)}:no-adapter`,
      intervalMs: 0,
      concurrency: 1,
    },
  };
};
