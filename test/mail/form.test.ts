import { describe, expect, test } from "vitest";
import { type Header, judged, MESSAGE_ID, mail, OWNER, outcome, signed } from "../support/mails.ts";

/** A mail that nothing else is wrong with. */
const withHeader = (header: Header): string => signed(mail("YES", header));

describe("a mail that readers may read differently is ignored (C0)", () => {
  test.each([
    ["two From fields", { From: [OWNER, "bad@evil.example"] }],
    ["two mailboxes in From", { From: `${OWNER}, bad@evil.example` }],
    ["two mailboxes without a comma", { From: `<${OWNER}> <bad@evil.example>` }],
    ["a group in From", { From: `Owners: ${OWNER};` }],
    ["an empty group", { From: "undisclosed-recipients:;" }],
    ["a route in From", { From: `<@evil.example:${OWNER}>` }],
    ["no address in From", { From: "The Owner" }],
    ["an empty From", { From: "" }],
    ["no From", { From: null }],
    ["a comma too many in From", { From: `${OWNER},` }],
    ["a space before the @", { From: "owner @good.example" }],
    ["a comma in an unquoted name", { From: `Owner, The <${OWNER}>` }],
    ["From with a control character", { From: `${OWNER}\u0001` }],
    ["two To fields", { To: ["a@desk.example", "b@desk.example"] }],
    ["no To", { To: null }],
    ["two subjects", { Subject: ["Re: [T-1042]", "Re:"] }],
    ["no subject", { Subject: null }],
    ["two dates", { Date: ["Wed, 25 Nov 2026 11:59:00 +0000", "Wed, 25 Nov 2026 11:58:00 +0000"] }],
    ["no date", { Date: null }],
    ["two Message-IDs", { "Message-ID": ["<a@b>", "<c@d>"] }],
    ["no Message-ID", { "Message-ID": null }],
    ["two Content-Types", { "Content-Type": ["text/plain", "text/html"] }],
    ["two In-Reply-To fields", { "In-Reply-To": [`<${MESSAGE_ID}>`, "<a@b>"] }],
    ["two senders", { Sender: [OWNER, "bad@evil.example"] }],
    ["two Reply-To fields", { "Reply-To": [OWNER, "bad@evil.example"] }],
    ["a space before a field's colon", { "From ": "bad@evil.example" }],
    ["a field with a space in its name", { "X Y": "z" }],
    ["a field with other letters in its name", { Frøm: "z" }],
    ["a carriage return of its own", { "X-A": "b\rFrom: bad@evil.example" }],
    ["a blank folded line", { "X-A": "b\r\n \r\n c" }],
    ["a From of 3,000 characters", { From: `${"a".repeat(3000)} <${OWNER}>` }],
    ["a From full of comments", { From: `${"(".repeat(900)}${")".repeat(900)} ${OWNER}` }],
    ["a Content-Type of 3,000 characters", { "Content-Type": `text/plain; a=${"b".repeat(3000)}` }],
  ])("%s", async (_name, header) => {
    const { because, outcome: said } = await judged(withHeader(header));
    expect([said, because[0]?.slice(0, 3)]).toEqual(["ignored", "C0:"]);
  });

  test("a From that was put on top of a signed mail", async () => {
    expect(await outcome(`From: bad@evil.example\r\n${signed(mail())}`)).toBe("ignored");
  });

  test("a header that begins with a folded line, a mailbox file's first line, or no header at all", async () => {
    expect(await outcome(` folded\r\n${signed(mail())}`)).toBe("ignored");
    expect(await outcome(`From owner@good.example Wed Nov 25 11:59:00 2026\r\n${signed(mail())}`)).toBe(
      "ignored",
    );
    expect(await outcome("")).toBe("ignored");
    expect(await outcome("\r\n\r\nYES\r\n")).toBe("ignored");
    expect(await outcome("YES")).toBe("ignored");
  });

  test("bytes in From that are not UTF-8", async () => {
    const text = mail("YES", { From: `J\xf6rg <${OWNER}>` });
    expect(await outcome(Buffer.from(signed(text), "latin1"))).toBe("ignored");
  });

  test("a NUL, wherever it stands", async () => {
    expect(await outcome(signed(mail("YES\0")))).toBe("ignored");
    expect(await outcome(withHeader({ "X-A": "b\0c" }))).toBe("ignored");
  });

  test("a mail of more than 1 MB, and no smaller one", async () => {
    const fill = (bytes: number): string => {
      const empty = signed(mail("YES\n"), {}).length;
      return signed(mail(`YES\n${"x".repeat(bytes - empty)}`));
    };
    expect([fill(1_000_000).length, await outcome(fill(1_000_000))]).toEqual([1_000_000, "authenticated"]);
    expect([fill(1_000_001).length, await outcome(fill(1_000_001))]).toEqual([1_000_001, "ignored"]);
  });
});

describe("what is well-formed is read, however it is written", () => {
  test.each([
    ["a bare address", { From: OWNER }],
    ["a name of several words", { From: `The Owner <${OWNER}>` }],
    ["a name with a dot", { From: `J. Smith <${OWNER}>` }],
    ["a quoted name with an address in it", { From: `"bad@evil.example" <${OWNER}>` }],
    ["a quoted name with a quotation mark", { From: `"The \\"Owner\\"" <${OWNER}>` }],
    ["a name in UTF-8", { From: `Ünï Öwner <${OWNER}>` }],
    ["an encoded name", { From: `=?utf-8?Q?=C3=9Cn=C3=AF?= <${OWNER}>` }],
    ["a comment", { From: `${OWNER} (The Owner)` }],
    ["a folded From", { From: `The\r\n Owner\r\n <${OWNER}>` }],
    ["capital letters", { From: "OWNER@Good.Example" }],
    ["a field's name in capitals", { From: null, FROM: OWNER }],
    ["many other fields", { Received: ["by a", "by b", "by c"], "X-Spam": ["no", "no"] }],
  ])("%s", async (_name, header) => {
    expect(await outcome(withHeader(header))).toBe("authenticated");
  });

  test("lines that end with LF alone, as many programs store mail", async () => {
    expect(await outcome(signed(mail()).replaceAll("\r\n", "\n"))).toBe("authenticated");
  });
});

describe("the address counts, never the name beside it (C3)", () => {
  const file = (address: string) => ({ ticket: { addressOnFile: address, addressWhenSent: address } });

  test.each([
    ["the owner's address as a stranger's name", `"${OWNER}" <bad@evil.example>`, OWNER],
    ["the owner's address inside a quoted local part", `"owner@good.example <x>"@evil.example`, OWNER],
    ["a colleague at the same domain", "other@good.example", OWNER],
    ["a plus part that is not on file", "owner+x@good.example", OWNER],
    ["a dot that is not on file", "ow.ner@good.example", OWNER],
    ["a Kelvin sign for a k", "ba\u212Aer@good.example", "baker@good.example"],
    ["a long s for an s", "re\u017Feller@good.example", "reseller@good.example"],
    ["an accent composed otherwise", "jose\u0301@good.example", "jos\u00e9@good.example"],
    ["a domain in percent signs", "owner@g%6Fod.example", OWNER],
    ["an address literal", "owner@[192.0.2.10]", "owner@[192.0.2.10]"],
  ])("%s is unverified", async (_name, from, onFile) => {
    expect(await outcome(withHeader({ From: from }), file(onFile))).toBe("unverified");
  });

  test("an accent composed alike is the same", async () => {
    const address = "jos\u00e9@good.example";
    expect(await outcome(withHeader({ From: address }), file(address))).toBe("authenticated");
  });

  test("an address that has changed since our mail went is unverified, old and new", async () => {
    const changed = { addressOnFile: "new@good.example", addressWhenSent: OWNER };
    expect(await outcome(signed(mail()), { ticket: changed })).toBe("unverified");
    expect(await outcome(withHeader({ From: "new@good.example" }), { ticket: changed })).toBe("unverified");
  });

  test("Reply-To and Sender are nobody's word", async () => {
    const header = { From: "bad@evil.example", "Reply-To": OWNER, Sender: OWNER };
    expect(await outcome(withHeader(header))).toBe("unverified");
  });
});
