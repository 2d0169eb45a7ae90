import fc from "fast-check";
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

const harmless = fc.constantFrom(...HARMLESS_ABOUT_PASSWORDS, ...HARMLESS_ABOUT_LOGINS, ...HARMLESS_DATA);
const pasted = fc.constantFrom(
  ...[...PASTED_PASSWORDS, ...PASTED_LOGINS, ...PASTED_OTHERS].map((one) => sampleOf(one).text),
  ...Object.values(TOKENS),
  ...Object.values(KEYS),
);
const between = fc.constantFrom("\n", "\n\n", ". ", " - ", "! ");

const LETTERS = [..."abcdefghijkmnpqrstuvwxyz"];
const DIGITS = [..."23456789"];
const SIGNS = [..."!@#$%^&*+=?~_-."];
/** Begins with a letter, has a digit, and no sign at its end: what closes a sentence is judged elsewhere. */
const password = fc
  .tuple(
    fc.constantFrom(...LETTERS, ...LETTERS.map((letter) => letter.toUpperCase())),
    fc.array(fc.constantFrom(...LETTERS, ...DIGITS, ...SIGNS), { minLength: 4, maxLength: 24 }),
    fc.constantFrom(...DIGITS),
  )
  .map(([first, middle, last]) => `${first}${middle.join("")}${last}`)
  .filter((text) => !/[&;|,][\w.-]*=|<\//.test(text))
  // Addresses and file names are no passwords, and neither are numbers of orders.
  .filter(
    (text) =>
      !/^[\w.-]+$|@[\w-]*\.|^\w+[-_#:]\d+$|:\/\/|^[a-z]+[$]\d+$/i.test(text) || /^[a-z]+\d+$/.test(text),
  );

const introduced = fc.constantFrom(
  (it: string) => `my password is ${it}`,
  (it: string) => `Password: ${it}`,
  (it: string) => `pw=${it}`,
  (it: string) => `the password for the mailbox info@acme.example is ${it}`,
  (it: string) => `I changed my password to ${it}`,
  (it: string) => `username ana password ${it}`,
  (it: string) => `user: ana\npass: ${it}`,
  (it: string) => `the new password is "${it}"`,
  (it: string) => `Passwort ist ${it}`,
  (it: string) => `contraseña: ${it}`,
  (it: string) => `mon mot de passe est ${it}`,
  (it: string) => `senha: ${it}`,
  (it: string) => `my password is \`${it}\` and it fails`,
  (it: string) => `my password is:\n\`\`\`\n${it}\n\`\`\``,
  (it: string) => `${it} is my password`,
  (it: string) => `please log in with ana@acme.example / ${it}`,
);

/** Digits with the check digit of Luhn behind them. */
const card = fc
  .tuple(fc.constantFrom("4", "51", "52", "55"), fc.array(fc.nat(9), { minLength: 15, maxLength: 15 }))
  .map(([prefix, digits]) => {
    const body = `${prefix}${digits.join("")}`.slice(0, 15);
    const sum = [...body].reduce((all, digit, index) => {
      const value = index % 2 === 0 ? Number(digit) * 2 : Number(digit);
      return all + (value > 9 ? value - 9 : value);
    }, 0);
    return `${body}${(10 - (sum % 10)) % 10}`;
  });
const spaced = fc.constantFrom("", " ", "-", ".");

describe("whatever is said around it", () => {
  test("a password that is introduced as one is found", () => {
    fc.assert(
      fc.property(
        harmless,
        between,
        introduced,
        password,
        between,
        harmless,
        (before, a, say, it, b, after) => {
          const text = `${before}${a}${say(it)}${b}${after}`;
          const core = it.replace(/^[^\w]+|[^\w]+$/g, "");
          expect(redacted(text)).not.toContain(core);
        },
      ),
      { numRuns: 3000 },
    );
  });

  test("a card is found in every spacing", () => {
    fc.assert(
      fc.property(harmless, between, card, spaced, between, harmless, (before, a, digits, gap, b, after) => {
        const shown = digits.replace(/(\d{4})(?=\d)/g, `$1${gap}`);
        expect(redacted(`${before}${a}my card is ${shown}${b}${after}`)).not.toContain(shown);
      }),
      { numRuns: 500 },
    );
  });

  test("a token or a key is found", () => {
    const secret = fc.constantFrom(...Object.values(TOKENS), ...Object.values(KEYS));
    fc.assert(
      fc.property(harmless, between, secret, between, harmless, (before, a, it, b, after) => {
        const lines = it.split(/\n|\\n/).filter((line) => line.length > 20);
        const left = redacted(`${before}${a}${it}${b}${after}`);
        for (const line of lines) expect(left).not.toContain(line.slice(-16));
      }),
      { numRuns: 1000 },
    );
  });
});

describe("redaction is whole", () => {
  const parts = fc.array(fc.oneof(harmless, pasted, fc.string({ maxLength: 20 })), {
    minLength: 1,
    maxLength: 5,
  });
  const written = fc.tuple(parts, between).map(([some, gap]) => some.join(gap));

  test("a redacted text holds no secret, so redacting again changes nothing", () => {
    fc.assert(
      fc.property(written, (text) => {
        const once = redacted(text);
        expect(findSecrets(once)).toEqual([]);
      }),
      { numRuns: 3000 },
    );
  });

  test("findings are sorted, not empty, within the text, and none overlaps another", () => {
    fc.assert(
      fc.property(written, (text) => {
        const secrets = findSecrets(text);
        let past = 0;
        for (const { start, end } of secrets) {
          expect(start).toBeGreaterThanOrEqual(past);
          expect(end).toBeGreaterThan(start);
          past = end;
        }
        expect(past).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  test("side by side, fewer than one pair of harmless sentences in a thousand is taken for a secret", () => {
    const sentences = [...HARMLESS_ABOUT_PASSWORDS, ...HARMLESS_ABOUT_LOGINS, ...HARMLESS_DATA];
    const pairs = sentences.flatMap((one, index) =>
      [1, 29, 61, 97, 149, 211, 307].map(
        (step) => `${one}\n\n${sentences[(index + step) % sentences.length]}`,
      ),
    );
    const wrong = pairs.filter((text) => findSecrets(text).length > 0);
    expect(wrong.length).toBeLessThan(pairs.length / 1000);
  });
});
