import { createTransport } from "nodemailer";
import { describe, expect, test } from "vitest";
import { DAY, HOUR, MINUTE, SECOND } from "../../src/core/time.ts";
import {
  DNS,
  dateField,
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
  SENT_AT,
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

describe("the signature's age is judged by the moment that the case names", () => {
  const at = (ms: number): string => String(Math.floor(ms / 1000));

  test.each([
    ["made after our mail", { t: at(NOW - MINUTE) }, "authenticated"],
    ["made in the second in which our mail went", { t: at(SENT_AT) }, "authenticated"],
    ["older than our mail", { t: at(SENT_AT - SECOND) }, "unverified"],
    ["made in an hour", { t: at(NOW + HOUR) }, "unverified"],
    ["made by a clock that is a few seconds ahead", { t: at(NOW + 5 * SECOND) }, "authenticated"],
    ["expired", { t: at(NOW - 2 * MINUTE), x: at(NOW - MINUTE) }, "unverified"],
    ["not expired yet", { t: at(NOW - 2 * MINUTE), x: at(NOW + MINUTE) }, "authenticated"],
    ["with a t= that is no number", { t: "soon" }, "unverified"],
    ["with an x= that is no number", { x: "never" }, "unverified"],
  ])("one %s: %s is %s", async (_name, tags, expected) => {
    expect(await outcome(signed(mail(), { tags }))).toBe(expected);
  });

  test("nothing of it hangs on this machine's clock", async () => {
    for (const now of [NOW - 20 * 365 * DAY, NOW + 20 * 365 * DAY]) {
      const times = { sentAt: now - HOUR, expiresAt: now + HOUR };
      const fresh = signed(mail(), { tags: { t: at(now - MINUTE), x: at(now + MINUTE) } });
      expect(await outcome(fresh, { now, ticket: times })).toBe("authenticated");
      const late = signed(mail(), { tags: { t: at(now - 2 * MINUTE), x: at(now - MINUTE) } });
      expect(await outcome(late, { now, ticket: times })).toBe("unverified");
    }
  });

  test("without t= the signed Date says it", async () => {
    expect(await outcome(signed(mail("YES", { Date: dateField(SENT_AT - SECOND) })))).toBe("unverified");
    expect(await outcome(signed(mail("YES", { Date: dateField(NOW + HOUR) })))).toBe("unverified");
    expect(await outcome(signed(mail("YES", { Date: dateField(SENT_AT + SECOND) })))).toBe("authenticated");
    expect(await outcome(signed(mail("YES", { Date: "yesterday" })))).toBe("unverified");
  });

  test("an unsigned Date says nothing, unless there is a t=", async () => {
    expect(await outcome(signed(mail(), { covers: without("Date") }))).toBe("unverified");
    const text = signed(mail(), { covers: without("Date"), tags: { t: at(NOW - MINUTE) } });
    expect(await outcome(text)).toBe("authenticated");
  });

  test("an old signed yes that is sent again is unverified", async () => {
    const old = signed(mail("YES", { Date: dateField(SENT_AT - DAY) }));
    expect(await outcome(old)).toBe("unverified");
  });
});

describe("a signed field ties the mail to the ticket", () => {
  const plain = { Subject: "Re: your mail", "In-Reply-To": null, References: null };

  test.each([
    ["To with the token", { Subject: "Re:", "In-Reply-To": null }, ["From", "Date", "To"]],
    ["In-Reply-To with our id", { Subject: "Re:" }, ["From", "Date", "In-Reply-To"]],
    [
      "References with our id among others",
      { Subject: "Re:", "In-Reply-To": null, References: `<a@b>\r\n <${MESSAGE_ID}>` },
      ["From", "Date", "References"],
    ],
    ["Subject with the ticket's number (Microsoft 365 does not sign To)", {}, ["From", "Date", "Subject"]],
    [
      "Subject with the number inside an encoded word",
      { Subject: "=?utf-8?Q?AW:_[T-1042]_=C3=84nderung?=" },
      ["From", "Date", "Subject"],
    ],
  ])("%s is enough", async (_name, header, covers) => {
    expect(await outcome(signed(mail("YES", header), { covers }))).toBe("authenticated");
  });

  test("fields that are there but not signed tie nothing", async () => {
    expect(await outcome(signed(mail(), { covers: ["From", "Date", "Message-ID"] }))).toBe("unverified");
    const covers = ["From", "Date", "To", "Subject"];
    const elsewhere = signed(mail("YES", { ...plain, To: "friend@elsewhere.example" }), { covers });
    expect(await outcome(elsewhere)).toBe("unverified");
  });

  test("another ticket's number ties nothing", async () => {
    const text = mail("YES", { ...plain, Subject: "Re: [T-10420]", To: "friend@elsewhere.example" });
    expect(await outcome(signed(text))).toBe("unverified");
  });
});

describe("DNS that does not answer", () => {
  const keyFails = { "s1._domainkey.good.example/TXT": "SERVFAIL" } as const;
  const policyFails = { "_dmarc.good.example/TXT": "SERVFAIL" } as const;

  test("for the key: come back later", async () => {
    expect(await outcome(signed(mail()), { dns: keyFails })).toBe("retry");
  });

  test("for the key of another signature, beside one that counts: no matter", async () => {
    const two = signed(signed(mail()), { domain: "evil.example", key: evilKey });
    expect(await outcome(two, { dns: { "s1._domainkey.evil.example/TXT": "SERVFAIL" } })).toBe(
      "authenticated",
    );
  });

  test("for the DMARC record: come back later only if DKIM is not aligned", async () => {
    expect(await outcome(signed(mail()), { dns: policyFails })).toBe("authenticated");
    expect(await outcome(mail(), { dns: policyFails })).toBe("retry");
    const theirs = signed(mail(), { domain: "evil.example", key: evilKey });
    expect(await outcome(theirs, { dns: policyFails })).toBe("retry");
  });

  test("nor is a subdomain's signature aligned while nobody knows whether adkim=s", async () => {
    expect(await outcome(signed(mail(), { domain: "mail.good.example" }), { dns: policyFails })).toBe(
      "retry",
    );
  });

  test("matters to no mail that is decided without it", async () => {
    const dns = { ...keyFails, ...policyFails };
    expect(await outcome(signed(mail("YES", { From: "other@good.example" })), { dns })).toBe("unverified");
    expect(await outcome(signed(mail("YES", { "Auto-Submitted": "auto-replied" })), { dns })).toBe("ignored");
  });
});

describe("SPF alone", () => {
  test("is shown to the lead and authenticates nothing", async () => {
    expect(await judged(mail())).toEqual({
      outcome: "staff_review",
      because: [
        "C4: the mail is not signed; SPF alone names the sender's server, which others at the same host may share.",
      ],
    });
  });

  test("counts only when its domain is aligned to From", async () => {
    expect(await outcome(mail(), { envelope: { ...strangers, from: "bad@evil.example" } })).toBe(
      "unverified",
    );
    const dns = { "mail.good.example/TXT": DNS["good.example/TXT"] ?? [] };
    const by = { ip: "192.0.2.10", helo: "x", from: "owner@mail.good.example", to: [REPLY_TO] };
    expect(await outcome(mail(), { envelope: by, dns })).toBe("staff_review");
    const strict = { ...dns, "_dmarc.good.example/TXT": [["v=DMARC1; p=none; aspf=s"]] };
    expect(await outcome(mail(), { envelope: by, dns: strict })).toBe("unverified");
  });

  test("counts for nothing beside a signature that passes and is not enough", async () => {
    expect(await outcome(signed(mail(), { tags: { l: "5" } }))).toBe("unverified");
    expect(await outcome(signed(mail(), { domain: "evil.example", key: evilKey }))).toBe("unverified");
  });

  test("is what is left of a mail whose signature broke on the way", async () => {
    expect(await outcome(signed(mail("NO")).replace("\r\n\r\nNO", "\r\n\r\nYES"))).toBe("staff_review");
  });
});
