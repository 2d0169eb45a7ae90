import { describe, expect, test } from "vitest";
import {
  BOUNCES,
  dateField,
  type Given,
  mail,
  mailbox,
  NOW,
  OWNER,
  outcome,
  REPLY_TO,
  signed,
} from "../support/mails.ts";

const bounce = { ip: "192.0.2.10", helo: "mx.good.example", from: "", to: [BOUNCES] };

/** What a mail server writes when it could not, or could, deliver; `groups` are its per-recipient fields. */
const report = (groups: readonly string[], header = ""): string =>
  [
    "From: Mail Delivery System <MAILER-DAEMON@good.example>",
    `To: ${BOUNCES}`,
    "Subject: Undelivered Mail Returned to Sender",
    `Date: ${dateField(NOW)}`,
    "Message-ID: <dsn@good.example>",
    "Auto-Submitted: auto-replied",
    "MIME-Version: 1.0",
    `${header}Content-Type: multipart/report; report-type=delivery-status;`,
    '\tboundary="b"',
    "",
    "--b",
    "Content-Type: text/plain",
    "",
    "Sorry.",
    "--b",
    "Content-Type: message/delivery-status",
    "",
    "Reporting-MTA: dns; mx.good.example",
    "Arrival-Date: Wed, 25 Nov 2026 11:00:00 +0000",
    "",
    groups.join("\r\n\r\n"),
    "",
    "--b",
    "Content-Type: message/rfc822",
    "",
    "Subject: [T-1042] Please confirm",
    "",
    "Action: delivered",
    "--b--",
    "",
  ].join("\r\n");

const group = (action: string | null, recipient = OWNER): string =>
  [
    `Final-Recipient: rfc822; ${recipient}`,
    ...(action === null ? [] : [`Action: ${action}`]),
    "Status: 5.1.1",
    "Diagnostic-Code: smtp; 550",
    "\t5.1.1 no such user",
  ].join("\r\n");

const of = (groups: readonly string[], given: Given = { envelope: bounce }): Promise<string> =>
  outcome(report(groups), given);

describe("a delivery report to our bounce address", () => {
  test.each([
    ["failed", "undeliverable"],
    ["Failed (mailbox full)", "undeliverable"],
    ["delayed", "ignored"],
    ["relayed", "ignored"],
    ["delivered", "ignored"],
    ["expanded", "ignored"],
    ["DELAYED", "ignored"],
  ])("that says %s is %s", async (action, expected) => {
    expect(await of([group(action)])).toBe(expected);
  });

  test("that does not say what happened means that our mail did not arrive", async () => {
    expect(await of([group(null)])).toBe("undeliverable");
    expect(await of([])).toBe("undeliverable");
  });

  test("that speaks of several recipients is read for ours", async () => {
    expect(await of([group("delivered", "other@good.example"), group("failed")])).toBe("undeliverable");
    expect(await of([group("failed", "other@good.example"), group("delayed")])).toBe("ignored");
    const strangers = [group("failed", "a@x.example"), group("delivered", "b@x.example")];
    expect(await of(strangers)).toBe("ignored");
    expect(await of([group("failed", "a@x.example"), group("failed", "b@x.example")])).toBe("undeliverable");
  });

  test("is known over IMAP by the fields that name its recipient", async () => {
    expect(await of([group("failed")], { envelope: { ...mailbox, from: "" } })).toBe("undeliverable");
    const hidden = report([group("failed")]).replace(
      `To: ${BOUNCES}`,
      `To: postmaster@good.example\r\nDelivered-To: ${BOUNCES}`,
    );
    expect(await outcome(hidden, { envelope: { ...mailbox, from: "" } })).toBe("undeliverable");
  });

  test("counts in whatever state the ticket is, before all else", async () => {
    for (const state of ["awaiting", "authenticated", "expired"])
      expect(await of([group("failed")], { envelope: bounce, ticket: { state } })).toBe("undeliverable");
    expect(await outcome(report([group("failed")], "From: twice@x.example\r\n"), { envelope: bounce })).toBe(
      "undeliverable",
    );
  });

  test("counts though what it returns is large", async () => {
    const large = report([group("failed")]).replace("--b--", `${"x".repeat(1_200_000)}\r\n--b--`);
    expect(await outcome(large, { envelope: bounce })).toBe("undeliverable");
  });

  test("to another address is only an automatic mail", async () => {
    expect(await of([group("failed")], { envelope: { ...bounce, to: [REPLY_TO] } })).toBe("ignored");
    expect(
      await of([group("failed")], { envelope: { ...bounce, to: ["bounces+b.other@desk.example"] } }),
    ).toBe("ignored");
  });

  test("of another kind, a read receipt, is only an automatic mail", async () => {
    const receipt = report([group("failed")]).replace(
      "report-type=delivery-status",
      "report-type=disposition-notification",
    );
    expect(await outcome(receipt, { envelope: bounce })).toBe("ignored");
  });

  test("that is broken is one too", async () => {
    const text = report([group("failed")]);
    for (let at = 0; at < text.length; at += 37)
      expect(["ignored", "undeliverable"]).toContain(await outcome(text.slice(0, at), { envelope: bounce }));
  });
});

test("the bounce id confirms nothing", async () => {
  const to = { ...bounce, from: OWNER };
  const text = signed(mail("YES", { To: BOUNCES, "In-Reply-To": null, Subject: "Re: [T-1042]" }));
  expect(await outcome(text, { envelope: to })).toBe("unverified");
});
