import { createHash } from "node:crypto";
import type { OwnTexts } from "../core/policy/own-texts.ts";
import type { Desk, Policy } from "../core/policy/policy.ts";
import type { DeskYaml, PolicySection } from "./schema.ts";

/** The version names the content, however it was written down. */
const withVersion = (policy: Policy): Policy => {
  const { version: _, ...content } = policy;
  const hash = createHash("sha256").update(JSON.stringify(content)).digest("hex");
  return { version: hash.slice(0, 12), ...content };
};

/** Only what is written: a key without a text is no text of the desk's own. */
const given = (texts: Readonly<Record<string, string | undefined>>): OwnTexts =>
  Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined));

/** What the section says, the rest as in `base`. Lists are replaced, never mixed. */
export const merged = (base: Policy, section: PolicySection | undefined): Policy => {
  const { targets, escalation, idle, phrases } = section ?? {};
  return withVersion({
    version: "",
    targets: {
      first_response: targets?.first_response ?? base.targets.first_response,
      next_response: targets?.next_response ?? base.targets.next_response,
      update: targets?.update ?? base.targets.update,
      resolution: targets?.resolution ?? base.targets.resolution,
    },
    steps: {
      first_response: escalation?.first_response ?? base.steps.first_response,
      next_response: escalation?.next_response ?? base.steps.next_response,
      update: escalation?.update ?? base.steps.update,
      resolution: escalation?.resolution ?? base.steps.resolution,
    },
    pagers: base.pagers,
    plans: base.plans,
    hours: base.hours,
    ackTimeoutMs: base.ackTimeoutMs,
    repLimit: base.repLimit,
    shiftNoticeMs: base.shiftNoticeMs,
    idle: {
      askMs: idle?.ask ?? base.idle.askMs,
      closeMs: idle?.close ?? base.idle.closeMs,
      waitMs: base.idle.waitMs,
    },
    reopenMs: section?.reopen ?? base.reopenMs,
    shortAbandonMs: base.shortAbandonMs,
    mentionAfterMs: section?.mention_after ?? base.mentionAfterMs,
    phrases: {
      holding: phrases?.holding ?? base.phrases.holding,
      pleasantries: phrases?.pleasantries ?? base.phrases.pleasantries,
      asking: phrases?.asking ?? base.phrases.asking,
    },
    texts: { ...base.texts, ...given(section?.texts ?? {}) },
    policyUrl: section?.policy_url ?? base.policyUrl,
    language: section?.language ?? base.language,
  });
};

export const deskOf = (desk: DeskYaml, common: Policy): Desk => ({
  id: desk.id,
  name: desk.name,
  customers: desk.customers,
  staff: desk.staff,
  alerts: desk.alerts ?? desk.staff,
  managers: desk.managers,
  reps: (desk.reps ?? []).map(({ id, name, slack, discord, sandbox, lead }) => ({
    id,
    name,
    slack: slack ?? null,
    discord: discord ?? null,
    sandbox: sandbox ?? null,
    lead: lead ?? false,
    permissions: [],
    shifts: null,
    stillOnIt: null,
    calendar: null,
  })),
  calendar: null,
  zone: "UTC",
  overrides: [],
  policy: desk.policy === undefined ? common : merged(common, desk.policy),
});
