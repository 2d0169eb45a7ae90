import { createHash } from "node:crypto";
import { DAY, MINUTE, type Timestamp } from "../../src/core/time.ts";
import type { Clock, Log } from "../../src/ports.ts";
import type {
  CalendarCopy,
  CalendarShifts,
  CalendarSource,
  CalendarStore,
  Calendars,
  CalendarTrouble,
} from "../../src/ports-calendars.ts";
import { CalendarError } from "./calendar-error.ts";
import { type CalendarText, openText } from "./calendar-text.ts";
import type { Shifts } from "./shifts.ts";
import { hostOf, LIMITS, type Limits, sourceText } from "./source-text.ts";

export interface CalendarsOptions {
  /** Asked before each reading: the policy file may have changed. */
  readonly sources: () => readonly CalendarSource[];
  readonly clock: Clock;
  readonly log: Log;
  readonly store: CalendarStore;
  /** Something began to be wrong; not told again until it is well, or wrong in the other way. */
  readonly onTrouble?: (source: CalendarSource, trouble: CalendarTrouble) => void;
  readonly onRecovered?: (source: CalendarSource) => void;
  /** A calendar says something new: rosters are to be made anew. */
  readonly onChange?: () => void;
  /** From one reading to the next, ms. Default 15 min. */
  readonly everyMs?: number;
  readonly limits?: Partial<Limits>;
  readonly fetch?: typeof fetch;
}

/** How far ahead a calendar is looked through for what is wrong with it. */
const LOOK_AHEAD_MS = 35 * DAY;

interface Kept {
  readonly copy: CalendarCopy;
  readonly text: CalendarText;
}

/** A changed address is another calendar: what was kept of the old one is not its. */
const keyOf = ({ id, address }: CalendarSource): string =>
  `calendar:${id}:${createHash("sha256").update(address).digest("hex").slice(0, 12)}`;

const uses = ({ code }: CalendarTrouble): "copy" | "part" =>
  code === "unnamed" || code === "unread" ? "part" : "copy";

const partlyRead = ({
  unnamed,
  unnamedTitle,
  unread,
  cut,
}: Shifts): Pick<CalendarTrouble, "code" | "detail"> | null => {
  if (unread > 0 || cut) {
    const events = `${unread} of its events have a time or a rule that is not understood`;
    return { code: "unread", detail: cut ? "a rule in it goes on for too long" : events };
  }
  if (unnamed === 0) return null;
  const such = unnamedTitle === null ? "" : `, such as "${unnamedTitle.slice(0, 40)}"`;
  return { code: "unnamed", detail: `${unnamed} of its events name no rep${such}` };
};

export const createCalendars = (options: CalendarsOptions): Calendars => {
  const { clock, log, store, everyMs = 15 * MINUTE } = options;
  const limits = { ...LIMITS, ...options.limits };
  const kept = new Map<string, Kept>();
  const troubles = new Map<string, CalendarTrouble>();
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | null = null;
  let reading: Promise<void> | null = null;

  const judge = (source: CalendarSource, found: Pick<CalendarTrouble, "code" | "detail"> | null): void => {
    const before = troubles.get(source.id);
    if (found === null) {
      troubles.delete(source.id);
      if (before === undefined) return;
      log.info({ calendar: source.id }, "a calendar is well again");
      options.onRecovered?.(source);
      return;
    }
    const trouble = { ...found, copyFrom: kept.get(keyOf(source))?.copy.fetchedAt ?? null };
    troubles.set(source.id, trouble);
    if (before !== undefined && uses(before) === uses(trouble)) return;
    log.warn(
      { calendar: source.id, host: hostOf(source.address), code: found.code },
      "a calendar is in trouble",
    );
    options.onTrouble?.(source, trouble);
  };

  const shiftsOf = (source: CalendarSource, from: Timestamp, to: Timestamp): Shifts | null =>
    kept.get(keyOf(source))?.text.shifts(source, from, to) ?? null;

  const look = (source: CalendarSource): void => {
    const now = clock.now();
    const shifts = shiftsOf(source, now, now + LOOK_AHEAD_MS);
    judge(source, shifts === null ? null : partlyRead(shifts));
  };

  /** Whatever the parser stumbles over is found before the last good copy is let go. */
  const checked = (source: CalendarSource, { text, fetchedAt }: CalendarCopy): CalendarText => {
    try {
      const opened = openText(text);
      opened.shifts(source, fetchedAt, fetchedAt + LOOK_AHEAD_MS);
      return opened;
    } catch (cause) {
      if (cause instanceof CalendarError) throw cause;
      throw new CalendarError("malformed", "something in it cannot be read", { cause });
    }
  };

  const keep = async (source: CalendarSource, copy: CalendarCopy): Promise<void> => {
    const key = keyOf(source);
    const known = kept.get(key);
    const text = known?.copy.text === copy.text ? known.text : checked(source, copy);
    kept.set(key, { copy, text });
    if (text !== known?.text) options.onChange?.();
    await store
      .save(key, copy)
      .catch((cause: unknown) =>
        log.error({ calendar: source.id, err: cause }, "the last good copy of a calendar cannot be stored"),
      );
  };

  const read = async (source: CalendarSource): Promise<void> => {
    const known = kept.get(keyOf(source))?.copy ?? null;
    try {
      const marks = known ?? { etag: null, lastModified: null };
      const found = await sourceText(source.address, marks, {
        limits,
        signal: stopping.signal,
        fetch: options.fetch ?? fetch,
      });
      const copy = found ?? known;
      if (copy !== null) await keep(source, { ...copy, fetchedAt: clock.now() });
      look(source);
    } catch (cause) {
      if (stopping.signal.aborted) return;
      if (cause instanceof CalendarError) judge(source, cause);
      else
        log.error({ calendar: source.id, err: cause }, "keeping a calendar failed; it is used, not stored");
    }
  };

  const load = async (source: CalendarSource): Promise<void> => {
    try {
      const copy = await store.load(keyOf(source));
      if (copy !== null) kept.set(keyOf(source), { copy, text: checked(source, copy) });
    } catch (cause) {
      log.error({ calendar: source.id, err: cause }, "the last good copy of a calendar cannot be loaded");
    }
  };

  const readAll = async (): Promise<void> => {
    const sources = options.sources();
    const missing = sources.filter((source) => !kept.has(keyOf(source)));
    for (const source of missing) await load(source);
    await Promise.all(sources.map(read));
    const ids = new Set(sources.map(({ id }) => id));
    for (const id of troubles.keys()) if (!ids.has(id)) troubles.delete(id);
  };

  const refresh = (): Promise<void> => {
    reading ??= readAll().finally(() => {
      reading = null;
    });
    return reading;
  };

  const readOn = (): void => {
    if (stopping.signal.aborted) return;
    timer = setTimeout(() => void refresh().finally(readOn), everyMs);
    timer.unref();
  };

  return {
    start: async () => {
      for (const source of options.sources()) await load(source);
      void refresh().finally(readOn);
    },
    stop: async () => {
      stopping.abort();
      if (timer !== null) clearTimeout(timer);
      await reading;
    },
    refresh,
    current: (from, to): CalendarShifts =>
      new Map(
        options.sources().flatMap((source) => {
          const shifts = shiftsOf(source, from, to);
          return shifts === null ? [] : [[source.id, shifts.byRep] as const];
        }),
      ),
    troubles: () => troubles,
  };
};
