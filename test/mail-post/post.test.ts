import { describe, expect, test } from "vitest";
import { domainOfMailbox } from "../../src/config/mail.ts";
import { loadConfig } from "../../src/config.ts";
import { bounceAddress, messageIdOf, recipientOf, replyAddress } from "../../src/core/mail/address.ts";
import { wordsFor } from "../../src/core/texts/index.ts";
import { DAY } from "../../src/core/time.ts";
import { createPost, positionsIn } from "../../src/main/post.ts";
import type { ReceivedMail } from "../../src/ports-mail.ts";
import { quietLog } from "../support/quiet-log.ts";
import { startRelay } from "./relay.ts";

const createSettings = () => {
  const kept = new Map<string, unknown>();
  return {
    kept,
    setting: async (key: string) => kept.get(key),
    setSetting: async (key: string, value: unknown) => {
      kept.set(key, value);
    },
  };
};

describe("the post of a desk", () => {
  test("is closed both ways without settings", async () => {
    const post = await createPost({
      config: null,
      store: createSettings(),
      clock: { now: () => 0 },
      log: quietLog,
    });
    expect(post).toEqual({ mail: null, sources: [] });
  });

  test("carries a confirmation out, and the answer to it in, through real servers", async () => {
    const relay = await startRelay();
    const env = { SMTP_URL: relay.url, MAIL_FROM: "Desk <desk@desk.test>", MAIL_LISTEN: "127.0.0.1:0" };
    const { mail: config } = loadConfig(env, null, []);
    const { mail, sources } = await createPost({
      config,
      store: createSettings(),
      clock: { now: () => 5000 },
      log: quietLog,
    });
    const [source] = sources;
    const received: ReceivedMail[] = [];
    await source?.start(
      async (came) => {
        received.push(came);
        return "taken";
      },
      async (recipient) => recipientOf(recipient, "desk.test", []).type !== "unknown",
    );
    const token = "a".repeat(26);
    const said = wordsFor("en").letters.confirmation({
      ticket: "T-1042",
      desk: "Example Hosting",
      asker: { platform: "discord", userId: "1", name: "Ana" },
      category: "dns",
      account: null,
      request: "Please add an MX record",
      numbered: false,
      expiresInMs: 3 * DAY,
    });
    await mail?.send({
      ...said,
      id: "outbox-1",
      kind: "confirmation",
      to: "owner@customer.test",
      replyTo: replyAddress(token, "desk.test"),
      envelopeFrom: bounceAddress("b".repeat(26), "desk.test"),
      messageId: messageIdOf("c".repeat(26), "desk.test"),
      inReplyTo: null,
      references: [],
      attachments: [],
      automatic: true,
    });
    const listener = source as { readonly port?: () => number | null } | undefined;
    const [asked] = relay.mails;
    const reply = asked?.head.find((line) => line.startsWith("Reply-To: "))?.slice("Reply-To: ".length) ?? "";
    relay.moods.handsOnTo = listener?.port?.() ?? null;
    const { createTransport } = await import("nodemailer");
    await createTransport(relay.url).sendMail({
      from: "owner@customer.test",
      to: reply,
      subject: "Re",
      text: "YES",
    });
    expect(received[0]).toMatchObject({
      envelope: {
        ip: "127.0.0.1",
        helo: "relay.test",
        from: "owner@customer.test",
        to: [replyAddress(token, "desk.test")],
      },
      receivedAt: 5000,
    });
    await source?.stop();
    await mail?.stop();
    await relay.close();
  });

  test("keeps how far a mailbox was read by the mailbox, whatever its password, and nobody's address with it", async () => {
    const settings = createSettings();
    const position = { uidValidity: "7", lastUid: 12, lastAt: 1000, waiting: [9] };
    await positionsIn(settings, "imaps://desk:old@imap.test/INBOX").write(position);
    expect(await positionsIn(settings, "imaps://desk:new@imap.test/INBOX").read()).toEqual(position);
    expect(await positionsIn(settings, "imaps://other:old@imap.test/INBOX").read()).toBeNull();
    expect(JSON.stringify([...settings.kept])).not.toMatch(/desk|imap\.test|old/);
  });
});

describe("the domain of a sender", () => {
  test.each([
    ["desk@Example.com", "example.com"],
    ["Desk <desk@example.com>", "example.com"],
    ["me@home <desk@example.com>", "example.com"],
    ["Desk <desk@bücher.example>", "xn--bcher-kva.example"],
  ])("is %s's: %s", (mailbox, domain) => {
    expect(domainOfMailbox(mailbox)).toBe(domain);
  });
});
