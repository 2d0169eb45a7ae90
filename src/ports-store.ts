import type { ConversationEvent } from "./core/conversation/event.ts";
import type { SlaChange } from "./core/conversation/sla.ts";
import type { Conversation } from "./core/conversation/state.ts";
import type { Effect, EffectType } from "./core/effect.ts";
import type { Failure, Inbound, Receipt } from "./core/inbound.ts";
import type { Attachment, MessageRef, Person, Place, Platform } from "./core/platform.ts";
import type { Policy, Target } from "./core/policy/policy.ts";
import type { Timestamp } from "./core/time.ts";
import type { ConversationOverview, Lane } from "./ports.ts";
import type { CustomersOnFile } from "./ports-customers.ts";
import type { TicketReads, TicketTx } from "./ports-tickets.ts";

/** A conversation as it stands in the database, locked for the transaction that loaded it. */
export interface StoredConversation {
  readonly id: string;
  readonly number: number;
  readonly desk: string;
  readonly customerId: string;
  readonly policyVersion: string;
  readonly nextWakeAt: Timestamp | null;
  readonly customerPlace: Place | null;
  readonly staffPlace: Place | null;
  readonly state: Conversation;
}

export interface StoredMessage {
  readonly id: string;
  readonly conversationId: string;
  readonly side: "customer" | "rep";
  readonly personId: string;
  readonly text: string;
  readonly subject: string | null;
  readonly attachments: readonly Attachment[];
  readonly at: Timestamp;
  readonly ref: MessageRef;
}

export interface OutboxDraft {
  readonly id: string;
  readonly conversationId: string | null;
  readonly desk: string;
  readonly effect: Effect;
  /** Rows of one stream keep their order. */
  readonly stream: string;
  readonly lane: Lane;
  readonly createdAt: Timestamp;
}

export interface OutboxRow {
  readonly id: string;
  readonly seq: number;
  readonly conversationId: string | null;
  readonly desk: string;
  readonly stream: string;
  readonly type: EffectType;
  readonly effect: Effect;
  readonly attempts: number;
  readonly maybeSent: boolean;
  /** The id under which it travels with others as one message: the first one's. */
  readonly batch: string | null;
  readonly createdAt: Timestamp;
}

/** Where one of our own messages landed. */
export interface Landed {
  readonly what: string;
  readonly message: MessageRef;
  readonly at: Timestamp;
}

/** When the engine must look at a conversation. */
export interface Wake {
  readonly id: string;
  readonly at: Timestamp;
}

/** A rep of a desk as the database knows them. */
export interface DutyRow {
  readonly rep: string;
  readonly personId: string;
  readonly word: "on" | "off" | null;
  readonly wordAt: Timestamp | null;
  /** When it ends; null: by their next change of shift, whenever that will be. */
  readonly wordUntil: Timestamp | null;
  readonly seenAt: Timestamp;
  readonly pings: readonly Timestamp[];
}

/**
 * Inside one transaction: all of it happens, or nothing does. Everybody locks in one order, so that transactions wait
 * for each other and never in a circle: names (`serialize`, a desk's offers last), conversations by id, the reports'
 * clocks by their key, and at last reps by desk and id. Where several rows of a kind are changed, they are locked in
 * that order first. A circle that comes about nevertheless undoes one transaction, which is then tried again.
 */
export interface Tx extends TicketTx {
  /** False when this key was handled before. */
  readonly claimKey: (key: string, at: Timestamp) => Promise<boolean>;
  /** As if this key had never been handled. */
  readonly releaseKey: (key: string) => Promise<void>;
  /** One at a time for this name, until the transaction ends. */
  readonly serialize: (name: string) => Promise<void>;
  readonly conversation: (id: string) => Promise<StoredConversation | null>;
  /** All of these that there are, locked one after the other in the order of their ids. */
  readonly conversations: (ids: readonly string[]) => Promise<readonly StoredConversation[]>;
  readonly conversationAt: (
    place: Place,
  ) => Promise<{ readonly stored: StoredConversation; readonly role: "customer" | "staff" } | null>;
  /** The newest one of this customer at this desk that is not archived. */
  readonly newestOf: (personId: string, desk: string | null) => Promise<StoredConversation | null>;
  readonly nextNumber: () => Promise<number>;
  readonly insertConversation: (conversation: StoredConversation) => Promise<void>;
  readonly saveConversations: (conversations: readonly StoredConversation[]) => Promise<void>;
  readonly bindPlace: (place: Place, conversationId: string, role: "customer" | "staff") => Promise<void>;
  readonly savePolicy: (policy: Policy) => Promise<void>;
  readonly policy: (version: string) => Promise<Policy | null>;
  readonly insertMessage: (message: StoredMessage) => Promise<void>;
  readonly message: (id: string) => Promise<StoredMessage | null>;
  readonly messageByRef: (ref: MessageRef) => Promise<StoredMessage | null>;
  readonly changeText: (id: string, text: string) => Promise<void>;
  readonly markDeleted: (id: string, at: Timestamp) => Promise<void>;
  /** In this order. */
  readonly appendJournal: (
    entries: readonly {
      readonly conversation: StoredConversation;
      readonly event: ConversationEvent;
      readonly recordedAt: Timestamp;
    }[],
  ) => Promise<void>;
  readonly saveSlaClocks: (change: SlaChange) => Promise<void>;
  /** An alert of a breach arrived: the first time counts. */
  readonly recordNotified: (
    clocks: readonly { readonly conversationId: string; readonly target: Target; readonly cycle: number }[],
    at: Timestamp,
  ) => Promise<void>;
  readonly duty: (desk: string) => Promise<readonly DutyRow[]>;
  /** Open conversations by who has them, or was offered them while nobody has. */
  readonly openByRep: (desk: string) => Promise<ReadonlyMap<string, number>>;
  readonly setDuty: (
    desk: string,
    rep: string,
    word: "on" | "off",
    at: Timestamp,
    until: Timestamp | null,
  ) => Promise<void>;
  /** A sign of each of these: pings before it need no other acknowledgement. */
  readonly repsSeen: (people: readonly string[], at: Timestamp) => Promise<void>;
  readonly repsPinged: (desk: string, people: readonly string[], at: Timestamp) => Promise<void>;
  /** Those that this person has, or was offered and nobody has; locked. */
  readonly openOf: (desk: string, personId: string) => Promise<readonly StoredConversation[]>;
  /** Open ones that nobody has, the longest waiting first; not locked. */
  readonly unclaimed: (desk: string, limit: number) => Promise<readonly StoredConversation[]>;
  /** The newest ones; not locked. */
  readonly openConversations: (desk: string, limit: number) => Promise<readonly StoredConversation[]>;
  readonly conversationByNumber: (desk: string, number: number) => Promise<StoredConversation | null>;
  readonly setting: (key: string) => Promise<unknown>;
  readonly setSetting: (key: string, value: unknown) => Promise<void>;
  /** Facts that change no state: the conversation's row is not locked for them. */
  readonly appendTold: (
    told: readonly {
      readonly conversationId: string;
      readonly event: Extract<ConversationEvent, { type: "AlertTold" }>;
    }[],
    recordedAt: Timestamp,
  ) => Promise<void>;
  readonly putOutbox: (drafts: readonly OutboxDraft[]) => Promise<void>;
  /** Ends the rows that travelled under this id, in their order; none: they were ended before. */
  readonly finishOutbox: (
    id: string,
    status: "done" | "failed",
    at: Timestamp,
    failure: Failure | null,
  ) => Promise<readonly OutboxRow[]>;
  /** Gives a row another effect and a fresh start (closed direct messages: open a thread instead). */
  readonly replaceEffect: (id: string, effect: Effect, lane: Lane) => Promise<void>;
  readonly recordLanded: (
    landed: readonly {
      readonly row: OutboxRow;
      readonly what: string;
      readonly side: "customer" | "staff";
    }[],
    receipt: Receipt,
  ) => Promise<void>;
  /** These messages are gone: nothing that comes later finds them. */
  readonly forgetLanded: (conversationId: string, messages: readonly MessageRef[]) => Promise<void>;
}

/** The database as the shell needs it. */
export interface Store {
  readonly transaction: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** The desk's id of a person; made when new, renamed when they changed their name. */
  readonly personId: (person: Person) => Promise<string>;
  /** Makes the desk's reps known as people; those that the policy file no longer names are forgotten. */
  readonly saveReps: (
    desk: string,
    reps: readonly { readonly rep: string; readonly person: Person }[],
  ) => Promise<void>;
  readonly policy: (version: string) => Promise<Policy | null>;
  readonly keepFailed: (key: string, inbound: Inbound, at: Timestamp) => Promise<void>;
  /** Those whose turn it is again: each attempt waits twice as long as the one before, an hour at most. */
  readonly failedInbound: (
    now: Timestamp,
    limit: number,
  ) => Promise<readonly { key: string; inbound: Inbound }[]>;
  /** Those that something lies ahead of, the earliest first, page by page: null is before the first. */
  readonly armed: (after: Wake | null, limit: number) => Promise<readonly Wake[]>;
  /** The same, up to this moment. */
  readonly overdue: (now: Timestamp, after: Wake | null, limit: number) => Promise<readonly Wake[]>;
  readonly outbox: OutboxStore;
  readonly read: ReadStore;
  readonly tickets: TicketReads;
  readonly customers: CustomersOnFile;
  readonly setting: (key: string) => Promise<unknown>;
  readonly setSetting: (key: string, value: unknown) => Promise<void>;
  /** Removes handled keys and finished rows older than this; answers and journal stay. */
  readonly forget: (before: Timestamp) => Promise<void>;
  readonly ping: () => Promise<void>;
}

/** The dispatcher's side of the outbox. */
export interface OutboxStore {
  /** A number that only this process holds, and that others can see to be held while it lives. */
  readonly enlist: (now: Timestamp) => Promise<number>;
  /** The next row this lane may send now, and the rows that go out in the same message. */
  readonly claim: (lane: string, owner: number, now: Timestamp) => Promise<readonly OutboxRow[]>;
  /**
   * When this lane is worth looking into again; null when nothing waits. Before `limitedUntil` nothing may leave it,
   * whatever else comes.
   */
  readonly nextAt: (
    lane: string,
    now: Timestamp,
  ) => Promise<{ readonly at: Timestamp; readonly limitedUntil: Timestamp } | null>;
  readonly waitingLanes: () => Promise<readonly string[]>;
  /** The lanes of the rows that are next in these streams. */
  readonly nextLanes: (streams: readonly string[]) => Promise<readonly string[]>;
  readonly lane: (key: string) => Promise<Lane | null>;
  readonly retryAt: (ids: readonly string[], at: Timestamp, maybeSent: boolean) => Promise<void>;
  /** The platform's word to slow down: nothing leaves this lane before. */
  readonly holdLane: (lane: string, until: Timestamp) => Promise<void>;
  readonly drop: (ids: readonly string[], at: Timestamp) => Promise<void>;
  /** Frees the rows of processes that are gone; they may have been sent. */
  readonly reclaim: (owner: number) => Promise<number>;
  /** What this process is sending, as the database has it. */
  readonly sending: (owner: number) => Promise<readonly string[]>;
  /** Holds the number again when its database session was lost. */
  readonly keepEnlisted: (owner: number) => Promise<void>;
}

/** A conversation and whose it is; null: that person was erased. */
export interface FoundConversation {
  readonly stored: StoredConversation;
  readonly customer: Person | null;
}

/** What is read to fill an effect in, and to show people where things stand. */
export interface ReadStore {
  readonly conversation: (id: string) => Promise<FoundConversation | null>;
  readonly conversations: (ids: readonly string[]) => Promise<readonly FoundConversation[]>;
  /** How many conversations of this desk have an open clock that was due before now. */
  readonly overdue: (desk: string, now: Timestamp) => Promise<number>;
  readonly message: (id: string) => Promise<StoredMessage | null>;
  readonly messages: (ids: readonly string[]) => Promise<readonly StoredMessage[]>;
  /** The customer's oldest messages first: the subject, the preview. */
  readonly firstMessage: (conversationId: string) => Promise<StoredMessage | null>;
  readonly lastCustomerMessage: (conversationId: string) => Promise<StoredMessage | null>;
  /** The last ones of both sides, oldest first. */
  readonly recentMessages: (conversationId: string, count: number) => Promise<readonly StoredMessage[]>;
  /** Open conversations of this rep with a clock past due, the longest first. */
  readonly overdueOf: (
    desk: string,
    personId: string,
    now: Timestamp,
    limit: number,
  ) => Promise<readonly { readonly id: string; readonly number: number; readonly dueAt: Timestamp }[]>;
  readonly person: (id: string) => Promise<Person | null>;
  /** Texts of tickets, by their ids. */
  readonly ticketTexts: (ids: readonly string[]) => Promise<Readonly<Record<string, string>>>;
  readonly landed: (
    conversationId: string,
    what: string,
    side: "customer" | "staff",
  ) => Promise<readonly Landed[]>;
  readonly overview: (platform: Platform | null) => Promise<readonly ConversationOverview[]>;
  readonly places: () => Promise<
    readonly { readonly place: Place; readonly after: string | null; readonly since: Timestamp }[]
  >;
}

/** What the database knows at the moment of a scrape. db/ implements it. */
export interface MetricsSource {
  readonly read: () => Promise<MetricsReading>;
}

export interface MetricsReading {
  readonly openConversations: readonly { readonly desk: string; readonly count: number }[];
  /** Of conversations that are not archived; `breached` includes those that run past due. */
  readonly clocks: readonly {
    readonly target: Target;
    readonly state: "running" | "met" | "breached" | "cancelled";
    readonly count: number;
  }[];
  /** Effects not yet done. */
  readonly outbox: { readonly depth: number; readonly oldestAgeMs: number };
}
