import { describe, expect, test } from "vitest";
import { DAY, HOUR, MINUTE, SECOND } from "../../src/core/time.ts";
import { dateField, MESSAGE_ID, mail, mailbox, NOW, outcome, SENT_AT, signed } from "../support/mails.ts";

const without = (covered: string): readonly string[] =>
  ["From", "To", "Subject", "Date", "Message-ID", "In-Reply-To"].filter((name) => name !== covered);

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

  test.each(["99999999999999999", "1e300", "-99999999999999999", "Infinity", "9".repeat(400)])(
    "one beyond all dates, %s, is none",
    async (t) => {
      expect(await outcome(signed(mail(), { tags: { t } }), { envelope: mailbox })).toBe("unverified");
      expect(await outcome(signed(mail(), { tags: { x: t } }), { envelope: mailbox })).toBe("unverified");
    },
  );

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
