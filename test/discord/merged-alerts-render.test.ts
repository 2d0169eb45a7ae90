import { expect, it } from "vitest";
import { render } from "../../adapters/discord/render.ts";
import { wordsFor } from "../../src/core/texts/index.ts";
import { anAlertLine, anAlertsView } from "../support/alerts-view.ts";

const shown = (alerts: ReturnType<typeof anAlertsView>) =>
  render({
    body: { kind: "alerts", alerts },
    buttons: [],
    mention: [],
    words: wordsFor("en"),
    desk: { deskName: "Main", policyUrl: null, texts: {} },
    door: null,
  });

it("a merged alert calls its people and links every conversation", () => {
  const restAt = { platform: "discord", channel: "55", thread: null } as const;
  const [part] = shown(anAlertsView({ mention: ["4"], restAt, rest: 3, here: true }));
  expect(part?.content).toContain("🔴 2 overdue · longest #1042 Visitor 1042 3 min overdue");
  expect(part?.content).toContain(
    "[#1043](<https://t.slack.com/archives/C1/p1043?thread_ts=1&cid=C1>) Visitor 1043",
  );
  expect(part?.content).toContain("3 more: their cards stand in <#55>.");
  expect(part?.allowed_mentions).toEqual({ parse: ["everyone"], users: ["4"] });
});

it("twenty long lines are parted as Discord takes them", () => {
  const items = Array.from({ length: 20 }, (_, nth) =>
    anAlertLine(nth, 1_000, { preview: "x ".repeat(300) }),
  );
  const parts = shown(anAlertsView({ items }));
  expect(parts.length).toBeGreaterThan(1);
  for (const part of parts) expect(part.content.length).toBeLessThanOrEqual(2_000);
});
