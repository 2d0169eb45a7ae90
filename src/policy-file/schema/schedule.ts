import { z } from "zod";
import { overlapsIn } from "../../calendar/overlaps.ts";
import { dayIn, secondsIn, timeText } from "../../calendar/wall-time.ts";
import { isZone } from "../../calendar/zone.ts";
import { WEEKDAYS, type Weekday } from "../../core/policy/policy.ts";
import { DAY, SECOND } from "../../core/time.ts";
import { nearest } from "../../nearest.ts";
import { section } from "./section.ts";

const ZONE = "a time zone such as Europe/Berlin";

const zoneFault = (came: unknown): string => {
  const meant = typeof came === "string" ? nearest(came, Intl.supportedValuesOf("timeZone")) : null;
  return meant === null ? ZONE : `a known time zone: did you mean "${meant}"?`;
};

export const zone = z.string({ error: ZONE }).refine(isZone, { error: ({ input }) => zoneFault(input) });

const DAY_TEXT = "a day that exists, such as 2026-12-25";

export const holidays = z.array(
  z.string({ error: DAY_TEXT }).refine((text) => dayIn(text) !== null, { error: DAY_TEXT }),
  { error: "a list of days" },
);

const DAYS = `a list of days (${WEEKDAYS.join(", ")}), or mon-fri`;

const DAY_NAMES: readonly string[] = WEEKDAYS;

/** `mon`, `mon-fri`, `fri-mon` */
const daysIn = (text: string): readonly Weekday[] | null => {
  const [first, last = first] = text
    .trim()
    .toLowerCase()
    .split(/\s*-\s*/);
  const from = DAY_NAMES.indexOf(first ?? "");
  const to = DAY_NAMES.indexOf(last ?? "");
  if (from === -1 || to === -1) return null;
  const count = ((to - from + 7) % 7) + 1;
  return [...WEEKDAYS, ...WEEKDAYS].slice(from, from + count);
};

const days = z
  .union([z.string(), z.array(z.string())], { error: DAYS })
  .transform((value, ctx): readonly Weekday[] => {
    const parts = (typeof value === "string" ? value.split(",") : value).map(daysIn);
    const all = parts.flatMap((part) => part ?? []);
    if (all.length > 0 && !parts.includes(null)) return WEEKDAYS.filter((day) => all.includes(day));
    ctx.addIssue(DAYS);
    return z.NEVER;
  });

const timeOfDay = (said: string, mostS: number) =>
  z.string({ error: said }).transform((value, ctx): number => {
    const seconds = secondsIn(value);
    if (seconds !== null && seconds <= mostS) return seconds;
    ctx.addIssue(said);
    return z.NEVER;
  });

const DAY_S = DAY / SECOND;
const from = timeOfDay('a time of day such as "09:00" or "09:00:30"', DAY_S - 1);
const to = timeOfDay('a time of day such as "17:00", up to "24:00"', DAY_S);

const span = section({ days, from, to })
  .refine((one) => one.from !== one.to, {
    path: ["to"],
    error: 'an end that is not the beginning (a whole day: from "00:00" to "24:00")',
  })
  .transform((one) => ({ days: one.days, fromS: one.from, toS: one.to === 0 ? DAY_S : one.to }));

const spans = z
  .array(span, {
    error: 'a list of { days, from, to }, such as { days: mon-fri, from: "09:00", to: "17:00" }',
  })
  .superRefine((weekly, ctx) => {
    for (const { index, day, other } of overlapsIn(weekly)) {
      const { fromS = 0, toS = 0 } = weekly[other] ?? {};
      ctx.addIssue({
        code: "custom",
        path: [index],
        message: `hours of its own; on ${day} they overlap those of ${timeText(fromS)} to ${timeText(toS)} above`,
      });
    }
  });

/** A rep's shifts; the zone may be the desk's. */
export const shifts = section({
  zone: zone.optional(),
  weekly: spans,
  holidays: holidays.optional(),
});

/** When the promise holds. */
export const hours = section({
  zone,
  weekly: spans.min(1, "at least one open hour: a promise that never holds is none"),
  holidays: holidays.optional(),
}).transform((schedule) => ({ ...schedule, holidays: schedule.holidays ?? [] }));

const MOMENT =
  "a moment on a day that exists, such as 2026-12-24T18:00 (by the desk's clocks) or 2026-12-24T18:00+01:00";
const WRITTEN = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2})?)(?:(Z)|([+-])(\d{2}:\d{2}))?)?$/;

/** What the clocks show; `offsetMs` from UTC where it is written. */
export interface WrittenMoment {
  readonly wall: number;
  readonly offsetMs: number | null;
}

const momentIn = (text: string): WrittenMoment | null => {
  const [, day = "", time = "00:00", utc, sign, offset = "00:00"] = WRITTEN.exec(text) ?? [];
  const midnight = dayIn(day);
  const [seconds, offsetS] = [secondsIn(time), secondsIn(offset)];
  if (midnight === null || seconds === null || offsetS === null) return null;
  const away = sign === "-" ? -offsetS : offsetS;
  return {
    wall: midnight + seconds * SECOND,
    offsetMs: utc === undefined && sign === undefined ? null : away * SECOND,
  };
};

export const moment = z.string({ error: MOMENT }).transform((value, ctx): WrittenMoment => {
  const found = momentIn(value);
  if (found !== null) return found;
  ctx.addIssue(MOMENT);
  return z.NEVER;
});
