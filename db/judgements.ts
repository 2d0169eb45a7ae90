import type postgres from "postgres";
import type { ReplyOutcome } from "../src/core/ticket/event.ts";

/** How a mail that came in was judged. */
export interface Judgement {
  /** Of the mail's bytes. */
  readonly sha256: string;
  /** Null: it waits to be judged. */
  readonly outcome: ReplyOutcome | null;
  /** Sentences; empty while it waits. */
  readonly because: readonly string[];
}

/** Those of these mails that came in. */
export const judgementsIn = async (
  sql: postgres.Sql,
  sha256: readonly string[],
): Promise<readonly Judgement[]> => {
  if (sha256.length === 0) return [];
  const rows = await sql<{ sha256: string; outcome: ReplyOutcome | null; because: string | null }[]>`
    select sha256, outcome, because::text as because from mails where sha256 = any(${[...sha256]}::text[])`;
  return rows.map(({ because, ...row }) => ({
    ...row,
    because: because === null ? [] : (JSON.parse(because) as readonly string[]),
  }));
};
