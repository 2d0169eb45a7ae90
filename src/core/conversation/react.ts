import type { Effect } from "../effect.ts";
import type { Sentence } from "../sentences.ts";
import { button, stateButtons } from "./buttons.ts";
import { alertOf, breached, closedAlerts, offered, warned } from "./effects/alerts.ts";
import { choice, type Origin, permissionMissing } from "./effects/choices.ts";
import { gated, secretRemoved } from "./effects/gate.ts";
import { ballKept, delivered, failed, held } from "./effects/replies.ts";
import { CARD, type Effects, type Of, toCustomer, toStaff } from "./effects/say.ts";
import type { ConversationEvent } from "./event.ts";
import type { Known } from "./known.ts";
import type { Conversation } from "./state.ts";

const opened = (event: Of<"ConversationOpened">, state: Conversation, origin: Origin): Effects => {
  const direct = event.door === "direct";
  // In direct messages their own words stand right above.
  const greeting: Sentence = {
    key: "greeting",
    targets: state.promised.targets,
    messageId: direct ? null : event.messageId,
  };
  return [
    { type: "OpenCustomerPlace", prefer: direct ? "direct" : "thread", reply: origin.reply },
    toCustomer(greeting, false, [button(state, "customer_solved")]),
    { type: "PostCard" },
    { type: "RelayToStaff", messageId: event.messageId },
  ];
};

const ended = (event: Of<"ConversationEnded">, state: Conversation, { now }: Known): Effects => {
  const until = event.at + state.promised.reopenMs;
  const words: Sentence =
    event.outcome === "resolved"
      ? { key: "resolved_for_customer", until }
      : event.outcome === "handed_off"
        ? {
            key: "handed_off_for_customer",
            reason: event.reason ?? "authentication",
            way: event.way ?? "ask",
            person: event.next?.rep ?? null,
            // Whoever is on duty now is not said to be from now on.
            at: event.next !== undefined && event.next !== null && event.next.at > now ? event.next.at : null,
          }
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

const effects = (
  event: ConversationEvent,
  before: Conversation,
  state: Conversation,
  known: Known,
  origin: Origin,
): Effects => {
  const { desk } = known;
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
    case "AlertFailed": {
      const { alert, reason, code } = event;
      const managers: Effect = {
        type: "SayToManagers",
        sentence: { key: "alerts_failed", number: state.number, reason, code },
      };
      // Said once for a conversation; the ping itself goes where the reps certainly are.
      return [
        { type: "PostAlert", alert: { ...alert, channel: "staff" } },
        ...(before.alertsLost ? [] : [managers]),
      ];
    }
    case "PageFailed": {
      const { pager, reason, code } = event;
      return [
        {
          type: "SayToManagers",
          sentence: { key: "pager_failed", number: state.number, pager, reason, code },
        },
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
      return [...offered(event, state), ...(event.why === "new" ? [] : [CARD])];
    case "ConversationReleased":
      return [toStaff({ key: "released", from: event.from, by: event.by, cause: event.cause })];
    case "ConversationTransferred":
      return [toStaff({ key: "transferred", person: event.by, to: event.to, permission: event.permission })];
    case "PermissionMissing":
      return permissionMissing(event, state, origin);
    case "ChoiceAsked":
      return [choice(event, state, known, origin)];
    case "ShiftEndNear":
      return [
        toStaff(
          { key: "shift_end_near", person: event.person, endsAt: event.endsAt },
          [event.person],
          [button(state, "resolve"), button(state, "handoff"), button(state, "transfer")],
        ),
      ];
    case "WaitSet":
      return [
        toCustomer({ key: "waiting_for_customer", until: event.untilAt }, false, [
          button(state, "customer_solved"),
        ]),
        toStaff({ key: "wait_set", person: event.by, until: event.untilAt }),
        CARD,
      ];
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
      return [
        { type: "RelayToCustomer", messageId: event.messageId, mention: event.mention },
        ...(before.held[event.messageId] === undefined
          ? []
          : [
              {
                type: "CloseNotice",
                about: event.messageId,
                sentence: { key: "held_sent", person: event.by },
              } as const,
            ]),
      ];
    case "ReplyEdited":
      return [{ type: "EditForCustomer", messageId: event.messageId }];
    case "ReplyDeleted":
      return [{ type: "DeleteForCustomer", messageId: event.messageId }];
    case "ResponseDelivered":
      return [delivered(event), CARD];
    case "DeliveryFailed":
      return failed(event, state, before.pending[event.messageId]);
    case "BallKept":
      return ballKept(event, state);
    case "ReplyWaived":
      return [toStaff({ key: "reply_waived", person: event.by }), CARD];
    case "WarningReached":
      return warned(event, before, state);
    case "ChainResumed":
      return alertOf(event, before, state);
    case "ClockBreached":
      return [...breached(event, before, state), CARD];
    case "AlertTold":
    case "EndDeferred":
      return [];
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
      return ended(event, state, known);
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
    case "RequestGated":
      return gated(event, before, state, known);
    case "GateOverruled":
      return [toStaff({ key: "gate_overruled", person: event.by, verdict: event.verdict }), CARD];
    case "HowChosen":
      return [toCustomer({ key: "gate_how_for_customer" }), toStaff({ key: "gate_how_for_staff" }), CARD];
    case "OriginalKept":
      return [toCustomer({ key: "original_kept" })];
    case "SecretRemoved":
      return secretRemoved(event, known);
    case "TicketLinked":
      return [CARD];
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
