import type { Sentence, Voice } from "../../sentences.ts";
import { named } from "./buttons.ts";
import type { CustomerSentence } from "./customer.ts";
import { short } from "./duration.ts";

type StaffSentence = Exclude<
  Sentence,
  | CustomerSentence
  | { key: "greeting" | "what_chat_can_do" | "not_delivered" | "customer_unreachable" | "refused" }
>;

const ended = (sentence: Extract<Sentence, { key: "ended_for_staff" }>, voice: Voice): string => {
  const { outcome, by, person } = sentence;
  const who = person === null ? "the desk" : voice.person(person);
  const undo = `A mis-tap? Press ${named("reopen")}.`;
  if (outcome === "resolved") {
    return by === "customer" ? "✅ The customer says it's solved. Closed." : `✅ Resolved by ${who}. ${undo}`;
  }
  if (outcome === "handed_off") return `🎫 Handed off as a ticket by ${who}. ${undo}`;
  if (by === "customer") return "👋 The customer has left the community. Closed as abandoned.";
  return "💤 The customer went silent. Closed as abandoned, which does not count as resolved.";
};

const heldNotClaimed = (claimedBy: string | null, voice: Voice): string => {
  const label = voice.bold("Not sent:");
  const press = `Press ${named("claim_and_send")}`;
  return claimedBy === null
    ? `⏸️ ${label} nobody has claimed this conversation. ${press} in the thread; begin with // for a note.`
    : `⏸️ ${label} ${voice.person(claimedBy)} has this conversation. ${press} in the thread to take it over; ` +
        "begin with // for a note.";
};

/** What reps read in the conversation's thread and under its alerts. */
export const sayToStaff = (sentence: StaffSentence, voice: Voice): string => {
  switch (sentence.key) {
    case "claimed":
      return (
        `🙋 ${voice.person(sentence.person)} has this conversation. What they write in this thread reaches the ` +
        "customer; begin with // for a note."
      );
    case "taken_over":
      return (
        `🙋 ${voice.person(sentence.person)} has taken over` +
        `${sentence.from === null ? "" : ` from ${voice.person(sentence.from)}`}. ` +
        "What they write in this thread now reaches the customer."
      );
    case "held_not_claimed":
      return heldNotClaimed(sentence.claimedBy, voice);
    case "held_to_colleague":
      return (
        `⏸️ ${voice.bold("Not sent:")} it begins by naming a colleague, so it looked meant for the team. Meant for ` +
        "the customer? Press the button in the thread."
      );
    case "held_files":
      return (
        `⏸️ ${voice.bold("Not sent:")} files do not reach the customer, who cannot open them where they are. Put it ` +
        "where they can and paste the link" +
        (sentence.only ? "." : ", or press the button to send the words alone.")
      );
    case "held_sent":
      return `▶️ Sent after all, by ${voice.person(sentence.person)}.`;
    case "held_closed":
      return (
        `⏸️ ${voice.bold("Not sent:")} this conversation is closed. Press ${named("reopen")} while that is ` +
        "possible, then send it again."
      );
    case "customer_edited":
      return `✏️ The customer changed a message. It now says:\n${voice.quote(sentence.messageId)}`;
    case "customer_deleted":
      return "🗑️ The customer deleted one of their messages.";
    case "customer_reopened":
      return `🔁 ${voice.person(sentence.person)} is back: it isn't solved. The conversation is open and the clock runs.`;
    case "ended_for_staff":
      return ended(sentence, voice);
    case "reopened_for_staff":
      return `🔁 Reopened by ${voice.person(sentence.person)}. The customer has been told.`;
    case "archived_for_staff":
      return "🔒 The time for reopening is over. What the customer writes next becomes a new conversation.";
    case "ball_kept":
      return (
        `⏳ ${voice.person(sentence.person)} is working on it. The customer must hear something by ` +
        `${voice.time(sentence.dueAt)}.`
      );
    case "reply_waived":
      return `👌 ${voice.person(sentence.person)} says no reply is needed. No reply clock runs; it's the customer's turn.`;
    case "nobody_received_that":
      return (
        "Nobody received that: what stands at the top of this channel goes to no customer. Write in the thread " +
        "under the customer's card instead."
      );
    case "alert_answered":
      return sentence.lateMs === 0
        ? `✅ Done in time, at ${voice.time(sentence.at)}.`
        : `☑️ Done ${short(sentence.lateMs)} late, at ${voice.time(sentence.at)}.`;
    case "alert_withdrawn":
      return "↩️ Taken back: the answer was in time after all, we only heard of it late.";
    case "alert_over":
      return "☑️ Over: nothing is owed here any more.";
    case "alerts_failed":
      return (
        `🚨 Pings of conversation #${sentence.number} do not reach their channel (${sentence.code}). They are posted ` +
        "in the conversation's thread instead. Check that the channel exists and that the desk's app is a member, then " +
        "run “npm run doctor”."
      );
    case "card_failed":
      return (
        `🚨 Conversation #${sentence.number} has no card: the staff channel did not take it (${sentence.code}), so no rep ` +
        "can see this customer. Check that the channel exists and that the desk's app is a member, then run “npm run doctor”."
      );
    default:
      return sentence satisfies never;
  }
};
