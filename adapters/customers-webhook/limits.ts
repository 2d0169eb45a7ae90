import { MINUTE } from "../../src/core/time.ts";

export const LIMITS = {
  /** Longest body, bytes. */
  requestBytes: 256 * 1024,
  /** How far a signature's time may be from ours, either way. */
  requestAgeMs: 5 * MINUTE,
  /** How far ahead of our clock news may be dated; what lay further ahead would hold off all that follows. */
  aheadMs: 5 * MINUTE,
  /** Most contacts of one account in one piece of news. */
  contacts: 500,
  /** Longest id of an event, characters. */
  eventId: 200,
  /** Most faults that one answer lists. */
  faults: 20,
  /** When to try again while an import holds the customers, seconds. */
  busyRetryS: 30,
} as const;
