import { createTransport } from "nodemailer";
import { afterEach, describe, expect, test } from "vitest";
import { createListener } from "../../adapters/mail/listen.ts";
import { SetupError } from "../../src/ports.ts";
import { MOST_MAIL_BYTES } from "../../src/ports-mail.ts";
import { quietLog } from "../support/quiet-log.ts";
import { type Dialogue, dial } from "./dialogue.ts";
import { BOUNCES, type Heard, REPLIES, startListener, TICKETS, TOKEN } from "./listener.ts";

const open: { heard: Heard | null; dialogue: Dialogue | null } = { heard: null, dialogue: null };
afterEach(async () => {
  open.dialogue?.end();
  await open.heard?.stop();
  open.heard = null;
  open.dialogue = null;
});

const listen = async (over: Parameters<typeof startListener>[0] = {}): Promise<Heard> => {
  open.heard = await startListener(over);
  return open.heard;
};
const speak = async ({ port }: Heard, hello = "EHLO mx.customer.test"): Promise<Dialogue> => {
  open.dialogue = await dial(port);
  await open.dialogue.say(hello);
  return open.dialogue;
};
const codes = async (dialogue: Dialogue, lines: readonly string[]): Promise<readonly number[]> => {
  const said: number[] = [];
  for (const line of lines) said.push(...(await dialogue.say(line)).map(({ code }) => code));
  return said;
};

const MESSAGE = "From: owner@customer.test\r\nSubject: Re: [T-1042]\r\n\r\nYES\r\n";

describe("a mail that is handed over by SMTP", () => {
  test("comes in as its bytes, with the envelope and whose server it was", async () => {
    const heard = await listen();
    const transport = createTransport({ host: "127.0.0.1", port: heard.port, name: "mx.customer.test" });
    await transport.sendMail({ envelope: { from: "owner@customer.test", to: [REPLIES] }, raw: MESSAGE });
    const [mail] = heard.received;
    expect(Buffer.from(mail?.raw ?? []).toString()).toBe(MESSAGE);
    expect(mail).toMatchObject({
      envelope: { ip: "127.0.0.1", helo: "mx.customer.test", from: "owner@customer.test", to: [REPLIES] },
      receivedAt: 1000,
    });
  });

  test("is taken from the null sender, as every bounce is", async () => {
    const heard = await listen();
    const dialogue = await speak(heard);
    expect(await codes(dialogue, ["MAIL FROM:<>", `RCPT TO:<${BOUNCES}>`, "DATA", `${MESSAGE}.`])).toEqual([
      250, 250, 354, 250,
    ]);
    expect(heard.received[0]?.envelope).toMatchObject({ from: "", to: [BOUNCES] });
  });

  test.each([
    "owner@customer.test",
    "postmaster@desk.test",
    "support+c.short@desk.test",
    `support+c.${TOKEN}@elsewhere.test`,
    `support+c.${TOKEN}x@desk.test`,
    `bounces+c.${TOKEN}@desk.test`,
    `support+c.${TOKEN}%desk.test@elsewhere.test`,
  ])("is refused before a byte of it is sent when it is for nobody of the desk's (%s)", async (recipient) => {
    const dialogue = await speak(await listen());
    expect(await codes(dialogue, ["MAIL FROM:<a@b.test>", `RCPT TO:<${recipient}>`, "DATA"])).toEqual([
      250, 550, 503,
    ]);
  });

  test.each([REPLIES, REPLIES.toUpperCase(), BOUNCES, TICKETS, "Support@Desk.test"])(
    "is taken for %s",
    async (recipient) => {
      const dialogue = await speak(await listen());
      expect(await codes(dialogue, ["MAIL FROM:<a@b.test>", `RCPT TO:<${recipient}>`])).toEqual([250, 250]);
    },
  );

  test("is sent again later when the engine cannot judge it yet, or is in trouble", async () => {
    const heard = await listen();
    const dialogue = await speak(heard);
    const mail = ["MAIL FROM:<a@b.test>", `RCPT TO:<${REPLIES}>`, "DATA", `${MESSAGE}.`];
    heard.outcome = "retry";
    expect(await codes(dialogue, mail)).toEqual([250, 250, 354, 451]);
    heard.outcome = new Error("the database is away");
    expect(await codes(dialogue, mail)).toEqual([250, 250, 354, 451]);
    heard.outcome = "taken";
    expect(await codes(dialogue, mail)).toEqual([250, 250, 354, 250]);
  });

  test("is refused when it says that it is too big", async () => {
    const dialogue = await speak(await listen());
    expect(await codes(dialogue, [`MAIL FROM:<a@b.test> SIZE=${MOST_MAIL_BYTES + 1}`])).toEqual([552]);
  });

  test("is refused when it is too big and says nothing of it, and the next one is taken", async () => {
    const heard = await listen();
    const dialogue = await speak(heard);
    const start = ["MAIL FROM:<a@b.test>", `RCPT TO:<${REPLIES}>`, "DATA"];
    const line = `${"x".repeat(998)}\r\n`;
    expect(await codes(dialogue, [...start, `${MESSAGE}${line.repeat(1100)}.`])).toEqual([
      250, 250, 354, 552,
    ]);
    expect(heard.received).toEqual([]);
    expect(await codes(dialogue, [...start, `${MESSAGE}${line.repeat(990)}.`])).toEqual([250, 250, 354, 250]);
  });

  test("cannot smuggle a second one behind a bare line feed", async () => {
    const heard = await listen();
    const dialogue = await speak(heard);
    const smuggled = `${MESSAGE}\n.\nMAIL FROM:<owner@customer.test>\nRCPT TO:<${REPLIES}>\nDATA\nYES\r\n.`;
    expect(await codes(dialogue, ["MAIL FROM:<a@b.test>", `RCPT TO:<${REPLIES}>`, "DATA", smuggled])).toEqual(
      [250, 250, 354, 250],
    );
    expect(heard.received).toHaveLength(1);
  });

  test("is not taken when the connection ends before it does", async () => {
    const heard = await listen();
    const broken = await dial(heard.port);
    for (const line of ["EHLO a.test", "MAIL FROM:<a@b.test>", `RCPT TO:<${REPLIES}>`, "DATA"])
      await broken.say(line);
    broken.tell("From: owner@customer.test\r\n\r\nYES\r\nand so on");
    broken.end();
    const dialogue = await speak(heard);
    await codes(dialogue, ["MAIL FROM:<a@b.test>", `RCPT TO:<${REPLIES}>`, "DATA", `${MESSAGE}.`]);
    await heard.stop();
    expect(heard.received.map(({ raw }) => Buffer.from(raw).toString())).toEqual([MESSAGE]);
  });

  test("keeps every byte, also those that no mail should have, and lines that begin with a dot", async () => {
    const heard = await listen();
    const raw = Buffer.concat([
      Buffer.from("From: a@b.test\r\n\r\n..two\r\n.one\r\n"),
      Buffer.from([0, 0xff, 0xfe, 0x80, 7, 13, 10]),
    ]);
    const transport = createTransport({ host: "127.0.0.1", port: heard.port });
    await transport.sendMail({ envelope: { from: "a@b.test", to: [REPLIES] }, raw });
    expect(Buffer.from(heard.received[0]?.raw ?? []).equals(raw)).toBe(true);
  });

  test("may say more than once whom it is from, in one connection", async () => {
    const heard = await listen();
    const dialogue = await speak(heard);
    for (let round = 0; round < 15; round += 1) {
      await codes(dialogue, ["MAIL FROM:<a@b.test>", `RCPT TO:<${REPLIES}>`, "DATA", `${MESSAGE}.`]);
    }
    expect(heard.received).toHaveLength(15);
  });

  test("cannot be sent with a login, or by one who offers encryption that we do not have", async () => {
    const dialogue = await dial((await listen()).port);
    open.dialogue = dialogue;
    const [hello] = await dialogue.say("EHLO mx.customer.test");
    expect(hello?.text).not.toMatch(/AUTH|STARTTLS|XFORWARD|XCLIENT/);
    const [login] = await dialogue.say("AUTH PLAIN AGEAYg==");
    expect(login?.code).toBeGreaterThanOrEqual(500);
  });

  test("reaches the engine with its domain as mail servers write it", async () => {
    const heard = await listen();
    const dialogue = await speak(heard);
    const from = "owner@xn--bcher-kva.test";
    await codes(dialogue, [`MAIL FROM:<${from}>`, `RCPT TO:<${REPLIES}>`, "DATA", `${MESSAGE}.`]);
    expect(heard.received[0]?.envelope.from).toBe(from);
  });
});

describe("XFORWARD", () => {
  const forward = "XFORWARD ADDR=192.0.2.7 HELO=mx.customer.test";
  const mail = ["MAIL FROM:<owner@customer.test>", `RCPT TO:<${REPLIES}>`, "DATA", `${MESSAGE}.`];

  test.each(["127.0.0.1", "127.0.0.0/8"])(
    "from a relay that is listed (%s) says whose server it was",
    async (relay) => {
      const heard = await listen({ relays: ["198.51.100.1", relay] });
      const dialogue = await speak(heard, "EHLO postfix.desk.test");
      expect(await codes(dialogue, [forward, ...mail])).toEqual([250, 250, 250, 354, 250]);
      expect(heard.received[0]?.envelope).toMatchObject({ ip: "192.0.2.7", helo: "mx.customer.test" });
    },
  );

  test("of an IPv6 client too", async () => {
    const heard = await listen({ relays: ["127.0.0.1"] });
    const dialogue = await speak(heard, "EHLO postfix.desk.test");
    await codes(dialogue, ["XFORWARD ADDR=IPV6:2001:db8::7", ...mail]);
    expect(heard.received[0]?.envelope.ip).toBe("2001:db8::7");
  });

  test("from anybody else is refused, and their own address counts", async () => {
    const heard = await listen({ relays: ["192.0.2.0/24"] });
    const dialogue = await speak(heard, "EHLO evil.test");
    const [answer] = await dialogue.say(forward);
    expect(answer?.code).toBeGreaterThanOrEqual(500);
    await codes(dialogue, mail);
    expect(heard.received[0]?.envelope).toMatchObject({ ip: "127.0.0.1", helo: "evil.test" });
  });

  test("holds for one mail: of the next nothing is known until the relay speaks again", async () => {
    const heard = await listen({ relays: ["127.0.0.1"] });
    const dialogue = await speak(heard, "EHLO postfix.desk.test");
    await codes(dialogue, [
      forward,
      ...mail,
      ...mail,
      "XFORWARD ADDR=[UNAVAILABLE] HELO=[UNAVAILABLE]",
      ...mail,
    ]);
    expect(heard.received.map(({ envelope }) => envelope.ip)).toEqual(["192.0.2.7", null, null]);
  });

  test("that never comes leaves the sender unknown: a relay is nobody's sending server", async () => {
    const heard = await listen({ relays: ["127.0.0.1"] });
    await codes(await speak(heard, "EHLO postfix.desk.test"), mail);
    expect(heard.received[0]?.envelope).toMatchObject({ ip: null, helo: null });
  });
});

describe("a mail that is handed over by LMTP", () => {
  const start = ["MAIL FROM:<owner@customer.test>", `RCPT TO:<${REPLIES}>`, `RCPT TO:<${TICKETS}>`, "DATA"];

  test("is answered once for each recipient, and given once", async () => {
    const heard = await listen({ protocol: "lmtp", relays: ["127.0.0.1"] });
    const dialogue = await speak(heard, "LHLO postfix.desk.test");
    await codes(dialogue, ["XFORWARD ADDR=192.0.2.7 HELO=mx.customer.test", ...start]);
    expect((await dialogue.say(`${MESSAGE}.`, 2)).map(({ code }) => code)).toEqual([250, 250]);
    expect(heard.received).toHaveLength(1);
    expect(heard.received[0]?.envelope).toEqual({
      ip: "192.0.2.7",
      helo: "mx.customer.test",
      from: "owner@customer.test",
      to: [REPLIES, TICKETS],
    });
  });

  test("is put off once for each recipient", async () => {
    const heard = await listen({ protocol: "lmtp" });
    heard.outcome = "retry";
    const dialogue = await speak(heard, "LHLO postfix.desk.test");
    await codes(dialogue, start);
    expect((await dialogue.say(`${MESSAGE}.`, 2)).map(({ code }) => code)).toEqual([451, 451]);
  });

  test("is refused for the recipients that are not the desk's, and taken for the others", async () => {
    const dialogue = await speak(await listen({ protocol: "lmtp" }), "LHLO postfix.desk.test");
    expect(
      await codes(dialogue, ["MAIL FROM:<a@b.test>", "RCPT TO:<nobody@desk.test>", `RCPT TO:<${REPLIES}>`]),
    ).toEqual([250, 550, 250]);
  });

  test("comes from nobody knows where without XFORWARD", async () => {
    const heard = await listen({ protocol: "lmtp" });
    const dialogue = await speak(heard, "LHLO postfix.desk.test");
    await codes(dialogue, start);
    await dialogue.say(`${MESSAGE}.`, 2);
    expect(heard.received[0]?.envelope).toMatchObject({ ip: null, helo: null });
  });
});

describe("the listener", () => {
  test("says what to do when its port is taken", async () => {
    const { port } = await listen();
    const second = createListener({
      protocol: "smtp",
      host: "127.0.0.1",
      port,
      relays: [],
      name: "desk.test",
      log: quietLog,
      now: () => 0,
    });
    const start = second.start(
      async () => "taken",
      async () => true,
    );
    await expect(start).rejects.toThrow(SetupError);
    expect(second.health()).toMatchObject({ ready: false, trouble: expect.stringContaining("EADDRINUSE") });
  });

  test("tells the fifty-first client at once to come again", async () => {
    const { port } = await listen();
    const clients = await Promise.all(Array.from({ length: 50 }, () => dial(port)));
    const late = await dial(port);
    expect(late.greeting.code).toBe(421);
    for (const client of [...clients, late]) client.end();
  });
});
