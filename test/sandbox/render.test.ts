import { describe, expect, it } from "vitest";
import { createDirectory } from "../../adapters/sandbox/directory.ts";
import { rich } from "../../adapters/sandbox/render/markdown.ts";
import { plainText } from "../../adapters/sandbox/render/rich.ts";
import { tell } from "../../adapters/sandbox/render/voice.ts";
import { LONGEST, splitBody } from "../../adapters/sandbox/split.ts";
import { wordsFor } from "../../src/core/texts/index.ts";
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
