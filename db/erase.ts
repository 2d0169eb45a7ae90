import postgres from "postgres";

/** Longest that a table is waited for, ms: whoever holds it may be waiting for one that is held here. */
const PATIENCE_MS = 200;
const ATTEMPTS = 50;

/** Somebody was in the way: lock_not_available, deadlock_detected. */
const isInTheWay = (cause: unknown): boolean =>
  cause instanceof postgres.PostgresError && (cause.code === "55P03" || cause.code === "40P01");

const eraseOnce = (sql: postgres.Sql): Promise<unknown> =>
  sql.begin(async (tx) => {
    await tx`select set_config('lock_timeout', ${String(PATIENCE_MS)}, true)`;
    await tx`alter table journal disable trigger all`;
    await tx`alter table ticket_journal disable trigger all`;
    await tx`truncate people, conversations, sla_clocks, duty, places, messages, inbox, journal, outbox, deliveries, policies, settings, accounts, contacts, account_claims, customer_events, tickets, ticket_journal, ticket_texts, confirmations, mails`;
    await tx`alter table journal enable trigger all`;
    await tx`alter table ticket_journal enable trigger all`;
    await tx`alter sequence conversation_number restart`;
    await tx`alter sequence ticket_number restart`;
  });

/** Forgets everything, while the desk works: what is under way is let through, and tried again after it. */
export const eraseAll = async (sql: postgres.Sql): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await eraseOnce(sql);
      return;
    } catch (cause) {
      if (!isInTheWay(cause) || attempt >= ATTEMPTS) throw cause;
    }
  }
};
