import type postgres from "postgres";
import type { Timestamp } from "../src/core/time.ts";

/** The next moment at which a ticket must be looked at, after `now`; null: none lies ahead. */
export const nextTicketWakeIn = async (
  sql: postgres.Sql,
  now: Timestamp,
): Promise<{ readonly at: Timestamp; readonly number: number | null } | null> => {
  const [row] = await sql<{ at: number; number: number | null }[]>`
    select next_wake_at::float8 as at, number::float8 as number from tickets
    where next_wake_at > ${now} order by next_wake_at limit 1`;
  return row ?? null;
};
