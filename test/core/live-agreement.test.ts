import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clockState } from "../../src/core/conversation/clock.ts";
import { decide } from "../../src/core/conversation/decide.ts";
import { replay } from "../../src/core/conversation/evolve.ts";
import { staffNeeded } from "../../src/core/conversation/needs.ts";
import { NO_CONVERSATION } from "../../src/core/conversation/state.ts";
import { arrivalsOf } from "../../src/core/history/line.ts";
import type { Desk } from "../../src/core/policy/policy.ts";
import { DAY } from "../../src/core/time.ts";
import { readHistory } from "../../src/explain/history-file.ts";
import { DESK, staffRep } from "../support/conversation-spec.ts";
import { judgeHistory as reference } from "../support/reference/judge.ts";
import { asLived, drive, livedArbitrary, patient } from "../support/reference/live.ts";

describe("the rules, driven as they are driven live", () => {
  test("come to the reference's verdicts, tell each level once, and replay to the same state", () => {
    fc.assert(
      fc.property(livedArbitrary, fc.infiniteStream(fc.boolean()), ({ lines, policy: wanted }, luck) => {
        const policy = patient(wanted);
        const arrivals = arrivalsOf(readHistory(lines.map((line) => JSON.stringify(line)).join("\n")));
        fc.pre(asLived(arrivals));
        const looked = arrivals.map(() => luck.next().value === true);
        const { state, events, elsewhere } = drive(arrivals, policy, (index) => looked[index] === true);
        fc.pre(!elsewhere);
        const now = arrivals.at(-1)?.at ?? 0;
        const judged = reference(lines, { policy, until: now });
        const clocks = state.clocks.all.map((clock) => ({
          target: clock.target,
          cycle: clock.cycle,
          dueAt: new Date(clock.dueAt).toISOString(),
          state: clockState(clock, now),
        }));
        const key = (one: { target: string; cycle: number }) => `${one.target} ${one.cycle}`;
        const byKey = (a: { target: string; cycle: number }, b: { target: string; cycle: number }) =>
          key(a) < key(b) ? -1 : 1;
        expect(clocks.sort(byKey)).toEqual(
          judged.clocks
            .map(({ target, cycle, dueAt, state: verdict }) => ({ target, cycle, dueAt, state: verdict }))
            .sort(byKey),
        );
        expect(state.clocks.ball).toBe(judged.ball);
        const told = events
          .filter((event) => event.type === "WarningReached" || event.type === "ClockBreached")
          .map((event) => `${event.target}:${event.cycle}:${event.level}`);
        expect(new Set(told).size).toBe(told.length);
        expect(replay(events, NO_CONVERSATION)).toEqual(state);
      }),
      { numRuns: 1500 },
    );
  });

  test("looking again changes nothing: a timer may ring late, twice or never", () => {
    fc.assert(
      fc.property(livedArbitrary, ({ lines, policy: wanted }) => {
        const policy = patient(wanted);
        const arrivals = arrivalsOf(readHistory(lines.map((line) => JSON.stringify(line)).join("\n")));
        fc.pre(asLived(arrivals));
        const { state, events, lookUntil } = drive(arrivals, policy, () => true);
        const now = (arrivals.at(-1)?.at ?? 0) + DAY;
        lookUntil(now);
        const after = events.length;
        const desk: Desk = { ...DESK, policy };
        const again = decide({ type: "CheckDeadlines" }, replay(events, NO_CONVERSATION), {
          now,
          desk,
          staff: desk.reps.map((rep) => staffRep(rep)),
        });
        expect(again).toEqual([]);
        expect(events).toHaveLength(after);
        expect(state.status).not.toBe("none");
      }),
      { numRuns: 300 },
    );
  });

  test("a decision that does not ask for the staff is the same whoever they are", () => {
    fc.assert(
      fc.property(livedArbitrary, ({ lines, policy: wanted }) => {
        const policy = patient(wanted);
        const arrivals = arrivalsOf(readHistory(lines.map((line) => JSON.stringify(line)).join("\n")));
        for (const { command, state, known } of drive(arrivals, policy, () => true).decisions) {
          if (staffNeeded(command, state, known.now) !== "nothing") continue;
          expect(decide(command, state, { ...known, staff: [] })).toEqual(decide(command, state, known));
        }
      }),
      { numRuns: 500 },
    );
  });
});
