import { describe, expect, test } from "vitest";
import { HistoryError, readHistory, readMoment } from "../../src/explain/history-file.ts";

const faultsOf = (...lines: readonly object[]): readonly string[] => {
  try {
    readHistory(lines.map((line) => JSON.stringify(line)).join("\n"));
    return [];
  } catch (error) {
    if (!(error instanceof HistoryError)) throw error;
    return error.faults;
  }
};

const at = "2026-11-25T10:00:00Z";
const MOMENT = "a moment on a day that exists, up to the year 9999";
const ID = "a message's id: a text that is not empty, or a number";

describe("a history's faults say what was expected and what came", () => {
  test.each([
    [
      { kind: "rep_message", at, deliveredAt: "never" },
      `deliveredAt: expected null (it was never delivered), or ${MOMENT}`,
      '"never"',
    ],
    [{ kind: "customer_message", at, id: "" }, `id: expected ${ID}`, '""'],
    [{ kind: "rep_message", at, id: true }, `id: expected ${ID}`, "true"],
    [{ kind: "edit", at, of: "" }, `of: expected ${ID}`, '""'],
    [{ kind: "delete", at }, `of: expected ${ID}`, "nothing"],
    [{ kind: "claim", at: "2026-02-30T10:00:00Z" }, `at: expected ${MOMENT}`, '"2026-02-30T10:00:00Z"'],
    [{ kind: "claim", at, receivedAt: 8.64e15 }, `receivedAt: expected ${MOMENT}`, "8640000000000000"],
    [{ kind: "customer_massage", at }, 'kind: expected a known kind: did you mean "customer_message"?', ""],
    [{ kind: "typing", at }, "kind: expected one of customer_message, rep_message,", '"typing"'],
    [{ at }, "kind: expected one of customer_message, rep_message,", "nothing"],
    [[], ": expected an object with kind and at", "[]"],
  ])("%j", (line, expected, came) => {
    const faults = faultsOf({ kind: "customer_message", at }, line);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^line 2/);
    expect(faults[0]).toContain(expected);
    expect(faults[0]).toContain(`ot ${came}`);
  });
});

test("a field that a line's kind does not know is ignored, whatever it says to another kind", () => {
  expect(faultsOf({ kind: "rep_note", at, id: [], text: 5, deliveredAt: "x", of: {}, mood: null })).toEqual(
    [],
  );
  expect(faultsOf({ kind: "customer_message", at, deliveredAt: "x", of: {} })).toEqual([]);
  expect(faultsOf({ kind: "claim", at, text: 5 })).toEqual([]);
});

test("a moment is a day that exists, of the years 1 to 9999", () => {
  expect(readMoment("2028-02-29")).toBe(Date.UTC(2028, 1, 29));
  expect(readMoment("2026-02-29")).toBeNull();
  expect(readMoment("2026-11-31T00:00:00+01:00")).toBeNull();
  expect(readMoment("9999-12-31T23:59:59.999Z")).toBe(253_402_300_799_999);
  expect(readMoment("9999-12-31T23:59:59.999-01:00")).toBeNull();
  expect(readMoment(253_402_300_800_000)).toBeNull();
  expect(readMoment(Number.NaN)).toBeNull();
  expect(readMoment(-1)).toBe(-1);
});
