import { describe, expect, test } from "vitest";
import {
  BOUNCES,
  envelope,
  type Header,
  judged,
  mail,
  mailbox,
  OWNER,
  outcome,
  REPLY_TO,
  signed,
} from "../support/mails.ts";

describe("an automatic mail is ignored, signed and saying YES as it may be (C1)", () => {
  test.each<readonly [string, Header]>([
    ["Auto-Submitted: auto-replied", { "Auto-Submitted": "auto-replied" }],
    ["Auto-Submitted with parameters", { "Auto-Submitted": "auto-generated; owner=x" }],
    ["Auto-Submitted that is empty", { "Auto-Submitted": "" }],
    ["an empty return path", { "Return-Path": "<>" }],
    ["Precedence: bulk", { Precedence: "bulk" }],
    ["Precedence: list", { Precedence: "List" }],
    ["Precedence: junk", { Precedence: "junk" }],
    ["Precedence: auto_reply", { Precedence: "auto_reply" }],
    ["List-Id", { "List-Id": "<friends.good.example>" }],
    ["List-Post", { "List-Post": "<mailto:friends@good.example>" }],
    ["X-Autoreply", { "X-Autoreply": "yes" }],
    ["X-Autorespond", { "X-Autorespond": "vacation" }],
    ["X-Autoresponder", { "X-AutoResponder": "1" }],
    ["Exchange's rules", { "X-MS-Exchange-Inbox-Rules-Loop": "owner@good.example" }],
    ["X-Loop", { "X-Loop": "owner@good.example" }],
    ["our own mark", { "X-Deskclock-Sent": "1" }],
    [
      "a read receipt",
      { "Content-Type": "multipart/report; report-type=disposition-notification; boundary=b" },
    ],
    ["a report of any kind", { "Content-Type": "multipart/report; boundary=b" }],
    ["the mailer daemon", { From: "MAILER-DAEMON@good.example" }],
    ["the postmaster", { From: "postmaster@good.example" }],
    ["no-reply", { From: "no-reply@good.example" }],
    ["noreply", { From: "noreply@good.example" }],
    ["do-not-reply", { From: "do-not-reply@good.example" }],
    ["this desk's reply address", { From: REPLY_TO }],
    ["this desk", { From: "Support@desk.example" }],
    ["Automatic reply", { Subject: "Automatic reply: [T-1042] Please confirm" }],
    ["Out of office", { Subject: "Out of Office: back on Monday" }],
    ["Out of office after Re:", { Subject: "Re: [T-1042] Out of the office" }],
    ["Abwesenheitsnotiz", { Subject: "Abwesenheitsnotiz: [T-1042]" }],
    ["Automatische Antwort", { Subject: "Automatische Antwort: [T-1042]" }],
    ["Réponse automatique, encoded", { Subject: "=?utf-8?Q?R=C3=A9ponse_automatique_:_[T-1042]?=" }],
    ["Respuesta automática", { Subject: "Respuesta automática: [T-1042]" }],
    ["Resposta automática", { Subject: "Resposta automática: [T-1042]" }],
  ])("%s", async (_name, header) => {
    const file = typeof header["From"] === "string" ? header["From"] : OWNER;
    const given = { ticket: { addressOnFile: file, addressWhenSent: file } };
    const { because, outcome: said } = await judged(signed(mail("YES", header)), given);
    expect([said, because[0]?.slice(0, 3)]).toEqual(["ignored", "C1:"]);
  });

  test("a null envelope sender", async () => {
    for (const from of ["", "<>", " "])
      expect(await outcome(signed(mail()), { envelope: { ...envelope, from } })).toBe("ignored");
  });

  test("a machine's envelope sender", async () => {
    expect(
      await outcome(signed(mail()), { envelope: { ...envelope, from: "MAILER-DAEMON@x.example" } }),
    ).toBe("ignored");
  });

  test("what answers to the bounce address and is no report", async () => {
    const to = { envelope: { ...envelope, from: "", to: [BOUNCES] } };
    expect(await outcome(signed(mail("YES", { To: BOUNCES })), to)).toBe("ignored");
  });
});

describe("in a mail that answers nothing, a machine's subject is one that says nothing else", () => {
  const bare = { "In-Reply-To": null };

  test.each([
    ..."Out of office|Out of office: back on Monday|Automatic reply: hello|Abwesenheitsnotiz|Auto: away".split(
      "|",
    ),
    ..."Out of Office Re: your mail|Réponse automatique : bonjour|Fuera de la oficina".split("|"),
  ])("%s", async (subject) => {
    expect(await outcome(signed(mail("YES", { ...bare, Subject: subject })))).toBe("ignored");
  });

  test.each([
    ..."Abwesenheitsnotiz einrichten|Out of office does not work|Vacation rental site is down|Automatic backups".split(
      "|",
    ),
  ])("%s is not one", async (subject) => {
    expect(await outcome(signed(mail("YES", { ...bare, Subject: subject })))).toBe("authenticated");
  });
});

describe("these say nothing of the kind", () => {
  test.each<readonly [string, Header]>([
    ["Auto-Submitted: no", { "Auto-Submitted": "No (typed by hand)" }],
    ["X-Auto-Response-Suppress, which asks not to be answered", { "X-Auto-Response-Suppress": "All" }],
    ["a return path", { "Return-Path": `<${OWNER}>` }],
    ["Precedence: normal", { Precedence: "first-class" }],
    ["a subject that only speaks of it", { Subject: "Re: [T-1042] Please set up my out of office" }],
  ])("%s", async (_name, header) => {
    expect(await outcome(signed(mail("YES", header)))).toBe("authenticated");
  });

  test("an envelope sender that nobody knows (IMAP)", async () => {
    expect(await outcome(signed(mail()), { envelope: { ...mailbox, from: null } })).toBe("authenticated");
  });
});
