import type { Target } from "../../policy/policy.ts";
import type { CardView, ClockView } from "../../views.ts";
import type { Words } from "../../words.ts";
import { oneLine, shorten } from "../shorten.ts";
import { age } from "./duration.ts";

const TARGETS: Readonly<Record<Target, string>> = {
  first_response: "First answer",
  next_response: "Next reply",
  update: "Update",
  resolution: "Resolution",
};

export const target = (name: Target): string => TARGETS[name];

const OUTCOMES = {
  resolved: { icon: "✅", text: "Resolved" },
  handed_off: { icon: "🎫", text: "Handed off as a ticket" },
  abandoned: { icon: "💤", text: "Abandoned: the customer left or went silent" },
} as const;

const icon = (card: CardView): string => {
  if (card.status === "archived") return "🔒";
  if (card.status === "closed") return card.outcome === null ? "☑️" : OUTCOMES[card.outcome].icon;
  if (card.rep === null) return "🆕";
  return card.ball === "rep" ? "🟠" : "🟢";
};

const state = (card: CardView): string => {
  if (card.status !== "open") {
    const outcome = card.outcome === null ? "Closed" : OUTCOMES[card.outcome].text;
    return card.status === "archived"
      ? `${outcome}. Archived: it can't be reopened any more.`
      : `${outcome}.`;
  }
  if (card.rep === null) {
    return card.offeredTo === null
      ? "Nobody has claimed it yet. The customer waits."
      : `Offered to ${oneLine(card.offeredTo.name)}. The customer waits.`;
  }
  const rep = oneLine(card.rep.name);
  if (card.waitingSince !== null) return `The customer waits for ${rep}.`;
  return card.ball === "rep" ? `${rep} is working on it.` : "Answered. It's the customer's turn.";
};

/** Each is followed by the moment at which the clock is or was due, in the platform's own dates. */
const CLOCK: Readonly<Record<ClockView["state"], (name: string) => string>> = {
  running: (name) => `⏱️ ${name} due`,
  met: (name) => `✅ ${name} in time, was due`,
  breached: (name) => `🔴 ${name} missed, was due`,
  cancelled: (name) => `${name} no longer owed, was due`,
};

export const card: Words["card"] = {
  notAuthenticated:
    "NOT AUTHENTICATED: change nothing, hand out nothing. What needs proof of who they are needs a ticket.",
  title: (view) => `${icon(view)} #${view.number} · ${shorten(oneLine(view.customer.name), 80)}`,
  state,
  clock: (clock) => CLOCK[clock.state](TARGETS[clock.target]),
  customer: "Customer",
  subject: "Subject",
  noSubject: "none given",
  rep: "Rep",
  nobody: "nobody yet",
  accountAge: (ageMs) => `account ${age(ageMs)} old`,
  unreliable: "⚠️ Clocks unreliable: a platform is silent, and messages may be missing, since",
  waiting: "☕ Waiting for the customer until",
  plan: "Plan",
  unreachable: "⚠️ Can't be reached: what you write will not arrive. The thread says why.",
};
