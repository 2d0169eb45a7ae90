import { describe, expect, test } from "vitest";
import { DNS, evilKey, judged, mail, outcome, REPLY_TO, signed, strangers } from "../support/mails.ts";

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
