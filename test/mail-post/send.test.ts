import { generateKeyPairSync } from "node:crypto";
import { authenticate } from "mailauth";
import PostalMime from "postal-mime";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createMail, type Dkim } from "../../adapters/mail/send.ts";
import { plainText } from "../../src/core/mail/plain-text.ts";
import type { Letter, Mail } from "../../src/ports-mail.ts";
import { MailError } from "../../src/ports-mail.ts";
import { aLetter } from "./letter.ts";
import { type Relay, type Relayed, startRelay } from "./relay.ts";

const keys = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "der" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});
const dkim: Dkim = { domain: "desk.test", selector: "s1", key: keys.privateKey };

let relay: Relay;
let mail: Mail;
const open = (over: { readonly dkim?: Dkim; readonly smtpUrl?: string } = {}): Mail =>
  createMail({ smtpUrl: relay.url, from: "Desk <desk@desk.test>", dkim: null, ...over });

beforeEach(async () => {
  relay = await startRelay();
  mail = open();
});
afterEach(async () => {
  await mail.stop();
  await relay.close();
});

const sent = async (letter: Partial<Letter> = {}): Promise<Relayed> => {
  await mail.send(aLetter(letter));
  const last = relay.mails.at(-1);
  if (last === undefined) throw new Error("nothing came");
  return last;
};

const field = ({ head }: Pick<Relayed, "head">, name: string): readonly string[] =>
  head
    .filter((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`))
    .map((line) => line.slice(name.length + 2));

const failure = (work: Promise<void>): Promise<MailError> =>
  work.then(
    () => expect.unreachable(),
    (cause: unknown) => {
      expect(cause).toBeInstanceOf(MailError);
      return cause as MailError;
    },
  );

describe("a letter that is sent", () => {
  test("bears its own bounce address in the envelope, where responders answer", async () => {
    const { from, to } = await sent();
    expect(from).toBe("bounces+b.bbbbbbbbbbbbbbbbbbbbbbbbbb@desk.test");
    expect(to).toEqual(["owner@customer.test"]);
  });

  test("is answered at the address that carries the token, and bears the Message-ID that was chosen for it", async () => {
    const got = await sent();
    expect(field(got, "Reply-To")).toEqual(["support+c.aaaaaaaaaaaaaaaaaaaaaaaaaa@desk.test"]);
    expect(field(got, "Message-ID")).toEqual(["<c.cccccccccccccccccccccccccc@desk.test>"]);
    expect(field(got, "From")).toEqual(["Desk <desk@desk.test>"]);
  });

  test("says that nobody wrote it, so that no responder answers", async () => {
    const got = await sent();
    expect(field(got, "Auto-Submitted")).toEqual(["auto-generated"]);
    expect(field(got, "X-Auto-Response-Suppress")).toEqual(["All"]);
    expect(field(got, "X-Deskclock-Sent")).toEqual(["confirmation"]);
  });

  test("does not say so when a rep wrote it", async () => {
    expect(field(await sent({ kind: "answer", automatic: false }), "Auto-Submitted")).toEqual([]);
  });

  test("stands in its thread", async () => {
    const got = await sent({ inReplyTo: "<a@b.test>", references: ["<z@b.test>", "<a@b.test>"] });
    expect(field(got, "In-Reply-To")).toEqual(["<a@b.test>"]);
    expect(field(got, "References")).toEqual(["<z@b.test> <a@b.test>"]);
  });

  test("says the same as text and as HTML", async () => {
    const blocks = [{ type: "paragraph", text: "Zoë asked: <b>5 > 3</b> & more…" } as const];
    const { text, html } = await PostalMime.parse((await sent({ blocks })).raw);
    expect(text?.trim()).toBe(plainText(blocks).trim());
    expect(html).toContain("Zoë asked: &lt;b&gt;5 &gt; 3&lt;/b&gt; &amp; more…");
  });

  test("carries a conversation as a text file", async () => {
    const got = await sent({ attachments: [{ name: "chat.txt", text: "10:00 Zoë: héllo" }] });
    const { attachments } = await PostalMime.parse(got.raw);
    expect(attachments.map(({ filename, mimeType }) => [filename, mimeType])).toEqual([
      ["chat.txt", "text/plain"],
    ]);
    expect(Buffer.from(attachments[0]?.content as ArrayBuffer).toString()).toContain("10:00 Zoë: héllo");
  });

  test.each(["\r\n", "\n", "\r", "\u2028"])("no text can begin a header of its own (%j)", async (end) => {
    const evil = `hello${end}Bcc: thief@example.com${end}${end}another body`;
    const got = await sent({
      subject: evil,
      messageId: `<a@b.test>${end}Bcc: thief@example.com`,
      inReplyTo: `<a@b.test>${end}Bcc: thief@example.com`,
      references: [`<a@b.test>${end}Bcc: thief@example.com`],
      attachments: [{ name: `a.txt${end}Bcc: thief@example.com`, text: "x" }],
    });
    expect(got.to).toEqual(["owner@customer.test"]);
    expect(field(got, "Bcc")).toEqual([]);
    expect(field(got, "Subject")).toEqual(["hello Bcc: thief@example.com another body"]);
  });

  test.each([
    "owner@customer.test, thief@example.com",
    "owner@customer.test\r\nBcc: thief@example.com",
    "<owner@customer.test>",
    "owner@customer.test@example.com",
    "owner",
    "",
  ])("goes to nobody when what is given is not one address (%j)", async (to) => {
    expect(await failure(mail.send(aLetter({ to })))).toMatchObject({ kind: "refused", code: "EENVELOPE" });
    expect(relay.mails).toEqual([]);
  });
});

describe("a letter with a key", () => {
  const dns = async (name: string): Promise<string[][]> => {
    if (name === "s1._domainkey.desk.test") {
      return [[`v=DKIM1; k=rsa; p=${keys.publicKey.toString("base64")}`]];
    }
    throw Object.assign(new Error("not there"), { code: "ENOTFOUND" });
  };

  test("is signed for the desk's domain, and the signature covers who it is from, where it is answered and its id", async () => {
    await mail.stop();
    mail = open({ dkim });
    const { raw } = await sent({ inReplyTo: "<a@b.test>" });
    const { dkim: judged } = await authenticate(raw, {
      resolver: dns,
      trustReceived: false,
      disableArc: true,
    });
    expect(judged.results).toMatchObject([
      { status: { result: "pass", aligned: "desk.test" }, signingDomain: "desk.test", selector: "s1" },
    ]);
    const signature = field(
      {
        head: raw
          .toString()
          .replace(/\r\n[ \t]+/g, " ")
          .split("\r\n"),
      },
      "DKIM-Signature",
    );
    const covered = /\bh=([^;]*)/
      .exec(signature[0] ?? "")?.[1]
      ?.toLowerCase()
      .split(/\s*:\s*/);
    expect(covered).toEqual(
      expect.arrayContaining(["from", "to", "subject", "date", "message-id", "reply-to", "in-reply-to"]),
    );
  });
});

describe("a relay's word", () => {
  test.each([
    ["recipient", 550, { kind: "refused", code: "smtp-550" }],
    ["recipient", 451, { kind: "retry", code: "smtp-451" }],
    ["message", 554, { kind: "refused", code: "smtp-554" }],
    ["message", 452, { kind: "retry", code: "smtp-452" }],
  ] as const)("to the %s, %i, decides by its class", async (whom, code, expected) => {
    relay.moods[whom] = code;
    expect(await failure(mail.send(aLetter()))).toMatchObject(expected);
  });

  test("is not known when the connection ends after the letter was given", async () => {
    relay.moods.hangsUp = true;
    expect(await failure(mail.send(aLetter()))).toMatchObject({ kind: "unknown" });
  });

  test("that refuses the login lets every letter wait until somebody puts it right", async () => {
    await mail.stop();
    mail = open({ smtpUrl: relay.url.replace("//", "//user:s3cret@") });
    const error = await failure(mail.send(aLetter()));
    expect(error).toMatchObject({ kind: "retry" });
    expect(error.message).not.toContain("s3cret");
  });

  test("that is not there lets them wait too", async () => {
    await mail.stop();
    mail = open({ smtpUrl: "smtp://127.0.0.1:1" });
    expect(await failure(mail.send(aLetter()))).toMatchObject({ kind: "retry", code: "ECONNREFUSED" });
  });

  test("may be said in TLS with a certificate of its own, when it is this machine", async () => {
    const local = await startRelay("own certificate");
    const secure = open({ smtpUrl: local.url });
    await secure.send(aLetter());
    expect(local.mails).toHaveLength(1);
    await secure.stop();
    await local.close();
  });

  test("after a lost connection, the next letter goes by a new one", async () => {
    relay.moods.hangsUp = true;
    await failure(mail.send(aLetter()));
    relay.moods.hangsUp = false;
    await mail.send(aLetter({ id: "letter-2" }));
    expect(relay.mails).toHaveLength(1);
  });
});
