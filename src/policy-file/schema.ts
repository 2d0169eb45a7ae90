import { z } from "zod";
import { OWN_TEXTS, type OwnText, unknownPlaceholders } from "../core/policy/own-texts.ts";
import { AUDIENCES, type TARGETS } from "../core/policy/policy.ts";
import { DAY, SECOND } from "../core/time.ts";
import { nearest } from "../nearest.ts";
import { duration } from "./duration.ts";

/** Every message of this schema completes the sentence "expected …": faults.ts adds the line and what came. */
const unknownKey = (key: string, known: readonly string[]): string => {
  const meant = nearest(key, known);
  return meant === null ? `a known key (${known.join(", ")})` : `a known key: did you mean "${meant}"?`;
};

const section = <T extends z.ZodRawShape>(shape: T) =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? issue.keys.map((key) => unknownKey(key, Object.keys(shape))).join("\n")
        : `a section with ${Object.keys(shape).join(", ")}`,
  });

const text = (said: string, pattern = /\S/) => z.string({ error: said }).regex(pattern, said);
/** YAML reads a bare Discord id as a number. */
const idText = (said: string, pattern: RegExp) =>
  z.union([z.string(), z.number()], { error: said }).transform((value, ctx): string => {
    if (pattern.test(String(value))) return String(value);
    ctx.addIssue(said);
    return z.NEVER;
  });

const target = duration({ leastMs: SECOND, mostMs: 7 * DAY, said: "from 1 second to 7 days" });
const wait = duration({ leastMs: 0, mostMs: 30 * DAY, said: "of at most 30 days" });

export const MOST_AT = 10;
const AT = `a fraction of the target above 0 and up to ${MOST_AT} (0.5 is half of it, 1 the breach)`;
const WHO = `one of ${AUDIENCES.join(", ")}`;

const step = section({
  at: z.number({ error: AT }).gt(0, AT).max(MOST_AT, AT),
  tell: z
    .array(z.enum(AUDIENCES, { error: WHO }), { error: `a list: ${WHO}` })
    .min(1, "at least one to tell"),
});

const steps = z
  .array(step, { error: "a list of steps, each with at and tell" })
  .min(1, "at least one step: an empty escalation would let a breach pass unseen")
  .refine((list) => list.every((one, index) => index === 0 || one.at > (list[index - 1]?.at ?? 0)), {
    error: "steps in rising order, none twice",
  })
  .refine((list) => list.length === 0 || list.some((one) => one.at === 1), {
    error: "a step at 1: without it a breach would pass unseen",
  });

const byTarget = <T extends z.ZodType>(schema: T) =>
  section({
    first_response: schema.optional(),
    next_response: schema.optional(),
    update: schema.optional(),
    resolution: schema.optional(),
  } satisfies Record<(typeof TARGETS)[number], unknown>).optional();

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

export const PolicySection = section({
  targets: byTarget(target),
  escalation: byTarget(steps),
  idle: section({ ask: wait.optional(), close: wait.optional() }).optional(),
  reopen: wait.optional(),
  mention_after: wait.optional(),
  phrases: section({ holding: phrases, pleasantries: phrases, asking: phrases }).optional(),
  policy_url: text("an address that starts with https:// or http://", /^https?:\/\/\S+$/).optional(),
  texts: section(
    Object.fromEntries(TEXT_KEYS.map((key) => [key, ownText(key).optional()])) as Record<
      OwnText,
      z.ZodOptional<z.ZodString>
    >,
  ).optional(),
  language: text("a language tag such as en", /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/).optional(),
});

/** What a channel's id looks like where it is known: a name in its place would be found out only by the start. */
const CHANNEL_IDS: Readonly<Record<string, readonly [RegExp, string]>> = {
  discord: [/^\d{5,20}$/, "the channel's id, digits only (right-click the channel, Copy Channel ID)"],
  slack: [/^[CG][A-Z0-9]{2,}$/, "the channel's id such as C0123ABCD (the channel's details, at the bottom)"],
};

const channel = <T extends [string, ...string[]]>(...platforms: T) =>
  section({
    platform: z.enum(platforms, { error: `one of ${platforms.join(", ")}` }),
    channel: idText("the channel's id, not its name", /^[\w-]+$/),
  }).superRefine(({ platform, channel: id }, ctx) => {
    const [pattern, message] = CHANNEL_IDS[platform] ?? [];
    if (pattern?.test(id) === false)
      ctx.addIssue({ code: "custom", path: ["channel"], message: message ?? "" });
  });

const name = text("a short name: letters, digits and -, in lower case", /^[a-z0-9][a-z0-9-]{0,39}$/);

const rep = section({
  id: name,
  name: text("the name that customers see"),
  slack: text("a Slack member id such as U0123ABCD", /^[UW][A-Z0-9]{2,}$/).optional(),
  discord: idText("a Discord user id: digits only", /^\d{5,20}$/).optional(),
  sandbox: text("a name in the sandbox").optional(),
  lead: z.boolean({ error: "true or false" }).optional(),
});

const desk = section({
  id: name,
  name: text("the name that customers see"),
  customers: channel("discord", "sandbox"),
  staff: channel("slack", "sandbox"),
  alerts: channel("slack", "sandbox").optional(),
  managers: channel("slack", "sandbox"),
  reps: z.array(rep, { error: "a list of reps, each with id, name and slack" }).optional(),
  policy: PolicySection.optional(),
});

export const PolicyYaml = section({
  policy: PolicySection.optional(),
  desks: z.array(desk, { error: "a list of desks" }).min(1, "at least one desk").optional(),
});

export type PolicyYaml = z.output<typeof PolicyYaml>;
export type PolicySection = z.output<typeof PolicySection>;
export type DeskYaml = NonNullable<PolicyYaml["desks"]>[number];
