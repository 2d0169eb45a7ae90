import { and, asc, desc, eq, inArray, isNull, lt, ne, type SQL, sql } from "drizzle-orm";
import { alias, union } from "drizzle-orm/pg-core";
import { nextDeadline } from "../src/core/conversation/deadlines.ts";
import { idleCountdown, rungs } from "../src/core/conversation/rungs.ts";
import { DEFAULT_POLICY, type Policy } from "../src/core/policy/policy.ts";
import { upToDatePolicy } from "../src/core/policy/upgrade.ts";
import type { FoundConversation, ReadStore } from "../src/ports-store.ts";
import { among } from "./many.ts";
import { placeOf, toConversation, toMessage, toPerson, toRef } from "./rows.ts";
import { tickets } from "./schema/tickets.ts";
import { conversations, deliveries, messages, people, places, policies, ticketTexts } from "./schema.ts";
import type { Database } from "./tx.ts";

/** An open conversation's board shows what still matters: old ones leave it. */
const OVERVIEW_LIMIT = 500;

const conversationsIn = async (db: Database, which: SQL): Promise<readonly FoundConversation[]> => {
  const rows = await db
    .select({ conversation: conversations, customer: people })
    .from(conversations)
    .leftJoin(people, eq(people.id, conversations.customerId))
    .where(which);
  return rows.map(({ conversation, customer }) => ({
    stored: toConversation(conversation),
    customer: customer === null ? null : toPerson(customer),
  }));
};

const promisedBy = (policy: Policy | null): Policy =>
  policy === null ? DEFAULT_POLICY : upToDatePolicy(policy);

/** The read side: what is needed to fill an effect in, and to show people where things stand. */
export const createReadStore = (db: Database): ReadStore => ({
  conversation: async (id) => {
    const [found] = await conversationsIn(db, eq(conversations.id, id));
    return found ?? null;
  },
  conversations: (ids) => conversationsIn(db, inArray(conversations.id, among(ids))),
  overdue: async (desk, now) =>
    db.$count(conversations, and(eq(conversations.desk, desk), lt(conversations.clockDueAt, now))),
  overdueOf: async (desk, personId, now, limit) => {
    const rows = await db
      .select({ id: conversations.id, number: conversations.number, dueAt: conversations.clockDueAt })
      .from(conversations)
      .where(
        and(
          eq(conversations.desk, desk),
          eq(conversations.repId, personId),
          lt(conversations.clockDueAt, now),
        ),
      )
      .orderBy(asc(conversations.clockDueAt))
      .limit(limit);
    return rows.map(({ dueAt, ...row }) => ({ ...row, dueAt: dueAt ?? now }));
  },
  ticketTexts: async (ids) => {
    if (ids.length === 0) return {};
    const rows = await db
      .select({ id: ticketTexts.id, text: ticketTexts.text })
      .from(ticketTexts)
      .where(inArray(ticketTexts.id, among(ids)));
    return Object.fromEntries(rows.map(({ id, text }) => [id, text]));
  },
  message: async (id) => {
    const rows = await db.select().from(messages).where(eq(messages.id, id));
    return rows[0] === undefined ? null : toMessage(rows[0]);
  },
  messages: async (ids) => {
    if (ids.length === 0) return [];
    const rows = await db
      .select()
      .from(messages)
      .where(inArray(messages.id, [...ids]));
    const byId = new Map(rows.map((row) => [row.id, toMessage(row)]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  },
  firstMessage: async (conversationId) => {
    const rows = await db
      .select()
      .from(messages)
      .where(and(eq(messages.conversationId, conversationId), eq(messages.side, "customer")))
      .orderBy(asc(messages.at))
      .limit(1);
    return rows[0] === undefined ? null : toMessage(rows[0]);
  },
  lastCustomerMessage: async (conversationId) => {
    const rows = await db
      .select()
      .from(messages)
      .where(and(eq(messages.conversationId, conversationId), eq(messages.side, "customer")))
      .orderBy(desc(messages.at))
      .limit(1);
    return rows[0] === undefined ? null : toMessage(rows[0]);
  },
  recentMessages: async (conversationId, count) => {
    const rows = await db
      .select()
      .from(messages)
      .where(and(eq(messages.conversationId, conversationId), isNull(messages.deletedAt)))
      .orderBy(desc(messages.at))
      .limit(count);
    return rows.map(toMessage).reverse();
  },
  person: async (id) => {
    const rows = await db.select().from(people).where(eq(people.id, id));
    return rows[0] === undefined ? null : toPerson(rows[0]);
  },
  landed: async (conversationId, what, side) => {
    const rows = await db
      .select()
      .from(deliveries)
      .where(
        and(
          eq(deliveries.conversationId, conversationId),
          eq(deliveries.what, what),
          eq(deliveries.side, side),
        ),
      )
      .orderBy(asc(deliveries.at), asc(deliveries.part));
    return rows.map((row) => ({ what: row.what, message: toRef(row), at: row.at }));
  },
  overview: async (platform) => {
    const customer = alias(people, "customer");
    const rep = alias(people, "rep");
    const offered = alias(people, "offered");
    const rows = await db
      .select({ conversation: conversations, customer, rep, offered, policy: policies.policy })
      .from(conversations)
      .innerJoin(customer, eq(customer.id, conversations.customerId))
      .leftJoin(rep, eq(rep.id, conversations.repId))
      .leftJoin(offered, eq(offered.id, sql`${conversations.state}->>'offeredTo'`))
      .leftJoin(policies, eq(policies.version, conversations.policyVersion))
      .where(platform === null ? undefined : eq(customer.platform, platform))
      .orderBy(desc(conversations.number))
      .limit(OVERVIEW_LIMIT);
    return rows.map(({ conversation, policy, ...row }) => ({
      id: conversation.id,
      number: conversation.number,
      desk: conversation.desk,
      status: conversation.status,
      outcome: conversation.state.outcome,
      customer: toPerson(row.customer),
      rep: row.rep === null ? null : toPerson(row.rep),
      ball: conversation.state.clocks.ball,
      waitingSince: conversation.state.clocks.waitingSince,
      openedAt: conversation.openedAt,
      endedAt: conversation.state.clocks.endedAt,
      clocks: conversation.state.clocks.all,
      plan: conversation.state.plan,
      offeredTo: row.offered === null ? null : toPerson(row.offered),
      waitUntil: conversation.state.waitUntil,
      rungs: rungs(conversation.state, promisedBy(policy)),
      idle: idleCountdown(conversation.state, promisedBy(policy)),
      next: nextDeadline(conversation.state, promisedBy(policy)),
    }));
  },
  places: async () => {
    const rows = await db
      .select({ place: places, openedAt: conversations.openedAt, id: conversations.id })
      .from(places)
      .innerJoin(conversations, eq(conversations.id, places.conversationId))
      .where(ne(conversations.status, "archived"));
    const ofTickets = await db
      .select({ place: places, openedAt: tickets.openedAt })
      .from(places)
      .innerJoin(tickets, eq(tickets.id, places.conversationId))
      .where(and(eq(places.role, "ticket"), eq(tickets.status, "open")));
    const alive = union(
      db.select({ id: conversations.id }).from(conversations).where(ne(conversations.status, "archived")),
      db.select({ id: tickets.id }).from(tickets).where(eq(tickets.status, "open")),
    );
    const newest = await db
      .selectDistinctOn([messages.platform, messages.channel, messages.thread])
      .from(messages)
      .where(inArray(messages.conversationId, alive))
      .orderBy(messages.platform, messages.channel, messages.thread, desc(messages.at));
    const after = new Map(
      newest.map((row) => [`${row.platform}:${row.channel}:${row.thread}`, row.platformMessageId]),
    );
    return [...rows, ...ofTickets].map(({ place, openedAt }) => ({
      place: placeOf(place),
      after: after.get(`${place.platform}:${place.channel}:${place.thread}`) ?? null,
      since: openedAt ?? 0,
    }));
  },
});
