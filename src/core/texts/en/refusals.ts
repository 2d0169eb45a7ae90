import { type ActionName, CUSTOMER_ACTIONS } from "../../actions.ts";
import type { RefusalReason } from "../../conversation/event.ts";
import type { Sentence, Voice } from "../../sentences.ts";
import { button, named } from "./buttons.ts";

type Refused = Extract<Sentence, { key: "refused" }>;

/** Said to a rep; `rep` is who has the conversation. */
const TO_REP: Readonly<Record<RefusalReason | "no_conversation", (rep: string, action: string) => string>> = {
  already_claimed: (rep, action) =>
    action === "send_held"
      ? `${rep} has this conversation now. Press ${named("take_over")} first, then send it again.`
      : `${rep} already has this conversation. If it should be yours, press ${named("take_over")}.`,
  no_conversation: () =>
    "this thread is no conversation. Use it on a card, or on a message in the thread under it.",
  already_yours: () =>
    "this conversation is already yours. What you write in its thread reaches the customer.",
  nothing_to_keep: () =>
    "it only helps after you have answered, while nobody waits. It buys no time: write the customer a line instead.",
  nothing_to_waive: () =>
    "no reply is waiting that could be spared. The first answer is always owed: write the customer a line.",
  already_closed: () =>
    `this conversation is already closed. To go on with it, press ${named("reopen")} while that is possible.`,
  not_closed: () => "this conversation is open. Nothing to do: just write in its thread.",
  window_over: () =>
    "the time for reopening is over. When the customer writes again, it becomes a new conversation.",
  not_held: () =>
    "that message is not waiting any more: it was sent, or deleted. Look above before you resend it.",
  not_yours: (rep, action) =>
    action === "send_held"
      ? `nobody has claimed this conversation, so nothing was sent. Press ${named("claim")}, then send it again.`
      : `${rep} has this conversation, so only they, or a lead, can do that.`,
  just_claimed: (rep) =>
    `${rep} claimed it a moment ago and may be writing already. Give them half a minute, or ask a lead.`,
  no_update_due: () => "no update is due. It is for the two minutes after you said that you would look.",
  said_twice: () => "it has spoken for you twice in a row. The customer should now hear a word of your own.",
  not_customers_turn: () => "the customer waits for you, not you for them. Answer first, then wait.",
  not_a_rep: () => "that is nobody of this desk any more. Press the button again for a fresh list.",
  already_theirs: (rep) => `${rep} has this conversation already.`,
};

const NEW_CHAT = "Open a new chat and we'll be there.";
const OR_NEW = "If you can't, open a new chat and we'll be there.";

/** Said to the customer, who knows of no claims. */
const TO_CUSTOMER: Readonly<Partial<Record<RefusalReason, string>>> = {
  already_closed: `There is nothing to close here: this chat is closed already, or it is somebody else's. Still need us? Just write here. ${OR_NEW}`,
  not_closed: "This chat is open already. Just write below: we read everything.",
  window_over: `This chat has been closed too long to be reopened. ${NEW_CHAT}`,
};

const isCustomers = (action: string): boolean => (CUSTOMER_ACTIONS as readonly string[]).includes(action);

/** What happened, why, and what to do instead. */
export const refused = ({ action, reason, person }: Refused, voice: Voice): string => {
  if (isCustomers(action)) {
    return TO_CUSTOMER[reason as RefusalReason] ?? `That button can't do anything here any more. ${NEW_CHAT}`;
  }
  const label = button({ action: action as ActionName, subject: null }) ?? "That";
  const rep = person === null ? "somebody" : voice.bold(voice.person(person));
  const why = Object.hasOwn(TO_REP, reason)
    ? TO_REP[reason as RefusalReason](rep, action)
    : "it no longer fits this conversation. Look at the card for what is true now.";
  return `“${label}” did nothing: ${why}`;
};
