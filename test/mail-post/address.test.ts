import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  bounceAddress,
  MAIL_TOKEN_LENGTH,
  mailTokenOf,
  messageIdOf,
  recipientOf,
  replyAddress,
} from "../../src/core/mail/address.ts";

const DOMAIN = "desk.example.com";
const TICKETS = ["support@desk.example.com", "Help@tickets.example.com"];
const token = fc.uint8Array({ minLength: MAIL_TOKEN_LENGTH, maxLength: 64 }).map(mailTokenOf);

describe("a token", () => {
  test("is 26 characters of base32, in lower case", () => {
    fc.assert(
      fc.property(token, (text) => {
        expect(text).toMatch(/^[a-z2-7]{26}$/);
      }),
    );
  });

  test("uses every character about as often as every other", () => {
    const text = Array.from({ length: 2000 }, () => mailTokenOf(randomBytes(26))).join("");
    const counts = [..."abcdefghijklmnopqrstuvwxyz234567"].map((one) => text.split(one).length - 1);
    expect(Math.min(...counts)).toBeGreaterThan(1300);
    expect(Math.max(...counts)).toBeLessThan(1950);
  });

  test("is not made of less chance than it shows", () => {
    expect(() => mailTokenOf(new Uint8Array(25))).toThrow(RangeError);
  });
});

describe("an address of the desk's", () => {
  test("is known by whoever made it, however a mail server writes it", () => {
    fc.assert(
      fc.property(token, fc.boolean(), (text, shouts) => {
        const written = (address: string): string => (shouts ? address.toUpperCase() : address);
        expect(recipientOf(written(replyAddress(text, DOMAIN)), DOMAIN, TICKETS)).toEqual({
          type: "reply",
          token: text,
        });
        expect(recipientOf(written(bounceAddress(text, DOMAIN)), DOMAIN, TICKETS)).toEqual({
          type: "bounce",
          bounceId: text,
        });
      }),
    );
  });

  test("looks as it is written down for operators", () => {
    expect(replyAddress("t".repeat(26), DOMAIN)).toBe(
      "support+c.tttttttttttttttttttttttttt@desk.example.com",
    );
    expect(bounceAddress("t".repeat(26), DOMAIN)).toBe(
      "bounces+b.tttttttttttttttttttttttttt@desk.example.com",
    );
    expect(messageIdOf("t".repeat(26), DOMAIN)).toBe("<c.tttttttttttttttttttttttttt@desk.example.com>");
  });

  test.each(TICKETS)("is one to which customers write of their own accord (%s)", (address) => {
    expect(recipientOf(address.toUpperCase(), DOMAIN, TICKETS)).toEqual({ type: "tickets" });
  });

  test("is nothing else", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(recipientOf(text, DOMAIN, TICKETS)).toEqual({ type: "unknown" });
      }),
    );
    for (const address of [
      `support+c.${"t".repeat(25)}@${DOMAIN}`,
      `support+c.${"t".repeat(27)}@${DOMAIN}`,
      `support+c.${"0".repeat(26)}@${DOMAIN}`,
      `support+b.${"t".repeat(26)}@${DOMAIN}`,
      `support+c.${"t".repeat(26)}@x${DOMAIN}`,
      `support+c.${"t".repeat(26)}@${DOMAIN}.evil.com`,
      `support+c.${"t".repeat(26)}@evil.com@${DOMAIN}`,
      `x@evil.com, support+c.${"t".repeat(26)}@${DOMAIN}`,
      // The Kelvin sign is no k, whatever toLowerCase says.
      `support+c.${"t".repeat(25)}\u212a@${DOMAIN}`,
      `support@desk.example.com.evil.com`,
    ]) {
      expect(recipientOf(address, DOMAIN, TICKETS)).toEqual({ type: "unknown" });
    }
  });
});
