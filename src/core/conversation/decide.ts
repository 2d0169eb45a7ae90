import type { ActionName } from "../actions.ts";
import { readCustomer, readReply } from "../policy/phrases.ts";
import type { Desk } from "../policy/policy.ts";
import type { Timestamp } from "../time.ts";
import { checkDeadlines } from "./check-deadlines.ts";
import type { Command } from "./command.ts";
import { evolve, replay } from "./evolve.ts";
import { judge } from "./judge.ts";
import { type Conversation, type ConversationEvent, isOver, type RefusalReason } from "./state.ts";

/** What a decision may know besides the conversation: the injected clock's now, and the desk as it was promised. */
export interface Known {
  readonly now: Timestamp;
  readonly desk: Desk;
}

type Events = readonly ConversationEvent[];
type Of<T extends Command["type"]> = Extract<Command, { type: T }>;

const refused = (
  command: { readonly at: Timestamp; readonly by: string },
  action: ActionName,
  reason: RefusalReason,
): Events => [{ type: "CommandRefused", at: command.at, by: command.by, action, reason }];

const open = (command: Of<"OpenConversation">, { desk }: Known): Events => [
  {
    type: "ConversationOpened",
    at: command.at,
    conversationId: command.conversationId,
    number: command.number,
    desk: desk.id,
    customer: command.customer,
    door: command.door,
    messageId: command.messageId,
    policyVersion: desk.policy.version,
    targets: desk.policy.targets,
    reopenMs: desk.policy.reopenMs,
  },
  {
    type: "CustomerMessageReceived",
    at: command.at,
    messageId: command.messageId,
    pleasantry: false,
  },
  { type: "ConversationOffered", at: command.at, to: desk.reps.map((rep) => rep.id) },
];

const alreadyKnown = (state: Conversation, messageId: string): boolean =>
  state.moments.some((moment) => "id" in moment && moment.id === messageId);

const customerWrote = (
  command: Of<"ReceiveCustomerMessage">,
  state: Conversation,
  { desk }: Known,
): Events => {
  if (alreadyKnown(state, command.messageId)) return [];
  const { pleasantry } = readCustomer(command.text, desk.policy.phrases);
  const received = {
    type: "CustomerMessageReceived" as const,
    at: command.at,
    messageId: command.messageId,
    pleasantry,
  };
  const thanks = pleasantry && !state.clocks.lastResponseAsks;
  const endedAt = state.clocks.endedAt;
  if (endedAt === null || command.at <= endedAt || thanks || isOver(state, command.at)) return [received];
  return [
    {
      type: "ConversationReopened",
      at: command.at,
      by: "customer",
      person: command.person,
      messageId: command.messageId,
    },
    received,
  ];
};

// `note ` needs the space: "notebook is ready" is a reply. Chatwoot #5100: capitals were e-mailed out.
const NOTE = /^\s*(\/\/|note:|note\s)/i;

/** A message that staff may see and the customer may not. */
export const isNote = (text: string): boolean => NOTE.test(text);

const accept = (
  message: { readonly messageId: string; readonly by: string; readonly text: string; readonly at: Timestamp },
  state: Conversation,
  { desk, now }: Known,
): ConversationEvent => {
  const silentMs = now - (state.lastSaidAt ?? state.openedAt);
  const first = state.clocks.lastResponseAt === null && Object.keys(state.pending).length === 0;
  return {
    type: "ReplyAccepted",
    at: message.at,
    messageId: message.messageId,
    by: message.by,
    ...readReply(message.text, desk.policy.phrases),
    mention: first || silentMs >= desk.policy.mentionAfterMs,
  };
};

const staffWrote = (command: Of<"ReceiveStaffMessage">, state: Conversation, known: Known): Events => {
  const { at, messageId, by } = command;
  if (isNote(command.text)) return [{ type: "NoteTaken", at, messageId, by }];
  const held = (reason: "not_claimed" | "to_colleague" | "closed"): Events => [
    { type: "ReplyHeld", at, messageId, by, reason },
  ];
  if (state.status !== "open") return held("closed");
  if (command.toColleague) return held("to_colleague");
  if (state.rep !== by) return held("not_claimed");
  return [accept(command, state, known)];
};

const claim = (command: Of<"ClaimConversation">, state: Conversation): Events => {
  if (state.status !== "open") return refused(command, "claim", "already_closed");
  if (state.rep === command.by) return refused(command, "claim", "already_yours");
  if (state.rep !== null) return refused(command, "claim", "already_claimed");
  return [{ type: "ConversationClaimed", at: command.at, by: command.by }];
};

const takeOver = (command: Of<"TakeOver">, state: Conversation): Events => {
  if (state.status !== "open") return refused(command, "take_over", "already_closed");
  if (state.rep === command.by) return refused(command, "take_over", "already_yours");
  return [{ type: "ConversationTakenOver", at: command.at, by: command.by, from: state.rep }];
};

/** Presses that a clock ignores are answered, so that nobody believes to have bought time (decision 6). */
const changesClocks = (state: Conversation, event: ConversationEvent): boolean =>
  JSON.stringify(evolve(state, event).clocks) !== JSON.stringify(state.clocks);

const keepBall = (command: Of<"KeepBall">, state: Conversation): Events => {
  const event = { type: "BallKept" as const, at: command.at, by: command.by };
  return changesClocks(state, event) ? [event] : refused(command, "working_on_it", "nothing_to_keep");
};

const waiveReply = (command: Of<"WaiveReply">, state: Conversation): Events => {
  const event = { type: "ReplyWaived" as const, at: command.at, by: command.by };
  return changesClocks(state, event) ? [event] : refused(command, "no_reply_needed", "nothing_to_waive");
};

const resolve = (command: Of<"ResolveConversation">, state: Conversation): Events =>
  state.status !== "open"
    ? refused(command, "resolve", "already_closed")
    : [
        {
          type: "ConversationEnded",
          at: command.at,
          outcome: "resolved",
          by: "rep",
          person: command.by,
          cause: "button",
        },
      ];

const reopen = (command: Of<"ReopenConversation">, state: Conversation): Events => {
  if (state.status === "open") return refused(command, "reopen", "not_closed");
  if (isOver(state, command.at)) return refused(command, "reopen", "window_over");
  return [{ type: "ConversationReopened", at: command.at, by: "rep", person: command.by, messageId: null }];
};

const sendHeld = (command: Of<"SendHeld">, state: Conversation, known: Known): Events => {
  const action = command.claim ? "claim_and_send" : "send_held";
  if (state.status !== "open") return refused(command, action, "already_closed");
  if (state.held[command.messageId] === undefined) return refused(command, action, "not_held");
  if (state.rep === command.by) return [accept(command, state, known)];
  if (!command.claim) return refused(command, action, state.rep === null ? "not_yours" : "already_claimed");
  const claimed: ConversationEvent =
    state.rep === null
      ? { type: "ConversationClaimed", at: command.at, by: command.by }
      : { type: "ConversationTakenOver", at: command.at, by: command.by, from: state.rep };
  return [claimed, accept(command, state, known)];
};

const closeByCustomer = (command: Of<"CloseByCustomer">, state: Conversation): Events =>
  state.status !== "open" || command.person !== state.customer
    ? refused({ ...command, by: command.person }, "customer_solved", "already_closed")
    : [
        {
          type: "ConversationEnded",
          at: command.at,
          outcome: "resolved",
          by: "customer",
          person: command.person,
          cause: "button",
        },
      ];

const reopenByCustomer = (command: Of<"ReopenByCustomer">, state: Conversation): Events => {
  const by = { ...command, by: command.person };
  if (state.status === "open") return refused(by, "customer_not_solved", "not_closed");
  if (isOver(state, command.at)) return refused(by, "customer_not_solved", "window_over");
  // The press is the reopening message: the customer said, in one tap, that it is not solved.
  return [
    {
      type: "ConversationReopened",
      at: command.at,
      by: "customer",
      person: command.person,
      messageId: `press-${command.at}`,
    },
  ];
};

const customerLeft = (at: Timestamp, state: Conversation): Events =>
  state.status !== "open"
    ? []
    : [
        { type: "CustomerUnreachable", at, reason: "customer_gone" },
        {
          type: "ConversationEnded",
          at,
          outcome: "abandoned",
          by: "customer",
          person: state.customer,
          cause: "left",
        },
      ];

const response = (command: Of<"RecordResponse">, state: Conversation): Events => {
  const pending = state.pending[command.messageId];
  if (pending === undefined) return [];
  return [{ type: "ResponseDelivered", at: command.at, messageId: command.messageId, ...pending }];
};

/** Closed direct messages move the conversation to a thread (platforms.md §1); all else is told to the rep. */
const failedResponse = (command: Of<"RecordFailedResponse">, state: Conversation): Events => {
  const { at, messageId, reason, code } = command;
  if (state.pending[messageId] === undefined) return [];
  const rerouted: ConversationEvent = { type: "ReplyRerouted", at, messageId };
  if (reason === "customer_unreachable" && state.place === "direct") {
    return [{ type: "CustomerMoved", at }, rerouted];
  }
  if (reason === "customer_unreachable" && state.place === null && state.reachable) return [rerouted];
  return [{ type: "DeliveryFailed", at, messageId, reason, code }];
};

const rules = (command: Command, state: Conversation, known: Known): Events => {
  switch (command.type) {
    case "OpenConversation":
      return state.status === "none" ? open(command, known) : [];
    case "ReceiveCustomerMessage":
      return customerWrote(command, state, known);
    case "ReceiveStaffMessage":
      return staffWrote(command, state, known);
    case "RecordEdit":
      return [
        {
          type: command.side === "customer" ? "CustomerMessageEdited" : "ReplyEdited",
          at: command.at,
          messageId: command.messageId,
        },
      ];
    case "RecordDelete":
      return [
        {
          type: command.side === "customer" ? "CustomerMessageDeleted" : "ReplyDeleted",
          at: command.at,
          messageId: command.messageId,
        },
      ];
    case "RecordReaction":
      return [{ type: "CustomerReacted", at: command.at }];
    case "ClaimConversation":
      return claim(command, state);
    case "TakeOver":
      return takeOver(command, state);
    case "KeepBall":
      return keepBall(command, state);
    case "WaiveReply":
      return waiveReply(command, state);
    case "ResolveConversation":
      return resolve(command, state);
    case "ReopenConversation":
      return reopen(command, state);
    case "SendHeld":
      return sendHeld(command, state, known);
    case "CloseByCustomer":
      return closeByCustomer(command, state);
    case "ReopenByCustomer":
      return reopenByCustomer(command, state);
    case "RecordCustomerLeft":
      return customerLeft(command.at, state);
    case "RecordPlaceOpened":
      return [{ type: "CustomerPlaceOpened", at: command.at, kind: command.kind }];
    case "RecordPlaceFailed":
      return [{ type: "CustomerUnreachable", at: command.at, reason: command.reason }];
    case "RecordCardPosted":
      return state.cardPosted ? [] : [{ type: "CardPosted", at: command.at }];
    case "RecordCardFailed":
      return [{ type: "CardFailed", at: command.at, reason: command.reason, code: command.code }];
    case "RecordResponse":
      return response(command, state);
    case "RecordFailedResponse":
      return failedResponse(command, state);
    case "CheckDeadlines":
      return checkDeadlines(state, known);
    default:
      return command satisfies never;
  }
};

/** What happened by this command, and what the clocks say of it. A pure function: it asks nobody and sends nothing. */
export const decide = (command: Command, state: Conversation, known: Known): Events => {
  const events = rules(command, state, known);
  return [...events, ...judge(replay(events, state), known)];
};
