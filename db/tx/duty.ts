import { and, desc, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import type { Tx } from "../../src/ports-store.ts";
import { among } from "../many.ts";
import { toConversation } from "../rows.ts";
import { conversations, duty } from "../schema.ts";
import { settingsIn } from "../settings.ts";
import type { Database } from "./known.ts";

/** More pings than these say nothing new: two without a sign are enough to ask somebody else. */
const PINGS_KEPT = 2;

/** Sent together with the change that follows it; an update alone locks rows in whatever order it finds them. */
const locked = (db: Database, which: SQL | undefined) =>
  db.select({ rep: duty.rep }).from(duty).where(which).orderBy(duty.desk, duty.rep).for("update");

/** Who is on duty, what they have, and whether pings reach them. */
export const dutyInTx = (
  db: Database,
): Pick<
  Tx,
  | "duty"
  | "openByRep"
  | "setDuty"
  | "repsSeen"
  | "repsPinged"
  | "openOf"
  | "unclaimed"
  | "openConversations"
  | "conversationByNumber"
  | "setting"
  | "setSetting"
> => ({
  duty: (desk) => db.select().from(duty).where(eq(duty.desk, desk)),
  openByRep: async (desk) => {
    const rows = await db.execute<{ person: string; count: string }>(sql`
      select coalesce(rep_id, offered_to) as person, count(*) as count from conversations
      where status = 'open' and desk = ${desk} and coalesce(rep_id, offered_to) is not null group by 1`);
    return new Map(rows.map(({ person, count }) => [person, Number(count)]));
  },
  setDuty: async (desk, rep, word, at, wordUntil) => {
    const one = and(eq(duty.desk, desk), eq(duty.rep, rep));
    const person = db.select({ id: duty.personId }).from(duty).where(one);
    await Promise.all([
      // At all their desks: that this person was seen is written next, and one lock too few now is one out of turn then.
      locked(db, inArray(duty.personId, person)),
      db.update(duty).set({ word, wordAt: at, wordUntil }).where(one),
    ]);
  },
  repsSeen: async (people, at) => {
    if (people.length === 0) return;
    const theirs = inArray(duty.personId, among(people));
    await Promise.all([
      locked(db, theirs),
      db
        .update(duty)
        .set({ seenAt: sql`greatest(${duty.seenAt}, ${at}::bigint)`, pings: [] })
        .where(theirs),
    ]);
  },
  repsPinged: async (desk, people, at) => {
    if (people.length === 0) return;
    const theirs = and(eq(duty.desk, desk), inArray(duty.personId, among(people)));
    await Promise.all([
      locked(db, theirs),
      db
        .update(duty)
        .set({ pings: sql`${duty.pings} || to_jsonb(${at}::bigint)` })
        .where(and(theirs, sql`jsonb_array_length(${duty.pings}) < ${PINGS_KEPT}`)),
    ]);
  },
  openOf: async (desk, personId) => {
    const rows = await db
      .select()
      .from(conversations)
      .where(
        and(
          eq(conversations.desk, desk),
          eq(conversations.status, "open"),
          or(eq(conversations.repId, personId), eq(conversations.offeredTo, personId)),
        ),
      )
      // In one order for everybody: two transactions that lock rows crosswise would wait for each other.
      .orderBy(conversations.id)
      .for("update");
    return rows.map(toConversation);
  },
  unclaimed: async (desk, limit) => {
    const rows = await db
      .select()
      .from(conversations)
      .where(and(eq(conversations.desk, desk), eq(conversations.status, "open"), isNull(conversations.repId)))
      .orderBy(conversations.openedAt)
      .limit(limit);
    return rows.map(toConversation);
  },
  openConversations: async (desk, limit) => {
    const rows = await db
      .select()
      .from(conversations)
      .where(and(eq(conversations.desk, desk), eq(conversations.status, "open")))
      .orderBy(desc(conversations.number))
      .limit(limit);
    return rows.map(toConversation);
  },
  conversationByNumber: async (desk, number) => {
    const rows = await db
      .select()
      .from(conversations)
      .where(and(eq(conversations.desk, desk), eq(conversations.number, number)))
      .for("update");
    return rows[0] === undefined ? null : toConversation(rows[0]);
  },
  ...settingsIn(db),
});
