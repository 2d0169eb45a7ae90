import type { Command } from "../../../src/core/conversation/command.ts";
import { nextWakeAt } from "../../../src/core/conversation/deadlines.ts";
import { decide } from "../../../src/core/conversation/decide.ts";
import type { ConversationEvent } from "../../../src/core/conversation/event.ts";
import { evolve } from "../../../src/core/conversation/evolve.ts";
import type { Known } from "../../../src/core/conversation/known.ts";
import { type Conversation, isOver, NO_CONVERSATION } from "../../../src/core/conversation/state.ts";
import type { Arrival, HistoryLine } from "../../../src/core/history/line.ts";
import { readReply } from "../../../src/core/policy/phrases.ts";
import type { Desk, Policy } from "../../../src/core/policy/policy.ts";
import { DAY, type Timestamp } from "../../../src/core/time.ts";
import { DESK, staffRep } from "../conversation-spec.ts";
import { historyArbitrary } from "./histories.ts";
import { type Line, msOf } from "./history.ts";

/** The desk itself neither asks nor closes in these: a history says only what its lines say. */
export const patient = (policy: Policy): Policy => ({
  ...policy,
  idle: { ...policy.idle, askMs: 100 * DAY, closeMs: 200 * DAY },
});

const commandOf = (line: HistoryLine, state: Conversation): Command | null => {
  const { at } = line;
  // Live, ids are the desk's own: a customer's and a rep's message never share one.
  const messageId = `${line.kind} ${line.id}`;
  const by = "ana";
  switch (line.kind) {
    case "customer_message":
      return { type: "ReceiveCustomerMessage", at, messageId, person: "customer", text: line.text };
    case "rep_message":
      return line.deliveredAt === null ? null : { type: "RecordResponse", at: line.deliveredAt, messageId };
    case "delete":
      return { type: "RecordDelete", at, messageId: `customer_message ${line.of}`, side: "customer" };
    case "edit":
      return { type: "RecordEdit", at, messageId: line.of, side: "customer" };
    case "working_on_it":
      return { type: "KeepBall", at, by };
    case "no_reply_needed":
      return { type: "WaiveReply", at, by };
    case "claim":
      return { type: "ClaimConversation", at, by };
    case "release":
      return { type: "ReleaseConversation", at, by };
    case "transfer":
      return { type: "TransferToRep", at, by, to: "ana" };
    case "resolve":
      return { type: "ResolveConversation", at, by };
    case "handoff":
      return { type: "HandOff", at, by, reason: "investigation", way: "ask", next: null };
    case "abandon":
      return state.status === "open" ? { type: "RecordCustomerLeft", at } : null;
    default:
      return null;
  }
};

interface Decision {
  readonly command: Command;
  readonly state: Conversation;
  readonly known: Known;
}

/** Drives the rules as the engine does: commands as they arrive, and a look whenever the row says so. */
export const drive = (arrivals: readonly Arrival[], policy: Policy, looks: (index: number) => boolean) => {
  const desk: Desk = { ...DESK, policy };
  const staff = desk.reps.map((rep) => staffRep(rep));
  const events: ConversationEvent[] = [];
  let state = NO_CONVERSATION;
  const happen = (more: readonly ConversationEvent[]): void => {
    events.push(...more);
    state = more.reduce(evolve, state);
  };
  const decisions: Decision[] = [];
  const give = (command: Command, now: Timestamp): void => {
    const known = { now, desk, staff };
    decisions.push({ command, state, known });
    happen(decide(command, state, known));
  };
  const lookUntil = (before: Timestamp): void => {
    for (let at = nextWakeAt(state, policy); at !== null && at < before; at = nextWakeAt(state, policy)) {
      give({ type: "CheckDeadlines" }, at);
    }
  };
  const seen = new Set<string>();
  let elsewhere = false;
  /** The ends after which a line came too late. */
  const passedOver: (Timestamp | null)[] = [];
  arrivals.forEach(({ at: now, line }, index) => {
    // The inbox knows the key of everything that came before.
    const key = JSON.stringify([line.kind, line.at, line.of, line.id.startsWith("line-") ? "" : line.id]);
    if (seen.has(key) && line.kind !== "rep_message") return;
    seen.add(key);
    // A timer may be late, doubled or lost: now and then nobody looked at all.
    if (state.status !== "none" && looks(index)) lookUntil(now);
    if (state.status === "none") {
      if (line.kind !== "customer_message") return;
      const { at } = line;
      const messageId = `${line.kind} ${line.id}`;
      const opening = { conversationId: "c", number: 1, customer: "customer", door: "panel" as const };
      give({ type: "OpenConversation", at, messageId, plan: null, hours: null, ...opening }, now);
      return;
    }
    const command = commandOf(line, state);
    if (command === null) return;
    if ("at" in command && isOver(state, command.at)) {
      // The thread is locked by now: it becomes a conversation of its own, whatever its time says.
      elsewhere ||= state.status === "archived";
      passedOver.push(state.clocks.endedAt);
      return;
    }
    if (command.type === "RecordResponse") {
      const known = state.moments.some((one) => one.kind === "response" && one.id === command.messageId);
      if (known) return;
      const accepted = { at: line.at, messageId: command.messageId, by: "ana", mention: false };
      happen([{ type: "ReplyAccepted", ...accepted, ...readReply(line.text, policy.phrases) }]);
    }
    give(command, now);
  });
  // An end that a late line has undone since: what went elsewhere stays there, and a history knows no elsewhere.
  elsewhere ||= passedOver.some((endedAt) => endedAt !== state.clocks.endedAt);
  return { state, events, decisions, lookUntil, elsewhere };
};

/** Live, nobody hears of a delivery before it took place. */
const heardLive = (line: Line): Line => {
  const { kind, deliveredAt } = line;
  if (kind !== "rep_message" || deliveredAt === undefined || deliveredAt === null) return line;
  return { ...line, receivedAt: Math.max(msOf(line.receivedAt ?? deliveredAt), msOf(deliveredAt)) };
};

export const livedArbitrary = historyArbitrary.map((history) => ({
  ...history,
  lines: history.lines.map(heardLive),
}));

/** A history that the live desk can have had: opened by a customer, buttons pressed in the order of their times. */
export const asLived = (arrivals: readonly Arrival[]): boolean => {
  const [first] = arrivals;
  const buttons = new Set([
    ...["working_on_it", "no_reply_needed", "release", "transfer", "claim"],
    // A press on what is closed already is refused, and is no fact that a late arrival could bring back.
    ...["resolve", "handoff", "abandon"],
  ]);
  const opening = first?.line;
  return (
    opening?.kind === "customer_message" &&
    // Live it is always a customer who opens a conversation.
    arrivals.every(
      ({ line }) => line.kind !== "rep_message" || (line.deliveredAt ?? line.at) >= opening.at,
    ) &&
    arrivals.every(
      ({ line }, index) =>
        !buttons.has(line.kind) || arrivals.slice(index + 1).every((later) => later.line.at >= line.at),
    )
  );
};
