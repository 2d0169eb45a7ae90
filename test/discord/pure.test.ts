import { inspect } from "node:util";
import { DiscordAPIError } from "discord.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decode, encodeButton } from "../../adapters/discord/custom-id.ts";
import { chatErrorOf } from "../../adapters/discord/errors.ts";
import { laneOf } from "../../adapters/discord/lanes.ts";
import { canonical, neutralise, plainName } from "../../adapters/discord/markdown.ts";
import { type Rendering, render } from "../../adapters/discord/render.ts";
import { encodeReply, usableReply } from "../../adapters/discord/reply.ts";
import { firstIdAt, timeOf } from "../../adapters/discord/snowflake.ts";
import { splitText } from "../../adapters/discord/split.ts";
import { CUSTOMER_ACTIONS, REP_ACTIONS } from "../../src/core/actions.ts";
import { wordsFor } from "../../src/core/texts/index.ts";
import type { Body } from "../../src/core/views.ts";
import { buttonOf, freshId } from "../contract/orders.ts";
import { deskAt, placeAt } from "./scene.ts";

const names = {
  user: (id: string) => `u${id}`,
  role: (id: string) => `r${id}`,
  channel: (id: string) => `c${id}`,
};

describe("splitting", () => {
  it("keeps every character but white space, in order, within the room", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", " ", "\n", "é", "🙂"), maxLength: 3000 });
    fc.assert(
      fc.property(text, (whole) => {
        const parts = splitText(whole, 200);
        expect(parts.join("").replace(/\s/g, "")).toBe(whole.replace(/\s/g, ""));
        for (const part of parts) expect(part.length).toBeLessThanOrEqual(200);
      }),
    );
  });

  it("keeps the room whatever code blocks there are", () => {
    const text = fc.string({
      unit: fc.constantFrom("a", "```", "\n", "\n```js\n", "`", " "),
      maxLength: 2000,
    });
    fc.assert(
      fc.property(text, (whole) => {
        for (const part of splitText(whole, 200)) expect(part.length).toBeLessThanOrEqual(200);
      }),
    );
  });

  it("breaks no character and no word that fits", () => {
    expect(splitText("🙂".repeat(150), 200).every((part) => !/[\ud800-\udbff]$/.test(part))).toBe(true);
    const parts = splitText(Array.from({ length: 200 }, (_, index) => `word${index}`).join(" "), 200);
    expect(parts.flatMap((part) => part.split(" "))).toHaveLength(200);
  });

  it("goes on with a quote, and with the code in it", () => {
    expect(splitText(`> ${"word ".repeat(60)}`, 200).every((part) => part.startsWith("> word"))).toBe(true);
    const code = Array.from({ length: 20 }, (_, line) => `> line ${line}`).join("\n");
    const [first, second] = splitText(`> \`\`\`ts\n${code}\n> \`\`\``, 200);
    expect(first?.endsWith("\n> ```")).toBe(true);
    expect(second?.startsWith("> ```ts\n> line ")).toBe(true);
  });

  it("leaves a short text alone", () => {
    expect(splitText("  hi\n")).toEqual(["  hi\n"]);
  });
});

describe("custom ids", () => {
  it("carry every action there is, with the longest ids, and come back the same", () => {
    for (const action of [...REP_ACTIONS, ...CUSTOMER_ACTIONS]) {
      const button = buttonOf({ action, subject: freshId() });
      const text = encodeButton(button);
      expect(text.length).toBeLessThanOrEqual(100);
      expect(decode(text)).toEqual({
        kind: "action",
        action,
        conversationId: button.conversationId,
        subject: button.subject,
      });
    }
  });

  it("mean for ever what they meant", () => {
    expect(decode("dc1|customer_solved|c1|")).toMatchObject({ action: "customer_solved", subject: null });
    expect(decode("dc1|open|5")).toEqual({ kind: "open", channel: "5" });
    expect(decode("dc1|what|5")).toEqual({ kind: "what", channel: "5" });
    expect(decode("dc1|form|5|shortcut")).toEqual({ kind: "form", channel: "5", door: "shortcut" });
  });

  it.each(["", "dc2|open|5", "dc1|fly|5", "dc1|open|", "dc1|form|5|window"])("do not know %j", (text) => {
    expect(decode(text)).toBeNull();
  });

  it("refuse what would be cut", () => {
    expect(() => encodeButton(buttonOf({ conversationId: "x".repeat(100) }))).toThrow("at most 100");
  });
});

describe("Markdown", () => {
  it("turns Discord's tokens into words, outside code", () => {
    expect(canonical("<@1> <@!2> <@&3> <#4> <a:ok:5> </help:6> <t:0:R> `<@1>`", names)).toBe(
      "@u1 @u2 @r3 #c4 :ok: /help 1970-01-01 00:00 UTC `<@1>`",
    );
    expect(canonical("```\n<@1>\n```", names)).toBe("```\n<@1>\n```");
  });

  it("takes the power from mentions and leaves the rest as it is", () => {
    expect(neutralise("@everyone <@1> <@&2> a@heremail.example <#3> **b**")).toBe(
      "@\u200beveryone <\u200b@1> <\u200b@&2> a@heremail.example <#3> **b**",
    );
    expect(neutralise("`@everyone`")).toBe("`@everyone`");
  });

  it("makes names plain", () => {
    expect(plainName("a*b\n_c_ [x](y)")).toBe("a\\*b \\_c\\_ \\[x\\]\\(y\\)");
  });
});

describe("snowflakes", () => {
  it("hold Discord's time", () => {
    // The documentation's own example: https://docs.discord.com/developers/reference#snowflakes
    expect(timeOf("175928847299117063")).toBe(1462015105796);
    expect(timeOf(firstIdAt(1462015105796))).toBe(1462015105796);
    expect(firstIdAt(0)).toBe("0");
  });

  it("tell whether an answer is still possible", () => {
    const to = {
      to: "press",
      applicationId: "1",
      interactionId: firstIdAt(1_700_000_000_000),
      token: "a:b",
    } as const;
    const reply = encodeReply(to);
    expect(usableReply(reply, 1_700_000_000_000 + 13 * 60_000)).toEqual(to);
    expect(usableReply(reply, 1_700_000_000_000 + 15 * 60_000)).toBeNull();
    expect(usableReply(null, 0)).toBeNull();
    expect(usableReply("something else", 0)).toBeNull();
  });
});

describe("rendering", () => {
  const words = wordsFor("en");
  const desk = deskAt("5");
  const customer = { platform: "discord", userId: "9", name: "Anna", accountCreatedAt: 0 } as const;
  const rendering = (body: Body, more: Partial<Rendering> = {}): Rendering => ({
    body,
    buttons: [],
    mention: [],
    words,
    desk: { deskName: desk.name, policyUrl: null, texts: {} },
    door: desk,
    ...more,
  });
  const sentence = (value: Extract<Body, { kind: "sentence" }>["sentence"]): Body => ({
    kind: "sentence",
    sentence: value,
    people: { p1: customer },
    quotes: { m1: "first\nsecond @everyone" },
  });

  it("greets with the quote, the buttons below, and what chat can do", () => {
    const greeting = sentence({ key: "greeting", targets: desk.policy.targets, messageId: "m1" });
    const buttons = [buttonOf({ action: "customer_solved", conversationId: "c1" })];
    const [part, ...more] = render(rendering(greeting, { buttons }));
    expect(more).toEqual([]);
    expect(part?.content).toContain("> first\n> second @\u200beveryone");
    const ids = part?.components.flatMap((row) => row.components).map((one) => JSON.stringify(one));
    expect(ids?.[0]).toContain("dc1|customer_solved|c1|");
    expect(ids?.[1]).toContain("dc1|what|5");
  });

  it("links the policy instead, where it has an address", () => {
    const greeting = sentence({ key: "greeting", targets: desk.policy.targets, messageId: null });
    const own = { deskName: desk.name, policyUrl: "https://example.com/policy", texts: {} };
    const [part] = render(rendering(greeting, { desk: own }));
    expect(part?.content).toContain("(<https://example.com/policy>)");
    expect(part?.components).toEqual([]);
  });

  it("times that count down in each reader's zone", () => {
    const [part] = render(rendering(sentence({ key: "resolved_for_customer", until: 1_700_000_000_000 })));
    expect(part?.content).toContain("<t:1700000000:t> (<t:1700000000:R>)");
  });

  it("puts a mention first where the sentence has none, and lets only it ping", () => {
    const [part] = render(
      rendering(sentence({ key: "late_for_customer", called: null }), { mention: ["9"] }),
    );
    expect(part?.content.startsWith("<@9> ")).toBe(true);
    expect(part?.allowed_mentions).toEqual({ parse: [], users: ["9"] });
  });

  it("a code block below the name, not behind it", () => {
    const body: Body = { kind: "text", text: "```\ncode\n```", from: customer, attachments: [] };
    expect(render(rendering(body))[0]?.content).toBe("**Anna**:\n```\ncode\n```");
  });

  it("attachments as links", () => {
    const file = { name: "a [1].png", url: "https://cdn.example/a.png?x=1&", size: 1, mimeType: null };
    const body: Body = { kind: "text", text: "see", from: null, attachments: [file] };
    expect(render(rendering(body))[0]?.content).toBe(
      "see\n[a \\[1\\].png](<https://cdn.example/a.png?x=1&>)",
    );
  });

  it("a card and an alert for a staff channel", () => {
    const card: Body = {
      kind: "card",
      card: {
        number: 7,
        customer,
        subject: null,
        preview: "It is down",
        status: "open",
        outcome: null,
        rep: null,
        ball: "rep",
        waitingSince: 0,
        openedAt: 0,
        clocks: [{ target: "first_response", dueAt: 60_000, state: "running" }],
        reachable: true,
        plan: null,
        offeredTo: null,
        waitUntil: null,
        unreliableSince: null,
        buttons: [buttonOf({ action: "claim" })],
      },
    };
    const [shown] = render(rendering(card));
    expect(JSON.stringify(shown?.embeds)).toContain("NOT AUTHENTICATED");
    expect(JSON.stringify(shown?.embeds)).toContain("`9`");
    expect(shown?.components).toHaveLength(1);
    const alert: Body = {
      kind: "alert",
      alert: {
        number: 7,
        customer,
        target: "first_response",
        level: 0.5,
        dueAt: 60_000,
        now: 30_000,
        answeredAt: null,
        preview: "It is down",
        mention: ["4"],
        here: true,
        offer: null,
        passedOn: [],
        recent: [],
        unreliableSince: null,
        permalink: null,
        buttons: [],
      },
    };
    const [ping] = render(rendering(alert));
    expect(ping?.content).toContain("@here");
    expect(ping?.allowed_mentions).toEqual({ parse: ["everyone"], users: ["4"] });
  });
});

describe("lanes and errors", () => {
  it("one lane for each place, and one for openings", () => {
    expect(laneOf("post", placeAt("1"))).toEqual({ key: "discord:1", intervalMs: 0, concurrency: 1 });
    expect(laneOf("open_place", placeAt("1"))).toEqual({
      key: "discord:open",
      intervalMs: 0,
      concurrency: 4,
    });
  });

  it("knows what was certainly not sent", () => {
    const refused = Object.assign(new Error("x"), { code: "ECONNREFUSED" });
    expect(chatErrorOf(new Error("fetch failed", { cause: refused })).kind).toBe("retry");
    expect(chatErrorOf(Object.assign(new Error("x"), { code: "ECONNRESET" })).kind).toBe("unknown");
    expect(chatErrorOf(new DOMException("x", "TimeoutError")).kind).toBe("unknown");
  });

  it("keeps texts and tokens out of what may be logged", () => {
    const raw = { code: 50007, message: "Cannot send messages to this user" };
    const body = { body: { content: "my secret" }, files: undefined };
    const error = chatErrorOf(
      new DiscordAPIError(raw, 50007, 403, "POST", "https://x/webhooks/1/token", body),
    );
    expect(error.failure).toEqual({ reason: "customer_unreachable", code: "50007" });
    expect(inspect(error, { depth: 9 })).not.toMatch(/my secret|webhooks/);
  });
});
