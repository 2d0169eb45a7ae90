import type { Category } from "../gate/category.ts";
import type { GateSettings } from "../gate/settings.ts";
import type { Platform } from "../platform.ts";
import type { DeskWords } from "../sentences.ts";
import type { TicketPolicy } from "../ticket/ticket-policy.ts";
import type { Timestamp } from "../time.ts";
import type { OwnTexts } from "./own-texts.ts";

export { DEFAULT_POLICY } from "./default-policy.ts";

/** The promised durations (policy, first paragraph; sla.md, decision 1). */
export const TARGETS = ["first_response", "next_response", "update", "resolution"] as const;
export type Target = (typeof TARGETS)[number];

/** Each target's length, ms. */
export type Targets = Readonly<Record<Target, number>>;

/**
 * Who is told when a fraction of a target has passed.
 * - `offered`: the rep to whom the conversation was offered
 * - `assignee`: the rep who has it
 * - `on_shift`: reps on duty who have the permission that the conversation needs
 * - `whole_shift`: everybody on duty
 * - `desk`: every rep of the desk, on duty or not
 * - `lead`: the leads on duty, else all leads
 * - `managers`: their channel, where every chain ends
 */
export const AUDIENCES = [
  "offered",
  "assignee",
  "on_shift",
  "whole_shift",
  "desk",
  "lead",
  "managers",
] as const;
export type Audience = (typeof AUDIENCES)[number];

/** A pager of the policy file, by its name there: addresses stay out of events. */
export type PagerRef = `pager:${string}`;
export type Told = Audience | PagerRef;

export const isPagerRef = (told: Told): told is PagerRef => told.startsWith("pager:");

/** Where a pager is reached: an address that takes a POST of JSON, or a mailbox. */
export type Pager =
  | { readonly type: "webhook"; readonly url: string }
  | { readonly type: "mail"; readonly address: string };

/** One rung of the escalation chain: `at` is a fraction of the target (0.5 of 60 s is 30 s; 1 is the breach). */
export interface Step {
  readonly at: number;
  readonly tell: readonly Told[];
}

/** A customer's subscription may promise more or less: what it leaves out is the policy's. */
export interface Plan {
  readonly name: string;
  readonly targets: Partial<Targets>;
  /** Discord roles whose holders have it, by id: given by the community's own staff or billing, never chosen in chat. */
  readonly discordRoles: readonly string[];
}

/** Words by which texts are read; compared without case, accents of punctuation, or emoji variants. */
export interface Phrases {
  /** "let me check": a response that contains one keeps the ball with the rep. Empty: switched off. */
  readonly holding: readonly string[];
  /** "thanks": a customer message that is nothing but these starts no clock after a response. */
  readonly pleasantries: readonly string[];
  /** A response that ends in one of these (or in `?`) asks something. */
  readonly asking: readonly string[];
  /** "what is your PIN": a rep who says this tries to authenticate a customer in chat; `*` is up to three words. */
  readonly authentication: readonly string[];
}

export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Hours that come back every week, in a zone's own time. */
export interface WeeklySpan {
  readonly days: readonly Weekday[];
  /** Seconds after midnight, local; 0 to 86,399. */
  readonly fromS: number;
  /** Seconds after midnight, local, 1 to 86,400; at or before `fromS`: on the next day. */
  readonly toS: number;
}

/** Hours of work or of opening. Calendars are expanded outside of the core, into UTC intervals. */
export interface Schedule {
  /** IANA time zone. */
  readonly zone: string;
  readonly weekly: readonly WeeklySpan[];
  /** Local days (YYYY-MM-DD) on which nothing of `weekly` begins. */
  readonly holidays: readonly string[];
}

export interface Rep {
  readonly id: string;
  readonly name: string;
  readonly slack: string | null;
  readonly discord: string | null;
  readonly sandbox: string | null;
  readonly lead: boolean;
  /** What they may do: `hosting`, `billing`, `firewall`, or any word of the policy file's. */
  readonly permissions: readonly string[];
  /** Null, and no calendar names them: on duty around the clock, until they say otherwise. */
  readonly shifts: Schedule | null;
  /** What *Still on it* says to the customer in their name; null: the built-in sentence. */
  readonly stillOnIt: string | null;
  /** Their own calendar of shifts (iCal): an address or a file. */
  readonly calendar: string | null;
}

/** A change of one rep's shifts; a later one in the file wins. */
export interface ShiftOverride {
  readonly rep: string;
  readonly from: Timestamp;
  readonly to: Timestamp;
  readonly on: boolean;
}

/** What a desk promises and how it behaves. A conversation keeps the policy it was opened under. */
export interface Policy {
  /** Names this very content; every decision and journal row carries it. */
  readonly version: string;
  readonly targets: Targets;
  readonly steps: Readonly<Record<Target, readonly Step[]>>;
  /** Pagers by name, as steps refer to them. */
  readonly pagers: Readonly<Record<string, Pager>>;
  /** Plans by id. */
  readonly plans: Readonly<Record<string, Plan>>;
  /** When the promise holds; null: around the clock (sla.md, decision 17). */
  readonly hours: Schedule | null;
  /** A claim silences the paging of others for so long, ms. Default 30 s (sla.md, Chain). */
  readonly ackTimeoutMs: number;
  /** Open conversations that one rep is offered at most. Default 4. */
  readonly repLimit: number;
  /** A rep is asked to finish or transfer this long before their shift ends, ms. Default 10 min. */
  readonly shiftNoticeMs: number;
  readonly idle: {
    /** "Still there?" this long after the last response with the ball theirs, ms. Default 5 min. */
    readonly askMs: number;
    /** Closed as abandoned this long after it, ms. Default 10 min. */
    readonly closeMs: number;
    /** Choices of *Wait for customer until…*, ms: 5, 15, 30 and 60 min. */
    readonly waitMs: readonly number[];
  };
  /** How long a closed conversation may be continued, ms. Default 10 min (sla.md, decision 14). */
  readonly reopenMs: number;
  /** Abandoned within so long, before any answer, it is a short abandon, ms. Default 10 s (sla.md, decision 15). */
  readonly shortAbandonMs: number;
  /** A response after this much silence mentions the customer, ms. Default 60 s. */
  readonly mentionAfterMs: number;
  readonly phrases: Phrases;
  readonly tickets: TicketPolicy;
  /** Where the whole policy can be read; null: a button shows it. */
  readonly policyUrl: string | null;
  /** What is said in the desk's own words; the rest as built in. */
  readonly texts: OwnTexts;
  /** What chat must not do, and by which words it is known. */
  readonly gate: GateSettings;
  /** Where customers may do it themselves, by category: the forgot-password page. */
  readonly selfService: Readonly<Partial<Record<Category, string>>>;
  /** BCP 47 tag of the texts. Default `en`. */
  readonly language: string;
}

/** A channel by its platform and id. */
export interface Channel {
  readonly platform: Platform;
  readonly channel: string;
}

/** One place of work: where its customers write, its reps answer, its managers read, and its policy. */
export interface Desk {
  readonly id: string;
  readonly name: string;
  readonly customers: Channel;
  readonly staff: Channel;
  /** Pings; its own channel, so that they never queue behind relays. Default: the staff channel. */
  readonly alerts: Channel;
  readonly managers: Channel;
  /** Tickets: a card each, and its thread. Default: the staff channel. */
  readonly tickets: Channel;
  readonly reps: readonly Rep[];
  /** IANA time zone of everything that names none: shifts, overrides, events of calendars. Default UTC. */
  readonly zone: string;
  /** The desk's calendar of shifts (iCal): an address or a file; its events name reps. Null: none. */
  readonly calendar: string | null;
  readonly overrides: readonly ShiftOverride[];
  readonly policy: Policy;
}

/** Whether this is one of the channels in which the desk's staff work; whoever can act there is one of them. */
export const isPlaceOf = (desk: Desk, { platform, channel }: Channel): boolean =>
  [desk.staff, desk.alerts, desk.managers, desk.tickets].some(
    (one) => one.platform === platform && one.channel === channel,
  );

/** What the words need to know of a desk. */
export const deskWordsOf = ({ name, policy }: Desk): DeskWords => ({
  deskName: name,
  policyUrl: policy.policyUrl,
  ticketAddress: policy.tickets.address,
  ticketForm: policy.tickets.formUrl,
  texts: policy.texts,
});

/** The same promise in less time: every duration divided. The sandbox plays policies at 10× and 60×. */
export const faster = (policy: Policy, speed: number): Policy => {
  if (speed === 1) return policy;
  // Moments are whole ms, whatever the speed.
  const less = (ms: number): number => Math.round(ms / speed);
  const lessEach = <T extends Partial<Targets>>(targets: T): T =>
    Object.fromEntries(Object.entries(targets).map(([target, ms]) => [target, less(ms)])) as T;
  return {
    ...policy,
    version: `${policy.version}@${speed}x`,
    targets: lessEach(policy.targets),
    plans: Object.fromEntries(
      Object.entries(policy.plans).map(([id, plan]) => [id, { ...plan, targets: lessEach(plan.targets) }]),
    ),
    ackTimeoutMs: less(policy.ackTimeoutMs),
    shiftNoticeMs: less(policy.shiftNoticeMs),
    idle: {
      askMs: less(policy.idle.askMs),
      closeMs: less(policy.idle.closeMs),
      waitMs: policy.idle.waitMs.map(less),
    },
    reopenMs: less(policy.reopenMs),
    shortAbandonMs: less(policy.shortAbandonMs),
    mentionAfterMs: less(policy.mentionAfterMs),
  };
};

/** What this plan's customers are promised; of a plan that the policy does not know, what everybody is. */
export const targetsFor = (policy: Policy, plan: string | null): Targets =>
  plan === null ? policy.targets : { ...policy.targets, ...policy.plans[plan]?.targets };
