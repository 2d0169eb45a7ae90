import type { Target } from "../../policy/policy.ts";
import { SECOND } from "../../time.ts";
import type { AlertView } from "../../views.ts";
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

const urgency = (alert: AlertView): string => {
  const { target, dueAt, now, answeredAt } = alert;
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

/** One line of plain text: the first 30 characters say how urgent and who, the rest what. */
export const alert = (view: AlertView): string => {
  const who = `#${view.number} ${shorten(oneLine(view.customer.name), MAX_NAME)}`;
  const offer = view.level === 0 && view.answeredAt === null && view.now < view.dueAt;
  const head = offer ? `🆕 ${who}` : `${urgency(view)} · ${who}`;
  const tail = offer ? ` · ${ASKED[view.target]} within ${short(view.dueAt - view.now)}` : "";
  const room = MAX_LINE - head.length - tail.length - ' · ""'.length;
  const preview = shorten(oneLine(view.preview), room);
  return `${head}${preview === "" ? "" : ` · "${preview}"`}${tail}`;
};
