import type { Staff, StaffRep } from "../staff.ts";
import type { Timestamp } from "../time.ts";
import { canDo, leadsOf, NOBODY_TOLD, type Reached, reachable } from "./chain.ts";
import type { ConversationEvent, OfferReason, ToldTo } from "./event.ts";
import type { Known } from "./known.ts";
import type { Conversation } from "./state.ts";

type Offered = Extract<ConversationEvent, { type: "ConversationOffered" }>;

/** The fewest open conversations first, then the longest idle, then the order of the policy file. */
const leastBusy = (reps: Staff): StaffRep | undefined =>
  [...reps].sort((a, b) => a.open - b.open || a.busyAt - b.busyAt)[0];

/** Nobody on duty can be asked: whoever is in charge is, and the managers where nobody is. */
const inCharge = (staff: Staff, able: Reached): ToldTo => {
  const leads = reachable("lead", leadsOf(staff));
  const people = [...new Set([...leads.people, ...able.silent, ...leads.silent])];
  const passedOn = [...able.passedOn, ...leads.passedOn];
  return { ...NOBODY_TOLD, people, managers: leads.people.length === 0, passedOn };
};

/**
 * Whom a conversation is offered to, with a mention at 0 s. Never unoffered: when all are at the limit, the least
 * loaded and the lead; when nobody is on duty, the lead, then the managers.
 */
const choose = (
  state: Conversation,
  { desk, staff: everybody }: Known,
  except: string | null,
): { readonly to: string | null; readonly told: ToldTo } => {
  if (desk.reps.length === 0) return { to: null, told: { ...NOBODY_TOLD, here: true } };
  const staff = everybody.filter((rep) => rep.person !== except);
  const able = staff.filter((rep) => rep.onDuty && canDo(rep, state.needs));
  const there = able.filter((rep) => rep.unreachable === null);
  const free = leastBusy(there.filter((rep) => rep.open < desk.policy.repLimit));
  if (free !== undefined) return { to: free.person, told: { ...NOBODY_TOLD, people: [free.person] } };
  const least = leastBusy(there);
  if (least === undefined) {
    return { to: null, told: inCharge(staff, reachable("offered", able)) };
  }
  const people = [...new Set([least.person, ...reachable("lead", leadsOf(staff)).people])];
  return { to: least.person, told: { ...NOBODY_TOLD, people } };
};

export const offer = (
  state: Conversation,
  at: Timestamp,
  why: OfferReason,
  known: Known,
  except: string | null = null,
): Offered => ({ type: "ConversationOffered", at, why, ...choose(state, known, except) });

/** To this one, if a ping reaches them; else to whoever is next. */
export const offerTo = (rep: StaffRep, state: Conversation, at: Timestamp, known: Known): Offered => {
  if (rep.onDuty && rep.unreachable === null) {
    const told = { ...NOBODY_TOLD, people: [rep.person] };
    return { type: "ConversationOffered", at, why: "transferred", to: rep.person, told };
  }
  const other = offer(state, at, "transferred", known, rep.person);
  const missed = { who: "offered" as const, person: rep.person, why: rep.unreachable ?? ("nobody" as const) };
  return { ...other, told: { ...other.told, passedOn: [missed, ...other.told.passedOn] } };
};
