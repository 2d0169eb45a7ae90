import type { Button } from "../../core/actions.ts";
import type { Effect } from "../../core/effect.ts";
import type { Failure } from "../../core/inbound.ts";
import type { Person, Place, Platform } from "../../core/platform.ts";
import { type Desk, deskWordsOf, type Pager } from "../../core/policy/policy.ts";
import type { Timestamp } from "../../core/time.ts";
import type { Body } from "../../core/views.ts";
import type { Words } from "../../core/words.ts";
import type { Clock, Order, Page } from "../../ports.ts";
import type { OutboxRow, ReadStore, StoredConversation, StoredMessage } from "../../ports-store.ts";
import type { Chats } from "../address.ts";

/** What becomes of an outbox row when it is filled in. */
export type Composed =
  | {
      readonly do: "send";
      readonly platform: Platform;
      readonly orders: readonly Order[];
      /** Rows claimed with it that say nothing any more. */
      readonly untold?: readonly string[];
    }
  | { readonly do: "page"; readonly pager: Pager; readonly page: Page }
  /** By mail, which is made at the last moment: what confirms stands nowhere else. */
  | { readonly do: "letter"; readonly effect: Extract<Effect, { type: "SendLetter" }> }
  | { readonly do: "hand_on"; readonly effect: Extract<Effect, { type: "HandOn" }> }
  /** No longer worth saying: the clock is answered, the message was never sent. */
  | { readonly do: "drop" }
  | { readonly do: "wait" }
  | { readonly do: "fail"; readonly failure: Failure };

/** What an effect of a conversation is filled in with. */
export interface Filling {
  readonly row: OutboxRow;
  readonly desk: Desk;
  readonly stored: StoredConversation;
  readonly customer: Person;
  /** What is passed on, in its order. */
  readonly messages: readonly StoredMessage[];
  readonly read: ReadStore;
  readonly chats: Chats;
  readonly clock: Clock;
  readonly words: (language: string) => Words;
  /** Since when a platform of this desk has been silent; null: all is heard. */
  readonly unreliableSince: Timestamp | null;
}

export type Of<T extends Effect["type"]> = Extract<Effect, { type: T }>;

export const DROP: Composed = { do: "drop" };
export const WAIT: Composed = { do: "wait" };

export const fail = (reason: Failure["reason"], code: string): Composed => ({
  do: "fail",
  failure: { reason, code },
});

/** The id of the message that this row is part of: the same in every attempt, whichever rows are left of it. */
export const travelsAs = (row: OutboxRow): string => row.batch ?? row.id;

/** What every order says of itself. */
export const baseOf = (row: OutboxRow, desk: Desk) => ({
  id: travelsAs(row),
  createdAt: row.createdAt,
  maybeSent: row.maybeSent,
  desk: deskWordsOf(desk),
  language: desk.policy.language,
});

export const send = (platform: Platform, ...orders: readonly Order[]): Composed => ({
  do: "send",
  platform,
  orders,
});

interface Content {
  readonly body: Body;
  readonly mention?: readonly string[];
  readonly buttons?: readonly Button[];
  readonly reader?: string;
}

export const post = (
  { row, desk }: { readonly row: OutboxRow; readonly desk: Desk },
  to: Place,
  { body, mention = [], buttons = [], reader }: Content,
): Composed =>
  send(to.platform, {
    ...baseOf(row, desk),
    type: "post",
    to,
    body,
    mention,
    buttons,
    reader: reader ?? null,
  });

/** Changes what landed; dropped where nothing did. */
export const editLanded = async (
  { row, desk, stored, read }: Filling,
  what: string,
  side: "customer" | "staff",
  change: () => Promise<{ readonly body: Body; readonly buttons?: readonly Button[] } | null>,
): Promise<Composed> => {
  const messages = (await read.landed(stored.id, what, side)).map((one) => one.message);
  const [first] = messages;
  if (first === undefined) return DROP;
  const changed = await change();
  if (changed === null) return DROP;
  const { body, buttons = [] } = changed;
  return send(first.place.platform, { ...baseOf(row, desk), type: "edit", messages, body, buttons });
};
