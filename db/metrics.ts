import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import type postgres from "postgres";
import { TARGETS } from "../src/core/policy/policy.ts";
import type { Clock } from "../src/ports.ts";
import type { MetricsSource } from "../src/ports-store.ts";

type ClockState = "running" | "met" | "breached" | "cancelled";

/** Reads at a scrape, in one round trip each, what only the database knows. */
export const createMetricsSource = (client: postgres.Sql, clock: Clock): MetricsSource => {
  const db = drizzle(client);
  return {
    read: async () => {
      const now = clock.now();
      const [open, clocks, outbox] = await Promise.all([
        db.execute<{ desk: string; count: string }>(
          sql`select desk, count(*) as count from conversations where status = 'open' group by desk`,
        ),
        db.execute<{ target: string; state: ClockState; count: string }>(sql`
          select clock->>'target' as target,
            case
              when clock->>'cancelledAt' is not null then 'cancelled'
              when clock->>'fulfilledAt' is not null then
                case when (clock->>'fulfilledAt')::numeric <= (clock->>'dueAt')::numeric then 'met' else 'breached' end
              when clock->>'endedAt' is not null or (clock->>'dueAt')::numeric < ${now} then 'breached'
              else 'running'
            end as state,
            count(*) as count
          from conversations, jsonb_array_elements(state->'clocks'->'all') as clock
          where status <> 'archived' group by 1, 2`),
        db.execute<{ depth: string; oldest: string | null }>(sql`
          select count(*) as depth, min(created_at) as oldest from outbox where status in ('pending', 'sending')`),
      ]);
      const oldest = outbox[0]?.oldest;
      return {
        openConversations: open.map(({ desk, count }) => ({ desk, count: Number(count) })),
        clocks: clocks.flatMap(({ target, state, count }) =>
          TARGETS.filter((one) => one === target).map((one) => ({
            target: one,
            state,
            count: Number(count),
          })),
        ),
        outbox: {
          depth: Number(outbox[0]?.depth ?? 0),
          oldestAgeMs: oldest === null || oldest === undefined ? 0 : Math.max(0, now - Number(oldest)),
        },
      };
    },
  };
};
