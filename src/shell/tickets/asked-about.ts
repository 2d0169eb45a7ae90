import type { Effect } from "../../core/effect.ts";
import type { Desk } from "../../core/policy/policy.ts";
import type { TicketCommand } from "../../core/ticket/command.ts";
import type { Timestamp } from "../../core/time.ts";
import type { Context } from "../route/routed.ts";
import { type TicketTask, ticketTask } from "./apply.ts";

/** What a customer who names a ticket in chat is told, and who is told of it. */
export interface AskedAbout {
  readonly tasks: readonly TicketTask[];
  readonly also: readonly Effect[];
}

export const NOT_ASKED: AskedAbout = { tasks: [], also: [] };

const OWN = /(?:^|[^\p{L}\p{N}])T-(\d{1,12})(?![\p{L}\p{N}])/iu;
/** A pattern of the operator's own is tried on so much of a text: what it costs is theirs to answer for. */
const MOST_READ = 2_000;

const theirs = new Map<string, RegExp>();

const patternOf = (source: string): RegExp => {
  const known = theirs.get(source) ?? new RegExp(source, "iu");
  theirs.set(source, known);
  return known;
};

/**
 * "I already have a ticket, just do it" (policy, last paragraph). Its owner, in chat, is the chat user from whose
 * conversation it was opened and nobody else; every other number gets the same answer, existing or not.
 */
export const askedAbout = async (
  text: string,
  desk: Desk | undefined,
  at: Timestamp,
  { tx, personId, nextOn }: Context,
): Promise<AskedAbout> => {
  if (desk === undefined) return NOT_ASKED;
  const read = text.slice(0, MOST_READ);
  const number = OWN.exec(read)?.[1];
  const { numberPattern } = desk.policy.tickets;
  const isTheirs = number === undefined && numberPattern !== null && patternOf(numberPattern).test(read);
  if (number === undefined && !isTheirs) return NOT_ASKED;
  const stored = await tx.ticketByNumber(desk.id, Number(number ?? -1));
  if (stored === null || stored.state.customer !== personId) {
    return {
      tasks: [],
      also: [{ type: "SayToCustomer", sentence: { key: "ticket_not_yours" }, mention: false, buttons: [] }],
    };
  }
  const next = await nextOn(desk, stored.state.permission);
  const command: TicketCommand = {
    type: "AskAboutTicket",
    at,
    by: personId,
    conversationId: "",
    next,
  };
  return { tasks: [ticketTask(stored, command)], also: [] };
};

/** What is answered stands in the chat where it was asked, whichever the ticket came from. */
export const inChat = (
  tasks: readonly TicketTask[],
  chat: { readonly id: string; readonly customerId: string },
): readonly TicketTask[] =>
  tasks.map((task) => ({
    ...task,
    chat,
    command:
      task.command.type === "AskAboutTicket" ? { ...task.command, conversationId: chat.id } : task.command,
  }));
