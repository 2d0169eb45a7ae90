import type { Choice } from "../../conversation/event.ts";
import type { GateSentence } from "../../gate/sentences.ts";
import type { Sentence, Voice } from "../../sentences.ts";
import type { TicketSentence } from "../../ticket/sentences.ts";
import { named } from "./buttons.ts";
import type { CustomerSentence } from "./customer.ts";
import { short } from "./duration.ts";

type StaffSentence = Exclude<
  Sentence,
  | CustomerSentence
  | GateSentence
  | TicketSentence
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

const CHOICES: Readonly<Record<Choice, string>> = {
  transfer: "To whom? Either to somebody on duty, or to whoever has the permission.",
  wait: "For how long? The customer sees it, and nobody asks them before.",
  handoff:
    "Why does this need a ticket? Authentication: it changes an account, a server or DNS, or is about a password. " +
    "Access: somebody else may do it. Investigation: it takes longer than chat allows.",
};

const DESK_HELP =
  "“/desk on” and “/desk off” say whether you are on duty, “/desk list” shows what is yours and what waits, and " +
  "“/desk claim 1042”, “/desk resolve 1042” and “/desk handoff 1042 investigation” do what the buttons do.";

const yourList = (
  { person, begins, items }: Extract<Sentence, { key: "your_list" }>,
  voice: Voice,
): string => {
  const head = begins
    ? `👋 ${voice.person(person)}, your shift begins.`
    : `${voice.person(person)}, your list:`;
  if (items.length === 0) return `${head} Nothing is open for you, and nobody waits.`;
  const lines = items.map(({ number, url, dueAt, theirs }) => {
    const name = url === null ? `#${number}` : voice.link(`#${number}`, url);
    const due = dueAt === null ? "the customer's turn" : `due ${voice.time(dueAt)}`;
    return `• ${name} · ${theirs ? "yours" : "nobody's yet"} · ${due}`;
  });
  return [head, ...lines].join("\n");
};

const dutySet = (sentence: Extract<Sentence, { key: "duty_set" }>, voice: Voice): string => {
  const until =
    sentence.until === null
      ? "until you say otherwise"
      : `until ${voice.time(sentence.until)}, when your shifts count again`;
  if (sentence.on) return `🟢 ${voice.person(sentence.person)}, you are on duty ${until}.`;
  const left =
    sentence.offeredOn === 0
      ? ""
      : ` ${sentence.offeredOn === 1 ? "Your open conversation is" : `Your ${sentence.offeredOn} open conversations are`} offered on.`;
  return `⚪ ${voice.person(sentence.person)}, you are off duty ${until}.${left}`;
};

const SHOWN_GAPS = 10;

const coverGaps = ({ gaps }: Extract<Sentence, { key: "cover_gaps" }>, voice: Voice): string => {
  if (gaps.length === 0) return "✅ Somebody is on duty at every moment of the next 7 days.";
  const lines = gaps.slice(0, SHOWN_GAPS).map(({ from, to }) => `• ${voice.time(from)} to ${voice.time(to)}`);
  const rest = gaps.length > SHOWN_GAPS ? [`and ${gaps.length - SHOWN_GAPS} more`] : [];
  return ["⚠️ Nobody is on duty at these times of the next 7 days:", ...lines, ...rest].join("\n");
};

const released = (sentence: Extract<Sentence, { key: "released" }>, voice: Voice): string => {
  const from = voice.person(sentence.from);
  if (sentence.cause === "shift_ended") return `🕔 ${from}'s shift is over.`;
  if (sentence.cause === "off_duty") return `🕔 ${from} is off duty now.`;
  return sentence.by === null || sentence.by === sentence.from
    ? `↩️ ${from} has released this conversation.`
    : `↩️ ${voice.person(sentence.by)} has taken this conversation from ${from}.`;
};

const transferred = (sentence: Extract<Sentence, { key: "transferred" }>, voice: Voice): string => {
  const to =
    sentence.to === null
      ? `whoever may do ${sentence.permission ?? "it"}`
      : `${voice.person(sentence.to)}${sentence.permission === null ? "" : ` (${sentence.permission})`}`;
  return `➡️ ${voice.person(sentence.person)} transfers this conversation to ${to}.`;
};

const nobodyHas = (sentence: Extract<Sentence, { key: "nobody_has_permission" }>, voice: Voice): string => {
  const { permission, person, at } = sentence;
  return at === null || person === null
    ? `Nobody who may do ${permission} is on any shift for the next 14 days, so promise no time. The managers have ` +
        "been told. This needs a ticket."
    : `Nobody who may do ${permission} is on duty now. Next: ${voice.person(person)}, from ${voice.time(at)}. This ` +
        "needs a ticket, or another plan.";
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
    case "resolve_or_hand_off":
      return (
        `⏳ Resolve, or hand off? The time for this conversation is over at ${voice.time(sentence.dueAt)}. What takes ` +
        "longer than chat allows goes on as a ticket."
      );
    case "still_on_it_sent":
      return `📨 Said for ${voice.person(sentence.person)}:\n${voice.quote(sentence.messageId)}`;
    case "wait_set":
      return (
        `☕ ${voice.person(sentence.person)} gives the customer until ${voice.time(sentence.until)}. Nobody asks ` +
        "whether they are there before that, and the customer knows."
      );
    case "shift_end_near":
      return (
        `🕔 ${voice.person(sentence.person)}, your shift ends at ${voice.time(sentence.endsAt)}. Finish this one, ` +
        "hand it off, or transfer it; what is left then is offered on."
      );
    case "released":
      return released(sentence, voice);
    case "transferred":
      return transferred(sentence, voice);
    case "offered_on":
      return sentence.to === null
        ? "📣 Nobody has this conversation now. Whoever can, please press “Claim”."
        : `📣 ${voice.person(sentence.to)}, this conversation is offered to you. Press “Claim” to take it.`;
    case "choose":
      return CHOICES[sentence.choice];
    case "nobody_to_choose":
      return "Nobody else is on duty who could be asked. Hand it off as a ticket, or go on with it yourself.";
    case "nobody_has_permission":
      return nobodyHas(sentence, voice);
    case "permission_uncovered":
      return (
        `🚨 Nobody who may do ${sentence.permission} is on any shift for the next 14 days; conversation ` +
        `#${sentence.number} needs it. No time was promised.`
      );
    case "your_list":
      return yourList(sentence, voice);
    case "duty_set":
      return dutySet(sentence, voice);
    case "desk_help":
      return (sentence.unknown ? "That is none of my words. " : "") + DESK_HELP;
    case "no_such_conversation":
      return sentence.number === null
        ? "Which one? Put the conversation's number behind it, such as “/desk claim 1042”."
        : `There is no conversation #${sentence.number} on this desk.`;
    case "not_on_the_desk":
      return "The policy file names you on no desk, so there is nothing to go on or off. Ask whoever keeps it.";
    case "cover_gaps":
      return coverGaps(sentence, voice);
    case "policy_changed":
      return `📄 The policy file was changed and is in force for new conversations (version ${sentence.version}).`;
    case "policy_refused":
      return (
        `🚨 The policy file was changed and is wrong in ${sentence.faults === 1 ? "one place" : `${sentence.faults} places`}; ` +
        `the desk goes on with the one before. First: ${sentence.first} Check it with “npm run policy”.`
      );
    case "calendar_trouble":
      return (
        `🚨 The calendar of shifts at ${sentence.source} cannot be used (${sentence.trouble}). ` +
        (sentence.since === null
          ? "There is no earlier copy, so nobody is on duty by it."
          : `The copy of ${voice.time(sentence.since)} is used meanwhile.`)
      );
    case "calendar_recovered":
      return `✅ The calendar of shifts at ${sentence.source} can be read again.`;
    case "form_late":
      return "⌛ The form did not open in time. Please press once more:";
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
    case "pager_failed":
      return (
        `🚨 The pager “${sentence.pager}” could not be called about conversation #${sentence.number} ` +
        `(${sentence.code}), so it has told nobody. Look into the conversation, then check the pager with “npm run policy”.`
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
