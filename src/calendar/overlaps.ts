import { WEEKDAYS, type Weekday, type WeeklySpan } from "../core/policy/policy.ts";
import { DAY, SECOND } from "../core/time.ts";
import { spanSeconds } from "./schedule.ts";

export interface Overlap {
  /** The span that is in the way of an earlier one of the list. */
  readonly index: number;
  readonly other: number;
  /** The day on which the span begins that overlaps. */
  readonly day: Weekday;
}

const DAY_S = DAY / SECOND;
const WEEK_S = 7 * DAY_S;

const startsOf = ({ days, fromS }: WeeklySpan): readonly { readonly day: Weekday; readonly at: number }[] =>
  days.map((day) => ({ day, at: WEEKDAYS.indexOf(day) * DAY_S + fromS }));

/** Spans that hold at one and the same time, the week being round: Sunday night runs into Monday morning. */
export const overlapsIn = (weekly: readonly WeeklySpan[]): readonly Overlap[] =>
  weekly.flatMap((span, index) =>
    weekly.slice(0, index).flatMap((earlier, other): readonly Overlap[] => {
      const hit = startsOf(span).find(({ at }) =>
        startsOf(earlier).some((before) => {
          const later = (at - before.at + WEEK_S) % WEEK_S;
          return later < spanSeconds(earlier) || WEEK_S - later < spanSeconds(span);
        }),
      );
      return hit === undefined ? [] : [{ index, other, day: hit.day }];
    }),
  );
