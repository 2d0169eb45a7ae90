import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toMrkdwn } from "../../adapters/slack/markdown.ts";
import { firstMention, fromMrkdwn } from "../../adapters/slack/mrkdwn.ts";
import { fromRichText } from "../../adapters/slack/rich-text.ts";
import { split } from "../../adapters/slack/split.ts";

const names = {
  user: (id: string) => ({ U1: "rosa", U2: "sam" })[id] ?? id,
  channel: (id: string) => ({ C1: "general" })[id] ?? id,
};

/** What a reader must find again, whatever the marks around it. */
const wordsOf = (text: string): readonly string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];

/** What Slack would take for a call, in a text that should hold none. */
const live = (mrkdwn: string): readonly string[] =>
  mrkdwn.match(/<[@#!][^>]*>|@(?:here|channel|everyone)\b/gi) ?? [];

const piece = fc.constantFrom(
  "hello",
  "**bold**",
  "*it*",
  "_it_",
  "~~gone~~",
  "`code`",
  "```\nblock\n```",
  "> quote",
  "- item",
  "1. first",
  "\n",
  "\n\n",
  " ",
  "<!channel>",
  "<@U123>",
  "@here",
  "@everyone",
  "<#C1>",
  "&amp;",
  "&lt;",
  "[label](https://example.com/a_b)",
  "https://example.com?x=1&y=2",
  "# head",
  "||spoiler||",
  "|",
  "\\*",
  "<b>html</b>",
  "| a | b |\n|---|---|\n| 1 | 2 |",
  "[x]: https://e.com",
  "![alt](https://e.com/i.png)",
  "***",
  "--",
  "\t",
  "é",
  "😀",
);
const markdown = fc.oneof(
  fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join("")),
  fc.string({ unit: "grapheme", maxLength: 80 }),
);

describe("Markdown to mrkdwn", () => {
  it.each([
    ["**bold** and *italic* and ~~gone~~", "*bold* and _italic_ and ~gone~"],
    ["***both***", "_*both*_"],
    ["# Head **line**\ntext", "*Head line*\ntext"],
    ["`a < b`", "`a &lt; b`"],
    ["```ts\nconst a = 1 && 2;\n```", "```\nconst a = 1 &amp;&amp; 2;\n```"],
    ["[our page](https://example.com/a?b=1&c=2)", "<https://example.com/a?b=1&amp;c=2|our page>"],
    ["https://example.com/x", "<https://example.com/x>"],
    ["[https://bank.example](https://evil.example)", "https://bank.example (<https://evil.example>)"],
    ["[click](javascript:alert(1))", "[click](javascript:alert(1))"],
    ["> one\n> two", "> one\n> two"],
    ["- a\n- b", "• a\n• b"],
    ["3. a\n4. b", "3. a\n4. b"],
    ["1 < 2 & 3", "1 &lt; 2 &amp; 3"],
    ["un**frigging**believable", "un\u200B*frigging*\u200Bbelievable"],
    ["line one\nline two\n\nline three", "line one\nline two\n\nline three"],
    ["**one\ntwo**", "*one*\n*two*"],
  ])("%j", (from, to) => {
    expect(toMrkdwn(from)).toBe(to);
  });

  it("calls nobody, whatever the text", () => {
    fc.assert(
      fc.property(markdown, (text) => {
        expect(live(toMrkdwn(text))).toEqual([]);
      }),
    );
  });

  it("loses no word", () => {
    fc.assert(
      fc.property(markdown, (text) => {
        const shown = wordsOf(
          toMrkdwn(text)
            .replaceAll("&lt;", "<")
            .replaceAll("&gt;", ">")
            .replaceAll("&amp;", "&")
            .replaceAll("\u200B", ""),
        ).join("");
        // A fence's language and a link's address (shown encoded) are no words.
        for (const word of wordsOf(text.replace(/```\w*|\]\([^)]*\)/g, " "))) expect(shown).toContain(word);
      }),
      { numRuns: 300 },
    );
  });

  it("survives thousands of nested quotes", () => {
    expect(toMrkdwn(`${"> ".repeat(20_000)}deep`)).toContain("deep");
  });
});

describe("mrkdwn to Markdown", () => {
  it.each([
    ["*bold* _italic_ ~gone~", "**bold** _italic_ ~~gone~~"],
    ["2 * 3 * 4", "2 * 3 * 4"],
    ["<@U1> and <#C1> and <#C9|named>", "@rosa and #general and #named"],
    ["<!here> <!subteam^S1|@leads>", "@here @leads"],
    [
      "<https://e.com/a|label> <https://e.com> <mailto:a@b.c|a@b.c>",
      "[label](https://e.com/a) https://e.com a@b.c",
    ],
    ["1 &lt; 2 &amp;amp; 3", "1 < 2 &amp; 3"],
    ["```a *b*```", "```\na *b*\n```"],
    ["`*x*` *y*", "`*x*` **y**"],
    ["<!date^1700000000^{time}|12:00>", "12:00"],
  ])("%j", (from, to) => {
    expect(fromMrkdwn(from, names)).toBe(to);
  });

  it("knows whom a text begins by calling", () => {
    expect(firstMention("<@U1> look")).toBe("U1");
    expect(firstMention("  <!subteam^S1|@leads> look")).toBe("S1");
    expect(firstMention("<!here> look")).toBe("here");
    expect(firstMention("look <@U1>")).toBeNull();
  });
});

describe("rich text to Markdown", () => {
  const section = (...elements: object[]) => ({ type: "rich_text_section", elements });
  const text = (value: string, style?: object) => ({
    type: "text",
    text: value,
    ...(style ? { style } : {}),
  });
  const rich = (...elements: object[]) => fromRichText([{ type: "rich_text", elements }], names);

  it("keeps formats, names, links and emoji", () => {
    expect(
      rich(
        section(
          text("Hi "),
          text("bold ", { bold: true }),
          { type: "user", user_id: "U1" },
          text(" in "),
          { type: "channel", channel_id: "C1" },
          text(" "),
          { type: "link", url: "https://e.com/a", text: "there" },
          text(" "),
          { type: "emoji", name: "+1", unicode: "1f44d" },
          { type: "emoji", name: "own-one" },
        ),
      ),
    ).toBe("Hi **bold** @rosa in #general [there](https://e.com/a) 👍:own-one:");
  });

  it("gives a link's address as it was, however Slack has written it", () => {
    const link = (url: string) => rich(section({ type: "link", url }));
    expect(link("https://e.com/?a=1&amp;b=2")).toBe("https://e.com/?a=1&b=2");
    expect(link("https://e.com/?a=1&b=2")).toBe("https://e.com/?a=1&b=2");
  });

  it("lays out lists, quotes and code", () => {
    expect(
      rich(
        section(text("Steps:")),
        {
          type: "rich_text_list",
          style: "ordered",
          indent: 0,
          elements: [section(text("one")), section(text("two"))],
        },
        { type: "rich_text_list", style: "bullet", indent: 1, elements: [section(text("deep"))] },
        { type: "rich_text_quote", elements: [text("a\nb")] },
        { type: "rich_text_preformatted", elements: [text("x = *1*")] },
      ),
    ).toBe("Steps:\n1. one\n2. two\n    - deep\n> a\n> b\n```\nx = *1*\n```");
  });

  it("leaves signs that were typed as signs", () => {
    expect(rich(section(text("2 * 3 = 6, my_file_name")))).toBe("2 * 3 = 6, my_file_name");
    expect(toMrkdwn(rich(section(text("*not bold* _nor this_ `or that`"))) ?? "")).toBe(
      "*not bold* _nor this_ `or that`",
    );
  });

  it("is not there without such a block", () => {
    expect(fromRichText([{ type: "section" }], names)).toBeNull();
    expect(fromRichText(undefined, names)).toBeNull();
  });
});

describe("splitting", () => {
  it("loses nothing and stays within the limit", () => {
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 80 }).map((pieces) => toMrkdwn(pieces.join(" "))),
        (text) => {
          const parts = split(text, 60);
          for (const part of parts) expect(part.length).toBeLessThanOrEqual(60);
          const bare = (value: string) => value.replace(/```|\s/g, "");
          expect(bare(parts.join(""))).toBe(bare(text));
        },
      ),
    );
  });

  it("goes on with a code block that it cut", () => {
    const code = `\`\`\`\n${Array.from({ length: 20 }, (_, line) => `line ${line}`).join("\n")}\n\`\`\``;
    const parts = split(code, 80);
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts) expect(part).toMatch(/^```\n[\s\S]*\n```$/);
  });

  it("cuts no token and no entity", () => {
    for (const part of split(
      `${"x".repeat(50)}<https://example.com/a/long/address|label> ${"&amp;".repeat(30)}`,
      64,
    )) {
      expect(part.split("<").length).toBe(part.split(">").length);
      expect(part.replaceAll("&amp;", "")).not.toContain("&");
    }
  });
});
