import { readCustomer } from "../../policy/phrases.ts";
import type { Desk } from "../../policy/policy.ts";
import type { Timestamp } from "../../time.ts";
import type { Known } from "../known.ts";
import { type Conversation, isOver } from "../state.ts";
import { type Events, type Of, refused } from "./refusal.ts";

export const open = (command: Of<"OpenConversation">, { desk }: Known): Events => [
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
  { type: "ConversationOffered", at: command.at, to: desk.reps.length > 0 ? "reps" : "everybody" },
];

/** Whoever had it is mentioned in its thread; what nobody had is offered once more. */
const offeredAgain = (state: Conversation, at: Timestamp, desk: Desk): Events =>
  state.rep === null
    ? [{ type: "ConversationOffered", at, to: desk.reps.length > 0 ? "reps" : "everybody" }]
    : [];

const alreadyKnown = (state: Conversation, messageId: string): boolean =>
  state.moments.some((moment) => "id" in moment && moment.id === messageId);

export const customerWrote = (
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
    ...offeredAgain(state, command.at, desk),
  ];
};

export const closeByCustomer = (command: Of<"CloseByCustomer">, state: Conversation): Events =>
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

export const reopenByCustomer = (
  command: Of<"ReopenByCustomer">,
  state: Conversation,
  { desk }: Known,
): Events => {
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
    ...offeredAgain(state, command.at, desk),
  ];
};

export const customerLeft = (at: Timestamp, state: Conversation): Events =>
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
