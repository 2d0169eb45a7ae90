import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createImapSource } from "../../adapters/mail/imap.ts";
import { SetupError } from "../../src/ports.ts";
import {
  type MailboxPosition,
  type MailboxPositions,
  type MailSource,
  MOST_MAIL_BYTES,
  type ReceivedMail,
} from "../../src/ports-mail.ts";
import { type Dovecot, noDovecot, startDovecot } from "../support/dovecot.ts";
import { quietLog } from "../support/quiet-log.ts";

const missing = noDovecot();
if (missing !== null) console.log(`The suites on IMAP are skipped: ${missing}.`);

/** Kept over a restart, as a table does. */
const createPositions = (): MailboxPositions & { position: MailboxPosition | null } => ({
  position: null,
  async read() {
    return this.position;
  },
  async write(position) {
    this.position = position;
  },
});

const aMail = (word: string, size = 0): string =>
  `From: owner@customer.test\r\nSubject: ${word}\r\n\r\n${word}\r\n${"x".repeat(size)}`;

const wordOf = ({ raw }: ReceivedMail): string =>
  /Subject: (.*)/.exec(Buffer.from(raw).toString())?.[1]?.trim() ?? "";

describe.skipIf(missing !== null)("a mailbox that is read by IMAP", () => {
  let dovecot: Dovecot;
  let positions: ReturnType<typeof createPositions>;
  let received: ReceivedMail[];
  let outcome: (word: string) => "taken" | "retry";
  let sources: MailSource[];

  beforeAll(async () => {
    dovecot = await startDovecot();
  });
  afterAll(() => dovecot?.stop());
  beforeEach(async () => {
    await dovecot.run(["expunge", "-u", dovecot.user, "mailbox", "INBOX", "all"]);
    positions = createPositions();
    received = [];
    outcome = () => "taken";
    sources = [];
  });
  afterEach(() => Promise.all(sources.map((source) => source.stop())));

  const start = async (
    over: {
      readonly port?: number;
      readonly password?: string;
      readonly path?: string;
      readonly pollMs?: number;
      readonly silenceMs?: number;
    } = {},
  ): Promise<MailSource> => {
    const { port = dovecot.port, password = dovecot.password, path = "INBOX", ...times } = over;
    const source = createImapSource({
      mailbox: { host: "127.0.0.1", port, secure: false, user: dovecot.user, password, path },
      positions,
      log: quietLog,
      now: () => Date.now(),
      ...times,
    });
    sources.push(source);
    await source.start(
      async (mail) => {
        const said = outcome(wordOf(mail));
        received.push(mail);
        return said;
      },
      async () => true,
    );
    return source;
  };
  /** Reading has begun: what comes from now on is new. */
  const begun = (): Promise<void> => expect.poll(() => positions.position).not.toBeNull();
  const words = (): readonly string[] => received.map(wordOf);

  test("gives a new mail within a second or two of its delivery, byte for byte, without an envelope", async () => {
    await start();
    await begun();
    const delivered = Date.now();
    dovecot.deliver(aMail("YES"));
    await expect.poll(words, { interval: 20 }).toEqual(["YES"]);
    expect(Date.now() - delivered).toBeLessThan(5000);
    expect(Buffer.from(received[0]?.raw ?? []).toString()).toBe(aMail("YES"));
    expect(received[0]?.envelope).toEqual({ ip: null, helo: null, from: null, to: [] });
    expect(Math.abs((received[0]?.receivedAt ?? 0) - delivered)).toBeLessThan(5000);
  });

  test("is read from now on when it is new to the desk", async () => {
    dovecot.deliver(aMail("long ago"));
    await start();
    await begun();
    dovecot.deliver(aMail("now"));
    await expect.poll(words).toEqual(["now"]);
  });

  test("gives what came while the desk was stopped, in its order, and nothing twice", async () => {
    const first = await start();
    await begun();
    dovecot.deliver(aMail("1"));
    await expect.poll(words).toEqual(["1"]);
    await first.stop();
    dovecot.deliver(aMail("2"));
    dovecot.deliver(aMail("3"));
    await start();
    await expect.poll(words).toEqual(["1", "2", "3"]);
  });

  test("gives a mail again when the desk died between taking it and writing that down", async () => {
    const first = await start();
    await begun();
    const before = positions.position;
    dovecot.deliver(aMail("1"));
    await expect.poll(words).toEqual(["1"]);
    await first.stop();
    positions.position = before;
    await start();
    await expect.poll(words).toEqual(["1", "1"]);
  });

  test("gives a mail again and again that cannot be judged yet, also after a restart, and holds up no other", async () => {
    outcome = (word) => (word === "early" ? "retry" : "taken");
    const first = await start({ pollMs: 50 });
    await begun();
    dovecot.deliver(aMail("early"));
    dovecot.deliver(aMail("other"));
    await expect.poll(words).toContain("other");
    await expect.poll(() => words().filter((word) => word === "early").length).toBeGreaterThan(2);
    await first.stop();
    expect(positions.position?.waiting).toHaveLength(1);
    outcome = () => "taken";
    received = [];
    await start({ pollMs: 50 });
    await expect.poll(() => positions.position?.waiting).toEqual([]);
    expect(words()).toEqual(["early"]);
  });

  test("gives a mail again that the engine failed to take", async () => {
    let failures = 2;
    outcome = () => {
      failures -= 1;
      if (failures >= 0) throw new Error("the database is away");
      return "taken";
    };
    await start({ pollMs: 50 });
    await begun();
    dovecot.deliver(aMail("YES"));
    await expect.poll(words).toEqual(["YES"]);
  });

  test("forgets a mail that was to be given again and is not there any more", async () => {
    outcome = () => "retry";
    await start({ pollMs: 50 });
    await begun();
    dovecot.deliver(aMail("gone"));
    await expect.poll(() => positions.position?.waiting.length).toBe(1);
    await dovecot.run(["expunge", "-u", dovecot.user, "mailbox", "INBOX", "all"]);
    await expect.poll(() => positions.position?.waiting).toEqual([]);
  });

  test("gives of a mail that is too big no more than shows it", async () => {
    await start();
    await begun();
    dovecot.deliver(aMail("huge", 5 * MOST_MAIL_BYTES));
    dovecot.deliver(aMail("small"));
    await expect.poll(words).toEqual(["huge", "small"]);
    expect(received[0]?.raw.length).toBe(MOST_MAIL_BYTES + 1);
  });

  test("is read again for its last days when it has been renumbered", async () => {
    const first = await start();
    await begun();
    dovecot.deliver(aMail("1"));
    await expect.poll(words).toEqual(["1"]);
    await first.stop();
    await dovecot.renumber(Number(positions.position?.uidValidity) + 7);
    dovecot.deliver(aMail("2"));
    await start();
    await expect.poll(words).toEqual(["1", "1", "2"]);
  });

  test("is connected to again when the server ends the connection", async () => {
    await start();
    await begun();
    await dovecot.kick();
    dovecot.deliver(aMail("after"));
    await expect.poll(words).toEqual(["after"]);
  });

  test("stays as it is: nothing in it is marked as read", async () => {
    await start();
    await begun();
    dovecot.deliver(aMail("YES"));
    await expect.poll(words).toEqual(["YES"]);
    const unseen = await dovecot.run([
      "-f",
      "flow",
      "mailbox",
      "status",
      "-u",
      dovecot.user,
      "unseen",
      "INBOX",
    ]);
    expect(unseen.trim()).toBe("INBOX unseen=1");
  });

  test("says what to do when the password or the mailbox is wrong", async () => {
    const refused = await start({ password: "not-this-one" }).catch((cause: unknown) => cause);
    expect(refused).toBeInstanceOf(SetupError);
    expect(String(refused)).toMatch(/IMAP_URL: expected a user and password/);
    expect(String(refused)).not.toContain("not-this-one");
    await expect(start({ path: "No such folder" })).rejects.toThrow(/knows no "No such folder"/);
  });

  test("is waited for when the server is away at the start", async () => {
    const source = await start({ port: 1 });
    expect(source.health()).toMatchObject({ ready: false, trouble: expect.stringContaining("ECONNREFUSED") });
  });

  describe("through a network that forgets", () => {
    let proxy: ReturnType<typeof createServer>;
    let silent: Set<Socket>;
    let open: Set<Socket>;
    beforeEach(async () => {
      silent = new Set();
      open = new Set();
      proxy = createServer((client) => {
        const server = connect(dovecot.port, "127.0.0.1");
        open.add(client);
        client.on("data", (data) => void (silent.has(client) || server.write(data)));
        server.on("data", (data) => void (silent.has(client) || client.write(data)));
        for (const [one, other] of [
          [client, server],
          [server, client],
        ] as const) {
          one.on("error", () => undefined);
          one.on("close", () => other.destroy());
        }
        client.on("close", () => open.delete(client));
      }).listen(0, "127.0.0.1");
      await once(proxy, "listening");
    });
    afterEach(async () => {
      await Promise.all(sources.map((source) => source.stop()));
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => proxy.close(resolve));
    });

    test("a connection that died in silence is noticed, and another one made", async () => {
      await start({ port: (proxy.address() as AddressInfo).port, pollMs: 200, silenceMs: 500 });
      await begun();
      for (const socket of open) silent.add(socket);
      dovecot.deliver(aMail("after"));
      await expect.poll(words).toEqual(["after"]);
    });
  });
});

describe.skipIf(missing !== null)("a mailbox whose server announces nothing", () => {
  test("is looked into every minute, or as often as it is said", async () => {
    const dovecot = await startDovecot("IMAP4rev1 LITERAL+");
    const positions = createPositions();
    const received: ReceivedMail[] = [];
    const source = createImapSource({
      mailbox: { host: "127.0.0.1", secure: false, path: "INBOX", ...dovecot },
      positions,
      log: quietLog,
      now: () => Date.now(),
      pollMs: 100,
    });
    await source.start(
      async (mail) => {
        received.push(mail);
        return "taken";
      },
      async () => true,
    );
    await expect.poll(() => positions.position).not.toBeNull();
    dovecot.deliver(aMail("found"));
    await expect.poll(() => received.map(wordOf)).toEqual(["found"]);
    await source.stop();
    await dovecot.stop();
  });
});
