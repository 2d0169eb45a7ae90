import type { HandoffReason } from "../../conversation/event.ts";
import type { DeskWords, Sentence, Voice } from "../../sentences.ts";
import { named } from "./buttons.ts";
import { long } from "./duration.ts";
import { byYourself } from "./tickets.ts";

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

/** The policy's own reasons, §1 to §3. */
const WHY: Readonly<Record<HandoffReason, string>> = {
  authentication: "we can't check in chat that it is really you",
  access: "it needs a colleague with other access",
  investigation: "it needs a closer look than a chat allows",
};

const handedOff = (
  sentence: Extract<Sentence, { key: "handed_off_for_customer" }>,
  voice: Voice,
  desk: DeskWords,
): string => {
  const { reason, way, person, at } = sentence;
  const when =
    person === null
      ? ""
      : ` ${voice.bold(voice.person(person))} is the right person${at === null ? "" : `, on duty from ${voice.time(at)}`}.`;
  const next =
    way === "draft"
      ? "The ticket that we write for you stands below: it counts once you open it and confirm it by e-mail."
      : byYourself(voice, desk);
  return `🎫 This goes on as a ticket, because ${WHY[reason]}. ${next}${when}`;
};

/** What the customer reads while a conversation runs; the greeting and the policy stand in policy.ts. */
export const sayToCustomer = (sentence: CustomerSentence, voice: Voice, desk: DeskWords): string => {
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
      return handedOff(sentence, voice, desk);
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
