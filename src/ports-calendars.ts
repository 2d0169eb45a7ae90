import type { Interval } from "./core/policy/interval.ts";
import type { Timestamp } from "./core/time.ts";

/** Calendars of shifts (iCal), read from outside: what the roster needs of them. */

/** One calendar that the policy file names. */
export interface CalendarSource {
  /** `support` for a desk's, `support/ana` for a rep's own. */
  readonly id: string;
  /** An http or https address, or the path of a file. It may hold a secret: it is never logged whole. */
  readonly address: string;
  /** IANA time zone of events that name none, and of days. */
  readonly zone: string;
  /** Whose every event is; null: each event names its reps. */
  readonly owner: string | null;
  /** Who may be named. */
  readonly reps: readonly { readonly id: string; readonly name: string }[];
}

/**
 * What is wrong with a calendar.
 * Its last good copy is used:
 * - `unreachable`: no answer in time, no connection, no such file, or redirected in a circle
 * - `refused`: the server answered with an error; the address or its secret is no longer good
 * - `too_large`: more than is read of any calendar
 * - `malformed`: no iCalendar, or one that breaks off
 * - `empty`: an iCalendar without a single event
 *
 * It is used, but not all of it:
 * - `unnamed`: events that name no rep
 * - `unread`: events whose time or rule is not understood, or more than are followed
 */
export type CalendarTroubleCode =
  | "unreachable"
  | "refused"
  | "too_large"
  | "malformed"
  | "empty"
  | "unnamed"
  | "unread";

export interface CalendarTrouble {
  readonly code: CalendarTroubleCode;
  /** For whoever mends it; holds no address. */
  readonly detail: string;
  /** Of which time the copy in use is; null: there is none. */
  readonly copyFrom: Timestamp | null;
}

/** Shifts by rep id. */
export type ShiftsByRep = ReadonlyMap<string, readonly Interval[]>;

/** What each calendar says, by its source's id. One of which there is no good copy is missing. */
export type CalendarShifts = ReadonlyMap<string, ShiftsByRep>;

/** The last good text of a calendar, kept over restarts. */
export interface CalendarCopy {
  readonly text: string;
  readonly fetchedAt: Timestamp;
  /** The server's marks of this very text, so that it is sent again only when it changed. */
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export interface CalendarStore {
  readonly load: (key: string) => Promise<CalendarCopy | null>;
  readonly save: (key: string, copy: CalendarCopy) => Promise<void>;
}

export interface Calendars {
  /** Loads the last good copies, reads every calendar once, and goes on reading them. */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** Reads every calendar now. Fulfilled when all are read or found in trouble; it never fails. */
  readonly refresh: () => Promise<void>;
  /** What the copies in use say of this time. */
  readonly current: (from: Timestamp, to: Timestamp) => CalendarShifts;
  /** What is wrong now, by source id. */
  readonly troubles: () => ReadonlyMap<string, CalendarTrouble>;
}
