import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ConfigError, loadConfig } from "../../src/config.ts";
import { repoRoot } from "../../src/root.ts";

type Env = Record<string, string>;

const out: Env = { SMTP_URL: "smtps://desk:hunter2@mail.example.com", MAIL_FROM: "Desk <desk@Example.com>" };
const discord: Env = {
  DISCORD_TOKEN: "MTA0MjEwNDIxMDQyMTA0MjEw.GhIjKl.abcdefghijklmnopqrstuvwxyz0123456789AB",
};
const imap: Env = { IMAP_URL: "imaps://desk%40example.com:hunter2@imap.example.com/Support" };

const load = (env: Env) => loadConfig(env, null, []);
const faults = (env: Env): readonly string[] => {
  try {
    load(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
};

describe("mail settings", () => {
  test("need no more than a server and a sender, whose domain is then the desk's", () => {
    expect(load(out).mail).toEqual({
      smtpUrl: out["SMTP_URL"],
      from: out["MAIL_FROM"],
      domain: "example.com",
      dkim: null,
      listen: null,
      imapUrl: null,
    });
  });

  test("may name a domain of the desk's own, as mail servers write it", () => {
    expect(load({ ...out, MAIL_DOMAIN: "Bücher.example" }).mail?.domain).toBe("xn--bcher-kva.example");
  });

  test.each([
    ["127.0.0.1:2525", { protocol: "smtp", host: "127.0.0.1", port: 2525 }],
    ["smtp://0.0.0.0:25", { protocol: "smtp", host: "0.0.0.0", port: 25 }],
    ["LMTP://localhost:2424", { protocol: "lmtp", host: "localhost", port: 2424 }],
    ["lmtp://[::1]:2424", { protocol: "lmtp", host: "::1", port: 2424 }],
  ])("hear mail at %s", (MAIL_LISTEN, address) => {
    expect(load({ ...out, MAIL_LISTEN }).mail?.listen).toEqual({ ...address, relays: [] });
  });

  test.each([
    "2525",
    "localhost",
    "localhost:",
    "localhost:99999",
    "http://localhost:25",
    "::1:25",
    "[x]:25",
    "a b:25",
  ])("hear none at %s", (MAIL_LISTEN) => {
    expect(faults({ ...out, MAIL_LISTEN })).toEqual([
      expect.stringMatching(/^MAIL_LISTEN: expected host:port, .*; got "/),
    ]);
  });

  test("list relays by address and network", () => {
    const MAIL_RELAYS = "127.0.0.1, 192.0.2.0/24 2001:db8::/32";
    expect(load({ ...out, MAIL_LISTEN: "localhost:25", MAIL_RELAYS }).mail?.listen?.relays).toEqual([
      "127.0.0.1",
      "192.0.2.0/24",
      "2001:db8::/32",
    ]);
  });

  test.each(["mx.example.com", "192.0.2.0/33", "192.0.2", "192.0.2.0/24/8", ",", "192.0.2.0/"])(
    "list no relay as %s",
    (MAIL_RELAYS) => {
      expect(faults({ ...out, MAIL_LISTEN: "localhost:25", MAIL_RELAYS })).toEqual([
        expect.stringMatching(/^MAIL_RELAYS: expected addresses or networks/),
      ]);
    },
  );

  test("read a mailbox with a login", () => {
    expect(load({ ...out, ...imap }).mail?.imapUrl).toBe(imap["IMAP_URL"]);
    for (const IMAP_URL of [
      "imap.example.com",
      "https://a:b@imap.example.com",
      "imaps://imap.example.com",
      "imaps://a@h",
    ]) {
      expect(faults({ ...out, IMAP_URL })).toEqual([
        expect.stringMatching(/^IMAP_URL: expected an address that starts/),
      ]);
    }
  });

  test("sign with all three of the key's, or with none", () => {
    const DKIM = { DKIM_DOMAIN: "example.com", DKIM_SELECTOR: "s1", DKIM_KEY_FILE: "keys/dkim.pem" };
    expect(load({ ...out, ...DKIM }).mail?.dkim).toEqual({
      domain: "example.com",
      selector: "s1",
      keyFile: join(repoRoot, "keys/dkim.pem"),
    });
    expect(faults({ ...out, DKIM_DOMAIN: "example.com" })).toEqual([
      expect.stringMatching(/^DKIM_SELECTOR: expected it beside DKIM_DOMAIN; it is not set/),
      expect.stringMatching(/^DKIM_KEY_FILE: expected it beside DKIM_DOMAIN; it is not set/),
    ]);
    expect(faults({ ...out, ...DKIM, DKIM_SELECTOR: "s1._domainkey" })).toEqual([
      expect.stringMatching(/^DKIM_SELECTOR: expected letters/),
    ]);
  });

  test.each([
    [{ MAIL_DOMAIN: "example.com" }, /^SMTP_URL: expected it beside MAIL_DOMAIN/],
    [{ MAIL_LISTEN: "localhost:25" }, /^SMTP_URL: expected it beside MAIL_LISTEN/],
    [imap, /^SMTP_URL: expected it beside IMAP_URL/],
    [{ ...out, MAIL_RELAYS: "127.0.0.1" }, /^MAIL_LISTEN: expected it beside MAIL_RELAYS/],
    [{ HELPDESK: "mail:help@example.com" }, /^SMTP_URL: expected it beside HELPDESK/],
    [{ HELPDESK: "webhook:https://help.example.com/in" }, /^HELPDESK_SECRET: expected it beside HELPDESK/],
    [{ HELPDESK_SECRET: "0123456789abcdef" }, /^HELPDESK_SECRET: expected only beside HELPDESK=webhook/],
  ] satisfies [Env, RegExp][])("that miss another say which (%j)", (env, said) => {
    expect(faults(env)).toEqual([expect.stringMatching(said)]);
  });

  test("say one thing once, however many need it", () => {
    expect(faults({ ...imap, MAIL_DOMAIN: "example.com", MAIL_FROM: "a@example.com" })).toHaveLength(1);
  });

  test("never show a password or a secret in what they say", () => {
    const said = faults({
      SMTP_URL: "smtp//desk:hunter2@mail.example.com",
      MAIL_FROM: "a@example.com",
      IMAP_URL: "imaps:/desk:hunter2@imap.example.com",
      HELPDESK: "webhook:ftp://hunter2.example.com",
      HELPDESK_SECRET: "hunter2",
      CUSTOMERS_SECRET: "hunter2",
    });
    expect(said).toHaveLength(5);
    expect(said.join()).not.toContain("hunter2");
  });
});

describe("a helpdesk", () => {
  test.each([
    [{}, { type: "own" }],
    [{ HELPDESK: "own" }, { type: "own" }],
    [
      { ...out, HELPDESK: "mail:help@example.com" },
      { type: "mail", address: "help@example.com" },
    ],
    [
      { HELPDESK: "webhook:https://help.example.com/in?a=1", HELPDESK_SECRET: "0123456789abcdef" },
      { type: "webhook", url: "https://help.example.com/in?a=1", secret: "0123456789abcdef" },
    ],
  ] satisfies [Env, object][])("is what is said (%j)", (env, helpdesk) => {
    expect(load(env).helpdesk).toEqual(helpdesk);
  });

  test.each([
    "zendesk",
    "mail:",
    "mail:help",
    "webhook:",
    "webhook:help.example.com",
    "mail:a@b.test,c@d.test",
  ])("is none of %s", (HELPDESK) => {
    expect(faults({ ...out, HELPDESK })).toEqual([
      expect.stringMatching(/^HELPDESK: expected own, mail:ADDRESS/),
    ]);
  });
});

describe("a desk outside the sandbox", () => {
  const cannot = expect.stringContaining("cannot be confirmed");

  test("says once, clearly, that on-behalf tickets cannot be confirmed without mail", () => {
    expect(load(discord).notices.filter((notice) => notice.includes("cannot be confirmed"))).toHaveLength(1);
    expect(load(discord).notices).toContainEqual(cannot);
  });

  test("says so too when mail only goes out", () => {
    expect(load({ ...discord, ...out }).notices).toContainEqual(cannot);
  });

  test("does not when mail goes both ways, nor in the sandbox", () => {
    expect(load({ ...discord, ...out, ...imap }).notices).not.toContainEqual(cannot);
    expect(load({}).notices).toEqual([]);
  });
});
