import type { PassedOn, ToldTo } from "../core/conversation/event.ts";
import { type Audience, isPagerRef, type Told } from "../core/policy/policy.ts";
import type { Writer } from "./entry.ts";

const AUDIENCES: Readonly<Record<Audience, string>> = {
  offered: "the rep it was offered to",
  assignee: "the rep who has it",
  on_shift: "the reps on shift",
  whole_shift: "the whole shift",
  desk: "the whole desk",
  lead: "the lead",
  managers: "the managers",
};

const WHY: Readonly<Record<PassedOn["why"], string>> = {
  do_not_disturb: "do not disturb",
  deactivated: "account deactivated",
  not_in_channel: "not in the channel",
  unacknowledged: "two pings unacknowledged",
  nobody: "there is nobody",
};

export const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? "") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;

const audience = (who: Told): string =>
  isPagerRef(who) ? `the pager ${who.slice("pager:".length)}` : AUDIENCES[who];

const passed = ({ who, person, why }: PassedOn, writer: Writer): string =>
  person === null ? `${audience(who)}: ${WHY[why]}` : `${writer.person(person)}: ${WHY[why]}`;

/** Whom an alert calls, and whom it could not. Journals of before the roster say nothing of it. */
export const toldInWords = (told: ToldTo | undefined, writer: Writer): string => {
  if (told === undefined) return "called whoever was in the channel";
  const called = [
    ...told.people.map(writer.person),
    ...(told.here ? ["whoever is in the channel"] : []),
    ...(told.managers ? ["the managers' channel"] : []),
    ...told.pagers.map((name) => `the pager ${name}`),
  ];
  const who = called.length === 0 ? "called nobody" : `called ${listed(called)}`;
  const only = told.silenced ? " alone, for a claim silences the others" : "";
  const past = told.passedOn.map((one) => passed(one, writer));
  return past.length === 0 ? `${who}${only}` : `${who}${only}; passed on: ${past.join("; ")}`;
};
