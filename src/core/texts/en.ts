import type { DeskWords, Sentence, Texts, Voice } from "../sentences.ts";
import type { Words } from "../words.ts";
import { alert, alertNotes, alerts } from "./en/alerts.ts";
import { button } from "./en/buttons.ts";
import { card, target } from "./en/card.ts";
import { type CustomerSentence, sayToCustomer } from "./en/customer.ts";
import { command, form, panel } from "./en/doors.ts";
import { notDelivered, unreachable } from "./en/failures.ts";
import { greeting, whatChatCanDo } from "./en/policy.ts";
import { refused } from "./en/refusals.ts";
import { sayToStaff } from "./en/staff.ts";
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

const say: Texts = (sentence: Sentence, voice: Voice, desk: DeskWords): string => {
  if (isForCustomer(sentence)) return sayToCustomer(sentence, voice);
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
  typed,
  stillOnIt: STILL_ON_IT,
};
