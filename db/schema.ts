import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { ConversationEvent } from "../src/core/conversation/event.ts";
import type { SlaClock } from "../src/core/conversation/sla.ts";
import type { Conversation } from "../src/core/conversation/state.ts";
import type { Effect, EffectType } from "../src/core/effect.ts";
import type { Failure, Inbound } from "../src/core/inbound.ts";
import type { Attachment, Place, Platform } from "../src/core/platform.ts";
import type { Policy, Target } from "../src/core/policy/policy.ts";
import { ms } from "./schema/columns.ts";

export * from "./schema/customers.ts";
export * from "./schema/tickets.ts";

/** Who wrote or pressed. The journal knows only `id`: emptying this row makes a person's traces anonymous. */
export const people = pgTable(
  "people",
  {
    id: text().primaryKey(),
    platform: text().$type<Platform>().notNull(),
    userId: text("user_id").notNull(),
    name: text().notNull(),
    accountCreatedAt: ms("account_created_at"),
  },
  (t) => [unique("people_platform_user").on(t.platform, t.userId)],
);

export const conversations = pgTable(
  "conversations",
  {
    id: text().primaryKey(),
    /** What people call it: in a card's title, a thread's name, a command. */
    number: bigint({ mode: "number" }).notNull().unique(),
    desk: text().notNull(),
    status: text().$type<"open" | "closed" | "archived">().notNull(),
    customerId: text("customer_id").notNull(),
    repId: text("rep_id"),
    /** Who was asked first, while nobody has it. */
    offeredTo: text("offered_to"),
    policyVersion: text("policy_version").notNull(),
    openedAt: ms("opened_at").notNull(),
    /** The earliest moment at which anything must happen; null: nothing lies ahead. */
    nextWakeAt: ms("next_wake_at"),
    /** The due time of the open clock that is due first; null: none runs. */
    clockDueAt: ms("clock_due_at"),
    customerPlace: jsonb("customer_place").$type<Place>(),
    staffPlace: jsonb("staff_place").$type<Place>(),
    state: jsonb().$type<Conversation>().notNull(),
  },
  (t) => [
    // With the id, so that ten thousand that are due at the same moment are read page by page.
    index("conversations_wake").on(t.nextWakeAt, t.id).where(sql`${t.nextWakeAt} is not null`),
    index("conversations_customer").on(t.customerId, t.status),
    index("conversations_status").on(t.status, t.desk),
    index("conversations_open_by_rep").on(t.desk, t.repId, t.offeredTo).where(sql`${t.status} = 'open'`),
    index("conversations_clock_due").on(t.desk, t.clockDueAt).where(sql`${t.clockDueAt} is not null`),
  ],
);

/** One row a clock, for reports. It follows from the journal: `npm run rebuild` computes it again. */
export const slaClocks = pgTable(
  "sla_clocks",
  {
    conversationId: text("conversation_id").notNull(),
    target: text().$type<Target>().notNull(),
    cycle: integer().notNull(),
    desk: text().notNull(),
    startedAt: ms("started_at").notNull(),
    lengthMs: ms("length_ms").notNull(),
    dueAt: ms("due_at").notNull(),
    fulfilledAt: ms("fulfilled_at"),
    fulfilledBy: text("fulfilled_by").$type<SlaClock["fulfilledBy"]>(),
    /** The deadline, once it is known to have passed unanswered. */
    breachedAt: ms("breached_at"),
    cancelledAt: ms("cancelled_at"),
    cause: text().$type<SlaClock["cause"]>(),
    endedAt: ms("ended_at"),
    withCustomer: jsonb("with_customer").$type<SlaClock["withCustomer"]>().notNull(),
    rep: text(),
    plan: text(),
    policyVersion: text("policy_version").notNull(),
    detectedAt: ms("detected_at"),
    /** When the alert of the breach arrived. */
    notifiedAt: ms("notified_at"),
  },
  (t) => [
    primaryKey({ columns: [t.conversationId, t.target, t.cycle] }),
    index("sla_clocks_started_at").on(t.desk, t.startedAt),
    index("sla_clocks_open")
      .on(t.desk, t.dueAt)
      .where(sql`${t.fulfilledAt} is null and ${t.cancelledAt} is null and ${t.endedAt} is null`),
  ],
);

/** A rep's own word on being on duty, and whether pings reach them. Shifts stand in the policy file. */
export const duty = pgTable(
  "duty",
  {
    desk: text().notNull(),
    /** Their id in the policy file. */
    rep: text().notNull(),
    personId: text("person_id").notNull(),
    /** Holds until their next shift begins or ends; null: they said nothing. */
    word: text().$type<"on" | "off">(),
    wordAt: ms("word_at"),
    /** When it ends, as far as the roster was known when it was said. */
    wordUntil: ms("word_until"),
    /** The last sign of them. */
    seenAt: ms("seen_at").notNull().default(0),
    /** Pings since then, the first two. */
    pings: jsonb().$type<readonly number[]>().notNull().default([]),
  },
  (t) => [primaryKey({ columns: [t.desk, t.rep] }), index("duty_person").on(t.personId)],
);

/** Which conversation a place belongs to, and on which side. */
export const places = pgTable(
  "places",
  {
    platform: text().$type<Platform>().notNull(),
    channel: text().notNull(),
    /** Empty: the channel itself. */
    thread: text().notNull(),
    conversationId: text("conversation_id").notNull(),
    /** `ticket`: `conversationId` is a ticket's. */
    role: text().$type<"customer" | "staff" | "ticket">().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.platform, t.channel, t.thread] }),
    index("places_conversation").on(t.conversationId),
  ],
);

/** What people wrote. The only table with their words: retention may empty it. */
export const messages = pgTable(
  "messages",
  {
    id: text().primaryKey(),
    conversationId: text("conversation_id").notNull(),
    side: text().$type<"customer" | "rep">().notNull(),
    personId: text("person_id").notNull(),
    /** Canonical Markdown. */
    text: text().notNull(),
    subject: text(),
    attachments: jsonb().$type<readonly Attachment[]>().notNull(),
    at: ms("at").notNull(),
    platform: text().$type<Platform>().notNull(),
    channel: text().notNull(),
    thread: text().notNull(),
    platformMessageId: text("platform_message_id").notNull(),
    deletedAt: ms("deleted_at"),
  },
  (t) => [
    unique("messages_platform_message").on(t.platform, t.channel, t.platformMessageId),
    index("messages_conversation").on(t.conversationId, t.at),
  ],
);

/** Keys already handled; an inbound that could not be handled stays here, redacted, to be tried again. */
export const inbox = pgTable(
  "inbox",
  {
    key: text().primaryKey(),
    receivedAt: ms("received_at").notNull(),
    status: text().$type<"done" | "failed">().notNull(),
    attempts: integer().notNull().default(1),
    inbound: jsonb().$type<Inbound>(),
  },
  (t) => [
    index("inbox_failed").on(t.receivedAt).where(sql`${t.status} = 'failed'`),
    index("inbox_received_at").on(t.receivedAt),
  ],
);

/** Every event ever. Append-only: a trigger refuses update and delete (migrations/0001_append_only.sql). */
export const journal = pgTable(
  "journal",
  {
    seq: bigserial({ mode: "number" }).primaryKey(),
    conversationId: text("conversation_id").notNull(),
    type: text().$type<ConversationEvent["type"]>().notNull(),
    at: ms("at").notNull(),
    recordedAt: ms("recorded_at").notNull(),
    policyVersion: text("policy_version").notNull(),
    event: jsonb().$type<ConversationEvent>().notNull(),
  },
  (t) => [index("journal_conversation").on(t.conversationId, t.seq)],
);

/** Effects not yet done, and those done not long ago. Holds no text: only names of texts. */
export const outbox = pgTable(
  "outbox",
  {
    seq: bigserial({ mode: "number" }).primaryKey(),
    id: text().notNull().unique(),
    /** Or the ticket that it is about; null: neither. */
    conversationId: text("conversation_id"),
    /** Rows of one stream keep their order. */
    stream: text().notNull(),
    lane: text().notNull(),
    priority: integer().notNull(),
    type: text().$type<EffectType>().notNull(),
    effect: jsonb().$type<Effect>().notNull(),
    desk: text().notNull(),
    status: text()
      .$type<"pending" | "sending" | "done" | "failed" | "dropped">()
      .notNull()
      .default("pending"),
    attempts: integer().notNull().default(0),
    /** An earlier attempt may have reached the platform: look before sending. */
    maybeSent: boolean("maybe_sent").notNull().default(false),
    /** Rows sent together as one message carry the first one's id. */
    batch: text(),
    /** The process that is sending it (its advisory lock); a dead owner's rows are free again. */
    owner: integer(),
    createdAt: ms("created_at").notNull(),
    availableAt: ms("available_at").notNull(),
    finishedAt: ms("finished_at"),
    failure: jsonb().$type<Failure>(),
  },
  (t) => [
    index("outbox_pending_lane").on(t.lane, t.priority, t.seq).where(sql`${t.status} = 'pending'`),
    index("outbox_unfinished_stream").on(t.stream, t.seq).where(sql`${t.status} in ('pending', 'sending')`),
    index("outbox_sending").on(t.owner).where(sql`${t.status} = 'sending'`),
    index("outbox_batch").on(t.batch).where(sql`${t.batch} is not null`),
    index("outbox_finished_at").on(t.finishedAt).where(sql`${t.finishedAt} is not null`),
    // The card shows what is true when it is sent, so one waiting update is enough.
    uniqueIndex("outbox_one_card_update")
      .on(t.stream)
      .where(sql`${t.type} = 'UpdateCard' and ${t.status} = 'pending'`),
  ],
);

/** Each lane's limit, and when it may send next: shared by all processes, kept over a restart. */
export const lanes = pgTable("lanes", {
  key: text().primaryKey(),
  intervalMs: integer("interval_ms").notNull(),
  concurrency: integer().notNull(),
  nextAt: ms("next_at").notNull().default(0),
});

/** Where effects landed, so that edits, deletes, card updates and closed alerts find their messages. */
export const deliveries = pgTable(
  "deliveries",
  {
    outboxId: text("outbox_id").notNull(),
    part: integer().notNull(),
    conversationId: text("conversation_id"),
    /** What landed: a message's id, `card`, `notice:<about>`, `alert:<target>:<cycle>` or, shared, `alerts:…`. */
    what: text().notNull(),
    side: text().$type<"customer" | "staff">().notNull(),
    platform: text().$type<Platform>().notNull(),
    channel: text().notNull(),
    thread: text().notNull(),
    platformMessageId: text("platform_message_id").notNull(),
    at: ms("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.outboxId, t.part] }),
    index("deliveries_what").on(t.conversationId, t.what),
  ],
);

/** Policies as conversations were opened under them. */
export const policies = pgTable("policies", {
  version: text().primaryKey(),
  policy: jsonb().$type<Policy>().notNull(),
});

/** Small facts of the installation: the sandbox's clock, the newest event seen of a platform. */
export const settings = pgTable("settings", {
  key: text().primaryKey(),
  value: jsonb().notNull(),
});
