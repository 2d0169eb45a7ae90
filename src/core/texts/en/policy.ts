import type { Targets } from "../../policy/policy.ts";
import type { DeskWords, Sentence, Voice } from "../../sentences.ts";
import { WHAT_CHAT_CAN_DO } from "./buttons.ts";
import { long } from "./duration.ts";

/** The longest silence that is allowed: while they wait, and while we work. */
const silenceMs = (targets: Targets): number => Math.max(targets.next_response, targets.update);

export const promise = (targets: Targets): string =>
  `an answer within ${long(targets.first_response)}, never more than ${long(silenceMs(targets))} of silence, ` +
  `and your matter resolved in under ${long(targets.resolution)}`;

/** The policy's limits in two lines (policy, 1 to 3). */
export const limits = (targets: Targets): readonly [string, string] => [
  "Changes to accounts, subscriptions, servers, networks, websites or DNS, and anything about logins or " +
    "passwords, need a ticket from the e-mail address on file.",
  `Some matters take longer than ${long(targets.resolution)} or need a colleague: then it becomes a ticket.`,
];

export const NEVER_ASKED =
  "We never ask for a password, PIN or code, and we never write to you first. Whoever does is not us.";

export const wholePolicy = (voice: Voice, desk: DeskWords): string =>
  desk.policyUrl === null
    ? `The button “${WHAT_CHAT_CAN_DO}” tells you more.`
    : voice.link("Read the whole policy", desk.policyUrl);

export const greeting = (
  { targets, messageId }: Extract<Sentence, { key: "greeting" }>,
  voice: Voice,
  desk: DeskWords,
): string => {
  const [changes, longer] = limits(targets);
  return [
    `👋 You've reached ${voice.bold(desk.deskName)}. We have your message, and a person is being called right now.`,
    "",
    `${voice.bold("Our promise:")} ${promise(targets)}.`,
    "",
    `${voice.bold("Good to know:")}`,
    `• ${changes}`,
    `• ${longer}`,
    wholePolicy(voice, desk),
    "",
    `🔒 ${NEVER_ASKED}`,
    ...(messageId === null ? [] : ["", "You wrote:", voice.quote(messageId)]),
  ].join("\n");
};

/** The published policy (1 to 3 and its last paragraphs) in the customer's words; fits one message everywhere. */
export const whatChatCanDo = (voice: Voice, desk: DeskWords): string =>
  [
    voice.bold("What chat can do for you"),
    "Ask us anything, day or night. We help as much as we can right here, and if chat is the wrong place we say so.",
    "",
    voice.bold("What needs a ticket, for your protection"),
    "We can't check who you are in chat: we don't have your password, and you should never send it. So chat can't " +
      "change an account, subscription, server, network, website or DNS, and can't do anything about logins or " +
      "passwords. Examples: more memory or disk, a new password, a new user. Please send a ticket from the e-mail " +
      "address on file for your account: that proves it is you.",
    "",
    voice.bold("Not everyone can do everything"),
    "Not everyone in chat has access to billing, new services or the firewall, least of all at 3 in the morning. A " +
      "ticket finds the right colleague when they are next in, usually in office hours.",
    "",
    voice.bold("When it takes longer"),
    "Some things need a closer look than a chat allows. Then we ask you to open a ticket, or we open one for you. If " +
      "we open it, reply to it from the e-mail address on file: until that reply, we can't act on it.",
    "",
    voice.bold("You already have a ticket?"),
    "Tell us its number. We'll help if we can, but chat can't always move a ticket faster.",
    "",
    `🔒 ${NEVER_ASKED}`,
    ...(desk.policyUrl === null ? [] : ["", wholePolicy(voice, desk)]),
  ].join("\n");
