import type { Button } from "../actions.ts";
import type { Effect } from "../effect.ts";
import type { Policy, Target } from "../policy/policy.ts";
import type { Sentence } from "../sentences.ts";
import { button, heldButtons, stateButtons } from "./buttons.ts";
import { type Clock, isOpen } from "./clocks.ts";
import type { Known } from "./decide.ts";
import type { Conversation, ConversationEvent } from "./state.ts";

type Effects = readonly Effect[];
type Of<T extends ConversationEvent["type"]> = Extract<ConversationEvent, { type: T }>;

/** Where the answer to a press or a modal goes; opaque to the core. */
export interface Origin {
  readonly reply: string | null;
}

const CARD: Effect = { type: "UpdateCard" };

const toCustomer = (sentence: Sentence, mention = false, buttons: readonly Button[] = []): Effect => ({
  type: "SayToCustomer",
  sentence,
  mention,
  buttons,
});

const toStaff = (
  sentence: Sentence,
  mention: readonly string[] = [],
  buttons: readonly Button[] = [],
): Effect => ({ type: "SayToStaff", sentence, buttons, mention });

const opened = (event: Of<"ConversationOpened">, state: Conversation, origin: Origin): Effects => {
  const direct = event.door === "direct";
  // In direct messages their own words stand right above.
  const greeting: Sentence = {
    key: "greeting",
    targets: state.targets,
    messageId: direct ? null : event.messageId,
  };
  return [
    { type: "OpenCustomerPlace", prefer: direct ? "direct" : "thread", reply: origin.reply },
    toCustomer(greeting, false, [button(state, "customer_solved")]),
    { type: "PostCard" },
    { type: "RelayToStaff", messageId: event.messageId },
  ];
};

const stepsAt = (policy: Policy, target: Target, level: number): readonly string[] =>
  policy.steps[target].find((step) => step.at === level)?.tell ?? [];

const alertOf = (
  event: Of<"WarningReached"> | Of<"ClockBreached">,
  state: Conversation,
  policy: Policy,
): Effects => {
  if (event.overtaken) return [];
  const clock = state.clocks.all.find((one) => one.target === event.target && one.cycle === event.cycle);
  if (clock === undefined) return [];
  return [
    {
      type: "PostAlert",
      alert: {
        target: event.target,
        cycle: event.cycle,
        level: event.level,
        dueAt: clock.dueAt,
        tell: stepsAt(policy, event.target, event.level),
        answeredAt: event.type === "ClockBreached" ? event.answeredAt : null,
      },
    },
  ];
};

const breached = (event: Of<"ClockBreached">, state: Conversation, policy: Policy): Effects => [
  ...alertOf(event, state, policy),
  ...(event.target === "first_response" && event.answeredAt === null
    ? [toCustomer({ key: "late_for_customer" }, true)]
    : []),
];

const wasTold = (state: Conversation, clock: Clock): boolean =>
  state.told.some((key) => key.startsWith(`${clock.target}:${clock.cycle}:`)) ||
  (clock.target === "first_response" && clock.cycle === 1);

/** Alerts of clocks that this event ended: each is closed with a word on how. */
const closedAlerts = (before: Conversation, after: Conversation): Effects =>
  before.clocks.all.filter(isOpen).flatMap((clock): Effects => {
    const now = after.clocks.all.find((one) => one.target === clock.target && one.cycle === clock.cycle);
    if (now === undefined || isOpen(now) || !wasTold(after, clock)) return [];
    const sentence: Sentence =
      now.fulfilledAt === null
        ? { key: "alert_over" }
        : { key: "alert_answered", at: now.fulfilledAt, lateMs: Math.max(0, now.fulfilledAt - now.dueAt) };
    return [{ type: "CloseAlert", target: clock.target, cycle: clock.cycle, sentence }];
  });

const ended = (event: Of<"ConversationEnded">, state: Conversation): Effects => {
  const until = event.at + state.reopenMs;
  const words: Sentence =
    event.outcome === "resolved"
      ? { key: "resolved_for_customer", until }
      : event.outcome === "handed_off"
        ? { key: "handed_off_for_customer" }
        : { key: "abandoned_for_customer", until };
  const told =
    event.cause === "left" ? [] : [toCustomer(words, false, [button(state, "customer_not_solved")])];
  const staff: Sentence = {
    key: "ended_for_staff",
    outcome: event.outcome,
    by: event.by,
    person: event.person,
  };
  return [...told, toStaff(staff), CARD];
};

const held = (event: Of<"ReplyHeld">, state: Conversation): Effects => {
  const sentence: Sentence =
    event.reason === "not_claimed"
      ? { key: "held_not_claimed", claimedBy: state.rep }
      : event.reason === "to_colleague"
        ? { key: "held_to_colleague" }
        : { key: "held_closed" };
  const buttons = heldButtons(state, event);
  return [
    { type: "MarkMessage", messageId: event.messageId, mark: "held" },
    toStaff(sentence, [], buttons),
    { type: "Whisper", person: event.by, sentence, buttons: [], reply: null },
  ];
};

const failed = (event: Of<"DeliveryFailed">, state: Conversation, by: string | undefined): Effects => [
  { type: "MarkMessage", messageId: event.messageId, mark: "failed" },
  toStaff(
    { key: "not_delivered", reason: event.reason, code: event.code },
    by === undefined ? (state.rep === null ? [] : [state.rep]) : [by],
  ),
];

const ballKept = (event: Of<"BallKept">, state: Conversation): Effects => {
  const update = state.clocks.all.findLast((clock) => clock.target === "update" && isOpen(clock));
  return [
    ...(update === undefined ? [] : [toStaff({ key: "ball_kept", person: event.by, dueAt: update.dueAt })]),
    CARD,
  ];
};

const offered = (event: Of<"ConversationOffered">, state: Conversation): Effects => {
  const clock = state.clocks.all.find((one) => one.target === "first_response");
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
        tell: event.to.length > 0 ? ["offered"] : ["desk"],
        answeredAt: null,
      },
    },
  ];
};

const effects = (
  event: ConversationEvent,
  before: Conversation,
  state: Conversation,
  { desk }: Known,
  origin: Origin,
): Effects => {
  switch (event.type) {
    case "ConversationOpened":
      return opened(event, state, origin);
    case "CustomerPlaceOpened":
      return [];
    case "CustomerUnreachable":
      return [
        toStaff({ key: "customer_unreachable", reason: event.reason }, state.rep === null ? [] : [state.rep]),
      ];
    case "CustomerMoved":
      return [
        { type: "OpenCustomerPlace", prefer: "thread", reply: null },
        toCustomer({ key: "moved_to_thread" }, true),
      ];
    case "ReplyRerouted":
      return [{ type: "RelayToCustomer", messageId: event.messageId, mention: true }];
    case "CardFailed": {
      const { reason, code } = event;
      return [
        { type: "SayToManagers", sentence: { key: "card_failed", number: state.number, reason, code } },
      ];
    }
    case "CardPosted":
      return [];
    case "CustomerMessageReceived":
      // The first one came through the door, and went to the staff with the card.
      return before.moments.length === 0
        ? []
        : [{ type: "RelayToStaff", messageId: event.messageId }, ...(changed(before, state) ? [CARD] : [])];
    case "CustomerMessageEdited":
      return [toStaff({ key: "customer_edited", messageId: event.messageId })];
    case "CustomerMessageDeleted":
      return [toStaff({ key: "customer_deleted" }), ...(changed(before, state) ? [CARD] : [])];
    case "CustomerReacted":
      return [];
    case "ConversationOffered":
      return offered(event, state);
    case "ConversationClaimed":
      return [
        toStaff({ key: "claimed", person: event.by }, [event.by]),
        toCustomer({ key: "claimed_for_customer", person: event.by }),
        CARD,
      ];
    case "ConversationTakenOver":
      return [
        toStaff({ key: "taken_over", person: event.by, from: event.from }, [event.by]),
        toCustomer({ key: "claimed_for_customer", person: event.by }),
        CARD,
      ];
    case "NoteTaken":
      return [{ type: "MarkMessage", messageId: event.messageId, mark: "note" }];
    case "ReplyHeld":
      return held(event, state);
    case "ReplyAccepted":
      return [{ type: "RelayToCustomer", messageId: event.messageId, mention: event.mention }];
    case "ReplyEdited":
      return [{ type: "EditForCustomer", messageId: event.messageId }];
    case "ReplyDeleted":
      return [{ type: "DeleteForCustomer", messageId: event.messageId }];
    case "ResponseDelivered":
      return [{ type: "MarkMessage", messageId: event.messageId, mark: "delivered" }, CARD];
    case "DeliveryFailed":
      return failed(event, state, before.pending[event.messageId]?.by);
    case "BallKept":
      return ballKept(event, state);
    case "ReplyWaived":
      return [toStaff({ key: "reply_waived", person: event.by }), CARD];
    case "WarningReached":
      return alertOf(event, state, desk.policy);
    case "ClockBreached":
      return [...breached(event, state, desk.policy), CARD];
    case "BreachCorrected": {
      const { target, cycle, at } = event;
      return [{ type: "CloseAlert", target, cycle, sentence: { key: "alert_withdrawn", at } }, CARD];
    }
    case "IdleAsked":
      return [
        toCustomer(
          { key: "still_there", closesInMs: desk.policy.idle.closeMs - desk.policy.idle.askMs },
          true,
          [button(state, "customer_solved")],
        ),
      ];
    case "ConversationEnded":
      return ended(event, state);
    case "ConversationReopened":
      return [
        ...(event.by === "customer"
          ? [
              toStaff(
                { key: "customer_reopened", person: event.person },
                state.rep === null ? [] : [state.rep],
              ),
            ]
          : [toStaff({ key: "reopened_for_staff", person: event.person })]),
        toCustomer({ key: "reopened_for_customer" }),
        CARD,
      ];
    case "ConversationArchived":
      return [{ type: "LockCustomerPlace" }, toStaff({ key: "archived_for_staff" }), CARD];
    case "CommandRefused":
      return [
        {
          type: "Whisper",
          person: event.by,
          sentence: { key: "refused", action: event.action, reason: event.reason, person: state.rep },
          buttons: [],
          reply: origin.reply,
        },
      ];
    default:
      return event satisfies never;
  }
};

/** The card shows clocks and buttons: it changes only when these do. */
const changed = (before: Conversation, after: Conversation): boolean =>
  JSON.stringify([before.clocks.all, before.clocks.ball, stateButtons(before)]) !==
  JSON.stringify([after.clocks.all, after.clocks.ball, stateButtons(after)]);

/** Turns one fact into wishes. `before` and `after` are the conversation on either side of the event. */
export const react = (
  event: ConversationEvent,
  before: Conversation,
  after: Conversation,
  known: Known,
  origin: Origin,
): Effects => [...effects(event, before, after, known, origin), ...closedAlerts(before, after)];
