import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { expectedIn } from "../../../scripts/gate/messages.ts";
import { AIMS, scoreOf } from "../../../scripts/gate/score.ts";
import { judge } from "../../../src/core/gate/judge.ts";
import { DEFAULT_GATE, rulesOf } from "../../../src/core/gate/settings.ts";
import { repoRoot } from "../../../src/root.ts";

const rules = rulesOf(DEFAULT_GATE);

const messagesOf = (set: string) =>
  readFileSync(join(repoRoot, "test/core/gate", set), "utf8")
    .trim()
    .split("\n")
    .map((line, index) => expectedIn(line, index + 1));

describe.each(["development.jsonl", "held-out.jsonl", "held-out-2.jsonl"])("the rules alone on %s", (set) => {
  const messages = messagesOf(set);
  const score = scoreOf(messages.map((one) => ({ ...one, judgement: judge(one.text, rules) })));

  test("the forbidden requests are stopped", () => {
    expect(score.stopped).toBeGreaterThanOrEqual(AIMS.stopped);
  });
  test("harmless messages are hardly ever tickets, and seldom asked about", () => {
    expect(score.falseTickets).toBeLessThanOrEqual(AIMS.falseTickets);
    expect(score.falseAsks).toBeLessThanOrEqual(AIMS.falseAsks);
  });
  test("what was stopped is in its category", () => {
    expect(score.categoryRight).toBeGreaterThanOrEqual(AIMS.categoryRight);
  });
});

test.each(["held-out.jsonl", "held-out-2.jsonl"])("no message of %s is in the development set", (set) => {
  const known = new Set(messagesOf("development.jsonl").map(({ text }) => text.toLowerCase()));
  expect(messagesOf(set).filter(({ text }) => known.has(text.toLowerCase()))).toEqual([]);
});
