import { domainToASCII } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { foldAscii } from "../../src/core/ascii.ts";
import { addressKeyOf, foldDomain, readAddress } from "../../src/core/customers/address.ts";

const keyOf = (text: string): string | null => addressKeyOf(text, domainToASCII);
const KELVIN = "\u212a";

const atext = fc.string({
  unit: fc.constantFrom(..."abcxyzABCXYZ0189!#$%&'*+/=?^_`{|}~-äßéλжK漢"),
  minLength: 1,
  maxLength: 20,
});
const local = fc.array(atext, { minLength: 1, maxLength: 3 }).map((parts) => parts.join("."));
const domain = fc.constantFrom("example.org", "Mail.Example.ORG", "bücher.example", "xn--bcher-kva.example");

describe("addresses are compared by a key", () => {
  test("ASCII case does not count, on either side of the @", () => {
    expect(keyOf("Owner@Example.ORG")).toBe("owner@example.org");
  });

  test("a domain counts in its ASCII form", () => {
    expect(keyOf("owner@bücher.example")).toBe("owner@xn--bcher-kva.example");
    expect(keyOf("owner@BÜCHER.example")).toBe(keyOf("owner@xn--bcher-kva.example"));
  });

  test("the Kelvin sign is not a k before the @", () => {
    expect(keyOf(`ba${KELVIN}er@example.org`)).not.toBe(keyOf("baker@example.org"));
    expect(keyOf(`ba${KELVIN}er@example.org`)).toBe(`ba${KELVIN}er@example.org`);
  });

  test("nothing is normalized, no dot and no plus part is dropped", () => {
    expect(keyOf("jose\u0301@example.org")).not.toBe(keyOf("josé@example.org"));
    expect(keyOf("a.b+c@example.org")).toBe("a.b+c@example.org");
  });

  test("a Cyrillic look-alike is another domain", () => {
    expect(keyOf("owner@exаmple.org")).not.toBe(keyOf("owner@example.org"));
  });

  test("folding twice changes nothing more", () => {
    fc.assert(
      fc.property(local, domain, (name, host) => {
        const key = keyOf(`${name}@${host}`);
        expect(key).not.toBeNull();
        expect(keyOf(key ?? "")).toBe(key);
      }),
    );
  });

  test("two addresses have one key only if nothing but ASCII case sets their local parts apart", () => {
    fc.assert(
      fc.property(local, local, (one, other) => {
        const same = keyOf(`${one}@example.org`) === keyOf(`${other}@example.org`);
        expect(same).toBe(foldAscii(one) === foldAscii(other));
      }),
    );
  });

  test("whatever is typed, there is a key or none, and never an exception", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => {
        const key = keyOf(text);
        if (key !== null) expect(key.split("@")).toHaveLength(2);
      }),
    );
  });

  test.each([
    ["no @", "owner.example.org"],
    ["two of them", "owner@example.org@evil.example"],
    ["a name around it", "Owner <owner@example.org>"],
    ["a quoted local part", '"owner@example.org"@evil.example'],
    ["nothing before the @", "@example.org"],
    ["nothing behind it", "owner@"],
    ["two dots in a row", "ow..ner@example.org"],
    ["a domain of one label", "owner@localhost"],
    ["a number for a domain", "owner@127.0.0.1"],
    ["a bracketed one", "owner@[127.0.0.1]"],
    ["an encoded letter in the domain", "owner@ex%61mple.org"],
    ["a port", "owner@example.org:25"],
    ["a path", "owner@example.org/x"],
    ["a space", "own er@example.org"],
    ["an invisible letter", "own\u200ber@example.org"],
    ["a NUL", "owner\0@example.org"],
    ["punycode that is none", "owner@xn--a.example"],
    ["a label of 64 letters", `owner@${"a".repeat(64)}.example`],
    ["a local part of 65 letters", `${"a".repeat(65)}@example.org`],
  ])("%s is no address", (_, text) => {
    expect(keyOf(text)).toBeNull();
  });

  test("what is wrong is said, with what to do", () => {
    const read = readAddress("email", "a@b@example.org", domainToASCII);
    expect(read).toMatchObject({
      ok: false,
      fault: { came: '"a@b@example.org"', todo: expect.stringContaining("one @") },
    });
  });

  test("long input is judged at once", () => {
    const startedAt = performance.now();
    for (const text of [`${"a.".repeat(50_000)}@x`, `a@${"a-".repeat(50_000)}`, "@".repeat(100_000)]) {
      expect(keyOf(text)).toBeNull();
    }
    for (const text of [`${"a".repeat(64)}@${"a-".repeat(120)}`, `${"a.".repeat(32)}@a.b`]) keyOf(text);
    expect(performance.now() - startedAt).toBeLessThan(200);
  });
});

describe("domains are compared in their ASCII form", () => {
  test("without a dot at the end, in lower case", () => {
    expect(foldDomain("WWW.Example.ORG.", domainToASCII)).toBe("www.example.org");
  });

  test("what would mean something else in a URL is no domain", () => {
    for (const text of ["a/b.org", "a.org?x", "a.org#x", "u@a.org", "a.org:80", "a\\b.org", "a b.org", ""]) {
      expect(foldDomain(text, domainToASCII)).toBeNull();
    }
  });
});
