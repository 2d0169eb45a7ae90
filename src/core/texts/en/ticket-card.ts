import type { Category } from "../../gate/category.ts";
import type { Voice } from "../../sentences.ts";
import type { TicketCard } from "../../ticket/sentences.ts";
import { type Confirmation, ticketName } from "../../ticket/state.ts";
import type { Words } from "../../words.ts";
import { oneLine } from "../shorten.ts";

const NAMES: Readonly<
  Record<Exclude<Confirmation, "unauthenticated" | "awaiting" | "undeliverable">, string>
> = { authenticated: "confirmed", denied: "denied", expired: "not confirmed in time" };

/** A ticket's standing as reps read it. */
export const confirmationWord = (shown: "not_confirmed" | Confirmation): string =>
  shown in NAMES ? NAMES[shown as keyof typeof NAMES] : "not confirmed yet";

const CHANGES: Readonly<Record<Category, string>> = {
  account: "Account change",
  subscription: "Subscription change",
  server: "Server change",
  network: "Network change",
  website: "Website change",
  dns: "DNS change",
  credentials: "Logins and passwords",
};

const mark = ({ status, confirmation }: TicketCard): string => {
  if (status === "closed") return "☑️";
  if (confirmation === "authenticated") return "✅";
  return confirmation === "denied" ? "🚫" : "🎫";
};

const standing = (card: TicketCard): string => {
  if (card.status === "closed") return "closed";
  return card.started ? "being worked on" : confirmationWord(card.confirmation);
};

export const ticketCard: Words["ticketCard"] = {
  title: (card, subject) => `${mark(card)} ${ticketName(card.number)} · ${oneLine(subject)}`,
  state: (card, voice) =>
    card.confirmation === "authenticated"
      ? `${voice.bold("CONFIRMED")} · ${standing(card)}`
      : `${voice.bold("NOT AUTHENTICATED")} · ${standing(card)}: do nothing about it`,
  standing,
  asked: "Asked for by",
  change: "What it is",
  changeOf: ({ category }) => (category === null ? "No change of the policy's list" : CHANGES[category]),
  needs: "Needs the permission",
  noPermission: "none in particular",
  rep: "Rep",
  nobody: "nobody yet",
  origin: ({ by, conversation, openedAt }, voice) =>
    by === null
      ? `It came by mail, ${voice.time(openedAt)}`
      : `Asked for in chat${conversation === null ? "" : ` #${conversation}`}, where nobody's identity is known, ${voice.time(openedAt)}`,
};

/** The same as running text, where a platform lays nothing out. */
export const ticketCardText = (card: TicketCard, voice: Voice): string => {
  const { by, permission, person } = card;
  const needs = permission === null ? ticketCard.noPermission : voice.bold(permission);
  return [
    voice.bold(ticketCard.title(card, voice.words(card.texts.subject))),
    ticketCard.state(card, voice),
    ...(by === null ? [] : [`${ticketCard.asked} ${voice.person(by)}`]),
    ticketCard.origin(card, voice),
    `${ticketCard.changeOf(card)} · ${ticketCard.needs}: ${needs}`,
    `${ticketCard.rep}: ${person === null ? ticketCard.nobody : voice.person(person)}`,
  ].join("\n");
};
