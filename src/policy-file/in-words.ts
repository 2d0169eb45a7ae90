import type { Audience, Channel, Desk, Policy, Step } from "../core/policy/policy.ts";
import { isPagerRef, TARGETS } from "../core/policy/policy.ts";
import { long, short } from "../core/texts/en/duration.ts";
import { wordsFor } from "../core/texts/index.ts";
import type { PolicyFile } from "../policy-file.ts";

const AUDIENCES: Readonly<Record<Audience, string>> = {
  offered: "the rep it was offered to",
  assignee: "the rep who has it",
  on_shift: "the reps on shift",
  whole_shift: "everybody on shift",
  desk: "everybody on the desk",
  lead: "the lead",
  managers: "the managers",
};

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? "") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;

const stepInWords = ({ at, tell }: Step, targetMs: number): string => {
  const left = targetMs * (1 - at);
  const when =
    left > 0
      ? `${short(left)} before it is due`
      : left === 0
        ? "when it is overdue"
        : `${short(-left)} overdue`;
  return `after ${short(at * targetMs)} (${when}): tell ${listed(tell.map((who) => (isPagerRef(who) ? `the pager ${who.slice("pager:".length)}` : AUDIENCES[who])))}`;
};

const policyInWords = ({ targets, steps, idle, ...policy }: Policy): readonly string[] => [
  ...TARGETS.flatMap((target) => [
    `${wordsFor("en").target(target)} within ${long(targets[target])}`,
    ...steps[target].map((step) => `  ${stepInWords(step, targets[target])}`),
  ]),
  `Silent customers: asked "still there?" after ${long(idle.askMs)}, closed as abandoned after ${long(idle.closeMs)}`,
  `A closed conversation can be continued for ${long(policy.reopenMs)}`,
  `An answer after ${long(policy.mentionAfterMs)} of silence mentions the customer`,
  `In the desk's own words: ${Object.keys(policy.texts).join(", ") || "nothing; every text is as built in"}`,
  `Phrases: ${policy.phrases.holding.length} that keep the ball, ${policy.phrases.pleasantries.length} pleasantries, ` +
    `${policy.phrases.asking.length} that ask`,
  `The whole policy: ${policy.policyUrl ?? "shown by a button"}`,
  `Language: ${policy.language}`,
  `Version: ${policy.version}`,
];

const channelInWords = ({ platform, channel }: Channel): string => `${platform} ${channel}`;

const deskInWords = (desk: Desk): readonly string[] => [
  `Customers write in ${channelInWords(desk.customers)}`,
  `Reps answer in ${channelInWords(desk.staff)}; alerts go to ${channelInWords(desk.alerts)}`,
  `Managers read ${channelInWords(desk.managers)}`,
  desk.reps.length === 0
    ? "Reps: none named; everybody in the staff channel is one"
    : `Reps: ${listed(desk.reps.map((rep) => (rep.lead ? `${rep.name} (lead)` : rep.name)))}`,
  ...policyInWords(desk.policy),
];

const indented = (lines: readonly string[]): readonly string[] => lines.map((line) => `  ${line}`);

/** The policy as a manager would say it, line by line. */
export const inWords = ({ file, policy, desks }: PolicyFile): string => {
  if (desks.length === 0) {
    const from =
      file === null
        ? "There is no policy file: this is the built-in policy."
        : `${file} is in order. It names no desk.`;
    return [from, "The sandbox runs a desk of its own with it.", "", ...policyInWords(policy)].join("\n");
  }
  return [
    `${file} is in order.`,
    ...desks.flatMap((desk) => ["", `Desk ${desk.name} (${desk.id})`, ...indented(deskInWords(desk))]),
  ].join("\n");
};
