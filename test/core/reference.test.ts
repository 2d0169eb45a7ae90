import { describe, expect, test } from "vitest";
import { DEFAULT_POLICY } from "../../src/core/policy/policy.ts";
import { CASES } from "../support/reference/cases.ts";
import { type Judgement, judgeHistory } from "../support/reference/judge.ts";

describe("the reference judges as sla.md says", () => {
  test.each(CASES)("$name", ({ lines, until, policy = DEFAULT_POLICY, expected }) => {
    const judged = judgeHistory(lines, { policy, ...(until === undefined ? {} : { until }) });
    // Exactly: a `corrected` too many would be a fault as well.
    const asked = Object.keys(expected) as (keyof Judgement)[];
    expect(Object.fromEntries(asked.map((key) => [key, judged[key]]))).toStrictEqual(expected);
  });
});
