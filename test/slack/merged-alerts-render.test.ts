import { expect, it } from "vitest";
import { render } from "../../adapters/slack/render.ts";
import { wordsFor } from "../../src/core/texts/index.ts";
import type { AlertsView } from "../../src/core/views.ts";
import { blockFaults } from "../emulators/slack/blocks.ts";
import { ALERTS_NOW, anAlertLine, anAlertsView } from "../support/alerts-view.ts";

const only = (alerts: AlertsView) => {
  const { payloads } = render(
    { kind: "alerts", alerts },
    {
      words: wordsFor("en"),
      desk: { deskName: "Main", policyUrl: null, texts: {} },
      now: ALERTS_NOW,
      mention: alerts.mention,
      buttons: [],
      persona: false,
    },
  );
  expect(payloads).toHaveLength(1);
  const [payload] = payloads;
  if (payload === undefined) throw new Error("Nothing was rendered.");
  expect(blockFaults(payload.blocks, "message")).toEqual([]);
  expect(payload.text.length).toBeLessThanOrEqual(3_900);
  return { text: payload.text, blocks: payload.blocks, shown: JSON.stringify(payload.blocks) };
};

it("each conversation has a line with its link, and its buttons under it", () => {
  const { text, blocks, shown } = only(anAlertsView({ rest: 35, overdue: 37 }));
  expect(text).toBe("🔴 37 overdue · longest #1042 Visitor 1042 3 min overdue");
  expect(shown).toContain("<@U1> <@U2>");
  expect(shown).toContain(
    "*<https://t.slack.com/archives/C1/p1042?thread_ts=1&amp;cid=C1|#1042>* Visitor 1042",
  );
  expect(shown).toContain("35 more: their cards stand in <#C1>.");
  expect(blocks.filter((block) => block.type === "actions")).toHaveLength(2);
});

it("twenty lines with their buttons fit into one message, whatever stands in them", () => {
  const long = "<!channel> & ".repeat(500);
  const customer = { platform: "discord", userId: "1", name: long, accountCreatedAt: null } as const;
  const items = Array.from({ length: 20 }, (_, nth) =>
    anAlertLine(nth, 1_000, { customer, preview: long, permalink: null }),
  );
  const mention = Array.from({ length: 300 }, (_, nth) => `U${nth}`);
  const { blocks, shown } = only(anAlertsView({ items, mention, here: true, rest: 1_980, overdue: 2_000 }));
  expect(blocks.length).toBeLessThanOrEqual(50);
  expect(blocks.filter((block) => block.type === "actions")).toHaveLength(20);
  expect(shown).not.toContain("<!channel>");
  expect(shown).toContain("<!here>");
});

it("a conversation without a link has its number, cards elsewhere are named in words", () => {
  const items = [anAlertLine(7, 0, { permalink: null })];
  const restAt = { platform: "discord", channel: "9", thread: null } as const;
  const { shown } = only(anAlertsView({ items, restAt, rest: 1, mention: [] }));
  expect(shown).toContain("*#7*");
  expect(shown).toContain("the staff channel");
});
