import type { Audience, Pager, Plan, Policy, Step } from "../../core/policy/policy.ts";
import { isPagerRef, TARGETS } from "../../core/policy/policy.ts";
import { long, short } from "../../core/texts/en/duration.ts";
import { wordsFor } from "../../core/texts/index.ts";
import { gateInWords } from "./gate.ts";
import { listed } from "./listed.ts";
import { scheduleInWords } from "./schedule.ts";

const AUDIENCES: Readonly<Record<Audience, string>> = {
  offered: "the rep it was offered to",
  assignee: "the rep who has it",
  on_shift: "the reps on shift",
  whole_shift: "everybody on shift",
  desk: "everybody on the desk",
  lead: "the lead",
  managers: "the managers",
};

const stepInWords = ({ at, tell }: Step, targetMs: number): string => {
  const left = targetMs * (1 - at);
  const when =
    left > 0
      ? `${short(left)} before it is due`
      : left === 0
        ? "when it is overdue"
        : `${short(-left)} overdue`;
  const who = tell.map((one) =>
    isPagerRef(one) ? `the pager ${one.slice("pager:".length)}` : AUDIENCES[one],
  );
  return `after ${short(at * targetMs)} (${when}): tell ${listed(who)}`;
};

/** An address may hold a key: its server is all that is said. */
const pagerInWords = (name: string, pager: Pager): string =>
  pager.type === "mail"
    ? `Pager ${name}: a mail to ${pager.address}`
    : `Pager ${name}: a webhook on ${new URL(pager.url).host}`;

const planInWords = ({ name, targets, discordRoles }: Plan): string => {
  const promised = TARGETS.flatMap((target) => {
    const ms = targets[target];
    return ms === undefined ? [] : [`${wordsFor("en").target(target).toLowerCase()} within ${long(ms)}`];
  });
  const roles = discordRoles.length === 0 ? "no Discord role gives it" : `Discord ${listed(discordRoles)}`;
  return `Plan ${name} (${roles}): ${promised.join(", ") || "as everybody"}`;
};

const chainInWords = ({ ackTimeoutMs, repLimit, shiftNoticeMs, pagers }: Policy): readonly string[] => [
  "A new conversation mentions at once the rep it is offered to",
  "Nobody reachable at a step: the next one is told at once, and the chain always ends at the managers' channel",
  `A claim silences the paging of others for ${short(ackTimeoutMs)} at most, never past the deadline; ` +
    "a breach is always told",
  ...Object.entries(pagers).map(([name, pager]) => pagerInWords(name, pager)),
  `A rep is offered at most ${repLimit} open conversation${repLimit === 1 ? "" : "s"} at once`,
  `A rep is asked to finish or hand on ${short(shiftNoticeMs)} before their shift ends`,
];

/** What the desk promises, and who is told when it is about to break it. */
export const policyInWords = (policy: Policy): readonly string[] => {
  const { targets, steps, idle, hours, plans, phrases } = policy;
  return [
    hours === null ? "The promise holds around the clock" : `The promise holds ${scheduleInWords(hours)}`,
    ...TARGETS.flatMap((target) => [
      `${wordsFor("en").target(target)} within ${long(targets[target])}`,
      ...steps[target].map((step) => `  ${stepInWords(step, targets[target])}`),
    ]),
    ...chainInWords(policy),
    ...Object.values(plans).map(planInWords),
    `Silent customers: asked "still there?" after ${long(idle.askMs)}, closed as abandoned after ${long(idle.closeMs)}`,
    `A closed conversation can be continued for ${long(policy.reopenMs)}`,
    `An answer after ${long(policy.mentionAfterMs)} of silence mentions the customer`,
    `In the desk's own words: ${Object.keys(policy.texts).join(", ") || "nothing; every text is as built in"}`,
    `Phrases: ${phrases.holding.length} that keep the ball, ${phrases.pleasantries.length} pleasantries, ` +
      `${phrases.asking.length} that ask, ${phrases.authentication.length} that ask to authenticate`,
    ...gateInWords(policy),
    `The whole policy: ${policy.policyUrl ?? "shown by a button"}`,
    `Language: ${policy.language}`,
    `Version: ${policy.version}`,
  ];
};
