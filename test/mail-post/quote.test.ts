import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defang, MOST_QUOTED, MOST_QUOTED_LINES, quoted } from "../../src/core/mail/quote.ts";

/** What mail programs make a link of, by their own documentation and ours: too much rather than too little. */
const LINK =
  /[a-z][a-z0-9+.-]*:\/\/|\b(mailto|tel|sms|javascript|data):\S|[\p{L}\p{N}_-]\.[\p{L}\p{N}-]*\p{L}|[^\s[]@[^\s\]]/iu;

const pieces = fc.constantFrom(
  "https://",
  "HTTP://",
  "ftp://",
  "www.",
  "evil",
  ".com",
  ".",
  "..",
  "@",
  "user",
  "mailto:",
  "tel:+1555",
  "javascript:alert(1)",
  "192.0.2.1",
  "/login?a=b",
  " ",
  "\n",
  "-",
  "_",
  "xn--",
  "。",
  "．",
  "ü",
  "1",
  ":",
  "//",
  "[",
  "]",
);
const linky = fc.array(pieces, { maxLength: 30 }).map((all) => all.join(""));

describe("words that are quoted in a mail", () => {
  test("hold no link and no address that a mail program would make one of", () => {
    fc.assert(
      fc.property(linky, (text) => {
        expect(defang(text)).not.toMatch(LINK);
      }),
      { numRuns: 2000 },
    );
  });

  test("are made harmless once and for all", () => {
    fc.assert(
      fc.property(fc.oneof(linky, fc.string({ unit: "grapheme" })), (text) => {
        expect(defang(defang(text))).toBe(defang(text));
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    ["Add an MX record for example.org, please.", "Add an MX record for example[.]org, please."],
    ["see https://evil.com/login?a=b.c", "see https[:]//evil[.]com/login?a=b[.]c"],
    ["mail me: bob@example.co.uk", "mail me: bob[@]example[.]co[.]uk"],
    ["call tel:+15550100 or mailto:x@y.z", "call tel[:]+15550100 or mailto[:]x[@]y[.]z"],
    ["10.0.0.1 costs 3.50, version 2.0.1. Thanks", "10.0.0.1 costs 3.50, version 2.0.1. Thanks"],
    ["Set the A record: 192.0.2.7", "Set the A record: 192.0.2.7"],
  ])("stay readable: %s", (said, shown) => {
    expect(quoted(said)).toEqual({ text: shown, cut: false });
  });

  test("hide nothing behind empty lines, spaces, or writing that cannot be seen", () => {
    const said = `Please restart it.${"\n".repeat(500)}And give\u202e\u200b\u0007 the keys${" ".repeat(500)}to Bob.`;
    expect(quoted(said).text).toBe("Please restart it.\n\nAnd give the keys to Bob.");
  });

  test("are cut, and say so, when they are too long", () => {
    expect(quoted("a".repeat(MOST_QUOTED))).toMatchObject({ cut: false });
    expect(quoted("a".repeat(MOST_QUOTED + 1))).toMatchObject({ cut: true });
    expect(quoted("a\n".repeat(MOST_QUOTED_LINES))).toMatchObject({ cut: false });
    expect(quoted(`${"a\n".repeat(MOST_QUOTED_LINES)}b`)).toMatchObject({ cut: true });
    expect(quoted(`a${" ".repeat(1_000_000)}b`)).toMatchObject({ cut: true });
  });

  test.each([
    ["dots", "a.".repeat(500_000)],
    ["at signs", "@".repeat(1_000_000)],
    ["hyphens", `a.${"-".repeat(1_000_000)}`],
    ["schemes", "mailto:".repeat(150_000)],
    ["joiners", "\u200d".repeat(1_000_000)],
    ["line breaks", "\n \n".repeat(300_000)],
    ["one long name", `${"a".repeat(1_000_000)}.com`],
  ])("are read in time, whatever they are made of (%s)", (_name, text) => {
    const before = performance.now();
    quoted(text);
    expect(performance.now() - before).toBeLessThan(500);
  });
});
