import type { ConversationEvent, HoldReason } from "../core/conversation/event.ts";
import type { Conversation } from "../core/conversation/state.ts";
import { named, shareInWords } from "./clock-words.ts";
import type { Entry, Writer } from "./entry.ts";
import { RULES } from "./rules.ts";
import { exactly } from "./times.ts";
import { toldInWords } from "./told-words.ts";

type Said = Omit<Entry, "at"> | null;
type Of<T extends ConversationEvent["type"]> = Extract<ConversationEvent, { type: T }>;
type Level = Of<"WarningReached"> | Of<"ClockBreached"> | Of<"ChainResumed">;

const say = (text: string, rule: string | null = null): Said => ({ text, rule });
const plain = (word: string): string => word.replaceAll("_", " ");

const HELD: Readonly<Record<HoldReason, string>> = {
  not_claimed: "the writer has not claimed the conversation",
  to_colleague: "it began by naming a colleague",
  closed: "the conversation was closed",
  has_files: "it had files, which customers cannot open",
  secret: "it held a secret",
  authentication: "it asked the customer to prove who they are",
  only_files: "it was only files, which customers cannot open",
};

const opened = (event: Of<"ConversationOpened">, { person }: Writer): Said => {
  const { first_response, next_response, update, resolution } = event.targets;
  const plan = event.plan === undefined || event.plan === null ? "" : `, plan ${event.plan}`;
  return say(
    `${person(event.customer)} opened conversation #${event.number} at desk ${event.desk} (${event.door}). Promised: ` +
      `first response ${exactly(first_response)}, next ${exactly(next_response)}, updates ${exactly(update)}, ` +
      `resolution ${exactly(resolution)} (policy ${event.policyVersion}${plan})`,
    "a conversation keeps the policy that it was opened under",
  );
};

const message = (event: Of<"CustomerMessageReceived">, before: Conversation, writer: Writer): Said => {
  const wrote = `${writer.person(before.customer)} wrote`;
  const answered = before.clocks.lastResponseAt !== null && !before.clocks.lastResponseAsks;
  if (event.pleasantry && answered) return say(`${wrote} a pleasantry`, RULES.pleasantry);
  return say(wrote, before.clocks.waitingSince === null ? null : RULES.appended);
};

const level = (event: Level, writer: Writer): Said => {
  const late = event.detectedAt - event.at;
  const noticed = late > 0 ? `, noticed ${exactly(late)} later` : "";
  if (event.type === "ChainResumed") {
    return say(
      `⏰ ${named(event)}: the claim has silenced the others for long enough${noticed}; ${toldInWords(event.told, writer)}`,
      RULES.ack,
    );
  }
  const isAnswered = event.type === "ClockBreached" && event.answeredAt !== null;
  const what =
    event.type === "ClockBreached"
      ? `🔴 ${named(event)} is overdue: its deadline passed unanswered`
      : `⏰ ${named(event)}: ${shareInWords(event.level)} has passed`;
  if (event.overtaken)
    return say(`${what}${noticed}; told nobody, for a higher level was reached`, RULES.toldOnce);
  const rule = isAnswered
    ? RULES.late
    : event.told?.silenced === true
      ? RULES.ack
      : (event.told?.passedOn.length ?? 0) > 0
        ? RULES.passedOn
        : event.type === "ClockBreached"
          ? RULES.judged
          : null;
  return say(`${what}${noticed}; ${toldInWords(event.told, writer)}`, rule);
};

const arrived = (event: Of<"AlertTold">, { person }: Writer): Said => {
  const what =
    event.level === 0
      ? `the offer under ${named(event)}`
      : `the alert of ${named(event)} at ${shareInWords(event.level)}`;
  const who = event.people.length === 0 ? "" : ` and mentioned ${event.people.map(person).join(", ")}`;
  const where =
    event.channel === "pager"
      ? "a pager"
      : event.channel === "staff"
        ? "the conversation's thread"
        : `the ${event.channel} channel`;
  return say(`✉ ${what} reached ${where}${who}`);
};

const ended = (event: Of<"ConversationEnded">, { person }: Writer): Said => {
  const who =
    event.by === "desk" ? "the desk" : event.person === null ? `the ${event.by}` : person(event.person);
  const why = event.cause === "idle" ? " after silence" : event.cause === "left" ? ", having left" : "";
  const reason = event.reason === undefined ? "" : ` (${event.reason})`;
  return say(`■ Ended as ${plain(event.outcome)}${reason} by ${who}${why}`, RULES.ended);
};

const offered = (event: Of<"ConversationOffered">, writer: Writer): Said => {
  // Journals of before the roster say "reps" or "everybody" here.
  const to = event.to === null || event.told === undefined ? "nobody in particular" : writer.person(event.to);
  return say(`Offered to ${to} (${plain(event.why ?? "new")}); ${toldInWords(event.told, writer)}`);
};

const transferred = (event: Of<"ConversationTransferred">, { person }: Writer): Said => {
  const to = event.to === null ? `whoever may do ${event.permission ?? "it"}` : person(event.to);
  return say(`${person(event.by)} transferred it to ${to}`, RULES.notTouched);
};

const released = (event: Of<"ConversationReleased">, { person }: Writer): Said => {
  const why = {
    button: "released it",
    shift_ended: "lost it: their shift was over",
    off_duty: "went off duty",
  };
  return say(`${person(event.from)} ${why[event.cause]}`, RULES.notTouched);
};

/** What one event says; null: nothing that a timeline needs. `before`: the conversation as it was. */
export const eventInWords = (event: ConversationEvent, before: Conversation, writer: Writer): Said => {
  const { person, time } = writer;
  switch (event.type) {
    case "ConversationOpened":
      return opened(event, writer);
    case "CustomerPlaceOpened":
      return say(
        event.kind === "direct"
          ? "The customer is answered in direct messages"
          : "The customer's private thread stands",
      );
    case "CustomerUnreachable":
      return say(`The customer cannot be reached (${plain(event.reason)})`, RULES.failed);
    case "CustomerMoved":
      return say("Direct messages are closed: it goes on in a private thread");
    case "CardPosted":
      return say("The card stands in the staff channel");
    case "CardFailed":
      return say(`The card could not be posted (${event.code}); the managers were told`);
    case "AlertFailed":
      return say(
        `✉ the alert of ${named(event.alert)} did not arrive in its channel (${event.code}); it goes to the conversation's thread`,
      );
    case "PageFailed":
      return say(
        `✉ the pager ${event.pager} could not be called for ${named(event)} (${event.code}); the managers were told`,
      );
    case "CustomerMessageReceived":
      return message(event, before, writer);
    case "CustomerMessageEdited":
      return say(`${person(before.customer)} edited a message`, RULES.edited);
    case "CustomerMessageDeleted":
      return say(`${person(before.customer)} deleted a message`, RULES.deleted);
    case "CustomerReacted":
      return say(`${person(before.customer)} reacted; nothing is owed for it`, RULES.notResponse);
    case "ConversationOffered":
      return offered(event, writer);
    case "ConversationReleased":
      return released(event, writer);
    case "ConversationTransferred":
      return transferred(event, writer);
    case "PermissionMissing":
      return say(`${person(event.by)} asked for somebody who may do ${event.permission}; nobody on duty may`);
    case "ChoiceAsked":
      return null;
    case "ShiftEndNear":
      return say(
        `${person(event.person)}'s shift ends at ${time(event.endsAt)}: asked to finish or transfer`,
      );
    case "WaitSet":
      return say(`${person(event.by)} lets the customer take their time until ${time(event.untilAt)}`);
    case "ConversationClaimed":
      return say(`${person(event.by)} claimed it`, RULES.notTouched);
    case "ConversationTakenOver":
      return say(
        `${person(event.by)} took it over${event.from === null ? "" : ` from ${person(event.from)}`}`,
        RULES.notTouched,
      );
    case "NoteTaken":
      return say(`${person(event.by)} wrote a note for the team`, RULES.notResponse);
    case "ReplyHeld":
      return say(`${person(event.by)}'s message was not sent: ${HELD[event.reason]}`, RULES.notResponse);
    case "ReplyAccepted":
      return say(
        `${person(event.by)} ${event.stillOnIt === true ? "pressed Still on it" : "answered"}; on its way to the customer`,
        RULES.delivered,
      );
    case "ReplyRerouted":
      return say("The answer is sent again, to the new place");
    case "ReplyEdited":
      return say("A rep edited a message", RULES.edited);
    case "ReplyDeleted":
      return say("A rep deleted a message", "decision 11: deleting a response un-meets nothing");
    case "ResponseDelivered":
      return say(`${person(event.by)}'s answer reached the customer`, RULES.delivered);
    case "DeliveryFailed":
      return say(
        `The answer did not reach the customer (${plain(event.reason)}, ${event.code})`,
        RULES.failed,
      );
    case "BallKept":
      return say(`${person(event.by)} is working on it`, RULES.ball);
    case "ReplyWaived":
      return say(`${person(event.by)} said that no reply is needed`, RULES.waived);
    case "WarningReached":
    case "ClockBreached":
    case "ChainResumed":
      return level(event, writer);
    case "AlertTold":
      return arrived(event, writer);
    case "BreachCorrected":
      return say(
        `↩ the breach of ${named(event)} is withdrawn: the answer was in time, we only heard of it late`,
        RULES.corrected,
      );
    case "IdleAsked":
      return say("The desk asked the customer whether they are still there", RULES.notResponse);
    case "EndDeferred":
      return say(
        `${person(event.person)} ends it as ${plain(event.outcome)}; the end waits for an answer on its way`,
        RULES.delivered,
      );
    case "ConversationEnded":
      return ended(event, writer);
    case "ConversationReopened":
      return say(`${person(event.person)} reopened it`, RULES.reopened);
    case "ConversationArchived":
      return say("The time for reopening is over");
    case "RequestGated":
      return say(
        `The gate: ${event.verdict === "ticket" ? "this needs a ticket" : "this may need a ticket"} (${event.category}, by the rule “${plain(event.rule)}”). Nothing ends by it, and no clock stops`,
        RULES.gate,
      );
    case "GateOverruled":
      return say(
        `${person(event.by)} said of it: ${event.verdict === "chat" ? "fine in chat" : "needs a ticket"}`,
      );
    case "HowChosen":
      return say("The customer only wants to know how it is done");
    case "SecretRemoved":
      return say(`Taken out of the customer's message before it was kept: ${event.kinds.join(", ")}`);
    case "OriginalKept":
      return say(`The customer's message could not be deleted (${event.code}); they were asked to do it`);
    case "TicketLinked":
      return say(`The customer opened ticket T-${event.number}`);
    case "CommandRefused":
      return say(
        `${person(event.by)} pressed ${plain(event.action)}, which did nothing (${plain(event.reason)})`,
      );
    default:
      return event satisfies never;
  }
};
