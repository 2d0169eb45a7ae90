import type { Category } from "../../gate/category.ts";
import type { SecretKind } from "../../gate/secret.ts";
import type { GateSentence } from "../../gate/sentences.ts";
import type { DeskWords, Voice } from "../../sentences.ts";
import { named } from "./buttons.ts";

/** What the policy's §1 names, in the customer's words. */
const CHANGES: Readonly<Record<Category, string>> = {
  account: "changes to an account",
  subscription: "changes to a subscription",
  server: "changes to a server",
  network: "changes to the network",
  website: "changes to a website",
  dns: "changes to DNS",
  credentials: "anything about logins or passwords",
};

const KINDS: Readonly<Record<SecretKind, string>> = {
  password: "a password",
  card: "a card number",
  code: "a code",
  token: "an access token",
  key: "a private key",
  url: "an address with a password in it",
};

export const kindsInWords = (kinds: readonly SecretKind[]): string => {
  const words = [...new Set(kinds)].map((kind) => KINDS[kind]);
  return words.length < 2 ? (words[0] ?? "a secret") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
};

export const changesIn = (category: Category): string => CHANGES[category];

const elsewhere = (voice: Voice, desk: DeskWords): string => {
  const { ticketAddress = null, ticketForm = null } = desk;
  const ways = [
    ...(ticketForm === null ? [] : [`in ${voice.link("our form", ticketForm)}`]),
    ...(ticketAddress === null ? [] : [`by mail to ${voice.bold(ticketAddress)}`]),
  ];
  return ways.length === 0
    ? "Please open a ticket from the e-mail address on file for your account."
    : `Please open a ticket ${ways.join(" or ")}, from the e-mail address on file for your account.`;
};

const itself = (link: string | null, voice: Voice): string =>
  link === null ? "" : `The quickest way: ${voice.link("do it yourself here", link)}. `;

export const sayOfGate = (sentence: GateSentence, voice: Voice, desk: DeskWords): string => {
  switch (sentence.key) {
    case "gate_ticket": {
      const { category, link, alsoQuestion, offered } = sentence;
      return (
        `🎫 For your protection, ${CHANGES[category]} can't be ordered in chat: we can't check here that it is ` +
        `really you. ${itself(link, voice)}` +
        (offered
          ? `Press ${named("gate_ticket")} and we write the ticket together; it counts once you confirm it from the e-mail address on file.`
          : elsewhere(voice, desk)) +
        (alsoQuestion ? " Your question is answered right here." : " You can go on asking here.")
      );
    }
    case "gate_ask":
      return (
        `Would you like us to do this for you, or to know how it is done? Since it is about ${CHANGES[sentence.category]}, ` +
        `doing it needs a ticket that you confirm by e-mail; explaining we can do right here. ${itself(sentence.link, voice)}`
      ).trim();
    case "gate_how_for_customer":
      return "👍 Then somebody explains it to you right here.";
    case "gate_for_staff":
      return sentence.verdict === "ticket"
        ? `🎫 ${voice.bold("Needs a ticket:")} this asks for ${CHANGES[sentence.category]}. The customer was told why, and was offered one. You can still answer here.`
        : `❔ ${voice.bold("Perhaps a ticket:")} this may ask for ${CHANGES[sentence.category]}. The customer was asked what they want. You can still answer here.`;
    case "gate_overruled":
      return sentence.verdict === "chat"
        ? `👌 ${voice.person(sentence.person)}: this is fine in chat.`
        : `🎫 ${voice.person(sentence.person)}: this needs a ticket.`;
    case "gate_how_for_staff":
      return "💬 The customer only wants to know how. Explain it here; change nothing.";
    case "secret_for_customer": {
      const { kinds, messageId, deletes } = sentence;
      return [
        `🔒 Your message held ${kindsInWords(kinds)}. We took it out before anybody here could read it or keep it:`,
        voice.quote(messageId),
        `${deletes ? "We delete your message where we may; if it still stands there, please do it." : "Please delete your message."} Please change it as well: what was ` +
          "written in a chat is no longer secret. We never need it.",
      ].join("\n");
    }
    case "original_kept":
      return "🔒 We may not delete your message here. Please delete it yourself, so that nobody else reads it.";
    case "secret_for_staff":
      return `🔒 The customer's message held ${kindsInWords(sentence.kinds)}. It was taken out, and they were asked to change it.`;
    case "held_secret":
      return (
        `⏸️ ${voice.bold("Not sent:")} contains a password, or another secret. Nobody may send one in chat. ` +
        "Write it again without, and delete this message."
      );
    case "held_authentication":
      return (
        `⏸️ ${voice.bold("Not sent:")} it asks the customer to prove who they are. That cannot be done in chat, and ` +
        `nobody may ask for a password, PIN or code: offer a ticket instead (${named("handoff")}). ` +
        `If it was meant otherwise, press ${named("send_held")}.`
      );
    default:
      return sentence satisfies never;
  }
};
