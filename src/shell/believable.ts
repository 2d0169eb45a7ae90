import type { Inbound } from "../core/inbound.ts";
import type { Platform } from "../core/platform.ts";
import { DAY, MINUTE, type Timestamp } from "../core/time.ts";
import type { Clock, Count, Log } from "../ports.ts";

/** Further ahead of our clock and a platform's time is not believed, ms: clocks that are kept differ by seconds. */
export const MOST_AHEAD_MS = MINUTE;
/** Further behind it and it is not believed, ms: a desk that was down for a week still judges by the true times. */
export const MOST_BEHIND_MS = 7 * DAY;

export type Doubt = "future" | "past";

/** What cannot be true of a platform's time, seen from our clock; null: it is believed. */
export const doubtOf = (at: Timestamp, now: Timestamp): Doubt | null => {
  if (at > now + MOST_AHEAD_MS) return "future";
  // Not a number at all is no time either.
  return at >= now - MOST_BEHIND_MS ? null : "past";
};

const platformOf = (inbound: Inbound): Platform | null => {
  if ("message" in inbound) return inbound.message.place.platform;
  if ("author" in inbound) return inbound.author.platform;
  return "receipt" in inbound ? inbound.receipt.place.platform : null;
};

const timeOf = (inbound: Inbound): Timestamp | null => {
  if ("at" in inbound) return inbound.at;
  return "receipt" in inbound ? inbound.receipt.at : null;
};

const at = (inbound: Inbound, now: Timestamp): Inbound => {
  if ("at" in inbound) return { ...inbound, at: now };
  return "receipt" in inbound ? { ...inbound, receipt: { ...inbound.receipt, at: now } } : inbound;
};

/**
 * The rule for times that cannot be true: more than a minute ahead of our clock, or more than 7 days behind it, the
 * moment of arrival is taken instead. All else is the platform's word, however late it comes (sla.md, decision 10).
 */
export const believable = (
  inbound: Inbound,
  now: Timestamp,
): { readonly inbound: Inbound; readonly doubt: Doubt | null } => {
  const said = timeOf(inbound);
  const doubt = said === null ? null : doubtOf(said, now);
  return doubt === null ? { inbound, doubt } : { inbound: at(inbound, now), doubt };
};

/** What an inbound is taken for; a time that is not believed is counted and logged. */
export type Believe = (inbound: Inbound) => Inbound;

export const createBelieve =
  ({ clock, count, log }: { readonly clock: Clock; readonly count: Count; readonly log: Log }): Believe =>
  (heard) => {
    const now = clock.now();
    const { inbound, doubt } = believable(heard, now);
    if (doubt === null) return inbound;
    const platform = platformOf(heard) ?? "unknown";
    count("clamped", { platform, reason: doubt });
    log.warn(
      { platform, inbound: heard.type, said: timeOf(heard), taken: now, reason: doubt },
      "a platform's time cannot be true; the moment of arrival is taken",
    );
    return inbound;
  };
