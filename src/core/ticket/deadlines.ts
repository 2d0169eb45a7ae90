import type { Timestamp } from "../time.ts";
import type { Ticket } from "./state.ts";
import { DRAFT_FOR_MS } from "./ticket-policy.ts";

/** When the ticket must be looked at next; null: nothing lies ahead of it. */
export const nextWakeAt = (state: Ticket): Timestamp | null => {
  if (state.status === "draft") return state.draftedAt + DRAFT_FOR_MS;
  if (state.status !== "open") return null;
  // What was asked for in sight of somebody is done a moment later, by nobody's press.
  if (state.lookUp) return state.openedAt ?? 0;
  return state.confirmation === "awaiting" ? state.expiresAt : null;
};
