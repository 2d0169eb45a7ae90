import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readDate } from "../../adapters/mail/read/date.ts";
import { readAddress, readHost } from "../../adapters/mail/read/host.ts";
import { createWrittenDns } from "../../adapters/mail/read/written-dns.ts";
import { foldAscii } from "../../src/core/ascii.ts";
import { isSameAddress, secretOf } from "../../src/core/confirmation/address.ts";
import { dateField } from "../support/mails.ts";

describe("a host", () => {
  test.each([
    ["Good.Example", "good.example", "good.example"],
    ["a.b.good.example.", "a.b.good.example", "good.example"],
    ["shop.co.uk", "shop.co.uk", "shop.co.uk"],
    ["www.shop.co.uk", "www.shop.co.uk", "shop.co.uk"],
    ["x.victim.github.io", "x.victim.github.io", "victim.github.io"],
    ["github.io", "github.io", "github.io"],
    ["MÜNCHEN.example", "xn--mnchen-3ya.example", "xn--mnchen-3ya.example"],
  ])("%s is %s of %s", (written, name, organisation) => {
    expect(readHost(written)).toEqual({ name, organisation });
  });

  test.each([
    "",
    ".",
    "a..b",
    "[192.0.2.1]",
    "192.0.2",
    "0x7f.1",
    "g%6Fod.example",
    "a b.example",
    "xn--a",
    "a/b",
    "a:25",
    "ö%41.example",
    `${"a".repeat(64)}.example`,
  ])("%s is none", (written) => {
    expect(readHost(written)).toBeNull();
  });
});

describe("an address", () => {
  test("is the same with another ASCII case, and with no other difference", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", minLength: 1 }),
        fc.string({ unit: "binary", minLength: 1 }),
        (one, other) => {
          const host = readHost("good.example");
          const same = isSameAddress({ local: one, host }, { local: other, host });
          expect(same).toBe(foldAscii(one) === foldAscii(other));
        },
      ),
    );
    expect(isSameAddress(readAddress("<OWNER@GOOD.example>"), readAddress("owner@good.EXAMPLE"))).toBe(true);
  });

  test("of no host is the same as none, not even as itself", () => {
    const literal = readAddress("owner@[192.0.2.1]");
    expect(isSameAddress(literal, literal)).toBe(false);
    expect(isSameAddress(null, null)).toBe(false);
  });

  test("carries its secret after the mark", () => {
    const secret = (text: string, mark: "b" | "c"): string | null => {
      const address = readAddress(text);
      return address === null ? null : secretOf(address, mark);
    };
    expect(secret("support+c.ABC2@desk.example", "c")).toBe("abc2");
    expect(secret("bounces+B.abc2@desk.example", "b")).toBe("abc2");
    expect(secret("bounces+b.abc2@desk.example", "c")).toBeNull();
    expect(secret("support+c.@desk.example", "c")).toBeNull();
    expect(secret("support@desk.example", "c")).toBeNull();
  });
});

describe("a date", () => {
  test("is read back as it was written", () => {
    const seconds = fc.integer({ min: 0, max: 4_102_444_800 });
    fc.assert(fc.property(seconds, (at) => readDate(dateField(at * 1000)) === at * 1000));
  });

  test.each([
    ["Wed, 25 Nov 2026 13:00:00 +0100 (CET)", "2026-11-25T12:00:00Z"],
    ["25 Nov 2026 12:00 GMT", "2026-11-25T12:00:00Z"],
    ["Wed,  5 Nov 2026 07:30:00 -0430", "2026-11-05T12:00:00Z"],
  ])("%s is %s", (written, iso) => {
    expect(readDate(written)).toBe(Date.parse(iso));
  });

  test.each([
    "",
    "yesterday",
    "2026-11-25T12:00:00Z",
    "Wed, 25 Nov 2026 12:00:00",
    "Wed, 25 Foo 2026 12:00:00 +0000",
  ])("%s is none", (written) => {
    expect(readDate(written)).toBeNull();
  });
});

describe("DNS as it is written down", () => {
  const resolve = createWrittenDns({
    "Good.Example./txt": [["a", "b"], ["c"]],
    "plain.example/TXT": ["v=spf1 -all"],
    "münchen.example/A": ["192.0.2.1"],
    "down.example/TXT": "SERVFAIL",
  });

  test("answers in any case, with or without the last dot, in either script", async () => {
    expect(await resolve("good.EXAMPLE", "TXT")).toEqual([["a", "b"], ["c"]]);
    expect(await resolve("plain.example.", "txt")).toEqual([["v=spf1 -all"]]);
    expect(await resolve("xn--mnchen-3ya.example", "A")).toEqual(["192.0.2.1"]);
  });

  test("fails where it says so, and knows nothing else", async () => {
    await expect(resolve("down.example", "TXT")).rejects.toMatchObject({ code: "ESERVFAIL" });
    await expect(resolve("down.example", "A")).rejects.toMatchObject({ code: "ENOTFOUND" });
    await expect(resolve("other.example", "TXT")).rejects.toMatchObject({ code: "ENOTFOUND" });
  });
});
