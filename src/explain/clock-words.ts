import type { CancelCause, Clock } from "../core/conversation/clock.ts";
import { clockKey } from "../core/conversation/state.ts";
import type { Target } from "../core/policy/policy.ts";
import type { Timestamp } from "../core/time.ts";
import type { Entry, Writer } from "./entry.ts";
import { CANCELLED, ENDED_LATE, RULES, STARTED } from "./rules.ts";
import { exactly } from "./times.ts";

const NAMES: Readonly<Record<Target, string>> = {
  first_response: "first response",
  next_response: "next response",
  update: "update",
  resolution: "resolution",
};

const CAUSES: Readonly<Record<CancelCause, string>> = {
  resolved: "the conversation was resolved",
  handed_off: "the conversation was handed off",
  abandoned: "the customer left or fell silent",
  short_abandon: "the customer left again at once",
  ended_unanswered: "the conversation was ended before anybody had answered",
  no_reply_needed: "no reply was needed",
  message_deleted: "the customer deleted what waited for it",
  superseded: "a message of the customer's made the next response due sooner",
};

export const causeInWords = (cause: CancelCause | null): string =>
  cause === null ? "it was over" : CAUSES[cause];

/** `first response 1`: the target, and which of its clocks. */
export const named = ({ target, cycle }: { readonly target: Target; readonly cycle: number }): string =>
  `${NAMES[target]} ${cycle}`;

/** How much of a clock's time a level is. */
export const shareInWords = (level: number): string =>
  level > 1 ? `${level} times its time` : `${Number((level * 100).toFixed(1))} % of its time`;

const onTime = ({ fulfilledAt, dueAt }: Clock): boolean => fulfilledAt !== null && fulfilledAt <= dueAt;

const fulfilment = (clock: Clock, at: Timestamp): Entry => {
  const spare = exactly(Math.abs(clock.dueAt - at));
  const by = clock.fulfilledBy === "still_on_it" ? " by Still on it, which reports count apart" : "";
  return onTime(clock)
    ? { at, text: `◼ ${named(clock)} is met${by}, ${spare} before it was due`, rule: RULES.judged }
    : { at, text: `◼ ${named(clock)} is breached: answered${by} ${spare} late`, rule: RULES.judged };
};

/** How a clock ended; null: it is open. */
const over = (clock: Clock): Entry | null => {
  const { fulfilledAt, cancelledAt, endedAt, cause } = clock;
  if (fulfilledAt !== null) return fulfilment(clock, fulfilledAt);
  if (cancelledAt !== null) {
    const text = `◻ ${named(clock)} is cancelled: ${causeInWords(cause)}`;
    return { at: cancelledAt, text, rule: cause === null ? null : CANCELLED[cause] };
  }
  if (endedAt === null) return null;
  return { at: endedAt, text: `◼ ${named(clock)} is over without an answer: breached`, rule: ENDED_LATE };
};

const started = (clock: Clock, { time }: Writer): Entry => ({
  at: clock.startedAt,
  text: `▷ ${named(clock)} starts: ${exactly(clock.lengthMs)}, due at ${time(clock.dueAt)}`,
  rule: clock.target === "resolution" && clock.cycle > 1 ? RULES.reopened : STARTED[clock.target],
});

const changed = (before: Clock, after: Clock, heardAt: Timestamp, { time }: Writer): readonly Entry[] => {
  const moved = before.startedAt !== after.startedAt || before.dueAt !== after.dueAt;
  const shift: Entry = {
    at: heardAt,
    text: `▷ ${named(after)} now counts from ${time(after.startedAt)} and is due at ${time(after.dueAt)}`,
    rule: after.startedAt < before.startedAt ? RULES.moved : RULES.deleted,
  };
  const [was, is] = [over(before), over(after)];
  const judgement: readonly Entry[] =
    is === null
      ? was === null
        ? []
        : [
            {
              at: heardAt,
              text: `▷ ${named(after)} runs after all, due at ${time(after.dueAt)}`,
              rule: RULES.moved,
            },
          ]
      : was?.text === is.text && was.at === is.at
        ? []
        : [was === null ? is : { ...is, text: `${is.text} (judged anew)`, rule: RULES.moved }];
  return [...(moved ? [shift] : []), ...judgement];
};

/** What became of the clocks between two looks; `heardAt`: when the desk learnt what changed them. */
export const clockEntries = (
  before: readonly Clock[],
  after: readonly Clock[],
  heardAt: Timestamp,
  writer: Writer,
): readonly Entry[] => {
  const was = new Map(before.map((clock) => [clockKey(clock), clock]));
  const is = new Set(after.map(clockKey));
  return [
    ...before
      .filter((clock) => !is.has(clockKey(clock)))
      .map(
        (clock): Entry => ({
          at: heardAt,
          text: `◻ ${named(clock)} never was, seen from what is known now`,
          rule: RULES.moved,
        }),
      ),
    ...after.flatMap((clock) => {
      const earlier = was.get(clockKey(clock));
      if (earlier !== undefined) return changed(earlier, clock, heardAt, writer);
      const end = over(clock);
      return [started(clock, writer), ...(end === null ? [] : [end])];
    }),
  ];
};
