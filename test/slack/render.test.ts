import { describe, expect, it } from "vitest";
import { actions } from "../../adapters/slack/blocks.ts";
import { unescapeText } from "../../adapters/slack/escape.ts";
import { laneOf } from "../../adapters/slack/limits.ts";
import { type Rendering, render } from "../../adapters/slack/render.ts";
import { isAfter, msToTs, tsToMs } from "../../adapters/slack/timestamp.ts";
import { type Button, REP_ACTIONS, type RepAction } from "../../src/core/actions.ts";
import { PRIORITY } from "../../src/core/effect.ts";
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
const button = (action: RepAction, style: Button["style"] = "default", subject: string | null = null) => ({
  action,
  conversationId: "c1",
  subject,
  style,
});
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
  plan: null,
  offeredTo: null,
  waitUntil: null,
  unreliableSince: null,
  buttons: [button("claim", "primary"), button("resolve"), button("handoff")],
};
const busy: CardView = {
  ...card,
  rep: { platform: "slack", userId: "U1", name: "rosa", accountCreatedAt: null },
  ball: "customer",
  waitingSince: null,
  clocks: [{ target: "resolution", dueAt: NOW + 1_200 * SECOND, state: "running" }],
  plan: "gold",
  waitUntil: NOW + 900 * SECOND,
  buttons: [
    button("still_on_it", "primary"),
    button("no_reply_needed"),
    button("wait"),
    button("resolve"),
    button("handoff"),
    button("transfer"),
    button("release"),
    button("take_over", "danger"),
  ],
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
  offer: null,
  passedOn: [],
  recent: [],
  unreliableSince: null,
  permalink: "https://t.slack.com/archives/C1/p1?thread_ts=1&cid=C1",
  buttons: [button("claim", "primary"), button("take_over", "danger")],
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

  it("says what happens next while a rep has it", () => {
    const { blocks } = only({ kind: "card", card: busy });
    expect(blocks).toMatchSnapshot();
  });

  it("says to whom it is offered while nobody has it", () => {
    const offeredTo = {
      platform: "slack",
      userId: "U1",
      name: "rosa *<!here>*",
      accountCreatedAt: null,
    } as const;
    const { text, blocks } = only({ kind: "card", card: { ...card, offeredTo } });
    expect(text).toContain("Offered to rosa");
    expect(JSON.stringify(blocks)).toContain("*Offered to rosa &lt;!here&gt;. The customer waits.*");
  });

  it("says first that its clocks cannot be believed", () => {
    const { blocks } = only({ kind: "card", card: { ...card, unreliableSince: NOW - 60 * SECOND } });
    expect(blocks[1]).toMatchObject({
      text: {
        text: expect.stringMatching(
          /^\*⚠️ Clocks unreliable.*since <!date\^1780282740\^\{time_secs\}\|[^>]+>\*\n/,
        ),
      },
    });
  });

  it("keeps its form while moments pass: it is edited when a state changes, never for the time", () => {
    const later = render({ kind: "card", card: busy }, { ...rendering, now: NOW + 600 * SECOND });
    expect(later).toEqual(render({ kind: "card", card: busy }, rendering));
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
        plan: long,
        waitUntil: NOW,
        unreliableSince: NOW,
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
    expect(blocks.at(-1)).toMatchObject({
      elements: [{ style: "primary" }, { text: { text: "Take over" }, style: "danger" }],
    });
  });

  it("says how long ago it was due once it is overdue, in every reader's words", () => {
    const { blocks } = only({ kind: "alert", alert: { ...alert, dueAt: NOW - 60 * SECOND } });
    expect(JSON.stringify(blocks)).toContain(`(<!date^${NOW / 1000 - 60}^{ago}|02:59:00 UTC>)`);
  });

  it("says under it whom it passed over and what was said last, in nobody's control", () => {
    const { blocks } = only({
      kind: "alert",
      alert: {
        ...alert,
        passedOn: [{ who: "offered", name: "sam", why: "do_not_disturb" }],
        recent: [{ from: "Mallory", text: "hello? <!channel> @here" }],
        unreliableSince: NOW,
      },
    });
    expect(blocks[1]).toMatchObject({
      text: {
        text: [
          "⚠️ Clocks unreliable: a platform is silent.",
          "Passed on at once: sam has notifications paused.",
          "Mallory: hello? &lt;!channel&gt; @\u200Bhere",
        ].join("\n"),
      },
    });
  });

  it("stays within Slack's limits, however much was said last", () => {
    const recent = Array.from({ length: 10 }, () => ({ from: "<".repeat(100), text: "&".repeat(4_000) }));
    only({
      kind: "alert",
      alert: { ...alert, recent, mention: Array.from({ length: 200 }, (_, n) => `U${n}`) },
    });
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

describe("buttons", () => {
  it("have their words within Slack's limit, and an id of their own", () => {
    expect(blockFaults(actions(buttons, words), "message")).toEqual([]);
    const choices = [
      button("transfer_to", "default", "rep:ana"),
      { ...button("transfer_to", "default", "rep:ben"), label: "Ben ".repeat(50) },
      { ...button("transfer_to", "default", "rep:nameless"), label: " " },
      button("transfer_to", "default", "permission:billing"),
      ...[300_000, 900_000].map((ms) => button("wait_for", "default", String(ms))),
    ];
    const rows = actions(choices, words);
    expect(blockFaults(rows, "message")).toEqual([]);
    expect(JSON.stringify(rows)).toContain("Anybody with billing");
    expect(JSON.stringify(rows)).toContain("5 minutes");
  });

  it("are no more than Slack shows", () => {
    const many = Array.from({ length: 40 }, (_, n) => button("transfer_to", "default", `rep:${n}`));
    expect(blockFaults(actions(many, words), "message")).toEqual([]);
  });
});

it("a list is one line for each conversation, with its link and its moment", () => {
  const item = (number: number, url: string | null, theirs: boolean) => ({ number, url, dueAt: NOW, theirs });
  const url = "https://t.slack.com/archives/C1/p1?thread_ts=1&cid=C1";
  const sentence = {
    key: "your_list",
    person: "p1",
    begins: true,
    items: [item(7, url, true), { ...item(8, null, false), dueAt: null }],
  } as const;
  const body = { kind: "sentence", sentence, people: {}, quotes: {} } as const;
  const { payloads } = render(body, { ...rendering, buttons: [button("off_duty")] });
  const due = `<!date^${NOW / 1000}^{time_secs}|2026-06-01 03:00:00 UTC>`;
  const text = [
    "👋 ?, your shift begins.",
    `• <${url.replace("&", "&amp;")}|#7> · yours · due ${due}`,
    "• #8 · nobody's yet · the customer's turn",
  ].join("\n");
  expect(payloads).toMatchObject([{ text, blocks: [{ text: { text } }, { type: "actions" }] }]);
  const all = Array.from({ length: 20 }, (_, n) => item(n, url.repeat(2), false));
  const long = render({ ...body, sentence: { ...sentence, items: all } }, { ...rendering, buttons });
  for (const { blocks } of long.payloads) expect(blockFaults(blocks, "message")).toEqual([]);
  expect(
    long.payloads
      .flatMap((one) => one.text.split("\n"))
      .filter((line) => /^• <[^>]+> · .* due <[^>]+>$/.test(line)),
  ).toHaveLength(20);
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
  // At most 40 edits a minute for the workspace (sla.md, Noise), and cards yield to alerts.
  expect(laneOf("edit", at("C1"))).toMatchObject({ intervalMs: 1_500, concurrency: 1 });
  expect(PRIORITY.PostAlert).toBeLessThan(PRIORITY.UpdateCard);
  expect(PRIORITY.CloseAlert).toBeLessThan(PRIORITY.UpdateCard);
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
