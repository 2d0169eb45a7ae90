import type { Timestamp } from "../time.ts";
import { foldClocks } from "./clocks.ts";
import type { ConversationEvent } from "./event.ts";
import { type Conversation, clockKey, levelKey, offeredUnder } from "./state.ts";
import { insertMoment, type Moment } from "./timeline.ts";

/** Open or closed is what the clocks say: a customer's message may have reopened it before its end was heard of. */
const withMoment = (state: Conversation, moment: Moment): Conversation => {
  const moments = insertMoment(state.moments, moment);
  const clocks = foldClocks(moments, state.promised);
  const status = state.status === "archived" ? state.status : clocks.endedAt === null ? "open" : "closed";
  return { ...state, moments, clocks, status, outcome: clocks.outcome };
};

const without = <V>(record: Readonly<Record<string, V>>, key: string): Readonly<Record<string, V>> => {
  const { [key]: _gone, ...rest } = record;
  return rest;
};

const gatedAs = (
  state: Conversation,
  messageId: string,
  verdict: Conversation["gated"][string]["verdict"],
): Conversation => {
  const category = state.gated[messageId]?.category ?? "account";
  return { ...state, gated: { ...state.gated, [messageId]: { verdict, category } } };
};

const later = (a: Timestamp | null, b: Timestamp): Timestamp => (a === null || b > a ? b : a);

const heard = (state: Conversation, at: Timestamp): Conversation => ({
  ...state,
  idleAskedAt: null,
  waitUntil: null,
  lastHeardAt: later(state.lastHeardAt, at),
});

const given = (state: Conversation, rep: string, at: Timestamp): Conversation => ({
  ...state,
  rep,
  claimedAt: at,
  offeredTo: null,
});

const nobodys = (state: Conversation): Conversation => ({
  ...state,
  rep: null,
  claimedAt: null,
  offeredTo: null,
});

const offered = (
  state: Conversation,
  event: Extract<ConversationEvent, { type: "ConversationOffered" }>,
): Conversation => {
  // Journals of before the roster say "reps" or "everybody" here, and nothing of who was told.
  const offeredTo = event.to === "reps" || event.to === "everybody" ? null : event.to;
  const clock = offeredUnder(state);
  if (clock === undefined) return { ...state, offeredTo };
  const key = clockKey(clock);
  const called = [...new Set([...(state.called[key] ?? []), ...(event.told?.people ?? [])])];
  return { ...state, offeredTo, called: { ...state.called, [key]: called } };
};

type Level = Extract<ConversationEvent, { type: "WarningReached" | "ClockBreached" | "ChainResumed" }>;

/** Journals of before the roster say nothing of who was told: then whoever was in the channel. */
const isInAlerts = ({ told, overtaken }: Level): boolean =>
  !overtaken && (told === undefined || told.here || told.people.length > 0);

const levelTold = (state: Conversation, event: Level): Conversation => {
  const key = clockKey(event);
  const { told } = event;
  const called = [...new Set([...(state.called[key] ?? []), ...(told?.people ?? [])])];
  return {
    ...state,
    told: state.told.includes(levelKey(event)) ? state.told : [...state.told, levelKey(event)],
    called: event.overtaken ? state.called : { ...state.called, [key]: called },
    alerted: isInAlerts(event)
      ? { ...state.alerted, [key]: Math.max(event.level, state.alerted[key] ?? 0) }
      : state.alerted,
    silenced:
      told?.silenced === true
        ? { ...state.silenced, [key]: Math.max(event.level, state.silenced[key] ?? 0) }
        : without(state.silenced, key),
    detected:
      event.type === "ClockBreached" && state.detected[key] === undefined
        ? { ...state.detected, [key]: event.detectedAt }
        : state.detected,
  };
};

const responded = (
  state: Conversation,
  event: Extract<ConversationEvent, { type: "ResponseDelivered" }>,
): Conversation => {
  const { at, messageId: id, holdsBall, asks, stillOnIt } = event;
  const moment = { kind: "response" as const, at, id, holdsBall, asks };
  const next = withMoment(state, stillOnIt === true ? { ...moment, stillOnIt } : moment);
  return {
    ...next,
    pending: without(state.pending, event.messageId),
    idleAskedAt: null,
    waitUntil: null,
    stillOnItInRow: stillOnIt === true ? state.stillOnItInRow + 1 : 0,
    lastSaidAt: later(state.lastSaidAt, event.at),
  };
};

/** Records a fact. It never asks and never fails: whatever the journal holds, this folds. */
export const evolve = (state: Conversation, event: ConversationEvent): Conversation => {
  switch (event.type) {
    case "ConversationOpened":
      return {
        ...state,
        status: "open",
        id: event.conversationId,
        number: event.number,
        desk: event.desk,
        customer: event.customer,
        door: event.door,
        policyVersion: event.policyVersion,
        promised: {
          targets: event.targets,
          reopenMs: event.reopenMs,
          shortAbandonMs: event.shortAbandonMs ?? 0,
          hours: event.hours ?? null,
        },
        plan: event.plan ?? null,
        openedAt: event.at,
      };
    case "CustomerPlaceOpened":
      return { ...state, place: event.kind, reachable: true };
    case "CustomerUnreachable":
      return { ...state, reachable: false };
    case "CustomerMoved":
      return { ...state, place: null };
    case "CardPosted":
      return { ...state, cardPosted: true };
    case "CustomerMessageReceived": {
      const { at, messageId: id, pleasantry } = event;
      const next = withMoment(heard(state, at), { kind: "customer", at, id, pleasantry });
      return { ...next, lastSaidAt: later(state.lastSaidAt, event.at) };
    }
    case "CustomerMessageDeleted":
      return withMoment(state, { kind: "deleted", at: event.at, of: event.messageId });
    case "CustomerReacted":
      return heard(state, event.at);
    case "AlertFailed":
      return { ...state, alertsLost: true };
    case "CustomerMessageEdited":
    case "CardFailed":
    case "PageFailed":
    case "ReplyRerouted":
    case "NoteTaken":
    case "ReplyEdited":
    case "ReplyDeleted":
    case "SecretRemoved":
    case "OriginalKept":
    case "CommandRefused":
    case "ChoiceAsked":
    case "PermissionMissing":
    case "AlertTold":
      return state;
    case "RequestGated":
      return {
        ...state,
        gated: {
          ...state.gated,
          [event.messageId]: { verdict: event.verdict, category: event.category },
        },
      };
    case "GateOverruled":
      return gatedAs(state, event.messageId, event.verdict);
    case "HowChosen":
      return gatedAs(state, event.messageId, "chat");
    case "TicketLinked":
      return { ...state, tickets: [...state.tickets, event.number] };
    case "ConversationOffered":
      return offered(state, event);
    case "ConversationClaimed":
    case "ConversationTakenOver":
      return given(state, event.by, event.at);
    case "ConversationReleased":
      return nobodys(state);
    case "ConversationTransferred":
      // Whoever it goes to is asked first: what the claim kept from the others stays theirs.
      return { ...nobodys(state), needs: event.permission, silenced: {} };
    case "ShiftEndNear":
      return { ...state, shiftEndWarned: event.endsAt };
    case "WaitSet":
      return { ...state, waitUntil: event.untilAt, idleAskedAt: null };
    case "ReplyHeld":
      return { ...state, held: { ...state.held, [event.messageId]: event.reason } };
    case "ReplyAccepted": {
      const { by, holdsBall, asks, stillOnIt } = event;
      const reply = { by, holdsBall, asks, ...(stillOnIt === true ? { stillOnIt } : {}) };
      return {
        ...state,
        held: without(state.held, event.messageId),
        pending: { ...state.pending, [event.messageId]: reply },
      };
    }
    case "ResponseDelivered":
      return responded(state, event);
    case "EndDeferred": {
      const { type: _, ...ending } = event;
      return { ...state, ending };
    }
    case "DeliveryFailed":
      return {
        ...state,
        // What did not arrive solved nothing: the rep decides anew.
        ending: null,
        pending: without(state.pending, event.messageId),
        reachable: state.reachable && event.reason !== "customer_gone",
      };
    case "BallKept":
      return { ...withMoment(state, { kind: "ball_kept", at: event.at }), idleAskedAt: null };
    case "ReplyWaived":
      return { ...withMoment(state, { kind: "reply_waived", at: event.at }), idleAskedAt: null };
    case "WarningReached":
    case "ClockBreached":
    case "ChainResumed":
      return levelTold(state, event);
    case "BreachCorrected":
      return { ...state, corrected: [...state.corrected, clockKey(event)] };
    case "IdleAsked":
      return { ...state, idleAskedAt: event.at, waitUntil: null };
    case "ConversationEnded": {
      const { at, outcome, by } = event;
      const next = withMoment(state, { kind: "ended", at, outcome, by });
      return { ...next, ending: null, idleAskedAt: null, waitUntil: null, offeredTo: null };
    }
    case "ConversationReopened": {
      const { at, messageId: id } = event;
      // A message reopens by itself: its own moment follows, or stands there already.
      const byMessage = event.by === "customer" && id !== null && !id.startsWith("press-");
      return heard(byMessage ? state : withMoment(state, { kind: "reopened", at, id }), at);
    }
    case "ConversationArchived":
      return { ...state, status: "archived" };
    default:
      return event satisfies never;
  }
};

export const replay = (events: readonly ConversationEvent[], from: Conversation): Conversation =>
  events.reduce(evolve, from);
