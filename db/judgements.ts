import type postgres from "postgres";
import type { ReplyOutcome } from "../src/core/ticket/event.ts";
import type { MailEnvelope } from "../src/ports-mail.ts";

/** How a mail that came in was judged. */
export interface Judgement {
  /** Of the mail's bytes. */
  readonly sha256: string;
  /** Null: it waits to be judged. */
  readonly outcome: ReplyOutcome | null;
  /** It is from the address on file, whatever it says. */
  readonly verified: boolean;
  /** Sentences; empty while it waits. */
  readonly because: readonly string[];
}

/** Those of these mails that came in. */
export const judgementsIn = async (
  sql: postgres.Sql,
  sha256: readonly string[],
): Promise<readonly Judgement[]> => {
  if (sha256.length === 0) return [];
  const rows = await sql<
    { sha256: string; outcome: ReplyOutcome | null; verified: boolean; because: string | null }[]
  >`
    select m.sha256, m.outcome, m.because::text as because, coalesce(j.verified, m.outcome = 'authenticated', false) as verified
    from mails m
    left join lateral (
      select bool_or((event ->> 'verified')::boolean) as verified from ticket_journal
      where ticket_id = m.ticket_id and type = 'ReplyJudged' and event ->> 'mailId' = m.id
    ) j on true
    where m.sha256 = any(${[...sha256]}::text[])`;
  return rows.map(({ because, ...row }) => ({
    ...row,
    because: because === null ? [] : (JSON.parse(because) as readonly string[]),
  }));
};

/** Who brought a mail with these bytes; null: it did not come here. */
export const envelopeIn = async (sql: postgres.Sql, sha256: string): Promise<MailEnvelope | null> => {
  const [row] = await sql<{ envelope: string }[]>`
    select envelope::text as envelope from mails where sha256 = ${sha256}`;
  return row === undefined ? null : (JSON.parse(row.envelope) as MailEnvelope);
};
