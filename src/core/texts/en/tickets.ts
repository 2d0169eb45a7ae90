import type { DeskWords, Voice } from "../../sentences.ts";
import type { MailKind, TicketRefusal, WithheldReason } from "../../ticket/event.ts";
import type { TicketListItem, TicketSentence } from "../../ticket/sentences.ts";
import { ticketName } from "../../ticket/state.ts";
import { auditLine } from "./audit.ts";
import { named } from "./buttons.ts";
import { confirmationWord, ticketCardText } from "./ticket-card.ts";
import { draftFaults } from "./ticket-forms.ts";

/** Who does it, and when: "Ana has it now", "Ana, next on duty …". */
const whoAndWhen = (person: string | null, at: number | null, voice: Voice): string => {
  if (person === null) return "We can't name a time yet; the right person is being found.";
  return at === null
    ? `${voice.bold(voice.person(person))} takes care of it.`
    : `${voice.bold(voice.person(person))} takes care of it; they are on duty from ${voice.time(at)}.`;
};

const mailboxLost = ({ ticketForm = null }: DeskWords, voice: Voice): string =>
  "Can't get into that mailbox, or your answer never counts? Then another contact on file can open a ticket from " +
  `their own address${ticketForm === null ? "" : `, or use ${voice.link("the customer form", ticketForm)}`}.`;

const opened = (
  sentence: Extract<TicketSentence, { key: "ticket_opened" }>,
  voice: Voice,
  desk: DeskWords,
): string => {
  const name = voice.bold(ticketName(sentence.number));
  if (!sentence.mail) {
    return (
      `🎫 Ticket ${name} is written down, but this desk cannot send mail, so it cannot be confirmed from here: nothing ` +
      `happens with it. ${byYourself(voice, desk)}`
    );
  }
  return [
    `🎫 Ticket ${name} is open. If the account that you named exists, the contact on file has a mail now.`,
    `${voice.bold("Nothing happens before that mail is answered")} with YES from the address on file` +
      (sentence.code === null
        ? "."
        : `, and the answer must name this number, which only you see: ${voice.bold(`YES ${voice.words(sentence.code)}`)}.`),
    `After that: ${whoAndWhen(sentence.person, sentence.at, voice)}`,
    mailboxLost(desk, voice),
    "Anything else? Just go on writing here.",
  ].join("\n");
};

/** How to open one without us (policy §3, the first way). */
export const byYourself = (voice: Voice, { ticketAddress = null, ticketForm = null }: DeskWords): string => {
  const ways = [
    ...(ticketForm === null ? [] : [`use ${voice.link("our form", ticketForm)}`]),
    ...(ticketAddress === null ? [] : [`write to ${voice.bold(ticketAddress)}`]),
  ];
  return (
    `Please ${ways.length === 0 ? "open a ticket" : ways.join(" or ")} from the e-mail address on file for your account: ` +
    "that proves it is you. Say in the subject what it is about (“Add MX record for example.org”, not “help”), and " +
    "write exactly what we are to do."
  );
};

const state = (
  { number, state: now, person, at }: Extract<TicketSentence, { key: "ticket_state" }>,
  voice: Voice,
): string => {
  const name = voice.bold(ticketName(number));
  switch (now) {
    case "waiting":
      return `🎫 ${name} waits for an answer to our mail, from the address on file. Until then nothing happens with it.`;
    case "confirmed":
      return `✅ ${name} is confirmed. ${whoAndWhen(person, at, voice)}`;
    case "started":
      return `🛠️ ${name} is being worked on${person === null ? "" : ` by ${voice.person(person)}`}.`;
    case "denied":
      return `🚫 ${name} was not confirmed: nothing is done, and it is closed for good.`;
    case "expired":
      return `⌛ ${name} was not confirmed in time: nothing is done. If you still need it, ask for it again.`;
    case "closed":
      return `✅ ${name} is closed.`;
    case "reopened":
      return `🎫 ${name} is open again.`;
    default:
      return now satisfies never;
  }
};

const WITHHELD: Readonly<Record<WithheldReason, string>> = {
  per_person: "this chat user has opened many tickets today",
  per_address: "this address has had many mails today",
  per_desk: "the desk has sent many mails in this hour",
  denied_before: "the address on file said NO to this chat user within the last day",
  no_mail: "this desk cannot send mail",
};

const LETTERS: Readonly<Record<MailKind, string>> = {
  confirmation: "The mail that asks for the confirmation",
  answer: "Your answer",
  closed: "The mail that says it is closed",
  not_verified: "The mail about an answer that could not be verified",
  received: "The mail that says it arrived",
};

const REFUSED: Readonly<Record<TicketRefusal, (who: string) => string>> = {
  not_authenticated: () =>
    "nobody has confirmed it from the address on file. Until then nothing may be done, by nobody.",
  no_permission: (who) => `it needs a permission that you don't have. ${who}`,
  not_a_rep: () => "only reps of this desk can do that.",
  not_a_lead: () => "only a lead can do that.",
  not_the_customer: () => "only the person whose chat it is can do that.",
  not_verified: () => "there is no answer from the address on file whose words you could confirm.",
  not_started: () => "nobody works on it yet.",
  already_open: () => "it is open already.",
  already_closed: () => "it is closed.",
  not_closed: () => "it is open.",
  already_started: () => "you are working on it already.",
  faulty: () => "something in it must be changed first: see what stands above.",
  no_account: () => "please name your account first.",
  sent_often: () =>
    "the mail was sent several times already. Please look into the mailbox's spam folder too.",
  no_limit: () => "no limit stands in its way.",
  cannot_answer: () =>
    "there is nobody to answer by mail: the address on file has not confirmed it. Your words are kept as a note.",
  holds_secret: () =>
    "it held a password, or another secret, which was taken out. Nobody may send one. Write it again without, and delete this message.",
  asks_identity: () =>
    "it asks the customer to prove who they are. Nobody may ask for a password, PIN or code: the confirmation by mail has done that already. Your words are kept as a note.",
  has_files: () => "files do not go by mail. Paste a link and write it again; your words are kept as a note.",
  over: () => "it is over. If you still need it, ask for it again.",
};

const reply = (sentence: Extract<TicketSentence, { key: "ticket_reply" }>, voice: Voice): string => {
  const { outcome, verified, textId } = sentence;
  const words = textId === null ? "" : `\n${voice.quote(textId)}`;
  if (verified) {
    const unclear =
      outcome === "unclear"
        ? ` It is neither a plain yes nor a plain no. If it means yes, press ${named("ticket_confirmed")}.`
        : "";
    return `✉️ ${voice.bold("From the address on file:")}${unclear}${words}`;
  }
  const why =
    outcome === "staff_review"
      ? " The sender's domain sent it, but it is not signed: it confirms nothing."
      : " Anybody may have written this: it confirms nothing.";
  return `⚠️ ${voice.bold("UNVERIFIED")} mail.${why}${words}`;
};

const list = (items: readonly TicketListItem[], voice: Voice): string => {
  if (items.length === 0) return "No ticket is open.";
  return items
    .map(({ number, url, subject, confirmation, permission, assignee }) => {
      const name = url === null ? ticketName(number) : voice.link(ticketName(number), url);
      const needs = permission === null ? "" : ` · ${permission}`;
      const who = assignee === null ? "nobody's yet" : voice.person(assignee);
      return `• ${name} ${voice.words(subject)} · ${confirmationWord(confirmation)}${needs} · ${who}`;
    })
    .join("\n");
};

export const sayOfTicket = (sentence: TicketSentence, voice: Voice, desk: DeskWords): string => {
  switch (sentence.key) {
    case "ticket_draft": {
      const { texts, person, named: isNamed, faults, suggestion } = sentence;
      return [
        person === null
          ? "📝 This is your ticket, word for word:"
          : `📝 ${voice.person(person)} has written a ticket for you, word for word:`,
        voice.quote(texts.subject),
        voice.quote(texts.request),
        ...(suggestion === null
          ? []
          : [
              `A subject that says what it is about is found faster. How about: ${voice.bold(voice.words(suggestion))}`,
            ]),
        ...faults.map((fault) => `⚠️ ${draftFaults[fault]}`),
        faults.length > 0
          ? `Press ${named("ticket_name")} to change it: what you typed is still there.`
          : isNamed
            ? `If that is right, press ${named("ticket_open")}: only then a mail goes to the address on file. Nothing happens before it is answered.`
            : `Press ${named("ticket_name")} and say whose account it is; you can change the words there too. Nothing is sent before you press ${named("ticket_open")}.`,
      ].join("\n");
    }
    case "ticket_opened":
      return opened(sentence, voice, desk);
    case "ticket_dropped":
      return "👍 No ticket then. Go on writing here.";
    case "ticket_sent_again":
      return `✉️ If the account that you named exists, the contact on file gets the mail for ${voice.bold(ticketName(sentence.number))} once more.`;
    case "ticket_state":
      return state(sentence, voice);
    case "ticket_not_yours":
      return (
        "About that ticket we can say nothing in this chat: we only speak here of tickets that were opened from your own " +
        "chats. Please answer to it by mail, from the address on file."
      );
    case "ticket_drafted_for_staff":
      return sentence.person === sentence.by
        ? "📝 The customer is writing a ticket. Nothing to do for you."
        : `📝 ${voice.person(sentence.by)} has written a ticket for the customer, who now sees it word for word and must open it.`;
    case "ticket_opened_for_staff":
      return `🎫 The customer opened ${voice.bold(ticketName(sentence.number))}. It is not confirmed yet: do nothing about it. Whatever else this chat is about goes on as before.`;
    case "ticket_card":
      return ticketCardText(sentence, voice);
    case "ticket_request":
      return [
        voice.bold("NOT AUTHENTICATED until the card says confirmed."),
        voice.quote(sentence.texts.subject),
        voice.quote(sentence.texts.request),
      ].join("\n");
    case "ticket_reply":
      return reply(sentence, voice);
    case "ticket_authenticated": {
      const how =
        sentence.by === null
          ? "The address on file said yes."
          : `${voice.person(sentence.by)} read a yes in the answer from the address on file.`;
      return `✅ ${voice.bold(ticketName(sentence.number))} is confirmed. ${how} ${whoAndWhen(sentence.person, sentence.at, voice)}`;
    }
    case "ticket_denied":
      return sentence.cause === "reply"
        ? `🚫 ${voice.bold("The address on file said NO.")} Somebody asked for this in their name: look into it. Nothing may be done.`
        : `🚫 ${voice.bold("Denied: three answers named a wrong number.")} Somebody may be talking the customer into a yes: look into it.`;
    case "ticket_expired":
      return `⌛ Nobody confirmed ${voice.bold(ticketName(sentence.number))} in time. Nothing may be done; a new request needs a new ticket.`;
    case "ticket_undeliverable":
      return `📭 The confirmation mail of ${ticketName(sentence.number)} could not be delivered. Check the address on file with the customer records; chat was told nothing.`;
    case "ticket_withheld":
      return `✋ The confirmation mail of ${voice.bold(ticketName(sentence.number))} is not sent: ${WITHHELD[sentence.why]}.`;
    case "ticket_address_changed":
      return "⚠️ The address on file has changed. What was confirmed counts no more: nothing may be done before it is confirmed again.";
    case "ticket_assigned":
      return `👤 ${voice.person(sentence.person)} has this ticket.`;
    case "ticket_started":
      return `🛠️ ${voice.person(sentence.person)} works on it.${sentence.overridden ? " Without the permission, on a lead's word." : ""}`;
    case "ticket_closed":
      return `✅ Closed by ${voice.person(sentence.person)}.`;
    case "ticket_reopened":
      return sentence.person === null
        ? "🎫 The customer answered: it is open again."
        : `🎫 Reopened by ${voice.person(sentence.person)}.`;
    case "ticket_mail_failed":
      return `❌ ${LETTERS[sentence.what]} was not sent for ${voice.bold(ticketName(sentence.number))} (${sentence.code}).`;
    case "ticket_answer_stands":
      return `✉️ ${voice.person(sentence.person)}, a mail can't be changed any more: the customer has what you wrote first. Write another answer if it was wrong.`;
    case "ticket_asked_about":
      return sentence.confirmed
        ? `💬 ${voice.person(sentence.person)} is in chat and asks about it. It is confirmed: whoever has the permission may start.`
        : `💬 ${voice.person(sentence.person)} is in chat and asks about it. It is not confirmed: nothing may be done.`;
    case "ticket_handing_on_failed":
      return `❌ ${ticketName(sentence.number)} could not be handed on to the helpdesk for a day (${sentence.code}). It stays here; please carry it over by hand.`;
    case "ticket_refused": {
      const label =
        sentence.action === "answer"
          ? "Your answer"
          : sentence.action === "audit"
            ? "The audit"
            : named(sentence.action);
      const who =
        sentence.person === null
          ? "Nobody on any shift of the next 14 days has it."
          : `${voice.person(sentence.person)} has it${sentence.at === null ? "" : `, on duty from ${voice.time(sentence.at)}`}.`;
      return `${label} was not done: ${REFUSED[sentence.reason](who)}`;
    }
    case "ticket_named_in_chat":
      return `🎫 The customer speaks of ${voice.bold(ticketName(sentence.number))}, which is theirs and ${sentence.confirmed ? "confirmed" : "not confirmed"}. They were told how it stands.`;
    case "ticket_chat_noted":
      return `📝 ${voice.person(sentence.person)} added the chat in which the customer asked about it:\n${voice.quote(sentence.textId)}`;
    case "ticket_audit":
      return [
        voice.bold(`${ticketName(sentence.number)}, from its journal`),
        ...sentence.events.map((event) => `• ${voice.time(event.at)} ${auditLine(event, voice)}`),
      ].join("\n");
    case "ticket_unknown":
      return sentence.number === null
        ? "Which ticket? Write its number: “/desk audit T-1042”."
        : `There is no ticket ${ticketName(sentence.number)} at this desk.`;
    case "ticket_shift_list":
      return `🎫 ${voice.person(sentence.person)}, these are confirmed and wait for you:\n${list(sentence.items, voice)}`;
    case "ticket_own_list":
      return sentence.items.length === 0
        ? "🎫 No open ticket is yours."
        : `🎫 Your open tickets:\n${list(sentence.items, voice)}`;
    case "ticket_list":
      return list(sentence.items, voice);
    default:
      return sentence satisfies never;
  }
};
