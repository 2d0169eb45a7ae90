import { z } from "zod";
import { createCalendars } from "../../adapters/ical/index.ts";
import { hostOf } from "../../adapters/ical/source-text.ts";
import { calendarSources } from "../calendar/sources.ts";
import type { Desk } from "../core/policy/policy.ts";
import type { Sentence } from "../core/sentences.ts";
import type { Clock, Log } from "../ports.ts";
import type { CalendarSource, CalendarStore, Calendars } from "../ports-calendars.ts";
import type { Store } from "../ports-store.ts";
import type { Managers } from "./managers.ts";

interface DeskCalendarsOptions {
  readonly desks: () => readonly Desk[];
  readonly store: Pick<Store, "setting" | "setSetting">;
  readonly managers: Managers;
  readonly clock: Clock;
  readonly log: Log;
  /** A calendar says something new. */
  readonly onChange: () => void;
}

const Copy = z.object({
  text: z.string(),
  fetchedAt: z.number(),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
});

/** Last good copies stand among the installation's settings. */
const copiesIn = (store: DeskCalendarsOptions["store"]): CalendarStore => ({
  load: async (key) =>
    Copy.nullable()
      .catch(null)
      .parse((await store.setting(key)) ?? null),
  save: (key, copy) => store.setSetting(key, copy),
});

/** The calendars of these desks; their managers hear of trouble, and of its end. */
export const createDeskCalendars = (options: DeskCalendarsOptions): Calendars => {
  const { desks, store, managers, clock, log, onChange } = options;

  const tell = (source: CalendarSource, state: string, sentence: Sentence): void => {
    const desk = desks().find((one) => source.id === one.id || source.id.startsWith(`${one.id}/`));
    if (desk !== undefined) void managers.tell(desk, `calendar:${source.id}`, state, sentence);
  };

  return createCalendars({
    sources: () => calendarSources(desks()),
    clock,
    log,
    store: copiesIn(store),
    onTrouble: (source, { code, copyFrom }) =>
      tell(source, code, {
        key: "calendar_trouble",
        source: hostOf(source.address),
        trouble: code,
        since: copyFrom,
      }),
    onRecovered: (source) =>
      tell(source, "well", { key: "calendar_recovered", source: hostOf(source.address) }),
    onChange,
  });
};
