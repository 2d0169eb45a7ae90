import type { OfferReason, PassedOn } from "../../conversation/event.ts";
import type { Person } from "../../platform.ts";
import { type Audience, isPagerRef, type Target } from "../../policy/policy.ts";
import { SECOND, type Timestamp } from "../../time.ts";
import type { AlertLine, AlertsView, AlertView } from "../../views.ts";
import type { Words } from "../../words.ts";
import { oneLine, shorten } from "../shorten.ts";
import { short } from "./duration.ts";

/** What a phone's lock screen shows of a notification. */
const MAX_LINE = 150;
const MAX_NAME = 32;

const LEFT: Readonly<Record<Target, string>> = {
  first_response: "left",
  next_response: "left to reply",
  update: "left for an update",
  resolution: "left to resolve or hand off",
};

const OVERDUE: Readonly<Record<Target, string>> = {
  first_response: "",
  next_response: "reply ",
  update: "update ",
  resolution: "resolution ",
};

const DONE: Readonly<Record<Target, string>> = {
  first_response: "answered",
  next_response: "replied",
  update: "updated",
  resolution: "closed",
};

const ASKED: Readonly<Record<Target, string>> = {
  first_response: "answer",
  next_response: "reply",
  update: "update",
  resolution: "resolve",
};

type Timed = Pick<AlertView, "target" | "dueAt" | "answeredAt">;

const urgency = ({ target, dueAt, answeredAt }: Timed, now: Timestamp): string => {
  if (answeredAt !== null) {
    return answeredAt > dueAt
      ? `🟠 ${DONE[target]} ${short(answeredAt - dueAt)} late`
      : `✅ ${DONE[target]} in time`;
  }
  if (now < dueAt) return `⏰ ${short(dueAt - now)} ${LEFT[target]}`;
  const since = now - dueAt;
  return since < SECOND / 2
    ? `🔴 ${OVERDUE[target]}overdue now`
    : `🔴 ${OVERDUE[target]}${short(since)} overdue`;
};

const OFFERS: Readonly<Record<OfferReason, string>> = {
  new: "🆕",
  reopened: "🔁 reopened",
  released: "↩️ released",
  shift_ended: "🕔 shift over",
  off_duty: "🕔 off duty",
  transferred: "➡️ transferred",
};

const nameOf = ({ name }: Person): string => shorten(oneLine(name), MAX_NAME);

const whoOf = (view: Pick<AlertView, "number" | "customer">): string =>
  `#${view.number} ${nameOf(view.customer)}`;

/** One line of plain text: the first 30 characters say how urgent and who, the rest what. */
export const alert = (view: AlertView): string => {
  const who = whoOf(view);
  const offer = view.offer !== null && view.answeredAt === null && view.now < view.dueAt;
  const head =
    view.offer !== null && offer ? `${OFFERS[view.offer]} ${who}` : `${urgency(view, view.now)} · ${who}`;
  const tail = offer ? ` · ${ASKED[view.target]} within ${short(view.dueAt - view.now)}` : "";
  const room = MAX_LINE - head.length - tail.length - ' · ""'.length;
  const preview = shorten(oneLine(view.preview), room);
  return `${head}${preview === "" ? "" : ` · "${preview}"`}${tail}`;
};

const WHY: Readonly<Record<PassedOn["why"], string>> = {
  do_not_disturb: "has notifications paused",
  deactivated: "is deactivated",
  not_in_channel: "is not in this channel",
  unacknowledged: "has left two pings unanswered",
  nobody: "is not on duty",
};

const NOBODY: Readonly<Record<Audience, string>> = {
  offered: "nobody could be offered it",
  assignee: "nobody has it",
  on_shift: "nobody is on shift",
  whole_shift: "nobody is on shift",
  desk: "the desk has no reps",
  lead: "there is no lead",
  managers: "there is no managers' channel",
};

const passedOn = ({ who, name, why }: AlertView["passedOn"][number]): string =>
  name === null
    ? isPagerRef(who)
      ? `the pager ${who.slice("pager:".length)} is gone`
      : NOBODY[who]
    : `${oneLine(name)} ${WHY[why]}`;

/** Lines under the alert: why others than usual are called, what was said last, whether the clocks can be believed. */
export const alertNotes = (view: AlertView): readonly string[] => [
  ...(view.unreliableSince === null ? [] : ["⚠️ Clocks unreliable: a platform is silent."]),
  ...(view.passedOn.length === 0 ? [] : [`Passed on at once: ${view.passedOn.map(passedOn).join("; ")}.`]),
  ...(view.target === "resolution" && view.level > 0 && view.level < 1 && view.answeredAt === null
    ? ["Resolve, or hand off?"]
    : []),
  ...(view.alsoLate === undefined || view.alsoLate.length === 0
    ? []
    : [
        `Also late: ${view.alsoLate.map(({ number, dueAt }) => `#${number} (${short(view.now - dueAt)} overdue)`).join(", ")}.`,
      ]),
  ...view.recent.map(({ from, text }) => `${oneLine(from)}: ${text}`),
];
/** Its number stands before it, as a link where there is one. */
const line = (item: AlertLine, now: Timestamp): string => {
  const head = `${nameOf(item.customer)} · ${urgency(item, now)}`;
  const rep = item.rep === null ? "nobody has it" : nameOf(item.rep);
  const preview = shorten(oneLine(item.preview), MAX_LINE - head.length - rep.length - ' ·  · ""'.length);
  return [head, rep, ...(preview === "" ? [] : [`"${preview}"`])].join(" · ");
};

const head = ({ overdue, others, items, now }: AlertsView): string => {
  const worst = items[0];
  const counts =
    overdue > 0
      ? [`🔴 ${overdue} overdue`, ...(others > 0 ? [`${others} more`] : [])]
      : [`⏰ ${others} due soon or just answered`];
  if (worst === undefined) return counts.join(" · ");
  const since = now - worst.dueAt;
  const how =
    worst.answeredAt !== null
      ? DONE[worst.target]
      : since >= 0
        ? `${short(since)} overdue`
        : `${short(-since)} left`;
  const which = worst.answeredAt === null && since >= 0 ? "longest" : "first";
  return [...counts, `${which} ${whoOf(worst)} ${how}`].join(" · ");
};

const rest = (count: number, where: string | null): string =>
  `${count} more: their cards stand in ${where ?? "the staff channel"}.`;

export const alerts: Words["alerts"] = { head, line, rest };
