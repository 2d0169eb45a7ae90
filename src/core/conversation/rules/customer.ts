import { readCustomer } from "../../policy/phrases.ts";
import { targetsFor } from "../../policy/policy.ts";
import type { Timestamp } from "../../time.ts";
import { evolve, replay } from "../evolve.ts";
import type { Known } from "../known.ts";
import { offer } from "../offer.ts";
import { type Conversation, isOver } from "../state.ts";
import { ended } from "./end.ts";
import { found } from "./gate.ts";
import { type Events, type Of, refused } from "./refusal.ts";

export const open = (command: Of<"OpenConversation">, state: Conversation, known: Known): Events => {
  const { policy, id } = known.desk;
  const opening: Events = [
    {
      type: "ConversationOpened",
      at: command.at,
      conversationId: command.conversationId,
      number: command.number,
      desk: id,
      customer: command.customer,
      door: command.door,
      messageId: command.messageId,
      policyVersion: policy.version,
      targets: targetsFor(policy, command.plan),
      reopenMs: policy.reopenMs,
      shortAbandonMs: policy.shortAbandonMs,
      hours: command.hours,
      plan: command.plan,
    },
    { type: "CustomerMessageReceived", at: command.at, messageId: command.messageId, pleasantry: false },
  ];
  // Somebody is called before anything else is said.
  return [...opening, offer(replay(opening, state), command.at, "new", known), ...found(command)];
};

/** Whoever had it is mentioned in its thread, if they are there; else it is offered once more. */
const offeredAgain = (state: Conversation, at: Timestamp, known: Known): Events => {
  const { rep } = state;
  if (rep === null) return [offer(state, at, "reopened", known)];
  const had = known.staff.find((one) => one.person === rep);
  // Where the policy file names no reps, everybody in the channel is one, and is there.
  const isThere = had === undefined ? known.desk.reps.length === 0 : had.onDuty && had.unreachable === null;
  if (isThere) return [];
  return [
    { type: "ConversationReleased", at, from: rep, by: null, cause: "off_duty" },
    offer(state, at, "reopened", known, rep),
  ];
};

const alreadyKnown = (state: Conversation, messageId: string): boolean =>
  state.moments.some((moment) => "id" in moment && moment.id === messageId);

export const customerWrote = (
  command: Of<"ReceiveCustomerMessage">,
  state: Conversation,
  known: Known,
): Events => {
  if (alreadyKnown(state, command.messageId)) return [];
  const { at, messageId } = command;
  const { pleasantry } = readCustomer(command.text, known.desk.policy.phrases);
  const received = { type: "CustomerMessageReceived" as const, at, messageId, pleasantry };
  const reopens = state.status === "closed" && evolve(state, received).status === "open";
  if (!reopens) return [received, ...found(command)];
  const reopened = { type: "ConversationReopened" as const, at, by: "customer" as const };
  return [
    { ...reopened, person: command.person, messageId },
    received,
    ...offeredAgain(state, at, known),
    ...found(command),
  ];
};

export const closeByCustomer = (command: Of<"CloseByCustomer">, state: Conversation): Events =>
  state.status !== "open" || command.person !== state.customer
    ? refused({ ...command, by: command.person }, "customer_solved", "already_closed")
    : ended(state, {
        type: "ConversationEnded",
        at: command.at,
        // What went on as a ticket is handed off, whoever closes the chat: it is not solved yet (sla.md, decision 15).
        ...(state.tickets.length === 0
          ? { outcome: "resolved" as const }
          : { outcome: "handed_off" as const, reason: "authentication" as const, way: "draft" as const }),
        by: "customer",
        person: command.person,
        cause: "button",
      });

export const reopenByCustomer = (
  command: Of<"ReopenByCustomer">,
  state: Conversation,
  known: Known,
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
    ...offeredAgain(state, command.at, known),
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
