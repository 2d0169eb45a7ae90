import type { Alert, Effect } from "../../effect.ts";
import type { Sentence } from "../../sentences.ts";
import { NOBODY_TOLD } from "../chain.ts";
import { type Clock, isOpen } from "../clock.ts";
import type { ToldTo } from "../event.ts";
import { type Conversation, clockKey, offeredUnder } from "../state.ts";
import { type Effects, type Of, toCustomer, toStaff } from "./say.ts";

type Told = Of<"WarningReached"> | Of<"ClockBreached"> | Of<"ChainResumed">;

/** Journals of before the roster say nothing of who was told: then whoever was in the channel. */
const LEGACY: ToldTo = { ...NOBODY_TOLD, here: true };

/** One message a clock, edited as it rises; a new one only where an edit would call nobody, and at a breach. */
const mustNotify = (level: number, told: ToldTo, called: readonly string[]): boolean =>
  level >= 1 || told.here || told.people.some((person) => !called.includes(person));

const posts = (
  alert: Omit<Alert, "channel" | "mention" | "here" | "notify">,
  told: ToldTo,
  notify: boolean,
) => {
  const { target, cycle } = alert;
  const { people: mention, here } = told;
  const alerts: Effects =
    mention.length === 0 && !here
      ? []
      : [{ type: "PostAlert", alert: { ...alert, mention, here, notify, channel: "alerts" } }];
  const managers: Effects = told.managers
    ? [
        {
          type: "PostAlert",
          alert: { ...alert, mention: [], here: false, notify: true, channel: "managers" },
        },
      ]
    : [];
  const pages = told.pagers.map(
    (pager): Effect => ({ type: "Page", pager, target, cycle, level: alert.level }),
  );
  return [...alerts, ...managers, ...pages];
};

export const alertOf = (event: Told, before: Conversation, state: Conversation): Effects => {
  if (event.overtaken) return [];
  const key = clockKey(event);
  const clock = state.clocks.all.find((one) => clockKey(one) === key);
  if (clock === undefined) return [];
  const { target, cycle, level, told = LEGACY } = event;
  const answeredAt = event.type === "ClockBreached" ? event.answeredAt : null;
  const alert = {
    target,
    cycle,
    level,
    dueAt: clock.dueAt,
    answeredAt,
    passedOn: told.passedOn,
    offer: null,
  };
  const notify = mustNotify(level, told, before.called[key] ?? []);
  // The message before it stays until the new one stands: nobody is left without.
  const retire: Effects =
    notify && before.called[key] !== undefined ? [{ type: "RetireAlerts", target, cycle }] : [];
  return [...posts(alert, told, notify), ...retire];
};

/** At 0.75 of the 20 minutes: the policy's way out is a ticket, and both ways are one tap (sla.md, resolution). */
export const warned = (event: Told, before: Conversation, state: Conversation): Effects => {
  const asks = event.target === "resolution" && event.level < 1 && !event.overtaken;
  const clock = state.clocks.all.find((one) => clockKey(one) === clockKey(event));
  return [
    ...alertOf(event, before, state),
    ...(asks && clock !== undefined ? [toStaff({ key: "resolve_or_hand_off", dueAt: clock.dueAt })] : []),
  ];
};

/** The customer is told the truth once: that we are late, and whom we called (sla.md, Noise). */
export const breached = (event: Of<"ClockBreached">, before: Conversation, state: Conversation): Effects => {
  const unanswered = event.answeredAt === null;
  const once = !Object.keys(before.detected).some((key) => key.startsWith(`${event.target}:`));
  const first = event.target === "first_response" && once;
  const long = event.target === "resolution" && once;
  return [
    ...alertOf(event, before, state),
    ...(unanswered && first
      ? [toCustomer({ key: "late_for_customer", called: event.told?.people[0] ?? null }, true)]
      : []),
    ...(unanswered && long ? [toCustomer({ key: "long_for_customer", person: state.rep })] : []),
  ];
};

const wasTold = (state: Conversation, clock: Clock): boolean =>
  state.called[clockKey(clock)] !== undefined ||
  state.told.some((key) => key.startsWith(`${clock.target}:${clock.cycle}:`)) ||
  (clock.target === "first_response" && clock.cycle === 1);

/** Alerts of clocks that this event ended: each is closed with a word on how. */
export const closedAlerts = (before: Conversation, after: Conversation): Effects =>
  before.clocks.all.filter(isOpen).flatMap((clock): Effects => {
    const now = after.clocks.all.find((one) => one.target === clock.target && one.cycle === clock.cycle);
    if (now === undefined || isOpen(now) || !wasTold(after, clock)) return [];
    const sentence: Sentence =
      now.fulfilledAt === null
        ? { key: "alert_over" }
        : { key: "alert_answered", at: now.fulfilledAt, lateMs: Math.max(0, now.fulfilledAt - now.dueAt) };
    return [{ type: "CloseAlert", target: clock.target, cycle: clock.cycle, sentence }];
  });

export const offered = (event: Of<"ConversationOffered">, state: Conversation): Effects => {
  const clock = offeredUnder(state);
  if (clock === undefined) return [];
  const { target, cycle, dueAt } = clock;
  const { told = LEGACY, why = "new" } = event;
  const alert = { target, cycle, level: 0, dueAt, answeredAt: null, passedOn: told.passedOn, offer: why };
  const again: Effects =
    why === "new" ? [] : [toStaff({ key: "offered_on", to: event.to, why }, told.people)];
  return [...posts(alert, told, true), ...again];
};
