import type { Timestamp } from "../time.ts";
import { isUnconfirmed, type Ticket } from "./state.ts";
import { DRAFT_FOR_MS, EXPIRY_TOLD_EVERY_MS } from "./ticket-policy.ts";

/**
 * When it is over without a confirmation; null: never. On the full quarter of an hour: told to the second, it would say
 * how long a mail server took, and so whether there was a mail at all.
 */
export const overAt = (state: Ticket): Timestamp | null =>
  state.expiresAt === null || !isUnconfirmed(state)
    ? null
    : Math.ceil(state.expiresAt / EXPIRY_TOLD_EVERY_MS) * EXPIRY_TOLD_EVERY_MS;

/** When the ticket must be looked at next; null: nothing lies ahead of it. */
export const nextWakeAt = (state: Ticket): Timestamp | null => {
  if (state.status === "draft") return state.draftedAt + DRAFT_FOR_MS;
  if (state.status !== "open") return null;
  // What was asked for in sight of somebody is done a moment later, by nobody's press.
  if (state.lookUp) return state.openedAt ?? 0;
  return overAt(state);
};
