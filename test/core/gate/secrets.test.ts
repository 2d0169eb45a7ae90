import { describe, expect, test } from "vitest";
import { findSecrets, redactSecrets } from "../../../src/core/gate/secrets.ts";
import { HARMLESS_ABOUT_LOGINS } from "./samples/harmless-about-logins.ts";
import { HARMLESS_ABOUT_PASSWORDS } from "./samples/harmless-about-passwords.ts";
import { HARMLESS_DATA } from "./samples/harmless-data.ts";
import { sampleOf } from "./samples/marked.ts";
import { PASTED_LOGINS } from "./samples/pasted-logins.ts";
import { PASTED_OTHERS } from "./samples/pasted-others.ts";
import { PASTED_PASSWORDS } from "./samples/pasted-passwords.ts";
import { KEYS, TOKENS } from "./samples/pasted-tokens.ts";

const redacted = (text: string): string => redactSecrets(text, findSecrets(text));

describe("what was pasted is found where it stands, and nothing else is", () => {
  test.each([...PASTED_PASSWORDS, ...PASTED_LOGINS, ...PASTED_OTHERS])("%s", (marked) => {
    const { text, secrets } = sampleOf(marked);
    expect(findSecrets(text)).toEqual(secrets);
  });
});

describe("a token or key is found whatever stands around it", () => {
  const around = (secret: string): readonly string[] => [
    secret,
    `hello, it is ${secret} thanks`,
    `\`${secret}\``,
    `"${secret}",`,
    `Here:\n${secret}\nDoes it work?`,
    `\`\`\`\n${secret}\n\`\`\``,
  ];
  test.each(Object.entries(TOKENS))("%s", (_, token) => {
    for (const text of around(token)) {
      expect(redacted(text)).not.toContain(token.slice(-12));
      expect(findSecrets(text).map(({ kind }) => kind)).toEqual(["token"]);
    }
  });
  test.each(Object.entries(KEYS))("%s", (_, key) => {
    const lines = key.split(/\n|\\n/).filter((line) => /[\dA-Z]/.test(line));
    for (const text of around(key)) {
      const left = redacted(text);
      for (const line of lines) expect(left).not.toContain(line.replace("> ", ""));
      expect(left).toContain("[private key removed]");
    }
  });
  test("what is said behind a cut key stays", () => {
    const text = `${KEYS["a key whose end is missing"]}\n\nIs that the right one? Thanks, Ana`;
    expect(redacted(text)).toBe("[private key removed]\n\nIs that the right one? Thanks, Ana");
  });
});

describe("what is harmless stays as it is", () => {
  test.each([...HARMLESS_ABOUT_PASSWORDS, ...HARMLESS_ABOUT_LOGINS, ...HARMLESS_DATA])("%s", (text) => {
    expect(redacted(text)).toBe(text);
  });
});

describe("a redacted text says what was there", () => {
  test.each([
    ["my password is hunter2.", "my password is [password removed]."],
    ["card 4111 1111 1111 1111, cvv 123", "card [card number removed], cvv [code removed]"],
    [
      "see mysql://shop:s3cret@db.example.org/shop",
      "see mysql://shop:[password removed]@db.example.org/shop",
    ],
    ["the api key is 9f8a7b6c5d4e3f2a", "the api key is [access token removed]"],
    ["my pin is 4821 and that's it", "my pin is [code removed] and that's it"],
  ])("“%s”", (text, shown) => expect(redacted(text)).toBe(shown));

  test("offsets count as JavaScript's strings do: an emoji before is two", () => {
    expect(findSecrets("🔑🔑 pw: hunter2")).toEqual([{ kind: "password", start: 9, end: 16 }]);
  });
  test("findings that overlap are one, called by the weightier", () => {
    const both = [
      { kind: "password", start: 3, end: 9 },
      { kind: "token", start: 5, end: 12 },
    ] as const;
    expect(redactSecrets("is abcdefghi ok", both)).toBe("is [access token removed] ok");
  });
});
