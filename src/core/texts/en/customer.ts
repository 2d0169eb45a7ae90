import type { Sentence, Voice } from "../../sentences.ts";
import { named } from "./buttons.ts";
import { long } from "./duration.ts";

export type CustomerSentence = Extract<
  Sentence,
  {
    key:
      | "claimed_for_customer"
      | "late_for_customer"
      | "long_for_customer"
      | "waiting_for_customer"
      | "still_there"
      | "resolved_for_customer"
      | "abandoned_for_customer"
      | "handed_off_for_customer"
      | "reopened_for_customer"
      | "continued_here"
      | "moved_to_thread"
      | "door";
  }
>;

const reopenUntil = (until: number, voice: Voice): string =>
  `Write here or press ${named("customer_not_solved")} until ${voice.time(until)}, and we go on where we ` +
  "stopped. After that, just open a new chat.";

/** What the customer reads while a conversation runs; the greeting and the policy stand in policy.ts. */
export const sayToCustomer = (sentence: CustomerSentence, voice: Voice): string => {
  switch (sentence.key) {
    case "claimed_for_customer":
      return `${voice.bold(voice.person(sentence.person))} has your chat now and will answer you here.`;
    case "late_for_customer":
      return (
        "We're late, and we're sorry: you should have had an answer by now. We have just called " +
        `${sentence.called === null ? "the person in charge" : voice.bold(voice.person(sentence.called))}. ` +
        "Your chat is not lost, and you don't need to write again."
      );
    case "long_for_customer":
      return (
        "This is taking longer than we promise, and we're sorry. Two things can happen now: " +
        `${sentence.person === null ? "somebody" : voice.bold(voice.person(sentence.person))} solves it here with ` +
        "you, or we open a ticket so that the right person works on it without you having to wait in this chat. You " +
        "will hear from us here which one."
      );
    case "waiting_for_customer":
      return (
        `Take your time: we wait for you until ${voice.time(sentence.until)}. Just write here when you are back; ` +
        `all good already? Press ${named("customer_solved")}.`
      );
    case "still_there":
      return (
        `Are you still there? Anything you write keeps this chat open; if we hear nothing for another ` +
        `${long(sentence.closesInMs)}, we close it for now. All good already? Press ${named("customer_solved")}.`
      );
    case "resolved_for_customer":
      return `✅ This chat is marked as resolved. Something still wrong? ${reopenUntil(sentence.until, voice)}`;
    case "abandoned_for_customer":
      return (
        "We haven't heard from you for a while, so we've closed this chat for now. Still need us? " +
        reopenUntil(sentence.until, voice)
      );
    case "handed_off_for_customer":
      return (
        "🎫 This goes on as a ticket, because it needs more than chat can do. Please reply to the ticket from the " +
        "e-mail address on file for your account: that proves it is you, and until then we can't act on it."
      );
    case "reopened_for_customer":
      return "This chat is open again. We go on where we stopped; everything you wrote is still here.";
    case "continued_here":
      return `Let's go on here. You wrote:\n${voice.quote(sentence.messageId)}`;
    case "moved_to_thread":
      return "We couldn't reach you by direct message, so we go on here in a private thread. Just write below.";
    case "door":
      return (
        "We're here to help. Press the button and tell us what is wrong: we answer you in private. Please don't " +
        "post account details, passwords or codes here."
      );
    default:
      return sentence satisfies never;
  }
};
