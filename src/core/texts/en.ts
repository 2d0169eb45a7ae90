import type { GateSentence } from "../gate/sentences.ts";
import type { DeskWords, Sentence, Texts, Voice } from "../sentences.ts";
import type { TicketSentence } from "../ticket/sentences.ts";
import type { Words } from "../words.ts";
import { alert, alertNotes, alerts } from "./en/alerts.ts";
import { button } from "./en/buttons.ts";
import { card, target } from "./en/card.ts";
import { type CustomerSentence, sayToCustomer } from "./en/customer.ts";
import { command, form, home, panel } from "./en/doors.ts";
import { notDelivered, unreachable } from "./en/failures.ts";
import { sayOfGate } from "./en/gate.ts";
import { letters } from "./en/letters.ts";
import { greeting, whatChatCanDo } from "./en/policy.ts";
import { refused } from "./en/refusals.ts";
import { sayToStaff } from "./en/staff.ts";
import { ticketCard } from "./en/ticket-card.ts";
import { ticketForms } from "./en/ticket-forms.ts";
import { sayOfTicket } from "./en/tickets.ts";
import { typed } from "./en/typed.ts";

const STILL_ON_IT = "I'm still on it and will write again within two minutes. Thanks for your patience!";

const CUSTOMER_KEYS: Readonly<Record<CustomerSentence["key"], true>> = {
  claimed_for_customer: true,
  late_for_customer: true,
  long_for_customer: true,
  waiting_for_customer: true,
  still_there: true,
  resolved_for_customer: true,
  abandoned_for_customer: true,
  handed_off_for_customer: true,
  reopened_for_customer: true,
  continued_here: true,
  moved_to_thread: true,
  door: true,
};

const isForCustomer = (sentence: Sentence): sentence is CustomerSentence =>
  Object.hasOwn(CUSTOMER_KEYS, sentence.key);

const isOfTicket = (sentence: Sentence): sentence is TicketSentence => sentence.key.startsWith("ticket_");

const GATE_KEYS: Readonly<Record<GateSentence["key"], true>> = {
  gate_ticket: true,
  gate_ask: true,
  gate_how_for_customer: true,
  gate_for_staff: true,
  gate_overruled: true,
  gate_how_for_staff: true,
  secret_for_customer: true,
  secret_for_staff: true,
  original_kept: true,
  held_secret: true,
  held_authentication: true,
};

const isOfGate = (sentence: Sentence): sentence is GateSentence => Object.hasOwn(GATE_KEYS, sentence.key);

const say: Texts = (sentence: Sentence, voice: Voice, desk: DeskWords): string => {
  if (isForCustomer(sentence)) return sayToCustomer(sentence, voice, desk);
  if (isOfTicket(sentence)) return sayOfTicket(sentence, voice, desk);
  if (isOfGate(sentence)) return sayOfGate(sentence, voice, desk);
  switch (sentence.key) {
    case "greeting":
      return greeting(sentence, voice, desk);
    case "what_chat_can_do":
      return whatChatCanDo(voice, desk);
    case "not_delivered":
      return notDelivered(sentence.reason, sentence.code, voice);
    case "customer_unreachable":
      return unreachable(sentence.reason, voice);
    case "refused":
      return refused(sentence, voice);
    default:
      return sayToStaff(sentence, voice);
  }
};

/**
 * English. Sentences hold no character that a platform's markup reads (no asterisks, underscores, backticks,
 * angle brackets or ampersands): emphasis, links and quotes come from the platform's own voice.
 */
export const en: Words = {
  say,
  button,
  target,
  alert,
  alerts,
  alertNotes,
  card,
  panel,
  form,
  command,
  ticketForms,
  ticketCard,
  home,
  typed,
  stillOnIt: STILL_ON_IT,
  letters,
};
