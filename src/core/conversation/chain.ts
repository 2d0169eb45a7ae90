import { type Audience, isPagerRef, type Step, type Told } from "../policy/policy.ts";
import type { Staff, StaffRep } from "../staff.ts";
import type { Timestamp } from "../time.ts";
import type { Clock } from "./clock.ts";
import { silentUntil } from "./deadlines.ts";
import type { PassedOn, ToldTo } from "./event.ts";
import type { Known } from "./known.ts";
import type { Conversation } from "./state.ts";

export const NOBODY_TOLD: ToldTo = {
  people: [],
  here: false,
  managers: false,
  pagers: [],
  passedOn: [],
  silenced: false,
};

export const canDo = (rep: StaffRep, needs: string | null): boolean =>
  needs === null || rep.permissions.includes(needs);

/** The leads on duty, else all leads: somebody must be in charge at 3 a.m. too. */
export const leadsOf = (staff: Staff): Staff => {
  const leads = staff.filter((rep) => rep.lead);
  const onDuty = leads.filter((rep) => rep.onDuty);
  return onDuty.length > 0 ? onDuty : leads;
};

const audience = (who: Exclude<Audience, "managers">, state: Conversation, staff: Staff): Staff => {
  switch (who) {
    case "offered": {
      const first = state.rep ?? state.offeredTo;
      return staff.filter((rep) => rep.person === first);
    }
    case "assignee":
      return staff.filter((rep) => rep.person === state.rep);
    case "on_shift":
      return staff.filter((rep) => rep.onDuty && canDo(rep, state.needs));
    case "whole_shift":
      return staff.filter((rep) => rep.onDuty);
    case "desk":
      return staff;
    case "lead":
      return leadsOf(staff);
    default:
      return who satisfies never;
  }
};

export interface Reached {
  readonly people: readonly string[];
  /** Who left two pings unanswered: others are asked instead, but one more ping costs them nothing. */
  readonly silent: readonly string[];
  readonly passedOn: readonly PassedOn[];
}

/** Whom of these a ping reaches; where it reaches nobody, why. */
export const reachable = (who: Told, reps: Staff): Reached => {
  const people = reps.flatMap((rep) => (rep.unreachable === null ? [rep.person] : []));
  if (people.length > 0) return { people, silent: [], passedOn: [] };
  const silent = reps.flatMap((rep) => (rep.unreachable === "unacknowledged" ? [rep.person] : []));
  const passedOn = reps.flatMap(({ person, unreachable }): PassedOn[] =>
    unreachable === null ? [] : [{ who, person, why: unreachable }],
  );
  return {
    people,
    silent,
    passedOn: passedOn.length > 0 ? passedOn : [{ who, person: null, why: "nobody" }],
  };
};

interface Rung extends ToldTo {
  readonly silent: readonly string[];
}

const NOBODY: Rung = { ...NOBODY_TOLD, silent: [] };

const told = (who: Told, state: Conversation, { desk, staff }: Known): Rung => {
  if (isPagerRef(who)) return { ...NOBODY, pagers: [who.slice("pager:".length)] };
  if (who === "managers") return { ...NOBODY, managers: true };
  // Where the policy file names no reps, everybody in the channel is one.
  if (desk.reps.length === 0) {
    const one = who === "offered" || who === "assignee" ? state.rep : null;
    return one === null ? { ...NOBODY, here: true } : { ...NOBODY, people: [one] };
  }
  return { ...NOBODY, ...reachable(who, audience(who, state, staff)) };
};

const isNobody = (one: ToldTo): boolean =>
  one.people.length === 0 && !one.here && !one.managers && one.pagers.length === 0;

const together = (all: readonly Rung[]): ToldTo => ({
  people: [...new Set([...all.flatMap((one) => one.people), ...all.flatMap((one) => one.silent)])],
  here: all.some((one) => one.here),
  managers: all.some((one) => one.managers),
  pagers: [...new Set(all.flatMap((one) => one.pagers))],
  passedOn: all.flatMap((one) => one.passedOn),
  silenced: false,
});

/**
 * A step that reaches nobody passes on to the next one at once, and says so; every chain ends at the managers' channel
 * (sla.md, Chain).
 */
const passingOn = (steps: readonly Step[], state: Conversation, known: Known): ToldTo => {
  const all: Rung[] = [];
  for (const step of steps) {
    all.push(...step.tell.map((who) => told(who, state, known)));
    if (!all.every(isNobody)) return together(all);
  }
  return { ...together(all), managers: true };
};

/**
 * Who is called when this fraction of a clock has passed, at the moment `known.now`. `also`: levels that it has
 * overtaken in the same look; they were told to nobody, so whom they call is called now.
 */
export const calledAt = (
  state: Conversation,
  clock: Clock,
  level: number,
  known: Known,
  also: readonly number[] = [],
): ToldTo => {
  const { desk, now } = known;
  const quiet: Timestamp | null = silentUntil(state, clock, desk.policy);
  // Claim is an acknowledgement: it silences the paging of others for a while. A breach is always told.
  if (state.rep !== null && level < 1 && quiet !== null && now < quiet) {
    return { ...NOBODY_TOLD, people: [state.rep], silenced: true };
  }
  const all = desk.policy.steps[clock.target];
  // The highest speaks first: it says whom we called now.
  const together = all.filter((step) => step.at === level || also.includes(step.at)).reverse();
  const first: Step = { at: level, tell: [...new Set(together.flatMap((step) => step.tell))] };
  const called = passingOn([first, ...all.filter((step) => step.at > level)], state, known);
  // Whoever has it hears of everything that others are told of it.
  return state.rep === null || called.people.includes(state.rep) || called.people.length === 0
    ? called
    : { ...called, people: [state.rep, ...called.people] };
};
