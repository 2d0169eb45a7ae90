import { expect, it } from "vitest";
import { createView } from "../../adapters/sandbox/render/view.ts";
import { wordsFor } from "../../src/core/texts/index.ts";
import { anAlertsView } from "../support/alerts-view.ts";

it("a merged alert has a line for each chat, and says where the rest stands", () => {
  const view = createView(wordsFor, () => null);
  const restAt = { platform: "sandbox", channel: "staff", thread: null } as const;
  const shown = view.message({
    ...{ id: "1", channel: "alerts", thread: null, at: 0, editedAt: null, deleted: false, reactions: [] },
    ...{ author: null, text: null },
    post: {
      body: { kind: "alerts", alerts: anAlertsView({ restAt, rest: 3 }) },
      mention: [],
      buttons: [],
      desk: { deskName: "Main", policyUrl: null, texts: {} },
      language: "en",
    },
  });
  expect(shown.alert).toMatchObject({ number: 1042, level: 1, rest: "3 more: their cards stand in #staff." });
  expect(shown.alert?.lines.map((line) => line.number)).toEqual([1042, 1043]);
  expect(shown.alert?.lines[0]?.text).toContain("Visitor 1042 · 🔴 3 min overdue");
});
