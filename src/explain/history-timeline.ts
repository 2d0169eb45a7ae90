import type { Judgement } from "../core/history/judge-history.ts";
import { arrivalsOf, type HistoryLine, type Kind } from "../core/history/line.ts";
import { SECOND, type Timestamp } from "../core/time.ts";
import { clockEntries, named, shareInWords } from "./clock-words.ts";
import type { Entry, Writer } from "./entry.ts";
import { RULES } from "./rules.ts";
import { exactly } from "./times.ts";

const WORDS: Readonly<Record<Kind, Omit<Entry, "at">>> = {
  customer_message: { text: "The customer wrote", rule: null },
  rep_message: { text: "A rep's answer reached the customer", rule: RULES.delivered },
  rep_note: { text: "A rep wrote a note for the team", rule: RULES.notResponse },
  desk_message: { text: "The desk said something", rule: RULES.notResponse },
  reaction: { text: "Somebody reacted", rule: RULES.notResponse },
  edit: { text: "A message was edited", rule: RULES.edited },
  delete: { text: "A message was deleted", rule: RULES.deleted },
  claim: { text: "A rep claimed it", rule: RULES.notTouched },
  release: { text: "The rep released it", rule: RULES.notTouched },
  transfer: { text: "It was transferred", rule: RULES.notTouched },
  working_on_it: { text: "A rep is working on it", rule: RULES.ball },
  no_reply_needed: { text: "A rep said that no reply is needed", rule: RULES.waived },
  resolve: { text: "■ Resolved", rule: RULES.ended },
  handoff: { text: "■ Handed off", rule: RULES.ended },
  abandon: { text: "■ The customer left: abandoned", rule: RULES.ended },
};

const lineEntry = (line: HistoryLine, heardAt: Timestamp): Entry => {
  const failed = line.kind === "rep_message" && line.deliveredAt === null;
  const said = failed ? { text: "A rep's answer was not delivered", rule: RULES.failed } : WORDS[line.kind];
  const at = line.kind === "rep_message" ? (line.deliveredAt ?? line.at) : line.at;
  const lateMs = heardAt - at;
  const late = lateMs < 2 * SECOND ? "" : ` (heard of ${exactly(lateMs)} later)`;
  return { at, text: `${said.text}${late}`, rule: said.rule };
};

/** The story that a history tells, with the verdicts as they stand at its end. */
export const historyTimeline = (
  lines: readonly HistoryLine[],
  { now, clocks, alerts }: Judgement,
  writer: Writer,
): readonly Entry[] => {
  const heard = arrivalsOf(lines).filter(({ at }) => at <= now);
  const told = alerts.map((alert): Entry => {
    const what =
      alert.level === 1
        ? `🔴 ${named(alert)} is overdue: its deadline passed unanswered`
        : `⏰ ${named(alert)}: ${shareInWords(alert.level)} has passed`;
    return alert.corrected
      ? {
          at: alert.at,
          text: `${what}; withdrawn later, for the answer had come before`,
          rule: RULES.corrected,
        }
      : { at: alert.at, text: what, rule: alert.level === 1 ? RULES.judged : null };
  });
  return [
    ...heard.map(({ at, line }) => lineEntry(line, at)),
    ...clockEntries([], clocks, now, writer),
    ...told,
  ].sort((a, b) => a.at - b.at);
};
