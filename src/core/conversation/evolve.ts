import type { Timestamp } from "../time.ts";
import { foldClocks } from "./clocks.ts";
import type { ConversationEvent } from "./event.ts";
import { type Conversation, clockKey, levelKey } from "./state.ts";
import { insertMoment, type Moment } from "./timeline.ts";

const withMoment = (state: Conversation, moment: Moment): Conversation => {
  const moments = insertMoment(state.moments, moment);
  return { ...state, moments, clocks: foldClocks(moments, state.targets) };
};

const without = <V>(record: Readonly<Record<string, V>>, key: string): Readonly<Record<string, V>> => {
  const { [key]: _gone, ...rest } = record;
  return rest;
};

const later = (a: Timestamp | null, b: Timestamp): Timestamp => (a === null || b > a ? b : a);

const heard = (state: Conversation, at: Timestamp): Conversation => ({
  ...state,
  idleAskedAt: null,
  lastHeardAt: later(state.lastHeardAt, at),
});

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
        targets: event.targets,
        reopenMs: event.reopenMs,
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
      const next = withMoment(heard(state, event.at), {
        kind: "customer",
        at: event.at,
        id: event.messageId,
        pleasantry: event.pleasantry,
      });
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
    case "ReplyRerouted":
    case "NoteTaken":
    case "ReplyEdited":
    case "ReplyDeleted":
    case "ConversationOffered":
    case "CommandRefused":
      return state;
    case "ConversationClaimed":
    case "ConversationTakenOver":
      return { ...state, rep: event.by, claimedAt: event.at };
    case "ReplyHeld":
      return { ...state, held: { ...state.held, [event.messageId]: event.reason } };
    case "ReplyAccepted": {
      const { by, holdsBall, asks } = event;
      return {
        ...state,
        held: without(state.held, event.messageId),
        pending: { ...state.pending, [event.messageId]: { by, holdsBall, asks } },
      };
    }
    case "ResponseDelivered": {
      const next = withMoment(state, {
        kind: "response",
        at: event.at,
        id: event.messageId,
        holdsBall: event.holdsBall,
        asks: event.asks,
      });
      return {
        ...next,
        pending: without(state.pending, event.messageId),
        idleAskedAt: null,
        lastSaidAt: later(state.lastSaidAt, event.at),
      };
    }
    case "DeliveryFailed":
      return {
        ...state,
        pending: without(state.pending, event.messageId),
        reachable: state.reachable && event.reason !== "customer_gone",
      };
    case "BallKept":
      return withMoment(state, { kind: "ball_kept", at: event.at });
    case "ReplyWaived":
      return withMoment(state, { kind: "reply_waived", at: event.at });
    case "WarningReached":
    case "ClockBreached":
      return { ...state, told: [...state.told, levelKey(event)] };
    case "BreachCorrected":
      return { ...state, corrected: [...state.corrected, clockKey(event)] };
    case "IdleAsked":
      return { ...state, idleAskedAt: event.at };
    case "ConversationEnded": {
      const next = withMoment(state, {
        kind: "ended",
        at: event.at,
        outcome: event.outcome,
        by: event.by,
      });
      return { ...next, status: "closed", outcome: event.outcome, idleAskedAt: null };
    }
    case "ConversationReopened": {
      const next = withMoment(state, { kind: "reopened", at: event.at, id: event.messageId });
      return { ...heard(next, event.at), status: "open", outcome: null };
    }
    case "ConversationArchived":
      return { ...state, status: "archived" };
    default:
      return event satisfies never;
  }
};

export const replay = (events: readonly ConversationEvent[], from: Conversation): Conversation =>
  events.reduce(evolve, from);
