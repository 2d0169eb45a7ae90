import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createPagers } from "../../adapters/pager/index.ts";
import type { ChatError, Page } from "../../src/ports.ts";
import { quietLog } from "../support/quiet-log.ts";
import { aPage } from "./page.ts";

interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  /** Header fields as they stand, one a line. */
  readonly head: readonly string[];
  readonly body: string;
}

/** A header that was folded is one line again (RFC 5322, 2.2.3). */
const parsed = (raw: string): Pick<Mail, "head" | "body"> => {
  const [head = "", ...body] = raw.split("\r\n\r\n");
  return { head: head.replace(/\r\n[ \t]+/g, " ").split("\r\n"), body: body.join("\n") };
};

describe("a pager that is a mailbox", () => {
  let server: SMTPServer;
  let mails: Mail[];
  /** What the server says to a recipient instead of "OK". */
  let refusal: number | null;
  let smtpUrl: string;

  beforeEach(async () => {
    mails = [];
    refusal = null;
    server = new SMTPServer({
      hideSTARTTLS: true,
      disabledCommands: ["STARTTLS", "AUTH"],
      onRcptTo: (_address, _session, done) => {
        done(refusal === null ? null : Object.assign(new Error("no"), { responseCode: refusal }));
      },
      onData: (stream, { envelope: { mailFrom, rcptTo } }, done) => {
        const chunks: Buffer[] = [];
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        stream.on("end", () => {
          const from = mailFrom === false ? "" : mailFrom.address;
          const raw = Buffer.concat(chunks).toString();
          mails.push({ from, to: rcptTo.map(({ address }) => address), ...parsed(raw) });
          done();
        });
      },
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    smtpUrl = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  });
  afterEach(() => new Promise<void>((resolve) => server.close(() => resolve())));

  const call = (page: Page = aPage(), address = "boss@example.com", url: string | null = smtpUrl) =>
    createPagers({ smtpUrl: url, mailFrom: "Desk <desk@acme.test>", log: quietLog }).call(
      { type: "mail", address },
      page,
    );
  const failed = async (work: Promise<void>): Promise<ChatError> =>
    work.then(
      () => expect.unreachable(),
      (cause) => cause,
    );

  test("gets one line as its subject, and in the body where to go", async () => {
    await call(aPage({ text: "60 s overdue, #1042 Ana" }));
    const [mail] = mails;
    expect(mail).toMatchObject({ from: "desk@acme.test", to: ["boss@example.com"] });
    expect(mail?.head).toEqual(
      expect.arrayContaining([
        "From: Desk <desk@acme.test>",
        "Subject: 60 s overdue, #1042 Ana",
        "Auto-Submitted: auto-generated",
      ]),
    );
    expect(mail?.body).toContain("Conversation: #1042");
    expect(mail?.body).toContain("Due: 2026-11-25T10:01:00.000Z");
    expect(mail?.body).toContain("https://slack.test/archives/C1/p1");
  });

  test("gets the same Message-ID with every attempt", async () => {
    await call();
    await call();
    const ids = mails.map(({ head }) => head.find((line) => line.startsWith("Message-ID:")));
    expect(ids).toEqual(["Message-ID: <page.page-1@acme.test>", "Message-ID: <page.page-1@acme.test>"]);
  });

  test.each(["\r\n", "\n", "\r", "\u2028"])("no text can begin a header of its own (%j)", async (end) => {
    const evil = `hello${end}Bcc: thief@example.com${end}${end}another body`;
    await call(
      aPage({ text: evil, desk: evil, permalink: `https://a.test/${end}Bcc: x@example.com`, id: `a${end}b` }),
    );
    const [mail] = mails;
    expect(mail?.to).toEqual(["boss@example.com"]);
    expect(mail?.head.filter((line) => /^(bcc|cc|to):/i.test(line))).toEqual(["To: boss@example.com"]);
    expect(mail?.head.filter((line) => /^subject:/i.test(line))).toEqual([
      "Subject: hello Bcc: thief@example.com another body",
    ]);
  });

  test.each(["boss@example.com\r\nBcc: thief@example.com", "boss@example.com, thief@example.com"])(
    "no address can name a second mailbox (%j)",
    async (address) => {
      await call(aPage(), address).catch(() => undefined);
      expect(mails.flatMap(({ to }) => to)).not.toContain("thief@example.com");
    },
  );

  test("is refused for good by the server's 5yz, and tried again after its 4yz", async () => {
    refusal = 550;
    expect(await failed(call())).toMatchObject({ kind: "refused", failure: { code: "smtp-550" } });
    refusal = 451;
    expect(await failed(call())).toMatchObject({ kind: "retry", failure: { code: "smtp-451" } });
  });

  test("is tried again when no server answers", async () => {
    expect(await failed(call(aPage(), "boss@example.com", "smtp://127.0.0.1:1"))).toMatchObject({
      kind: "retry",
    });
  });

  test("is refused with a clear word where no server is set up", async () => {
    expect(await failed(call(aPage(), "boss@example.com", null))).toMatchObject({
      kind: "refused",
      failure: { code: "no-smtp" },
    });
  });
});
