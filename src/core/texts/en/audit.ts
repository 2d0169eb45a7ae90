import type { Voice } from "../../sentences.ts";
import type { TicketEvent } from "../../ticket/event.ts";
import { ticketName } from "../../ticket/state.ts";

const plain = (word: string): string => word.replaceAll("_", " ");

/** One fact of a ticket's journal in words: who, what, why it counted or did not. No token, address or number is in it. */
export const auditLine = (event: TicketEvent, voice: Voice): string => {
  const by = "by" in event && event.by !== null ? voice.person(event.by) : "the desk";
  switch (event.type) {
    case "TicketDrafted":
      return `${by} wrote it for the chat of ${voice.person(event.customer)} (${event.reason}, ${event.category ?? "no category"}): ${voice.words(event.texts.request)}`;
    case "TicketMailed":
      return `it came by mail, ${event.authenticated ? "from the address on file" : "unverified"}. ${event.because.join(" ")}`;
    case "RequestChanged":
      return `${by} changed the words: ${voice.words(event.texts.request)}`;
    case "AccountNamed":
      return `${by} named the account. The words: ${voice.words(event.texts.request)}`;
    case "TicketOpened":
      return `${by} saw the exact words and opened it as ${ticketName(event.number)}`;
    case "TicketDropped":
      return `${by} dropped it`;
    case "ContactLookedUp":
      return event.contactId === null
        ? "looked up: no such account, or nobody on file who may order this"
        : "looked up: there is a contact on file who may order this";
    case "ConfirmationOrdered":
      return "a mail to the address on file was ordered";
    case "NotVerifiedTold":
      return "the address on file was told that an answer could not be verified";
    case "MailWithheld":
      return `no mail was sent: ${plain(event.why)}`;
    case "LimitReleased":
      return `${by} allowed one more mail`;
    case "MailAskedAgain":
      return `${by} asked for the mail again`;
    case "ConfirmationSent":
      return `the mail was taken by the mail server; it counts until ${voice.time(event.expiresAt)}`;
    case "MailFailed":
      return `a mail (${plain(event.what)}) was not sent: ${event.code}`;
    case "ReplyJudged":
      return `an answer was judged ${plain(event.outcome)}: ${event.because.join(" ")}`;
    case "TicketAuthenticated":
      return event.by === null
        ? "authenticated by the answer from the address on file"
        : `authenticated: ${by} read a yes in a verified answer`;
    case "TicketDenied":
      return `denied: ${event.cause === "reply" ? "the address on file said no" : "three answers named a wrong number"}`;
    case "ConfirmationExpired":
      return "nobody answered in time";
    case "MailUndeliverable":
      return "the mail came back";
    case "AddressChanged":
      return "the address on file is another one now: what was confirmed counts no more";
    case "TicketAssigned":
      return `${by} took it`;
    case "WorkStarted":
      return `${by} started work${event.overridden ? ", without the permission, as a lead" : ""}`;
    case "TicketAnswered":
      return `${by} answered by mail`;
    case "AnswerMailed":
      return "the answer was taken by the mail server";
    case "AnswerChanged":
      return `${by} ${event.how} the answer in its thread; the mail stays as it was`;
    case "TicketNoted":
      return event.chat ? `${by} added a chat to it` : `${by} took a note`;
    case "TicketClosed":
      return `${by} closed it`;
    case "TicketReopened":
      return event.by === null ? "the customer's answer reopened it" : `${by} reopened it`;
    case "TicketCardPosted":
      return "its card was posted";
    case "TicketAskedAbout":
      return `${by} asked about it in chat`;
    case "TicketHandedOn":
      return "it was handed on to the helpdesk";
    case "HandingOnFailed":
      return `it could not be handed on: ${event.code}`;
    case "TicketRefused":
      return `${by} pressed ${plain(event.action)}, which was refused: ${plain(event.reason)}`;
    default:
      return event satisfies never;
  }
};
