import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { repoRoot } from "../../src/root.ts";
import {
  BOUNCE_ID,
  DNS,
  envelope,
  MAIL_TEXT,
  MESSAGE_ID,
  mail,
  NOW,
  OWNER,
  SENT_AT,
  signed,
  TOKEN,
} from "../support/mails.ts";

interface Told {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const folder = mkdtempSync(join(tmpdir(), "deskclock-mail-check-"));
afterAll(() => rmSync(folder, { recursive: true }));

const check = (...args: readonly string[]): Promise<Told> =>
  new Promise((resolve) => {
    const script = join(repoRoot, "scripts/mail-check.ts");
    const child = execFile(
      process.execPath,
      ["--import", "tsx", script, ...args],
      { cwd: repoRoot },
      (_error, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });

const write = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const CASE = {
  now: NOW,
  envelope,
  ticket: {
    id: "T-1042",
    state: "awaiting",
    token: TOKEN,
    messageId: `<${MESSAGE_ID}>`,
    bounceId: BOUNCE_ID,
    sentAt: SENT_AT,
    expiresAt: SENT_AT + 72 * 3_600_000,
    addressOnFile: OWNER,
    addressWhenSent: OWNER,
    mailText: MAIL_TEXT,
    subject: "of no matter",
  },
  dns: DNS,
  note: "unknown fields are ignored",
};

const judgeCase = (text: string, written: unknown): Promise<Told> =>
  check("--eml", write("mail.eml", text), "--case", write("case.json", JSON.stringify(written)));

describe("npm run mail:check", () => {
  test("prints one line: the outcome, and why", async () => {
    const { code, err, out } = await judgeCase(signed(mail()), CASE);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toBe(
      `${JSON.stringify({
        outcome: "authenticated",
        because: ["C0–C4: the sender is the address on file.", "C5: the first line says yes."],
      })}\n`,
    );
  });

  test("takes moments as ISO 8601, a mailbox's envelope, names of DNS in any case, and a number", async () => {
    const written = {
      ...CASE,
      now: new Date(NOW).toISOString(),
      envelope: { ip: null, helo: "", from: OWNER, to: [] },
      ticket: { ...CASE.ticket, code: "47", sentAt: new Date(SENT_AT).toISOString() },
      dns: Object.fromEntries(
        Object.entries(DNS).map(([key, answer]) => [key.toUpperCase().replace("/TXT", "./txt"), answer]),
      ),
    };
    expect(JSON.parse((await judgeCase(signed(mail("YES 47")), written)).out)).toMatchObject({
      outcome: "authenticated",
    });
    expect(JSON.parse((await judgeCase(signed(mail("YES")), written)).out)).toMatchObject({
      outcome: "unclear",
    });
  });

  test("tells of DNS that fails", async () => {
    const written = { ...CASE, dns: { ...DNS, "S1._domainkey.GOOD.example./TXT": "SERVFAIL" } };
    expect(JSON.parse((await judgeCase(signed(mail()), written)).out)).toMatchObject({ outcome: "retry" });
  });

  test("judges a mail however broken it is", async () => {
    for (const text of ["", "\0", "hello", "From: a\r\n\r\n"]) {
      const { code, out } = await judgeCase(text, CASE);
      expect(code).toBe(0);
      expect(JSON.parse(out)).toMatchObject({ outcome: "ignored" });
    }
  });

  test("says every fault of a case with its path, what was expected and what came", async () => {
    const written = {
      now: "noon",
      envelope: { ...envelope, ip: "here", to: "x" },
      ticket: { ...CASE.ticket, token: 7 },
      dns: { "a/TXT": 1, "b/TXT": [[2]], c: [] },
    };
    const { code, err, out } = await judgeCase(mail(), written);
    expect([code, out]).toEqual([1, ""]);
    for (const fault of [
      'now: expected a moment: ms since 1970, or ISO 8601 with a zone; got "noon".',
      'envelope.ip: expected an IP address, or null; got "here".',
      'envelope.to: expected a list of addresses; got "x".',
      "ticket.token: expected a text, or null; got 7.",
      'dns.a/TXT: expected a list of records, or "SERVFAIL"; got 1.',
      'dns.b/TXT: expected records that are lists of texts, [["v=spf1 -all"]]; got [[2]].',
      'dns.c: expected a name and a type, "name/TYPE"; got [].',
    ])
      expect(err).toContain(fault);
  });

  test("says what is wrong with files, JSON and options", async () => {
    const eml = write("mail.eml", mail());
    const told = await Promise.all([
      check("--eml", eml, "--case", join(folder, "nowhere.json")),
      check("--eml", join(folder, "nowhere.eml"), "--case", write("good.json", JSON.stringify(CASE))),
      check("--eml", eml, "--case", write("bad.json", "{")),
      check("--eml", eml, "--case", write("list.json", "[]")),
      check("--eml", eml),
      check("--what"),
    ]);
    expect(told.map(({ code, out }) => [code, out])).toEqual(told.map(() => [1, ""]));
    const [noCase, noMail, noJson, list, usage, option] = told.map(({ err }) => err);
    expect(noCase).toMatch(/^--case: expected a file that can be read; got .*nowhere\.json \(ENOENT\)\.$/m);
    expect(noMail).toMatch(/^--eml: expected a file that can be read; got .*nowhere\.eml \(ENOENT\)\.$/m);
    expect(noJson).toMatch(/bad\.json: expected JSON; /);
    expect(list).toContain("expected an object with now, envelope, ticket and dns; got [].");
    expect(usage).toMatch(/^Usage:/);
    expect(option).toContain("--what");
  });
});
