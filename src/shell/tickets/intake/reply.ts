import { redactSecrets } from "../../../core/gate/secrets.ts";
import type { ReplyOutcome } from "../../../core/ticket/event.ts";
import type { ReadMail } from "../../../ports-mail.ts";
import type { StoredMail, TicketText } from "../../../ports-tickets.ts";
import { ticketTask } from "../apply.ts";
import { keptOf } from "../quarantine.ts";
import { judgedTicket } from "./judged-ticket.ts";
import { again, type IntakeOptions, mayWait } from "./options.ts";
import type { Target } from "./target.ts";

/** What a mail says, as it is kept: without the secrets in it. */
const filed = async (
  text: string,
  ticketId: string,
  { find, ids, clock }: IntakeOptions,
): Promise<TicketText | null> => {
  if (text.trim() === "") return null;
  const clean = redactSecrets(text, await find(text));
  return { id: ids.next(), ticketId, kind: "reply", text: clean, at: clock.now() };
};

const THEIR_WORDS = "C0–C4: the sender is the address on file; nothing waits for their confirmation.";

/** An answer to a mail of ours, or a mail that names a ticket: judged, filed in its thread, and counted if it counts. */
export const reply = async (
  stored: StoredMail,
  read: ReadMail,
  { ticket, answers }: Target,
  options: IntakeOptions,
): Promise<void> => {
  const { store, desks, judge, carryOut, nextOn, clock } = options;
  const now = clock.now();
  const { asked, hashes } = await judgedTicket({ ticket, answers }, store);
  const verdict = await judge.judge(stored, asked, now);
  const known = ["authenticated", "denied", "unclear"].includes(verdict.outcome);
  const sure =
    known ||
    (verdict.outcome === "unverified" && answers !== null && asked.addressOnFile !== null
      ? await judge.isFromContact(
          stored,
          { id: asked.id, hashes, addressOnFile: asked.addressOnFile, sentAt: answers.createdAt },
          now,
        )
      : false);
  if ((verdict.outcome === "retry" || sure === "retry") && mayWait(stored, clock))
    return again(stored, options);
  // Why it confirms nothing would say nothing of whose words these are.
  const because = sure === true && !known ? [THEIR_WORDS] : verdict.because;
  const outcome: ReplyOutcome = verdict.outcome === "retry" ? "unverified" : verdict.outcome;
  const text =
    outcome === "ignored" || outcome === "undeliverable" ? null : await filed(read.text, ticket.id, options);
  const kept = await keptOf(stored, outcome, options.find);
  await carryOut(async (tx) => {
    const locked = await tx.ticket(ticket.id);
    const isFirst = await tx.mailJudged(stored.id, { ticketId: ticket.id, outcome, because, kept });
    if (locked === null || !isFirst) return [];
    await tx.insertTicketTexts(text === null ? [] : [text]);
    const desk = desks.byId(locked.desk);
    return [
      ticketTask(locked, {
        type: "RecordReply",
        at: now,
        mailId: stored.id,
        outcome,
        because,
        textId: text?.id ?? null,
        verified: sure === true,
        wrongNumber: verdict.wrongNumber === true,
        confirmable: verdict.confirmable === true,
        next: await nextOn(tx, desk, locked.state.permission),
      }),
    ];
  });
};
