import type { Policy, Target, Told } from "../../policy/policy.ts";
import type { Sentence } from "../../sentences.ts";
import { type Clock, isOpen } from "../clock.ts";
import type { Conversation } from "../state.ts";
import { type Effects, type Of, toCustomer } from "./say.ts";

const stepsAt = (policy: Policy, target: Target, level: number): readonly Told[] =>
  policy.steps[target].find((step) => step.at === level)?.tell ?? [];

export const alertOf = (
  event: Of<"WarningReached"> | Of<"ClockBreached">,
  state: Conversation,
  policy: Policy,
): Effects => {
  if (event.overtaken) return [];
  const clock = state.clocks.all.find((one) => one.target === event.target && one.cycle === event.cycle);
  if (clock === undefined) return [];
  const { target, cycle, level } = event;
  const tell = stepsAt(policy, target, level);
  const reps = tell.filter((who) => who !== "managers");
  const alert = {
    target,
    cycle,
    level,
    dueAt: clock.dueAt,
    answeredAt: event.type === "ClockBreached" ? event.answeredAt : null,
  };
  return [
    ...(reps.length > 0 ? [{ ...alert, tell: reps, channel: "alerts" as const }] : []),
    ...(tell.includes("managers")
      ? [{ ...alert, tell: ["managers" as const], channel: "managers" as const }]
      : []),
  ].map((one) => ({ type: "PostAlert", alert: one }));
};

export const breached = (event: Of<"ClockBreached">, state: Conversation, policy: Policy): Effects => [
  ...alertOf(event, state, policy),
  ...(event.target === "first_response" && event.answeredAt === null
    ? [toCustomer({ key: "late_for_customer" }, true)]
    : []),
];

const wasTold = (state: Conversation, clock: Clock): boolean =>
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
  const clock = state.clocks.all.findLast((one) => one.target !== "resolution" && isOpen(one));
  if (clock === undefined) return [];
  const { target, cycle, dueAt } = clock;
  return [
    {
      type: "PostAlert",
      alert: {
        target,
        cycle,
        level: 0,
        dueAt,
        tell: event.to === "reps" ? ["offered"] : ["desk"],
        channel: "alerts",
        answeredAt: null,
      },
    },
  ];
};
