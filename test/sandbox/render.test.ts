import { describe, expect, it } from "vitest";
import { createDirectory } from "../../adapters/sandbox/directory.ts";
import { rich } from "../../adapters/sandbox/render/markdown.ts";
import { plainText } from "../../adapters/sandbox/render/rich.ts";
import { createView } from "../../adapters/sandbox/render/view.ts";
import { tell } from "../../adapters/sandbox/render/voice.ts";
import { LONGEST, splitBody } from "../../adapters/sandbox/split.ts";
import { wordsFor } from "../../src/core/texts/index.ts";
import type { AlertView, Body, CardView } from "../../src/core/views.ts";
import { textBody } from "../contract/orders.ts";
import { REPS } from "./desk.ts";

const p = (...children: unknown[]) => ({ tag: "p", children });

describe("Markdown that anybody may have typed", () => {
  it("becomes elements", () => {
    expect(rich("a **b** *c* ~~d~~ `e`")).toEqual([
      p(
        "a ",
        { tag: "strong", children: ["b"] },
        " ",
        { tag: "em", children: ["c"] },
        " ",
        { tag: "del", children: ["d"] },
        " ",
        { tag: "code", children: ["e"] },
      ),
    ]);
    expect(rich("one\ntwo")).toEqual([p("one", { tag: "br" }, "two")]);
    expect(rich("- x\n- y")).toMatchObject([{ tag: "ul", children: [{ tag: "li" }, { tag: "li" }] }]);
    expect(rich("> said")).toMatchObject([{ tag: "blockquote" }]);
    expect(rich("```\ncode <b>\n```")).toEqual([
      { tag: "pre", children: [{ tag: "code", children: ["code <b>"] }] },
    ]);
  });

  it.each(["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "a <b>b</b>"])(
    "never becomes markup: %s",
    (text) => {
      const nodes = rich(text);
      expect(plainText(nodes).trim()).toBe(text);
      expect(JSON.stringify(nodes)).not.toMatch(/"tag":"(script|img|b)"/);
    },
  );

  it.each([
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html,hi)",
    "[x](vbscript:x)",
    "[x](/relative)",
    "![x](javascript:alert(1))",
  ])("links nowhere dangerous: %s", (text) => {
    expect(JSON.stringify(rich(text))).not.toContain("href");
  });

  it("links to pages, and shows a picture as a link", () => {
    expect(rich("https://example.org/a")).toMatchObject([
      { children: [{ tag: "a", href: "https://example.org/a" }] },
    ]);
    expect(rich("![cat](https://example.org/cat.png)")).toMatchObject([
      { children: [{ tag: "a", href: "https://example.org/cat.png", children: ["cat"] }] },
    ]);
  });

  it("cannot pretend to be a slot of ours", () => {
    expect(plainText(rich("\uE0000\uE001"))).toBe("0\n");
  });
});

describe("a sentence of the desk's", () => {
  const words = wordsFor("en");
  const desk = { deskName: "Acme", policyUrl: null, texts: {} };
  const person = (name: string) =>
    ({ platform: "sandbox", userId: "ada", name, accountCreatedAt: null }) as const;

  it("takes names as names, not as Markdown", () => {
    const nodes = tell(
      { sentence: { key: "claimed", person: "p1" }, people: { p1: person("**Ada** <b>") }, quotes: {} },
      words,
      desk,
      ["ada"],
    );
    expect(JSON.stringify(nodes)).toContain(
      '{"tag":"person","user":"ada","name":"**Ada** <b>","mention":true}',
    );
  });

  it("quotes as a block of its own, and gives times to the reader's zone", () => {
    const told = tell(
      {
        sentence: { key: "continued_here", messageId: "m1" },
        people: {},
        quotes: { m1: "first\n\n> second" },
      },
      words,
      desk,
    );
    expect(told.map((node) => (typeof node === "string" ? "text" : node.tag))).toEqual(["p", "blockquote"]);
    const timed = tell(
      { sentence: { key: "resolved_for_customer", until: 1_700_000_000_000 }, people: {}, quotes: {} },
      words,
      desk,
    );
    expect(JSON.stringify(timed)).toContain('{"tag":"time","at":1700000000000}');
  });
});

describe("a card and an alert", () => {
  const customer = { platform: "sandbox", userId: "max", name: "Max", accountCreatedAt: null } as const;
  const view = createView(wordsFor, () => null);
  const shown = (body: Body) =>
    view.message({
      id: "m1",
      channel: "staff",
      thread: null,
      author: null,
      text: null,
      post: {
        body,
        mention: [],
        buttons: [],
        desk: { deskName: "Acme", policyUrl: null, texts: {} },
        language: "en",
      },
      at: 0,
      editedAt: null,
      deleted: false,
      reactions: [],
    });
  const card: CardView = {
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
    clocks: [],
    reachable: true,
    plan: "Business",
    offeredTo: { platform: "sandbox", userId: "ada", name: "Ada Okoro", accountCreatedAt: null },
    waitUntil: null,
    unreliableSince: null,
    buttons: [],
  };

  it("says the plan and to whom it is offered", () => {
    const face = shown({ kind: "card", card }).card;
    expect(face?.rows.at(-1)).toEqual({ label: "Plan", value: "Business" });
    expect(face?.state).toContain("Offered to Ada Okoro");
    expect([face?.waiting, face?.unreliable]).toEqual([null, null]);
  });

  it("says until when it waits for the customer, and since when its clocks cannot be believed", () => {
    const face = shown({ kind: "card", card: { ...card, waitUntil: 5, unreliableSince: 3 } }).card;
    expect(face?.waiting).toMatchObject({ at: 5 });
    expect(face?.unreliable).toMatchObject({ at: 3, text: expect.stringContaining("unreliable") });
  });

  it("says why others are called, and what was said last", () => {
    const alert: AlertView = {
      number: 7,
      customer,
      target: "first_response",
      level: 0,
      dueAt: 60_000,
      now: 0,
      answeredAt: null,
      preview: "It is down",
      mention: [],
      here: false,
      offer: "off_duty",
      passedOn: [{ who: "offered", name: "Ben", why: "do_not_disturb" }],
      recent: [{ from: "Max", text: "Hello?" }],
      unreliableSince: 3,
      permalink: null,
      buttons: [],
    };
    const notes = shown({ kind: "alert", alert }).alert?.notes;
    expect(notes?.join("\n")).toMatch(/unreliable.*\n.*Ben has notifications paused.*\nMax: Hello\?/);
  });

  it("links a list to its cards on this page", () => {
    const items = [{ number: 7, url: "/#message-0000000000001-000000001", dueAt: null, theirs: true }];
    const told = {
      sentence: { key: "your_list", person: "p", begins: false, items } as const,
      people: {},
      quotes: {},
    };
    const nodes = tell(told, wordsFor("en"), { deskName: "Acme", policyUrl: null, texts: {} });
    expect(JSON.stringify(nodes)).toContain('"href":"/#message-0000000000001-000000001"');
  });
});

describe("a long text", () => {
  it("is parted after words, whole", () => {
    const text = Array.from({ length: 2000 }, (_, index) => `word${index}`).join(" ");
    const parts = splitBody(textBody(text)).map((body) => (body.kind === "text" ? body.text : ""));
    expect(parts.join(" ")).toBe(text);
    expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(LONGEST);
  });

  it("never breaks a character in two", () => {
    const parts = splitBody(textBody(`a${"😀".repeat(LONGEST)}`)).map((body) =>
      body.kind === "text" ? body.text : "",
    );
    expect(parts.every((part) => !/\p{Surrogate}/u.test(part))).toBe(true);
    expect(parts.join("")).toBe(`a${"😀".repeat(LONGEST)}`);
  });
});

describe("whom a message addresses", () => {
  const directory = createDirectory(() => REPS);
  it.each([
    ["@Ada look", "ada"],
    ["  @ada okoro: look", "ada"],
    ["@Chloé?", "chloe"],
    ["@Adalbert look", null],
    ["hello @Ada", null],
    ["@here", null],
  ])("%s", (text, user) => {
    expect(directory.addressed(text)).toBe(user);
  });
});
