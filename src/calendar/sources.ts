import type { Desk } from "../core/policy/policy.ts";
import type { CalendarSource } from "../ports-calendars.ts";

export const deskCalendarId = (desk: Desk): string => desk.id;
export const repCalendarId = (desk: Desk, rep: string): string => `${desk.id}/${rep}`;

/** The calendars that these desks and their reps name. */
export const calendarSources = (desks: readonly Desk[]): readonly CalendarSource[] =>
  desks.flatMap((desk) => {
    const reps = desk.reps.map(({ id, name }) => ({ id, name }));
    const own = desk.reps.flatMap(({ id, calendar, shifts }) =>
      calendar === null
        ? []
        : [
            {
              id: repCalendarId(desk, id),
              address: calendar,
              zone: shifts?.zone ?? desk.zone,
              owner: id,
              reps,
            },
          ],
    );
    return desk.calendar === null
      ? own
      : [{ id: deskCalendarId(desk), address: desk.calendar, zone: desk.zone, owner: null, reps }, ...own];
  });
