import { createHash } from "node:crypto";
import { resolve } from "node:path";
import type { OwnTexts } from "../core/policy/own-texts.ts";
import type { Desk, Pager, Plan, Policy, Rep } from "../core/policy/policy.ts";
import { gateOf, given as givenByCategory } from "./gate.ts";
import { type DeskSection, momentIn } from "./schema/desk.ts";
import type { PolicySection } from "./schema/policy.ts";

/** The version names the content, however it was written down. */
const withVersion = (policy: Policy): Policy => {
  const { version: _, ...content } = policy;
  const hash = createHash("sha256").update(JSON.stringify(content)).digest("hex");
  return { version: hash.slice(0, 12), ...content };
};

/** Only what is written: a key without a text is no text of the desk's own. */
const given = (texts: Readonly<Record<string, string | undefined>>): OwnTexts =>
  Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined));

const plansOf = (plans: PolicySection["plans"]): Readonly<Record<string, Plan>> =>
  Object.fromEntries(
    Object.entries(plans ?? {}).map(([id, { name, targets, discord_roles }]) => [
      id,
      {
        name,
        targets: Object.fromEntries(Object.entries(targets ?? {}).filter(([, ms]) => ms !== undefined)),
        discordRoles: discord_roles ?? [],
      },
    ]),
  );

const pagersOf = (pagers: PolicySection["pagers"]): Readonly<Record<string, Pager>> =>
  Object.fromEntries(
    Object.entries(pagers ?? {}).map(([name, { webhook, mail = "" }]): [string, Pager] => [
      name,
      webhook === undefined ? { type: "mail", address: mail } : { type: "webhook", url: webhook },
    ]),
  );

/**
 * What the section says, the rest as in `base`. Lists are replaced, never mixed; of plans and pagers those are replaced
 * that go by the same name.
 */
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
    pagers: { ...base.pagers, ...pagersOf(section?.pagers) },
    plans: { ...base.plans, ...plansOf(section?.plans) },
    hours: section?.hours ?? base.hours,
    ackTimeoutMs: section?.ack_timeout ?? base.ackTimeoutMs,
    repLimit: section?.rep_limit ?? base.repLimit,
    shiftNoticeMs: section?.shift_notice ?? base.shiftNoticeMs,
    idle: {
      askMs: idle?.ask ?? base.idle.askMs,
      closeMs: idle?.close ?? base.idle.closeMs,
      waitMs: base.idle.waitMs,
    },
    reopenMs: section?.reopen ?? base.reopenMs,
    shortAbandonMs: section?.short_abandon ?? base.shortAbandonMs,
    mentionAfterMs: section?.mention_after ?? base.mentionAfterMs,
    phrases: {
      holding: phrases?.holding ?? base.phrases.holding,
      pleasantries: phrases?.pleasantries ?? base.phrases.pleasantries,
      asking: phrases?.asking ?? base.phrases.asking,
    },
    texts: { ...base.texts, ...given(section?.texts ?? {}) },
    policyUrl: section?.policy_url ?? base.policyUrl,
    gate: gateOf(base.gate, section?.gate),
    selfService: { ...base.selfService, ...givenByCategory(section?.self_service) },
    language: section?.language ?? base.language,
  });
};

const DEFAULT_ZONE = "UTC";

type RepSection = NonNullable<DeskSection["reps"]>[number];

const repOf = (rep: RepSection, desk: DeskSection, folder: string): Rep => ({
  id: rep.id,
  name: rep.name,
  slack: rep.slack ?? null,
  discord: rep.discord ?? null,
  sandbox: rep.sandbox ?? null,
  lead: rep.lead ?? false,
  permissions: rep.permissions ?? [],
  shifts:
    rep.shifts === undefined
      ? null
      : {
          zone: rep.shifts.zone ?? desk.zone ?? DEFAULT_ZONE,
          weekly: rep.shifts.weekly,
          holidays: [...new Set([...(desk.holidays ?? []), ...(rep.shifts.holidays ?? [])])].sort(),
        },
  stillOnIt: rep.still_on_it ?? null,
  calendar: calendarOf(rep.calendar, folder),
});

const calendarOf = (address: string | undefined, folder: string): string | null => {
  if (address === undefined) return null;
  return /^https?:\/\//i.test(address) ? address : resolve(folder, address);
};

/** `folder`: of the policy file, from which paths go out. */
export const deskOf = (desk: DeskSection, common: Policy, folder: string): Desk => ({
  id: desk.id,
  name: desk.name,
  customers: desk.customers,
  staff: desk.staff,
  alerts: desk.alerts ?? desk.staff,
  managers: desk.managers,
  reps: (desk.reps ?? []).map((rep) => repOf(rep, desk, folder)),
  zone: desk.zone ?? DEFAULT_ZONE,
  calendar: calendarOf(desk.calendar, folder),
  overrides: (desk.overrides ?? []).flatMap(({ rep, from, to, on }) => {
    const [start, end] = [momentIn(from, desk.zone), momentIn(to, desk.zone)];
    return start === null || end === null ? [] : [{ rep, from: start, to: end, on }];
  }),
  policy: desk.policy === undefined ? common : merged(common, desk.policy),
});
