import type { FailureReason } from "../../inbound.ts";
import type { Voice } from "../../sentences.ts";

interface Explained {
  readonly why: string;
  readonly todo: string;
}

const REASONS: Readonly<Record<FailureReason, Explained>> = {
  customer_unreachable: {
    why: "the customer's direct messages are closed to us",
    todo: "Send it again when they next write, or make it a ticket.",
  },
  customer_gone: {
    why: "the customer has left the community",
    todo: "Nothing can reach them here any more: make it a ticket if it matters, or press “Resolve”.",
  },
  place_gone: {
    why: "their channel, thread or message was deleted",
    todo: "Make it a ticket if it matters, or press “Resolve”; the customer can open a new chat.",
  },
  place_locked: {
    why: "their thread is locked or its channel archived",
    todo: "Have it unlocked and send it again; or resolve this, and the customer can open a new chat.",
  },
  forbidden: {
    why: "the desk lacks a permission there",
    todo: "Ask whoever runs the desk to run “npm run doctor”: it names the permission. Then send it again.",
  },
  blocked: {
    why: "the platform's own filter refused the text",
    todo: "Send it again in other words, without the link or word that may have set it off.",
  },
  invalid: {
    why: "the platform refused the form of it, which is a fault of the desk's",
    todo: "Send it again as short plain text, and give this code to whoever runs the desk.",
  },
  timeout: {
    why: "every attempt failed until we gave up; the platform may be in trouble",
    todo: "Send it again in a minute.",
  },
};

const UNKNOWN: Explained = {
  why: "the platform refused it",
  todo: "Send it again, and give this code to whoever runs the desk.",
};

const explain = (reason: string): Explained =>
  Object.hasOwn(REASONS, reason) ? REASONS[reason as FailureReason] : UNKNOWN;

export const notDelivered = (reason: string, code: string, voice: Voice): string => {
  const { why, todo } = explain(reason);
  const said = code === "" ? "" : ` (${code})`;
  return `❌ ${voice.bold("Not delivered:")} ${why}${said}. The customer has not seen it, and no clock stopped. ${todo}`;
};

export const unreachable = (reason: string, voice: Voice): string => {
  const { why, todo } = explain(reason);
  return `⚠️ ${voice.bold("We can't reach this customer:")} ${why}. ${todo}`;
};
