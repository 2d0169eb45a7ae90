import { createTransport } from "nodemailer";
import { describe, expect, test } from "vitest";
import { MINUTE } from "../../src/core/time.ts";
import {
  evilKey,
  goodKey,
  judged,
  MESSAGE_ID,
  mail,
  mailbox,
  NOW,
  OWNER,
  outcome,
  REPLY_TO,
  rsaKey,
  signed,
  strangers,
} from "../support/mails.ts";

const without = (covered: string): readonly string[] =>
  ["From", "To", "Subject", "Date", "Message-ID", "In-Reply-To"].filter((name) => name !== covered);

/** The owner's mail, brought by nobody for whom SPF speaks. */
const forwarded = { ...strangers, from: OWNER };

describe("a sender is certain by an aligned DKIM signature of our own checking", () => {
  test("aligned DKIM and SPF authenticate", async () => {
    expect(await judged(signed(mail()))).toEqual({
      outcome: "authenticated",
      because: ["C0–C4: the sender is the address on file.", "C5: the first line says yes."],
    });
  });

  test("so does DKIM alone, where no client is known (IMAP)", async () => {
    expect(await outcome(signed(mail()), { envelope: mailbox })).toBe("authenticated");
  });

  test("and a mail that nodemailer has signed, with no t= but a Date", async () => {
    const transport = createTransport({
      streamTransport: true,
      buffer: true,
      newline: "windows",
      dkim: {
        domainName: "good.example",
        keySelector: "s1",
        privateKey: goodKey.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
      },
    });
    const { message } = await transport.sendMail({
      from: { name: "Ünï Öwner", address: OWNER },
      to: REPLY_TO,
      subject: "Re: [T-1042] Please confirm a change",
      inReplyTo: `<${MESSAGE_ID}>`,
      date: new Date(NOW - MINUTE),
      text: "Ja, bitte.",
    });
    if (!(message instanceof Buffer)) throw new TypeError("Expected a buffer of nodemailer.");
    expect(await outcome(message)).toBe("authenticated");
  });

  test("and one signed with ed25519", async () => {
    const { generateKeyPairSync } = await import("node:crypto");
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    const p = publicKey.export({ type: "spki", format: "der" }).subarray(-32).toString("base64");
    const text = signed(mail(), { key: { privateKey, record: "" }, algorithm: "ed25519-sha256" });
    const dns = { "s1._domainkey.good.example/TXT": [[`v=DKIM1; k=ed25519; p=${p}`]] };
    expect(await outcome(text, { dns })).toBe("authenticated");
  });

  test("a spoofed From without a signature is unverified", async () => {
    expect(await outcome(mail(), { envelope: strangers })).toBe("unverified");
  });

  test("a stranger's own good signature for another From is unverified", async () => {
    const text = signed(mail(), { domain: "evil.example", key: evilKey });
    expect(await outcome(text, { envelope: strangers })).toBe("unverified");
  });

  test("without a DMARC record the alignment decides all the same", async () => {
    const dns = { "_dmarc.good.example/TXT": [] };
    expect(await outcome(signed(mail()), { dns })).toBe("authenticated");
    expect(await outcome(mail(), { dns, envelope: strangers })).toBe("unverified");
    const theirs = signed(mail(), { domain: "evil.example", key: evilKey });
    expect(await outcome(theirs, { dns, envelope: strangers })).toBe("unverified");
  });

  test("a domain with neither DKIM nor SPF nor DMARC can never pass", async () => {
    const dns = {
      "good.example/TXT": [],
      "_dmarc.good.example/TXT": [],
      "s1._domainkey.good.example/TXT": [],
    };
    expect(await outcome(signed(mail()), { dns })).toBe("unverified");
    expect(await outcome(mail(), { dns })).toBe("unverified");
  });

  test("an altered body or subject is unverified", async () => {
    const text = signed(mail("NO"));
    expect(await outcome(text.replace("\r\n\r\nNO", "\r\n\r\nYES"), { envelope: forwarded })).toBe(
      "unverified",
    );
    expect(await outcome(text.replace("Please", "Kindly"), { envelope: forwarded })).toBe("unverified");
  });

  test("a signature with l= counts for nothing, whether text follows or not", async () => {
    const text = signed(mail("YES"), { tags: { l: "5" } });
    expect(await outcome(text)).toBe("unverified");
    expect(await outcome(`${text}and more`)).toBe("unverified");
  });

  test.each(["0", "4", "6", "1000000", "x", "-1", ""])(
    "nor does one with l=%s, and nothing is printed about it",
    async (l) => {
      expect(await outcome(signed(mail("YES"), { tags: { l } }), { envelope: forwarded })).toBe("unverified");
    },
  );

  test("From must be among the signed fields", async () => {
    const text = signed(mail("YES", { From: "Somebody <other@good.example>" }), { covers: without("From") });
    const replaced = text.replace("Somebody <other@good.example>", OWNER);
    expect(await outcome(replaced, { envelope: forwarded })).toBe("unverified");
  });

  test("a subdomain may sign for its organisation, but not under adkim=s", async () => {
    const text = signed(mail(), { domain: "mail.good.example" });
    expect(await outcome(text, { envelope: forwarded })).toBe("authenticated");
    for (const record of ["v=DMARC1; p=reject; adkim=s", "v=DMARC1; p=none; ADKIM = S ;"]) {
      const dns = { "_dmarc.good.example/TXT": [[record]] };
      expect(await outcome(text, { dns, envelope: forwarded })).toBe("unverified");
      expect(await outcome(signed(mail()), { dns, envelope: forwarded })).toBe("authenticated");
    }
  });

  test("adkim=s of the organisation counts for its subdomains", async () => {
    const from = { From: "owner@mail.good.example" };
    const file = { addressOnFile: "owner@mail.good.example", addressWhenSent: "owner@mail.good.example" };
    const strict = { "_dmarc.good.example/TXT": [["v=DMARC1; p=reject; adkim=s"]] };
    const text = signed(mail("YES", from));
    expect(await outcome(text, { ticket: file, envelope: forwarded })).toBe("authenticated");
    expect(await outcome(text, { ticket: file, dns: strict, envelope: forwarded })).toBe("unverified");
  });

  test("neighbours under a private suffix are strangers", async () => {
    const address = "owner@victim.github.io";
    const text = signed(mail("YES", { From: address }), { domain: "evil.github.io", key: evilKey });
    const suffix = signed(mail("YES", { From: address }), { domain: "github.io", key: evilKey });
    const dns = {
      "s1._domainkey.evil.github.io/TXT": [[evilKey.record]],
      "s1._domainkey.github.io/TXT": [[evilKey.record]],
    };
    const file = { addressOnFile: address, addressWhenSent: address };
    expect(await outcome(text, { dns, ticket: file, envelope: forwarded })).toBe("unverified");
    expect(await outcome(suffix, { dns, ticket: file, envelope: forwarded })).toBe("unverified");
  });

  test("a key of 512 bits is no key", async () => {
    const weak = rsaKey(512);
    const dns = { "s1._domainkey.good.example/TXT": [[weak.record]] };
    expect(await outcome(signed(mail(), { key: weak }), { dns, envelope: forwarded })).toBe("unverified");
  });

  test("a key that is being tested (t=y) is a key, and a foreign i= says nothing", async () => {
    const dns = { "s1._domainkey.good.example/TXT": [[`${goodKey.record}; t=y`]] };
    expect(await outcome(signed(mail()), { dns })).toBe("authenticated");
    expect(await outcome(signed(mail(), { tags: { i: "@evil.example" } }))).toBe("authenticated");
  });

  test("a key that was withdrawn, or says nonsense, is none", async () => {
    for (const record of ["v=DKIM1; p=", "v=DKIM1; p=!!!!", "hello", "v=DKIM2; p=AAAA"]) {
      const dns = { "s1._domainkey.good.example/TXT": [[record]] };
      expect(await outcome(signed(mail()), { dns, envelope: forwarded })).toBe("unverified");
    }
  });

  test("SHA-1 signs nothing any more", async () => {
    expect(await outcome(signed(mail(), { algorithm: "rsa-sha1" }), { envelope: forwarded })).toBe(
      "unverified",
    );
  });

  test("a mail that is forwarded unchanged is still the owner's", async () => {
    const by = { ...strangers, from: "list@forwarder.example" };
    expect(await outcome(signed(mail()), { envelope: by })).toBe("authenticated");
  });

  test("ARC authenticates nothing, whatever it claims", async () => {
    const lie = [
      "ARC-Seal: i=1; a=rsa-sha256; t=1; cv=none; d=evil.example; s=s1; b=AAAA",
      "ARC-Message-Signature: i=1; a=rsa-sha256; c=relaxed/relaxed; d=evil.example; s=s1; h=from:to; bh=AAAA; b=AAAA",
      "ARC-Authentication-Results: i=1; evil.example; dkim=pass header.d=good.example; dmarc=pass",
    ].join("\r\n");
    expect(await outcome(`${lie}\r\n${mail()}`, { envelope: strangers })).toBe("unverified");
    const footer = signed(mail()).replace("YES\r\n", "YES\r\n--\r\nThe list\r\n");
    expect(await outcome(`${lie}\r\n${footer}`, { envelope: strangers })).toBe("unverified");
    expect(await outcome(`${lie}\r\n${signed(mail())}`)).toBe("authenticated");
  });

  test("a forged Authentication-Results field is not believed", async () => {
    const claim = "Authentication-Results: mx.desk.example; dkim=pass header.d=good.example; dmarc=pass\r\n";
    expect(await outcome(claim + mail(), { envelope: strangers })).toBe("unverified");
  });

  test("names of hosts in other scripts are compared as DNS knows them", async () => {
    const [unicode, ascii] = ["owner@münchen.example", "owner@xn--mnchen-3ya.example"];
    const dns = { "s1._domainkey.xn--mnchen-3ya.example/TXT": [[goodKey.record]] };
    for (const from of [unicode, ascii, "owner@MÜNCHEN.example"])
      for (const onFile of [unicode, ascii])
        for (const domain of ["xn--mnchen-3ya.example", "münchen.example"]) {
          const file = { addressOnFile: onFile, addressWhenSent: onFile };
          const text = signed(mail("YES", { From: from }), { domain });
          expect(await outcome(text, { dns, ticket: file, envelope: mailbox })).toBe("authenticated");
        }
  });

  test("a Cyrillic look-alike is another domain", async () => {
    const text = signed(mail("YES", { From: "owner@gооd.example" }));
    expect(await outcome(text)).toBe("unverified");
  });
});
