import type { TicketCommand, TicketKnown } from "./command.ts";
import {
  addressChanged,
  confirmationSent,
  confirmUnclear,
  expiry,
  recordReply,
} from "./rules/confirmation.ts";
import type { TicketEvents } from "./rules/refusal.ts";
import {
  changeRequest,
  draft,
  drop,
  lookedUp,
  nameAccount,
  open,
  ownMail,
  release,
  resend,
} from "./rules/request.ts";
import { close, reopen, startWork, take, write } from "./rules/work.ts";
import type { Ticket } from "./state.ts";
import { DRAFT_FOR_MS } from "./ticket-policy.ts";

/** What happened to the ticket by this command. A pure function: it asks nobody and sends nothing. */
export const decide = (command: TicketCommand, state: Ticket, known: TicketKnown): TicketEvents => {
  switch (command.type) {
    case "DraftTicket":
      return draft(command, state, known);
    case "ReceiveOwnMail":
      return ownMail(command, state, known);
    case "NameAccount":
      return nameAccount(command, state, known);
    case "ChangeRequest":
      return changeRequest(command, state);
    case "OpenTicket":
      return open(command, state, known);
    case "DropTicket":
      return drop(command, state);
    case "RecordLookUp":
      return lookedUp(command, state, known);
    case "ResendMail":
      return resend(command, state, known);
    case "ReleaseLimit":
      return release(command, state, known);
    case "RecordConfirmationSent":
      return confirmationSent(command, state, known);
    case "RecordMailFailed": {
      if (state.contactId === null && command.textId === null) return [];
      const { at, what, code, textId } = command;
      return [{ type: "MailFailed", at, what, code, textId }];
    }
    case "RecordReply":
      return recordReply(command, state);
    case "ConfirmUnclear":
      return confirmUnclear(command, state, known);
    case "RecordAddressChanged":
      return addressChanged(command, state);
    case "StartWork":
      return startWork(command, state, known);
    case "TakeTicket":
      return take(command, state, known);
    case "WriteInTicket":
      return write(command, state, known);
    case "CloseTicket":
      return close(command, state, known);
    case "ReopenTicket":
      return reopen(command, state, known);
    case "RecordAnswerMailed":
      return [{ type: "AnswerMailed", at: command.at, textId: command.textId }];
    case "RecordAnswerChange":
      return [{ ...command, type: "AnswerChanged" }];
    case "RecordTicketCard":
      return state.cardPosted ? [] : [{ type: "TicketCardPosted", at: command.at }];
    case "AskAboutTicket":
      return state.customer === command.by ? [{ ...command, type: "TicketAskedAbout" }] : [];
    case "RecordHandedOn":
      return state.confirmation === "authenticated" ? [{ type: "TicketHandedOn", at: command.at }] : [];
    case "RecordHandingOnFailed":
      return state.confirmation === "authenticated"
        ? [{ type: "HandingOnFailed", at: command.at, code: command.code }]
        : [];
    case "CheckTicket":
      return state.status === "draft" && state.draftedAt + DRAFT_FOR_MS <= known.now
        ? [{ type: "TicketDropped", at: state.draftedAt + DRAFT_FOR_MS, by: null }]
        : expiry(state, known.now);
    default:
      return command satisfies never;
  }
};
