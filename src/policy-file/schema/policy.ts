import { z } from "zod";
import { OWN_TEXTS, type OwnText, unknownPlaceholders } from "../../core/policy/own-texts.ts";
import { AUDIENCES, type TARGETS } from "../../core/policy/policy.ts";
import { DAY, HOUR, SECOND } from "../../core/time.ts";
import { duration } from "../duration.ts";
import { GateSection, SelfServiceSection } from "./gate.ts";
import { hours } from "./schedule.ts";
import { byName, idText, NAME_PATTERN, section, text, webAddress } from "./section.ts";
import { TicketsSection } from "./tickets.ts";

const target = duration({ leastMs: SECOND, mostMs: 7 * DAY, said: "from 1 second to 7 days" });
const wait = duration({ leastMs: 0, mostMs: 30 * DAY, said: "of at most 30 days" });
/** Asked sooner, the customer would be asked while they read the answer. */
const LEAST_ASK_MS = 10 * SECOND;
const ask = duration({ leastMs: LEAST_ASK_MS, mostMs: 30 * DAY, said: "from 10 seconds to 30 days" });
const shortWait = duration({ leastMs: 0, mostMs: 4 * HOUR, said: "of at most 4 hours" });

export const MOST_AT = 10;
const AT = `a fraction of the target above 0 and up to ${MOST_AT} (0.5 is half of it, 1 the breach)`;
const WHO = `one of ${AUDIENCES.join(", ")}, or pager:<name>`;

const told = z.union(
  [
    z.enum(AUDIENCES),
    z.templateLiteral(["pager:", z.string().regex(new RegExp(NAME_PATTERN.source.slice(1, -1)))]),
  ],
  { error: WHO },
);

const step = section({
  at: z.number({ error: AT }).min(0, AT).max(MOST_AT, AT),
  tell: z.array(told, { error: `a list: ${WHO}` }).min(1, "at least one to tell"),
});

/** Only a new conversation is offered; and the offer is made whether it is written down or not. */
const AT_0 = `${AT}; at 0 nothing but first_response's offer, { at: 0, tell: [offered] }`;

const isOffer = ({ at, tell }: z.output<typeof step>): boolean =>
  at === 0 && tell.length === 1 && tell[0] === "offered";

const steps = z
  .array(step, { error: "a list of steps, each with at and tell" })
  .min(1, "at least one step: an empty escalation would let a breach pass unseen")
  .refine((list) => list.every((one, index) => index === 0 || one.at > (list[index - 1]?.at ?? 0)), {
    error: "steps in rising order, none twice",
  })
  .refine((list) => list.length === 0 || list.some((one) => one.at === 1), {
    error: "a step at 1: without it a breach would pass unseen",
  });

/** `begins`: what may stand at 0. What does is no step of the chain. */
const chain = (begins: (one: z.output<typeof step>) => boolean) =>
  steps
    .superRefine((list, ctx) => {
      const first = list[0];
      if (first?.at !== 0 || begins(first)) return;
      ctx.addIssue({ code: "custom", path: [0, "at"], message: AT_0 });
    })
    .transform((list) => list.filter(({ at }) => at > 0));

const byTarget = <T extends z.ZodType>(schema: T, first: T = schema) =>
  section({
    first_response: first.optional(),
    next_response: schema.optional(),
    update: schema.optional(),
    resolution: schema.optional(),
  } satisfies Record<(typeof TARGETS)[number], unknown>).optional();

const plan = section({
  name: text("the plan's name, as people call it"),
  targets: byTarget(target),
  discord_roles: z
    .array(idText("a Discord role's id: digits only", /^\d{5,20}$/), { error: "a list of Discord role ids" })
    .optional(),
});

const pager = section({
  webhook: webAddress.optional(),
  mail: text("a mailbox such as oncall@example.com", /^[^\s@]+@[^\s@]+$/).optional(),
}).refine(({ webhook, mail }) => (webhook === undefined) !== (mail === undefined), {
  error: "either webhook or mail",
});

const phrases = z.array(text("some words"), { error: "a list of phrases ([] switches it off)" }).optional();

const TEXT_KEYS = Object.keys(OWN_TEXTS) as readonly OwnText[];
/** A Discord message holds 2,000 characters, and a quote may come along. */
const LONGEST_TEXT = 1900;

const ownText = (key: OwnText) => {
  const known = OWN_TEXTS[key].map((name) => `{${name}}`).join(", ");
  const error = known === "" ? "words without any {placeholder}" : `no {placeholder} but ${known}`;
  return text("some words")
    .max(LONGEST_TEXT, `at most ${LONGEST_TEXT} characters`)
    .refine((said) => unknownPlaceholders(key, said).length === 0, { error });
};

const LIMIT = "a whole number from 1 to 50";

export const PolicySection = section({
  targets: byTarget(target),
  escalation: byTarget(
    chain(() => false),
    chain(isOffer),
  ),
  pagers: byName(pager, "pagers by name").optional(),
  plans: byName(plan, "plans by name").optional(),
  hours: hours.optional(),
  ack_timeout: shortWait.optional(),
  rep_limit: z.number({ error: LIMIT }).int(LIMIT).min(1, LIMIT).max(50, LIMIT).optional(),
  shift_notice: shortWait.optional(),
  idle: section({ ask: ask.optional(), close: wait.optional() }).optional(),
  reopen: wait.optional(),
  short_abandon: wait.optional(),
  mention_after: wait.optional(),
  tickets: TicketsSection.optional(),
  phrases: section({
    holding: phrases,
    pleasantries: phrases,
    asking: phrases,
    authentication: phrases,
  }).optional(),
  policy_url: webAddress.optional(),
  gate: GateSection.optional(),
  self_service: SelfServiceSection.optional(),
  texts: section(
    Object.fromEntries(TEXT_KEYS.map((key) => [key, ownText(key).optional()])) as Record<
      OwnText,
      z.ZodOptional<z.ZodString>
    >,
  ).optional(),
  language: text("a language tag such as en", /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/).optional(),
});

export type PolicySection = z.output<typeof PolicySection>;
