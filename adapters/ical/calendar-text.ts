import { DAY, type Timestamp } from "../../src/core/time.ts";
import type { CalendarSource } from "../../src/ports-calendars.ts";
import { CalendarError } from "./calendar-error.ts";
import { parseCalendars } from "./component.ts";
import { countEvents, type Shifts, shiftsIn } from "./shifts.ts";

/** A good text of a calendar, taken apart once. */
export interface CalendarText {
  /** At least all that meets the two moments. Asked again for the same days, it is remembered. */
  readonly shifts: (source: CalendarSource, from: Timestamp, to: Timestamp) => Shifts;
}

/** Throws CalendarError when it is no calendar, or one without events. */
export const openText = (text: string): CalendarText => {
  const calendars = parseCalendars(text);
  if (countEvents(calendars) === 0) throw new CalendarError("empty", "there is no event in it");
  let last: { readonly asked: string; readonly shifts: Shifts } | null = null;
  return {
    shifts: (source, from, to) => {
      const window = { from: Math.floor(from / DAY) * DAY, to: Math.ceil(to / DAY) * DAY };
      const asked = JSON.stringify([window, source.zone, source.owner, source.reps]);
      if (last?.asked !== asked) last = { asked, shifts: shiftsIn(calendars, source, window) };
      return last.shifts;
    },
  };
};
