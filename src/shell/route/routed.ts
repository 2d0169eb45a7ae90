import type { Command } from "../../core/conversation/command.ts";
import type { Door } from "../../core/conversation/event.ts";
import type { Effect } from "../../core/effect.ts";
import type { DeskCommanded, Inbound, MessagePosted } from "../../core/inbound.ts";
import type { MessageRef, Place } from "../../core/platform.ts";
import type { Channel, Desk } from "../../core/policy/policy.ts";
import type { Timestamp } from "../../core/time.ts";
import type { Words as TextsOf } from "../../core/words.ts";
import type { StoredConversation, Tx } from "../../ports-store.ts";
import type { TicketTask } from "../tickets/apply.ts";
import type { AskedAbout } from "../tickets/asked-about.ts";
import type { TicketOrder } from "../tickets/route/order.ts";
import type { screenedBy } from "./screened.ts";

export type FromPlatform = Exclude<Inbound, { type: "DeadlineReached" } | { readonly outboxId: string }>;

/** A text that comes with a command and is kept apart from the journal. */
export interface Words {
  readonly messageId: string;
  readonly side: "customer" | "rep";
  readonly ref: MessageRef;
  readonly text: string;
  readonly subject: string | null;
  readonly attachments: MessagePosted["attachments"];
}

/** What an inbound means. */
export type Routed =
  | {
      readonly to: "conversation";
      readonly stored: StoredConversation;
      readonly command: Command;
      readonly words: Words | null;
      readonly reply: string | null;
      /** Said besides, where no event calls for it. */
      readonly also: readonly Effect[];
      /** What the words ask of tickets. */
      readonly tickets: readonly TicketTask[];
    }
  | {
      readonly to: "new";
      readonly desk: Desk;
      readonly door: Door;
      readonly words: Words;
      readonly reply: string | null;
      /** Of which the customer's platform says that they have it; null: none. */
      readonly plan: string | null;
      readonly screened: ReturnType<typeof screenedBy>;
      readonly asked: AskedAbout;
    }
  /** A rep's word to the desk itself. */
  | { readonly to: "desk"; readonly said: DeskCommanded }
  | { readonly to: "ticket"; readonly order: TicketOrder }
  | { readonly to: "nobody"; readonly desk: Desk; readonly effects: readonly Effect[] }
  | { readonly to: "nowhere"; readonly why: string };

export const nowhere = (why: string): Routed => ({ to: "nowhere", why });

export const isAt = (channel: Channel, place: Place): boolean =>
  channel.platform === place.platform && channel.channel === place.channel;

export interface Context {
  readonly tx: Tx;
  readonly desks: readonly Desk[];
  /** The desk's id of whoever did it. */
  readonly personId: string;
  readonly newId: () => string;
  /** Two digits that nobody can guess better than by chance, and that these words do not hold. */
  readonly newCode: (words: string) => string;
  readonly words: (language: string) => TextsOf;
  /** Who has this permission next, by the desk's id, and when; null: nobody within 14 days. */
  readonly nextOn: (
    desk: Desk,
    permission: string | null,
  ) => Promise<{ readonly rep: string; readonly at: Timestamp } | null>;
}

export const toConversation = (
  stored: StoredConversation,
  command: Command,
  words: Words | null = null,
  reply: string | null = null,
  also: readonly Effect[] = [],
  tickets: readonly TicketTask[] = [],
): Routed => ({ to: "conversation", stored, command, words, reply, also, tickets });
