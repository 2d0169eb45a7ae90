import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judgeHistory } from "../../src/core/history/judge-history.ts";
import { DEFAULT_POLICY, type Policy } from "../../src/core/policy/policy.ts";
import { readHistory } from "../../src/explain/history-file.ts";
import { inJson } from "../../src/explain/json.ts";
import { CASES } from "../support/reference/cases.ts";
import { historyArbitrary } from "../support/reference/histories.ts";
import type { Line } from "../support/reference/history.ts";
import { type Judgement, judgeHistory as reference } from "../support/reference/judge.ts";

/** As `npm run explain` does it, file and all. */
const explain = (
  lines: readonly Line[],
  { policy = DEFAULT_POLICY, until }: { readonly policy?: Policy; readonly until?: string | number },
): Judgement => {
  const text = lines.map((line) => JSON.stringify(line)).join("\n");
  const at = until === undefined ? null : typeof until === "number" ? until : Date.parse(until);
  return inJson(judgeHistory(readHistory(text), policy, at));
};

/** sla.md, "Each of these is a test", on the judge that the desk runs on. */
describe("the desk judges as sla.md says", () => {
  test.each(CASES)("$name", ({ lines, until, policy = DEFAULT_POLICY, expected }) => {
    const judged = explain(lines, { policy, ...(until === undefined ? {} : { until }) });
    const asked = Object.keys(expected) as (keyof Judgement)[];
    expect(Object.fromEntries(asked.map((key) => [key, judged[key]]))).toStrictEqual(expected);
  });
});

describe("whatever happens, in whatever order it arrives", () => {
  test("the desk and the simple reference come to the same verdicts and the same alerts", () => {
    fc.assert(
      fc.property(historyArbitrary, ({ lines, ...options }) => {
        expect(explain(lines, options)).toStrictEqual(reference(lines, options));
      }),
      { numRuns: 2000 },
    );
  });
});
