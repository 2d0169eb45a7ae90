import { execFile } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { dkimKeyOf } from "../../adapters/mail/dkim-key.ts";
import type { Check } from "../../scripts/doctor/check.ts";
import { checkMail, mailArguments } from "../../scripts/doctor/mail.ts";
import type { Dns } from "../../scripts/doctor/mail-dns.ts";
import { spfOf } from "../../scripts/doctor/mail-setup.ts";
import { verdictOn } from "../../scripts/doctor/mail-verdict.ts";
import { VARIABLES } from "../../src/config/variables.ts";
import { loadConfig } from "../../src/config.ts";
import { repoRoot } from "../../src/root.ts";
import { noDovecot, startDovecot } from "../support/dovecot.ts";
import { quietLog } from "../support/quiet-log.ts";
import { type Relay, startRelay } from "./relay.ts";

const dir = mkdtempSync(join(tmpdir(), "deskclock-mail-doctor-"));
afterAll(() => rmSync(dir, { recursive: true }));

const pem = (bits: number): string =>
  generateKeyPairSync("rsa", {
    modulusLength: bits,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  }).privateKey;
const keyFile = join(dir, "dkim.pem");
const key = pem(2048);
writeFileSync(keyFile, key);
const { publicKey } = dkimKeyOf(key);

/** Names as `name TYPE`; what is not there does not exist; SERVFAIL does not answer. */
type Zone = Readonly<Record<string, readonly string[] | "SERVFAIL">>;
const GOOD: Zone = {
  "desk.example.com MX": ["mx.desk.example.com"],
  "mx.desk.example.com A": ["192.0.2.25"],
  "desk.example.com TXT": ["some-verification=1", "v=spf1 ip4:127.0.0.1 -all"],
  "s1._domainkey.desk.example.com TXT": [`v=DKIM1; k=rsa; p=${publicKey}`],
  "_dmarc.example.com TXT": ["v=DMARC1; p=reject"],
};
const dnsOf = (zone: Zone): Dns => {
  const asked = async (name: string): Promise<readonly string[]> => {
    const found = zone[name] ?? [];
    if (found === "SERVFAIL") throw Object.assign(new Error("queryTxt ESERVFAIL"), { code: "ESERVFAIL" });
    return found;
  };
  return {
    txt: (name) => asked(`${name} TXT`),
    addresses: (name) => asked(`${name} A`),
    mx: async (name) => (await asked(`${name} MX`)).map((exchange) => ({ exchange, priority: 10 })),
  };
};

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
};

let relay: Relay;
let port: number;
beforeEach(async () => {
  relay = await startRelay();
  port = await freePort();
});
afterEach(() => relay.close());

const env = (): Record<string, string> => ({
  SMTP_URL: relay.url,
  MAIL_FROM: "Desk <desk@desk.example.com>",
  MAIL_LISTEN: `127.0.0.1:${port}`,
  DKIM_DOMAIN: "desk.example.com",
  DKIM_SELECTOR: "s1",
  DKIM_KEY_FILE: keyFile,
});

interface Told {
  readonly said: string;
  readonly checks: readonly Check[];
}
const examine = async (
  over: Record<string, string> = {},
  zone: Zone = GOOD,
  argv: readonly string[] = [],
): Promise<Told> => {
  const said: string[] = [];
  const checks: Check[] = [];
  await checkMail({
    config: loadConfig({ ...env(), ...over }, null, []),
    args: mailArguments(argv),
    log: quietLog,
    say: (line) => said.push(line),
    tell: (found) => checks.push(...found),
    dns: dnsOf(zone),
  });
  return { said: said.join("\n"), checks };
};
const named = ({ checks }: Told, name: string): Check | undefined =>
  checks.find((check) => check.name === name);
const faulty = ({ checks }: Told): readonly string[] =>
  checks.filter(({ ok }) => !ok).map(({ name }) => name);

describe("npm run doctor -- mail", () => {
  test("prints the records to set", async () => {
    relay.moods.handsOnTo = port;
    const { said } = await examine();
    expect(said).toContain("desk.example.com  MX\n      10 <your mail server>");
    expect(said).toContain("desk.example.com  TXT\n      v=spf1 mx -all");
    expect(said).toContain(`s1._domainkey.desk.example.com  TXT\n      v=DKIM1; k=rsa; p=${publicKey}`);
    expect(said).toContain("_dmarc.desk.example.com  TXT\n      v=DMARC1; p=quarantine");
  });

  test.each([
    ["smtp.example.net", "v=spf1 a:smtp.example.net -all"],
    ["192.0.2.25", "v=spf1 ip4:192.0.2.25 -all"],
    ["2001:db8::25", "v=spf1 ip6:2001:db8::25 -all"],
    ["localhost", "v=spf1 mx -all"],
  ])("lets the server send through which mail leaves: %s", (server, record) => {
    expect(spfOf(server)).toBe(record);
  });

  test.each([
    ["192.0.2.25", true, "SPF says pass of 192.0.2.25."],
    ["192.0.2.26", false, "SPF says fail of 192.0.2.26."],
  ])("judges an unsigned mail of %s by SPF", async (ip, ok, detail) => {
    const raw = Buffer.from("From: a@desk.example.com\r\nSubject: x\r\n\r\nx\r\n");
    const envelope = { ip, helo: "mx.desk.example.com", from: "a@desk.example.com", to: [] };
    const dns = dnsOf({ "desk.example.com TXT": ["v=spf1 ip4:192.0.2.25 -all"] });
    const checks = await verdictOn({ raw, envelope, receivedAt: 0 }, "Probe", dns);
    expect(checks.find(({ name }) => name === "Probe: server")).toMatchObject({ ok, detail });
  });

  test("sends a probe that goes out and comes in again, and judges it", async () => {
    relay.moods.handsOnTo = port;
    const told = await examine();
    expect(faulty(told)).toEqual([]);
    expect(named(told, "Mail: in")?.detail).toMatch(/^The probe arrived after \d+\.\d s\.$/);
    expect(named(told, "Probe: signature")?.detail).toBe(
      "DKIM of desk.example.com holds, and is aligned with the sender.",
    );
    expect(named(told, "Probe: server")?.detail).toBe(
      "It came from this machine (127.0.0.1), of which SPF says nothing.",
    );
    expect(named(told, "Probe: policy")?.detail).toBe("DMARC says pass.");
  });

  test.skipIf(noDovecot() !== null)("finds its probe in a mailbox at a provider too", async () => {
    const dovecot = await startDovecot();
    relay.moods.handsOnTo = dovecot.deliver;
    const { user, password } = dovecot;
    const told = await examine({
      MAIL_LISTEN: "",
      IMAP_URL: `imap://${user}:${password}@127.0.0.1:${dovecot.port}/INBOX`,
    });
    await dovecot.stop();
    expect(faulty(told)).toEqual([]);
    expect(named(told, "Probe: signature")?.ok).toBe(true);
    expect(named(told, "Probe: server")?.detail).toBe("Not known here, so SPF is not asked.");
  });

  test("finds that the key in DNS is another, by the record and by the probe", async () => {
    relay.moods.handsOnTo = port;
    const other = dkimKeyOf(pem(1024)).publicKey;
    const told = await examine(
      {},
      { ...GOOD, "s1._domainkey.desk.example.com TXT": [`v=DKIM1; p=${other}`] },
    );
    expect(faulty(told)).toEqual(["Mail: DKIM", "Probe: signature"]);
    expect(named(told, "Mail: DKIM")).toMatchObject({
      detail: "s1._domainkey.desk.example.com holds another key than DKIM_KEY_FILE.",
      fix: `Set s1._domainkey.desk.example.com TXT v=DKIM1; k=rsa; p=${publicKey}`,
    });
  });

  test("finds that nothing signs", async () => {
    relay.moods.handsOnTo = port;
    const told = await examine({ DKIM_DOMAIN: "", DKIM_SELECTOR: "", DKIM_KEY_FILE: "" });
    expect(faulty(told)).toEqual(["Probe: signature"]);
    expect(named(told, "Probe: signature")?.detail).toBe("It is not signed.");
  });

  test.each([
    ["Mail: MX", { "desk.example.com MX": [] }, /no MX record/],
    ["Mail: MX", { "desk.example.com MX": [""] }, /takes no mail/],
    ["Mail: MX", { "mx.desk.example.com A": [] }, /mx\.desk\.example\.com, which has no address/],
    ["Mail: SPF", { "desk.example.com TXT": ["other"] }, /no SPF record/],
    ["Mail: SPF", { "desk.example.com TXT": ["v=spf1 -all", "v=spf1 mx -all"] }, /2 SPF records/],
    ["Mail: SPF", { "desk.example.com TXT": ["v=spf1 ip4:127.0.0.1 +all"] }, /lets everybody send/],
    ["Mail: SPF", { "desk.example.com TXT": ["v=spf1 ip4:127.0.0.1"] }, /forbids nobody/],
    ["Mail: DKIM", { "s1._domainkey.desk.example.com TXT": [] }, /does not exist/],
    ["Mail: DKIM", { "s1._domainkey.desk.example.com TXT": ["v=DKIM1; p="] }, /withdrawn/],
    ["Mail: DMARC", { "_dmarc.example.com TXT": [] }, /do not exist: anybody may write as you/],
    ["Mail: DMARC", { "_dmarc.example.com TXT": ["v=DMARC1; p=none", "v=DMARC1; p=reject"] }, /2 records/],
  ] satisfies [string, Zone, RegExp][])("finds what is wrong with %s (%j)", async (name, zone, detail) => {
    relay.moods.handsOnTo = port;
    const check = named(await examine({}, { ...GOOD, ...zone }), name);
    expect(check).toMatchObject({ ok: false, detail: expect.stringMatching(detail) });
    expect(check?.fix).not.toBe("");
  });

  test("finds a signature for another domain than the sender's", async () => {
    relay.moods.handsOnTo = port;
    const told = await examine({ DKIM_DOMAIN: "relay.example.net" });
    expect(named(told, "Mail: DKIM")).toMatchObject({
      ok: false,
      detail: expect.stringMatching(/proves nothing/),
    });
  });

  test("finds a policy that wants the very domain", async () => {
    relay.moods.handsOnTo = port;
    const zone = { ...GOOD, "_dmarc.desk.example.com TXT": ["v=DMARC1; p=reject; adkim=s"] };
    expect(named(await examine({ DKIM_DOMAIN: "example.com" }, zone), "Mail: DMARC")?.detail).toMatch(
      /adkim=s/,
    );
  });

  test("tells DNS that does not answer from a record that is not there", async () => {
    relay.moods.handsOnTo = port;
    const told = await examine({}, { ...GOOD, "_dmarc.desk.example.com TXT": "SERVFAIL" });
    expect(named(told, "Mail: DMARC")?.detail).toMatch(/^DNS does not answer/);
  });

  test("says so when nothing comes back in time", async () => {
    const told = await examine({}, GOOD, ["--wait", "1"]);
    expect(named(told, "Mail: out")?.ok).toBe(true);
    expect(named(told, "Mail: in")).toMatchObject({ ok: false, detail: "Nothing came back within 1.0 s." });
  });

  test("says so when the relay does not take it", async () => {
    relay.moods.recipient = 550;
    expect(named(await examine(), "Mail: out")).toMatchObject({
      ok: false,
      detail: expect.stringContaining("smtp-550"),
    });
  });

  test("says so when no way in is set up", async () => {
    const told = await examine({ MAIL_LISTEN: "" });
    expect(named(told, "Mail: in")).toMatchObject({ ok: false, detail: "No way in is set up." });
  });

  test("says so when the desk is running and has the port", async () => {
    const running = createServer().listen(port, "127.0.0.1");
    await once(running, "listening");
    const told = await examine();
    running.close();
    expect(named(told, "Mail: in")).toMatchObject({ ok: false, fix: expect.stringContaining("Stop it") });
  });

  describe("that asks somebody", () => {
    const customer = {
      ...GOOD,
      "k1._domainkey.customer.test TXT": [`v=DKIM1; p=${publicKey}`],
    };
    /** Asks, and gives back what is found when this is the answer. */
    const answered = async (text: string, signed: boolean): Promise<Told> => {
      const examined = examine({}, customer, ["--to", "owner@customer.test"]);
      await expect.poll(() => relay.mails.length).toBe(1);
      const [asked] = relay.mails;
      expect(asked?.to).toEqual(["owner@customer.test"]);
      const field = (name: string): string =>
        asked?.head.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? "";
      relay.moods.handsOnTo = port;
      const dkim = { domainName: "customer.test", keySelector: "k1", privateKey: key };
      await createTransport({ url: relay.url, ...(signed ? { dkim } : {}) }).sendMail({
        from: "owner@customer.test",
        to: field("Reply-To"),
        inReplyTo: field("Message-ID"),
        subject: `Re: ${field("Subject")}`,
        text,
      });
      return examined;
    };

    test("judges the answer as a ticket's would be", async () => {
      const told = await answered("YES", true);
      expect(faulty(told)).toEqual([]);
      expect(named(told, "Mail: in")?.detail).toMatch(/^The answer arrived after/);
      expect(named(told, "Answer: judged")?.detail).toBe("It would confirm a ticket.");
    });

    test("tells a report that it could not be delivered from an answer", async () => {
      const examined = examine({}, customer, ["--to", "owner@customer.test"]);
      await expect.poll(() => relay.mails.length).toBe(1);
      relay.moods.handsOnTo = port;
      await createTransport(relay.url).sendMail({
        envelope: { from: "", to: [relay.mails[0]?.from ?? ""] },
        from: "MAILER-DAEMON@customer.test",
        to: relay.mails[0]?.from,
        subject: "Undelivered",
        text: "no such user",
      });
      expect(named(await examined, "Mail: in")?.detail).toBe(
        "What came is no answer but a report, to the bounce address.",
      );
    });

    test("says why an answer would confirm nothing: its sender", async () => {
      const told = await answered("YES", false);
      expect(named(told, "Answer: signature")).toMatchObject({ ok: false, detail: "It is not signed." });
      expect(named(told, "Answer: judged")?.detail).toMatch(/^It would confirm nothing \(unverified\)\.\nC4/);
    });

    test("says why an answer would confirm nothing: its words", async () => {
      const told = await answered("What is this?", true);
      expect(named(told, "Answer: judged")?.detail).toMatch(
        /^It would confirm nothing \(unclear\)\..*\nC5: /s,
      );
    });
  });

  test("says what is wrong with the key, and sends nothing", async () => {
    for (const [text, said] of [
      ["nonsense", /expected a private key/],
      [
        generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
        /ed25519/,
      ],
      [pem(768), /expected an RSA key of 1024 bits or more; got one of 768/],
    ] as const) {
      const file = join(dir, "bad.pem");
      writeFileSync(file, text);
      expect(named(await examine({ DKIM_KEY_FILE: file }), "Mail: key")?.detail).toMatch(said);
    }
    expect(named(await examine({ DKIM_KEY_FILE: join(dir, "none.pem") }), "Mail: key")?.detail).toMatch(
      /ENOENT/,
    );
    expect(relay.mails).toEqual([]);
  });

  test("as a program, says what is missing and never a password", async () => {
    const nothing = Object.fromEntries(VARIABLES.map((name) => [name, ""]));
    const run = (over: Record<string, string>): Promise<{ readonly code: number; readonly out: string }> =>
      new Promise((resolve) => {
        const child = execFile(
          process.execPath,
          ["--import", "tsx", join(repoRoot, "scripts/doctor.ts"), "mail"],
          { cwd: repoRoot, env: { ...process.env, ...nothing, DATA_DIR: dir, ...over } },
          (_error, stdout, stderr) => resolve({ code: child.exitCode ?? -1, out: stdout + stderr }),
        );
      });
    expect(await run({})).toMatchObject({
      code: 1,
      out: expect.stringContaining("✗ Mail: No mail is set up"),
    });
    const { code, out } = await run({
      SMTP_URL: "smtp://desk:hunter2@127.0.0.1:1",
      MAIL_FROM: "desk@desk.invalid",
      IMAP_URL: "imap://desk:hunter2@127.0.0.1:1",
    });
    expect(code).toBe(1);
    expect(out).toContain("✗ Mail: out: The relay did not take the probe (ECONNREFUSED).");
    expect(out).toContain("✗ Mail: in: The mailbox at 127.0.0.1 cannot be reached (ECONNREFUSED).");
    expect(out).not.toContain("hunter2");
  });
});
