import { describe, expect, test } from "vitest";
import { judgeComment, judgeOwn } from "../../adapters/mail/read/judge.ts";
import { readReply } from "../../adapters/mail/read/reply.ts";
import { bareMessageId, bareToken, matchHashes, sha256 } from "../../adapters/mail/read/ticket.ts";
import { createWrittenDns, type WrittenDns } from "../../adapters/mail/read/written-dns.ts";
import { DAY } from "../../src/core/time.ts";
import {
  BOUNCE_ID,
  DNS,
  dateField,
  envelope,
  type Header,
  MESSAGE_ID,
  mail,
  NOW,
  OWNER,
  outcome,
  REPLY_TO,
  signed,
  TOKEN,
  ticket,
} from "../support/mails.ts";

const TICKETS = "tickets@desk.example";
const OWN: Header = { To: TICKETS, Subject: "Add an MX record", "In-Reply-To": null };
const own = (header: Header = {}): string => mail("Please add an MX record.", { ...OWN, ...header });

const judgedOwn = async (
  text: string,
  contactAddress: string | null = OWNER,
  dns: WrittenDns = {},
): Promise<string> => {
  const arrived = {
    raw: Buffer.from(text),
    envelope: { ...envelope, to: [TICKETS] },
    now: NOW,
    resolver: createWrittenDns({ ...DNS, ...dns }),
    ownAddresses: [TICKETS],
  };
  return (await judgeOwn(arrived, { contactAddress, ticketsAddress: TICKETS })).outcome;
};

describe("a customer's own mail to the tickets' address", () => {
  test("from the address on file, signed by its domain, is authenticated", async () => {
    expect(await judgedOwn(signed(own()))).toBe("authenticated");
    expect(
      await judgedOwn(
        signed(own({ To: "a@b.example", Cc: `Tickets <${TICKETS}>` }), { covers: ["From", "Date", "Cc"] }),
      ),
    ).toBe("authenticated");
  });

  test("from any other address it is unverified, and no account need exist", async () => {
    expect(await judgedOwn(signed(own()), null)).toBe("unverified");
    expect(await judgedOwn(signed(own({ From: "other@good.example" })))).toBe("unverified");
  });

  test("unsigned it is unverified, or shown to the lead where SPF speaks for it", async () => {
    expect(await judgedOwn(own(), OWNER, { "good.example/TXT": [] })).toBe("unverified");
    expect(await judgedOwn(own())).toBe("staff_review");
  });

  test("that was written to somebody else and passed on is unverified", async () => {
    expect(await judgedOwn(signed(own({ To: "friend@elsewhere.example" })))).toBe("unverified");
    expect(await judgedOwn(signed(own(), { covers: ["From", "Date", "Subject"] }))).toBe("unverified");
  });

  test("that is old is unverified", async () => {
    expect(await judgedOwn(signed(own({ Date: dateField(NOW - 8 * DAY) })))).toBe("unverified");
  });

  test("that is automatic, or the desk's own, is ignored", async () => {
    expect(await judgedOwn(signed(own({ "Auto-Submitted": "auto-replied" })))).toBe("ignored");
    expect(await judgedOwn(signed(own({ From: TICKETS })), TICKETS)).toBe("ignored");
  });

  test("waits for DNS", async () => {
    expect(await judgedOwn(signed(own()), OWNER, { "s1._domainkey.good.example/TXT": "SERVFAIL" })).toBe(
      "retry",
    );
  });
});

describe("a mail in a ticket's thread", () => {
  const commented = async (text: string, state = "authenticated", to = REPLY_TO): Promise<string> => {
    const arrived = {
      raw: Buffer.from(text),
      envelope: { ...envelope, to: [to] },
      now: NOW,
      resolver: createWrittenDns(DNS),
    };
    return (await judgeComment(arrived, { ...ticket, state, expiresAt: NOW - DAY })).outcome;
  };

  test.each(["awaiting", "authenticated", "denied", "closed"])(
    "by the address on file is verified while the ticket is %s, whatever it says",
    async (state) => {
      expect(await commented(signed(mail("When will you do it?")), state)).toBe("authenticated");
      expect(await commented(signed(mail("")), state)).toBe("authenticated");
    },
  );

  test("by anybody else, about anything else, or by a machine is not", async () => {
    expect(await commented(signed(mail("Do it now", { From: "other@good.example" })))).toBe("unverified");
    expect(await commented(mail("Do it now"))).toBe("staff_review");
    const bare = { To: "support@desk.example", "In-Reply-To": null };
    expect(await commented(signed(mail("Do it", bare)), "closed", "support@desk.example")).toBe("unverified");
    expect(await commented(signed(mail("Away", { "Auto-Submitted": "auto-replied" })))).toBe("ignored");
  });
});

describe("a mail as it is filed", () => {
  test("has its own words, its subject, its sender and what tells it from others", async () => {
    const raw = Buffer.from(
      mail("Thanks.\n\nOn Mon, X <x@y.example> wrote:\n> old", { Subject: "=?utf-8?Q?=C3=84?= b" }),
    );
    expect(await readReply(raw)).toEqual({
      text: "Thanks.",
      subject: "Ä b",
      fromAddress: OWNER,
      isAutomatic: false,
      messageIdHash: sha256("reply-1@good.example"),
      sha256: sha256(raw),
    });
  });

  test("keeps its words whole, questions of several paragraphs too", async () => {
    const text = "Hello,\n\nwhat does it cost?\n\n- first\n- second\n\nAnd when?";
    expect((await readReply(Buffer.from(mail(text)))).text).toBe(text);
  });

  test("is automatic by its header or its envelope", async () => {
    const raw = Buffer.from(mail());
    expect((await readReply(raw, { ...envelope, from: "" })).isAutomatic).toBe(true);
    expect((await readReply(Buffer.from(mail("x", { Precedence: "bulk" })))).isAutomatic).toBe(true);
  });

  test("may have nothing of all that", async () => {
    expect(await readReply(Buffer.from(""))).toMatchObject({
      text: "",
      subject: "",
      fromAddress: null,
      messageIdHash: null,
    });
  });
});

test("tickets that keep only hashes know their mail all the same", async () => {
  const matches = matchHashes({
    token: sha256(bareToken(TOKEN.toUpperCase())),
    messageId: sha256(bareMessageId(`<${MESSAGE_ID}>`)),
    bounceId: sha256(bareToken(BOUNCE_ID)),
  });
  expect(await outcome(signed(mail()), { ticket: { matches } })).toBe("authenticated");
  const support = { ...envelope, to: ["support@desk.example"] };
  expect(await outcome(signed(mail()), { ticket: { matches }, envelope: support })).toBe("authenticated");
  const none = matchHashes({ token: null, messageId: null, bounceId: null });
  expect(await outcome(signed(mail()), { ticket: { matches: none } })).toBe("unverified");
});
