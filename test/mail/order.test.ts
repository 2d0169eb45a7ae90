import { describe, expect, test } from "vitest";
import { DAY, HOUR, MINUTE } from "../../src/core/time.ts";
import {
  envelope,
  evilKey,
  type Header,
  judged,
  MAIL_TEXT,
  MESSAGE_ID,
  mail,
  mailbox,
  NOW,
  OWNER,
  outcome,
  REPLY_TO,
  signed,
  strangers,
  TOKEN,
} from "../support/mails.ts";

const support = { ...envelope, to: ["support@desk.example"] };
const elsewhere: Header = { To: "support@desk.example", "In-Reply-To": null };

describe("possession of our mail (C2)", () => {
  test("is the token in a recipient of the envelope, in whatever case and form", async () => {
    for (const to of [
      REPLY_TO,
      `<${REPLY_TO}>`,
      REPLY_TO.toUpperCase(),
      `anything+c.${TOKEN}@other.example`,
    ]) {
      const given = { envelope: { ...envelope, to: ["x@desk.example", to] } };
      expect(await outcome(signed(mail("YES", elsewhere)), given)).toBe("authenticated");
    }
  });

  test.each(["To", "Delivered-To", "X-Original-To"])(
    "without an envelope it is the token in %s",
    async (name) => {
      const header = { ...elsewhere, [name]: `Support <${REPLY_TO}>` };
      expect(await outcome(signed(mail("YES", header)), { envelope: mailbox })).toBe("authenticated");
    },
  );

  test("the header's recipients count for nothing beside an envelope", async () => {
    const header = { "In-Reply-To": null };
    expect(await outcome(signed(mail("YES", header)), { envelope: support })).toBe("unverified");
  });

  test.each(["In-Reply-To", "References"])("is our id in %s", async (name) => {
    const header = { ...elsewhere, [name]: `<first@x>\r\n <${MESSAGE_ID}>` };
    expect(await outcome(signed(mail("YES", header)), { envelope: support })).toBe("authenticated");
  });

  test("is not the ticket's number in the subject", async () => {
    expect(await judged(signed(mail("YES", elsewhere)), { envelope: support })).toEqual({
      outcome: "unverified",
      because: ["C2: it holds neither the reply address of our mail nor its id."],
    });
  });

  test("is no other token, no part of one, and none where none lives", async () => {
    const none = { matches: { token: () => false, messageId: () => false, bounceId: () => false } };
    expect(await outcome(signed(mail()), { ticket: none })).toBe("unverified");
    for (const local of [
      `support+c.${TOKEN}2`,
      `support+c.${TOKEN.slice(1)}`,
      `support+${TOKEN}`,
      "support+c.",
    ]) {
      const given = { envelope: { ...envelope, to: [`${local}@desk.example`] } };
      expect(await outcome(signed(mail("YES", elsewhere)), given)).toBe("unverified");
    }
  });
});

describe("the ticket decides before the sender does", () => {
  test.each(["unauthenticated", "denied", "expired", "undeliverable", "closed", "authenticated"])(
    "a yes to a ticket that is %s is unverified",
    async (state) => {
      expect(await outcome(signed(mail()), { ticket: { state } })).toBe("unverified");
    },
  );

  test("a verified no to an authenticated ticket denies it, however late, until work begins", async () => {
    const authenticated = { state: "authenticated" };
    const no = signed(mail("NO"));
    expect(await outcome(no, { ticket: authenticated })).toBe("denied");
    expect(await outcome(no, { ticket: { ...authenticated, expiresAt: NOW - HOUR } })).toBe("denied");
    expect(await outcome(no, { ticket: { ...authenticated, workStarted: true } })).toBe("unverified");
    expect(await outcome(mail("NO"), { ticket: authenticated })).toBe("unverified");
    expect(await outcome(no, { ticket: { ...authenticated, addressOnFile: "new@good.example" } })).toBe(
      "unverified",
    );
  });

  test("whether that no is verified may have to wait for DNS; a second yes never does", async () => {
    const given = {
      ticket: { state: "authenticated" },
      dns: { "s1._domainkey.good.example/TXT": "SERVFAIL" },
    } as const;
    expect(await outcome(signed(mail("NO")), given)).toBe("retry");
    expect(await outcome(signed(mail("YES")), given)).toBe("unverified");
  });

  test("an answer that comes too late has expired, whoever wrote it", async () => {
    expect(await outcome(signed(mail()), { ticket: { expiresAt: NOW - 1 } })).toBe("expired");
    expect(await outcome(signed(mail()), { ticket: { expiresAt: NOW } })).toBe("authenticated");
    expect(await outcome(mail("YES", { From: "x@evil.example" }), { ticket: { expiresAt: NOW - 1 } })).toBe(
      "expired",
    );
  });

  test("an answer without possession, or to a ticket that is over, has not expired", async () => {
    const late = { expiresAt: NOW - DAY };
    expect(await outcome(signed(mail("YES", elsewhere)), { envelope: support, ticket: late })).toBe(
      "unverified",
    );
    expect(await outcome(signed(mail()), { ticket: { ...late, state: "expired" } })).toBe("unverified");
  });

  test("an automatic answer is ignored before its time, its possession or its sender is looked at", async () => {
    const text = mail("YES", { "Auto-Submitted": "auto-replied", From: "x@evil.example" });
    expect(await outcome(text, { envelope: { ...support, from: "" }, ticket: { expiresAt: NOW - 1 } })).toBe(
      "ignored",
    );
  });
});

describe("who answers, and how", () => {
  test("a colleague at the same domain does not have the token's owner's address", async () => {
    expect(await outcome(signed(mail("YES", { From: "colleague@good.example" })))).toBe("unverified");
  });

  test("a thief of the token does not have the owner's key", async () => {
    const text = signed(mail(), { domain: "evil.example", key: evilKey });
    expect(await outcome(text, { envelope: strangers })).toBe("unverified");
    expect(await outcome(text, { envelope: { ...strangers, from: OWNER } })).toBe("unverified");
  });

  test.each([
    ["YES", "authenticated"],
    ["NO", "denied"],
    ["No, I did not ask for this", "denied"],
    ["Maybe", "unclear"],
    ["", "unclear"],
    ["👍", "unclear"],
    ["yes, but only tomorrow", "unclear"],
  ])("the owner's %s is %s", async (text, expected) => {
    expect(await outcome(signed(mail(text)))).toBe(expected);
  });

  test.each([
    ["YES 47", "authenticated"],
    ["Yes, 47.", "authenticated"],
    ["YES", "unclear"],
    ["YES 48", "unclear"],
    ["YES 47 48", "unclear"],
    ["YES 4 7", "unclear"],
    ["47 YES", "unclear"],
    ["47", "unclear"],
    ["NO", "denied"],
    ["NO 47", "denied"],
  ])("with the number 47 in the chat, %s is %s", async (text, expected) => {
    expect(await outcome(signed(mail(text)), { ticket: { code: "47" } })).toBe(expected);
  });

  test("an answering machine that repeats our mail, and is not known for one, is unclear", async () => {
    const away = `I am away until Monday.\n\n${MAIL_TEXT}`;
    expect(await outcome(signed(mail(away)))).toBe("unclear");
    expect(await outcome(signed(mail(MAIL_TEXT)))).toBe("unclear");
    expect(await outcome(signed(mail(MAIL_TEXT.replace("Reply ", "Reply\n"))))).toBe("unclear");
  });

  test("nothing that is said names the token, our id or an address", async () => {
    const texts = ["YES", "NO", "what?", ""];
    const given = [
      {},
      { envelope: support },
      { ticket: { state: "denied" } },
      { ticket: { expiresAt: NOW - MINUTE } },
    ];
    for (const text of texts)
      for (const one of given) {
        const said = JSON.stringify(await judged(signed(mail(text)), one));
        for (const secret of [TOKEN, MESSAGE_ID, "@"]) expect(said).not.toContain(secret);
      }
  });
});
