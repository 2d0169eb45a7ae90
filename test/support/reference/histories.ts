import fc from "fast-check";
import { type Policy, TARGETS } from "../../../src/core/policy/policy.ts";
import { DAY, MINUTE, SECOND, type Timestamp } from "../../../src/core/time.ts";
import { type Line, msOf } from "./history.ts";
import { POLICIES } from "./policies.ts";

/** What a judge of histories is asked. */
export interface History {
  readonly lines: readonly Line[];
  readonly until?: string | number;
  readonly policy: Policy;
}

const NOON: Timestamp = Date.UTC(2026, 0, 5, 12);

/** Kinds of steps, by how often they come. */
const KINDS = [
  { weight: 12, arbitrary: fc.constant("customer_message") },
  { weight: 9, arbitrary: fc.constant("rep_message") },
  { weight: 4, arbitrary: fc.constantFrom("failed", "retry", "twin") },
  { weight: 10, arbitrary: fc.constantFrom("delete", "working_on_it", "no_reply_needed", "duplicate") },
  { weight: 4, arbitrary: fc.constantFrom("edit", "reaction", "rep_note", "desk_message") },
  { weight: 3, arbitrary: fc.constantFrom("claim", "release", "transfer") },
  { weight: 3, arbitrary: fc.constantFrom("resolve", "handoff", "abandon") },
] as const;

const CUSTOMER_TEXTS = ["My site is down.", "And my mail.", "thanks!", "ok", "👍", "Is it fixed?"];
const REP_TEXTS = ["It is back.", "Let me check that.", "Is it fixed?", "thanks!"];

/** One wish; what it comes to depends on what stands before it. */
const stepArbitrary = fc.record({
  kind: fc.oneof(...KINDS),
  text: fc.nat(11),
  /** Which earlier line it speaks of, or lies a deadline after; counted from the end. */
  back: fc.oneof({ weight: 3, arbitrary: fc.nat(3) }, { weight: 1, arbitrary: fc.nat(24) }),
  when: fc.oneof(
    { weight: 5, arbitrary: fc.record({ afterMs: fc.integer({ min: 0, max: 20 * SECOND }) }) },
    { weight: 2, arbitrary: fc.record({ afterMs: fc.integer({ min: 0, max: 90 * SECOND }) }) },
    { weight: 1, arbitrary: fc.record({ afterMs: fc.constantFrom(0, 1, 15 * MINUTE, DAY) }) },
    { weight: 4, arbitrary: fc.record({ deadline: fc.nat(), besideMs: fc.constantFrom(-1, 0, 0, 1) }) },
  ),
  /** From the rep's message to its delivery. */
  deliveryMs: fc.constantFrom(0, 0, 0, 0, SECOND, 29_999, 60_000, 60_001, 2 * MINUTE),
  /** From the platform to the desk. */
  lateMs: fc.constantFrom(0, 0, 0, 0, 0, 0, 1, SECOND, 20 * SECOND, 61 * SECOND, 121 * SECOND, 11 * MINUTE),
  /** How wrong the desk's clock is when it writes `receivedAt`. */
  stepMs: fc.constantFrom(0, 0, 0, 0, 0, 0, -5 * SECOND, -3 * MINUTE, 40 * SECOND, 3 * MINUTE),
  /** Whether the line comes before what was known of by its delivery. */
  isHasty: fc.integer({ min: 0, max: 7 }).map((chance) => chance === 0),
  hasReceivedAt: fc.boolean(),
  isIso: fc.boolean(),
});
type Step = typeof stepArbitrary extends fc.Arbitrary<infer T> ? T : never;

/** The lengths after which this policy has something to say; deadlines twice as often as the rest. */
const deadlinesOf = ({ targets, steps, reopenMs }: Policy): readonly number[] => [
  ...TARGETS.flatMap((target) => steps[target].map(({ at }) => Math.round(at * targets[target]))),
  ...[targets.first_response, targets.next_response, targets.update],
  reopenMs,
];

const pick = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;

const write = (ms: Timestamp, isIso: boolean): string | number => (isIso ? new Date(ms).toISOString() : ms);

interface Placed {
  readonly line: Line;
  readonly inFileAt: Timestamp;
}

/** What happens at `now`, in the platform's words; `before` lies behind it. */
const happening = (step: Step, before: readonly Line[], now: Timestamp): Line => {
  const { kind, back } = step;
  const earlier = before.at(-1 - (back % Math.max(1, before.length)));
  const count = before.length + 1;
  const at = write(now, step.isIso);
  const said = { kind: "rep_message", id: `r${count}`, at, by: "ana", text: pick(REP_TEXTS, step.text) };
  const delivered =
    step.deliveryMs === 0 ? said : { ...said, deliveredAt: write(now + step.deliveryMs, step.isIso) };

  switch (kind) {
    case "customer_message":
      return { kind, id: `c${count}`, at, text: pick(CUSTOMER_TEXTS, step.text) };
    case "rep_message":
      return delivered;
    case "failed":
      return { ...said, deliveredAt: null };
    case "retry": {
      const isDelivered = (id?: string) => before.some((line) => line.id === id && line.deliveredAt !== null);
      const failed = before.findLast(({ id, deliveredAt }) => deliveredAt === null && !isDelivered(id));
      return failed === undefined ? delivered : { ...failed, deliveredAt: at };
    }
    case "twin": {
      // A customer's and a rep's messages are numbered apart: the same id twice, and no duplicate.
      const id = before.find((line) => line.kind === "customer_message")?.id ?? said.id;
      const isTaken = before.some((line) => line.kind === "rep_message" && line.id === id);
      return isTaken ? delivered : { ...delivered, id };
    }
    case "duplicate":
      return earlier ?? { kind: "desk_message", at };
    case "edit":
    case "reaction":
    case "delete": {
      const messages = before.filter(({ id }) => id !== undefined);
      const message = messages.at(-1 - (back % (messages.length + 1)));
      // Nothing is deleted before, or in the very ms in which, it was sent.
      const after = message === undefined ? now : Math.max(now, msOf(message.at) + 1);
      return { kind, at: write(after, step.isIso), of: message?.id ?? "unknown" };
    }
    case "transfer":
      return { kind, at, by: "ana", to: "bo" };
    case "handoff":
      return { kind, at, by: "ana", reason: "authentication" };
    default:
      return { kind, at, by: "ana" };
  }
};

/** In the order of the platform first; then each line is put where its delay lets it arrive. */
const linesOf = (steps: readonly Step[], policy: Policy): readonly Line[] => {
  const placed: Placed[] = [];
  let now = NOON;
  for (const step of steps) {
    const before = placed.map(({ line }) => line);
    const anchor = before.at(-1 - (step.back % Math.max(1, before.length)));
    if ("afterMs" in step.when) now += step.when.afterMs;
    else if (anchor !== undefined)
      now = Math.max(
        now,
        msOf(anchor.at) + pick(deadlinesOf(policy), step.when.deadline) + step.when.besideMs,
      );

    const line = happening(step, before, now);
    const heardAt = now + step.lateMs;
    const deliveredAt = msOf(line.deliveredAt ?? line.at);
    // No line is from the future: nobody hears of it before its own time.
    const receivedAt = Math.max(heardAt + step.stepMs, msOf(line.at));
    placed.push({
      line: step.hasReceivedAt ? { ...line, receivedAt: write(receivedAt, step.isIso) } : line,
      inFileAt: step.isHasty ? heardAt : Math.max(heardAt, deliveredAt),
    });
  }
  return placed.sort((a, b) => a.inFileAt - b.inFileAt).map(({ line }) => line);
};

const untilArbitrary = fc.option(
  fc.record({
    back: fc.nat(4),
    deadline: fc.nat(),
    besideMs: fc.constantFrom(-1, 0, 1),
    isIso: fc.boolean(),
  }),
  { nil: undefined, freq: 2 },
);

/** Realistic and nasty: rows of messages, failures, late lines, duplicates, ties and near misses at deadlines. */
export const historyArbitrary: fc.Arbitrary<History> = fc
  .tuple(
    fc.constantFrom(...POLICIES),
    // Mostly the customer begins.
    fc.oneof({ weight: 6, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
    fc.array(stepArbitrary, { minLength: 1, maxLength: 25, size: "max" }),
    untilArbitrary,
  )
  .map(([policy, customerBegins, wishes, until]) => {
    const steps = customerBegins
      ? wishes.map((step, index) => (index === 0 ? { ...step, kind: "customer_message" as const } : step))
      : wishes;
    const lines = linesOf(steps, policy);
    if (until === undefined) return { lines, policy };
    const from = pick(lines.toReversed(), until.back);
    const lengthMs = pick([0, ...deadlinesOf(policy)], until.deadline);
    return {
      lines,
      policy,
      until: write(msOf(from.receivedAt ?? from.at) + lengthMs + until.besideMs, until.isIso),
    };
  });
