import { expect, test } from "vitest";
import { wordsFor } from "../../src/core/texts/index.ts";
import { ALERTS_NOW, anAlertLine, anAlertsView } from "../support/alerts-view.ts";

const { head, line, rest } = wordsFor("en").alerts;

test("a lock screen says first how many are overdue, then which one longest", () => {
  expect(head(anAlertsView({ overdue: 37 }))).toBe(
    "🔴 37 overdue · longest #1042 Visitor 1042 3 min overdue",
  );
  expect(head(anAlertsView({ overdue: 37, others: 4 }))).toBe(
    "🔴 37 overdue · 4 more · longest #1042 Visitor 1042 3 min overdue",
  );
});

test("warnings are not called overdue", () => {
  const items = [anAlertLine(7, -12_000), anAlertLine(8, -30_000)];
  expect(head(anAlertsView({ overdue: 0, others: 2, items }))).toBe(
    "⏰ 2 due soon or just answered · first #7 Visitor 7 12 s left",
  );
});

test("a line says who waits, how long, who has it and what was asked", () => {
  expect(line(anAlertLine(7, 5_000), ALERTS_NOW)).toBe(
    'Visitor 7 · 🔴 5 s overdue · nobody has it · "My site shows a 502"',
  );
  const rep = { platform: "slack", userId: "U1", name: "Rosa Reiter", accountCreatedAt: null } as const;
  const late = anAlertLine(7, 5_000, { rep, preview: "", answeredAt: ALERTS_NOW - 1_000 });
  expect(line(late, ALERTS_NOW)).toBe("Visitor 7 · 🟠 answered 4 s late · Rosa Reiter");
});

test("where the rest stands", () => {
  expect(rest(980, "<#C1>")).toBe("980 more: their cards stand in <#C1>.");
  expect(rest(980, null)).toBe("980 more: their cards stand in the staff channel.");
});

test("no line outgrows a lock screen, whatever it is given", () => {
  const long = "x ".repeat(400);
  const customer = { platform: "discord", userId: "1", name: long, accountCreatedAt: null } as const;
  const item = anAlertLine(7, 5_000, { customer, preview: long, rep: customer });
  expect(line(item, ALERTS_NOW).length).toBeLessThanOrEqual(150);
  expect(head(anAlertsView({ overdue: 99_999, others: 99_999, items: [item] })).length).toBeLessThanOrEqual(
    150,
  );
});
