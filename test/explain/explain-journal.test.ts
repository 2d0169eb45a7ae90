import { describe, expect, test } from "vitest";
import { DEFAULT_POLICY } from "../../src/core/policy/policy.ts";
import { MINUTE } from "../../src/core/time.ts";
import { explainJournal } from "../../src/explain/explain-journal.ts";
import { A_STORY, NAMES, OPENED_AT } from "./a-story.ts";

const story = { journal: A_STORY, names: NAMES, policy: DEFAULT_POLICY };
const later = OPENED_AT + 60 * MINUTE;
const words = (now = later, zone: string | null = null): string =>
  explainJournal(story, now, { json: false, zone });
const json = (now = later) => JSON.parse(explainJournal(story, now, { json: true, zone: null }));
const lineWith = (part: string, text = words()): string =>
  text.split("\n").find((line) => line.includes(part)) ?? `no line has "${part}" in:\n${text}`;

describe("the timeline of a conversation", () => {
  test("reads as a manager would tell it", () => {
    expect(words()).toMatchSnapshot();
  });

  test("gives beside every verdict the rule that it follows from", () => {
    for (const verdict of words()
      .split("\n")
      .filter((line) => /[◼◻▷] |withdrawn/.test(line))) {
      expect(verdict).toMatch(/ \[decision \d+: .+\]$/);
    }
  });

  test("says whom an alert called, and whom it passed over and why", () => {
    expect(lineWith("for long enough")).toContain(
      "called Ana and somebody (erased); passed on: Ben: do not disturb",
    );
    expect(lineWith("is overdue")).toContain(
      "noticed 9 ms later; called Ana, the managers' channel and the pager night; passed on: the lead: there is nobody",
    );
  });

  test("says when we heard of something only later", () => {
    expect(lineWith("Ana's answer reached")).toContain("10:00:58.500 UTC  +00:58.500");
    expect(lineWith("Ana's answer reached")).toContain("(heard of 30 s later)");
  });

  test("ends with every clock, its verdict, and our own lateness", () => {
    expect(words()).toContain("- first response 1: met, 1.5 s before it was due\n");
    const then = words(OPENED_AT + 70_000);
    expect(then).toContain(
      "- first response 1: breached, never answered (noticed 9 ms after the deadline, told 210 ms after it)",
    );
    expect(then).not.toContain("withdrawn");
  });

  test("tells moments in one more zone", () => {
    expect(lineWith("claimed it", words(later, "Asia/Kolkata"))).toContain(
      "2026-11-25 10:00:20.000 UTC (2026-11-25 15:30:20 GMT+5:30)  +00:20.000  Ana claimed it",
    );
  });

  test("in JSON it is what a history would be", () => {
    const { clocks, alerts, ...rest } = json();
    expect(rest).toEqual({
      outcome: "handed_off",
      ball: "customer",
      waitingSince: null,
      nextWakeAt: "2026-11-25T10:18:00.000Z",
    });
    expect(clocks[0]).toEqual({
      target: "first_response",
      cycle: 1,
      startedAt: "2026-11-25T10:00:00.000Z",
      dueAt: "2026-11-25T10:01:00.000Z",
      state: "met",
      fulfilledAt: "2026-11-25T10:00:58.500Z",
      breachedAt: null,
      cancelledAt: null,
    });
    expect(alerts).toEqual([
      { at: "2026-11-25T10:00:30.000Z", target: "first_response", cycle: 1, level: 0.5 },
      { at: "2026-11-25T10:01:00.000Z", target: "first_response", cycle: 1, level: 1, corrected: true },
    ]);
  });

  test("as of a moment, only what was known then", () => {
    expect(json(OPENED_AT + 70_000)).toMatchObject({
      outcome: "open",
      clocks: [{ state: "breached" }, { state: "running" }],
    });
  });
});
