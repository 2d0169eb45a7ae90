import { describe, expect, it } from "vitest";
import { actions } from "../../adapters/slack/blocks.ts";
import { unescapeText } from "../../adapters/slack/escape.ts";
import { laneOf } from "../../adapters/slack/limits.ts";
import { type Rendering, render } from "../../adapters/slack/render.ts";
import { isAfter, msToTs, tsToMs } from "../../adapters/slack/timestamp.ts";
import { REP_ACTIONS } from "../../src/core/actions.ts";
import { wordsFor } from "../../src/core/texts/index.ts";
import { DAY, SECOND } from "../../src/core/time.ts";
import type { AlertView, CardView } from "../../src/core/views.ts";
import { blockFaults } from "../emulators/slack/blocks.ts";

const NOW = Date.UTC(2026, 5, 1, 3, 0, 0);
const words = wordsFor("en");
const rendering: Rendering = {
  words,
  desk: { deskName: "Main", policyUrl: null, texts: {} },
  now: NOW,
  mention: [],
  buttons: [],
  persona: false,
};

const buttons = REP_ACTIONS.map((action) => ({
  action,
  conversationId: "c1",
  subject: null,
  style: "primary" as const,
}));
const card: CardView = {
  number: 7,
  customer: {
    platform: "discord",
    userId: "80351110224678912",
    name: "Mallory <!channel>",
    accountCreatedAt: NOW - 3 * DAY,
  },
  subject: "Site *down* <@U1>",
  preview: "It says 502\nsince an hour & more",
  status: "open",
  outcome: null,
  rep: null,
  ball: "rep",
  waitingSince: NOW,
  openedAt: NOW,
  clocks: [
    { target: "first_response", dueAt: NOW + 60 * SECOND, state: "running" },
    { target: "resolution", dueAt: NOW + 1_200 * SECOND, state: "running" },
  ],
  reachable: true,
  buttons,
};
const alert: AlertView = {
  number: 7,
  customer: card.customer,
  target: "first_response",
  level: 0.5,
  dueAt: NOW + 30 * SECOND,
  now: NOW,
  answeredAt: null,
  preview: "It says 502 & more",
  mention: ["U1", "U2"],
  here: false,
  permalink: "https://t.slack.com/archives/C1/p1?thread_ts=1&cid=C1",
  buttons: buttons.slice(0, 2),
};

const only = (body: Parameters<typeof render>[0]) => {
  const { payloads } = render(body, rendering);
  expect(payloads).toHaveLength(1);
  const [payload] = payloads;
  if (payload === undefined) throw new Error("Nothing was rendered.");
  expect(blockFaults(payload.blocks, "message")).toEqual([]);
  return payload;
};

describe("the card", () => {
  it("says at a glance who, what, how far, and that nobody is authenticated", () => {
    const { text, blocks } = only({ kind: "card", card });
    expect(blocks).toMatchSnapshot();
    expect(text).toBe("🆕 #7 · Mallory &lt;!channel&gt;: Nobody has claimed it yet. The customer waits.");
    const shown = JSON.stringify(blocks);
    expect(shown).toContain("NOT AUTHENTICATED");
    expect(shown).toContain("Discord `80351110224678912`");
    // The header is plain text, in which nothing is a mention.
    expect(JSON.stringify(blocks.slice(1))).not.toMatch(/<[@!](?!date)/);
  });

  it("stays within Slack's limits, whatever it is given", () => {
    const long = "x&<>y ".repeat(3_000);
    only({
      kind: "card",
      card: {
        ...card,
        customer: { ...card.customer, name: long },
        subject: long,
        preview: long,
        rep: { ...card.customer, name: long },
        reachable: false,
        clocks: Array.from({ length: 40 }, () => ({
          target: "update",
          dueAt: NOW + 9 * DAY,
          state: "breached",
        })),
      },
    });
    only({
      kind: "card",
      card: { ...card, subject: null, preview: "", clocks: [], buttons: [], status: "archived" },
    });
  });

  it("has no empty name", () => {
    const { blocks } = only({ kind: "card", card: { ...card, customer: { ...card.customer, name: "***" } } });
    expect(JSON.stringify(blocks)).toContain("? · Discord");
  });
});

describe("a ping", () => {
  it("serves a lock screen in its text and calls people in its blocks", () => {
    const { text, blocks } = only({ kind: "alert", alert });
    expect(text).toBe('⏰ 30 s left · #7 Mallory &lt;!channel&gt; · "It says 502 &amp; more"');
    const shown = JSON.stringify(blocks);
    expect(shown).toContain("<@U1> <@U2>");
    expect(shown).toContain(`<!date^${(NOW + 30 * SECOND) / 1000}^{time_secs}|`);
    expect(shown).toContain("<https://t.slack.com/archives/C1/p1?thread_ts=1&amp;cid=C1|#7>");
    expect(shown).toContain("deskclock:1:claim");
  });

  it("calls whoever is there when nobody can be named, and stays short", () => {
    const { text, blocks } = only({
      kind: "alert",
      alert: { ...alert, mention: [], here: true, permalink: null, preview: "<".repeat(80), buttons: [] },
    });
    expect(JSON.stringify(blocks)).toContain("<!here>");
    expect(unescapeText(text).length).toBeLessThanOrEqual(150);
  });

  it("says how it ended, with nothing left to press", () => {
    const sentence = { kind: "sentence", sentence: { key: "alert_over" }, people: {}, quotes: {} } as const;
    const { text, blocks } = only({ kind: "closed_alert", number: 7, sentence });
    expect(text).toMatch(/^#7 /);
    expect(JSON.stringify(blocks)).not.toContain("button");
  });
});

it("every button has its words within Slack's limit", () => {
  expect(blockFaults(actions(buttons, words), "message")).toEqual([]);
});

it("an empty text is still a message", () => {
  expect(
    render({ kind: "text", text: "", from: null, attachments: [] }, rendering).payloads[0]?.text,
  ).not.toBe("");
});

it("lanes: each channel its own for posts, the workspace one for edits, another for marks", () => {
  const at = (channel: string) => ({ platform: "slack", channel, thread: "1.1" }) as const;
  expect(laneOf("post", at("C1"))).toEqual({ key: "slack:C1", intervalMs: 1_000, concurrency: 4 });
  expect(laneOf("post", at("C2")).key).toBe("slack:C2");
  expect(laneOf("post", at("C1"), 5).intervalMs).toBe(5);
  expect(laneOf("edit", at("C1")).key).toBe(laneOf("edit", at("C2")).key);
  expect(
    new Set(
      (["post", "edit", "delete", "mark", "whisper", "lock"] as const).map(
        (type) => laneOf(type, at("C1")).key,
      ),
    ).size,
  ).toBe(6);
});

it("a ts and its moment", () => {
  expect(tsToMs("1700000000.123456")).toBe(1_700_000_000_123);
  expect(tsToMs("1700000000.999999")).toBe(1_700_000_000_999);
  expect(msToTs(1_700_000_000_007)).toBe("1700000000.007000");
  expect(isAfter("1700000000.000002", "1700000000.000001")).toBe(true);
  expect(isAfter("999999999.000001", "1700000000.000001")).toBe(false);
});
