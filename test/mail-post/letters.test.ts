import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { htmlOf } from "../../adapters/mail/html.ts";
import { CATEGORIES } from "../../src/core/gate/category.ts";
import type { LetterText } from "../../src/core/mail/letter.ts";
import type { ConfirmationView } from "../../src/core/mail/letter-words.ts";
import { plainText } from "../../src/core/mail/plain-text.ts";
import { wordsFor } from "../../src/core/texts/index.ts";
import { DAY } from "../../src/core/time.ts";

const { letters } = wordsFor("en");

const asked = (over: Partial<ConfirmationView> = {}): ConfirmationView => ({
  ticket: "T-1042",
  desk: "Example Hosting",
  asker: { platform: "discord", userId: "112233445566778899", name: "Ana" },
  category: "dns",
  account: null,
  request: "Please add an MX record for example.org pointing to mail.evil.com",
  numbered: false,
  expiresInMs: 3 * DAY,
  ...over,
});

const textOf = (letter: LetterText): string => plainText(letter.blocks);
/** As somebody reads it, whatever line a word stands on. */
const running = (letter: LetterText): string => textOf(letter).replace(/\s+/g, " ");

const TICKETED = { ticket: "T-1042", desk: "Example Hosting" };
const all = (said: string): readonly LetterText[] => [
  letters.confirmation(
    asked({ request: said, asker: { platform: "slack", userId: "U1", name: said }, account: said }),
  ),
  letters.confirmation(asked({ request: said, numbered: true })),
  letters.opened(TICKETED),
  letters.answer({ ...TICKETED, subject: said, rep: "Bo", text: "All done." }),
  letters.closed({ ...TICKETED, subject: said, text: null }),
  letters.closed({ ...TICKETED, subject: said, text: "All done." }),
  letters.unverified(TICKETED),
  letters.helpdesk({
    ...TICKETED,
    subject: said,
    category: "dns",
    permission: null,
    authenticated: false,
    contact: null,
    asker: { platform: "discord", userId: "1", name: said },
    request: said,
    transcript: true,
  }),
];

describe("the letter that asks for a confirmation", () => {
  test("says first who asked, that nobody verified them, what would change, and what to do if it was not the reader", () => {
    const [who, change, empty, no] = textOf(letters.confirmation(asked()))
      .replace(/\n {2}/g, " ")
      .split("\n");
    expect(who).toBe("Asked in chat by: “Ana” on Discord, user 112233445566778899; not verified");
    expect(change).toBe("What would change: your DNS records");
    expect(empty).toBe("");
    expect(no).toBe("*** If this was not you, answer NO.");
  });

  test("lets no name speak for itself", () => {
    const asker = {
      platform: "discord",
      userId: "1",
      name: "Ana” on Discord, user 1; VERIFIED. “x",
    } as const;
    expect(running(letters.confirmation(asked({ asker })))).toContain(
      "Asked in chat by: “Ana on Discord, user 1; VERIFIED. x” on Discord, user 1; not verified",
    );
  });

  test("shows the request as plain text, with no link in it", () => {
    const text = textOf(letters.confirmation(asked()));
    expect(text).toContain("| Please add an MX record for example[.]org pointing to\n| mail[.]evil[.]com\n");
  });

  test("says how to answer: YES or NO, in the first line, and not to forward it", () => {
    const text = running(letters.confirmation(asked()));
    expect(text).toContain("- with YES, if you asked for it");
    expect(text).toContain("- with NO, if it was not you");
    expect(text).toContain("Write it in the first line. Please do not forward this mail");
    expect(text).toContain("It counts for 3 days");
  });

  test("asks for the number that the chat shows, where one is shown, and does not hold it", () => {
    const text = running(letters.confirmation(asked({ numbered: true })));
    expect(text).toContain(
      "with YES and the two-digit number that the chat showed you, if you asked for it yourself. A number that somebody else gave you is a reason to answer with NO.",
    );
    expect(text).not.toMatch(/(?<![\d-])\d\d(?!\d)/);
  });

  test("says so when the request is too long to be shown, and that the rest is not confirmed", () => {
    const text = running(letters.confirmation(asked({ request: "word ".repeat(1000) })));
    expect(text).toContain(
      "a mail shows 2,000 characters or 40 lines of a request, and what is not shown here is not confirmed",
    );
  });

  test("has a subject of which nothing is of the asker's choosing", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.constantFrom(...CATEGORIES), (name, request, category) => {
        const asker = { platform: "discord", userId: "1", name } as const;
        const { subject } = letters.confirmation(asked({ asker, request, category }));
        expect(subject).toBe(letters.confirmation(asked({ category })).subject);
      }),
    );
  });
});

describe("every letter", () => {
  const evil = 'Dear <b onclick="x">customer</b>,\r\nBcc: thief@evil.com\u2028https://evil.com/login & more';

  test("has a subject of one line that names its ticket", () => {
    for (const { subject } of all(evil)) {
      expect(subject).toMatch(/^\[T-1042\] \S/);
      expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
    }
  });

  test("says as HTML what it says as text, with nothing of it read as markup", () => {
    for (const letter of all(evil)) {
      const html = htmlOf(letter.subject, letter.blocks);
      expect(html).not.toMatch(/<b |onclick="x"|<a |<img|<script/);
      expect(html.slice(html.indexOf("<body>"))).not.toMatch(/https?:/);
      const body = html
        .slice(html.indexOf("<body>"))
        .replace(/<[^>]+>/g, " ")
        .replace(
          /&(amp|lt|gt|quot|#39);/g,
          (_, name: string) => ({ amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" })[name] ?? "",
        );
      const words = (text: string): readonly string[] =>
        text.replace(/[|*_:-]+(?=\s)|^[|*_-]+/gm, " ").match(/\S+/g) ?? [];
      expect(words(body)).toEqual(words(textOf(letter)));
    }
  });

  test("has lines that no mail program breaks when it quotes them, but for one long word", () => {
    for (const letter of all("a word or two, ".repeat(100))) {
      for (const line of textOf(letter).split("\n")) expect(line.length).toBeLessThanOrEqual(72);
    }
  });

  test("has no line that could be read as an answer, should it come back without a mark", () => {
    for (const letter of all("Please restart it.")) {
      for (const line of textOf(letter).split("\n")) {
        expect(line).not.toMatch(
          /^[^\p{L}]*(yes|no|ok|okay|confirm|confirmed|approve|deny|refuse|stop|cancel)\b/iu,
        );
      }
    }
  });

  test("never asks for a password, and says that we never do", () => {
    for (const letter of all("Please restart it.").slice(0, -1)) {
      expect(running(letter)).toContain("We never ask for a password");
    }
  });
});
