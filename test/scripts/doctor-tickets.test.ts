import { describe, expect, test } from "vitest";
import { checkTickets } from "../../scripts/doctor/tickets.ts";
import { loadConfig } from "../../src/config.ts";
import type { Desk } from "../../src/core/policy/policy.ts";
import { readPolicyFile, sandboxDesk } from "../../src/policy-file.ts";

const { policy } = readPolicyFile(null);

const desk = (tickets: Partial<Desk["policy"]["tickets"]> = {}, name = "Example Hosting"): Desk => {
  const made = sandboxDesk(policy);
  return { ...made, name, policy: { ...policy, tickets: { ...policy.tickets, ...tickets } } };
};

const TOKENS = {
  SLACK_BOT_TOKEN: "xoxb-1-2-abcdefghijklmnopqrstuvwx",
  SLACK_APP_TOKEN: "xapp-1-A1-2-abcdefghijklmnopqrstuvwx",
  DISCORD_TOKEN: "MTA0MjEwNDIxMDQyMTA0MjEw.GhIjKl.abcdefghijklmnopqrstuvwxyz0123456789AB",
};
const OUT = { SMTP_URL: "smtp://127.0.0.1:25", MAIL_FROM: "Desk <support@desk.example.com>" };
const LMTP = { ...OUT, MAIL_LISTEN: "lmtp://127.0.0.1:2424" };
const IMAP = { ...OUT, IMAP_URL: "imaps://u:p@imap.example.com/INBOX" };

const look = (env: Record<string, string>, ...desks: readonly Desk[]) =>
  checkTickets(loadConfig({ ...TOKENS, ...env }, null, []), desks);
const address = "support@desk.example.com";

describe("the doctor on the customers' own door", () => {
  test("is content with an address whose mail comes in, by LMTP or from a mailbox", () => {
    for (const env of [LMTP, IMAP]) {
      expect(look(env, desk({ address }))).toEqual([
        {
          name: "Tickets of Example Hosting: the customers' own door",
          ok: true,
          detail: `Mail to ${address} opens a ticket.`,
          fix: "",
        },
      ]);
    }
  });

  test.each([
    ["no mail is set up", {}],
    ["mail goes out alone", OUT],
  ])("finds an address that nobody reads: %s", (_, env) => {
    const [check] = look(env, desk({ address }));
    expect(check).toMatchObject({ ok: false, detail: expect.stringContaining("no mail comes in here") });
    expect(check?.fix).toContain("Set MAIL_LISTEN or IMAP_URL");
  });

  test("says what an address of another domain needs", () => {
    const other = desk({ address: "help@shop.example.com" });
    expect(look(LMTP, other)[0]).toMatchObject({
      ok: true,
      detail: expect.stringContaining("your mail server"),
    });
    expect(look(IMAP, other)[0]).toMatchObject({ ok: true, detail: expect.stringContaining("IMAP_URL") });
    expect(look({ ...LMTP, MAIL_DOMAIN: "shop.example.com" }, other)[0]?.detail).toBe(
      "Mail to help@shop.example.com opens a ticket.",
    );
  });

  test("finds a helpdesk that would send its tickets back in", () => {
    const [check] = look({ ...LMTP, HELPDESK: "mail:Support@Desk.example.com" }, desk({ address }));
    expect(check).toMatchObject({ ok: false, detail: expect.stringContaining("they would come in again") });
  });

  test("finds two desks with one address", () => {
    const checks = look(LMTP, desk({ address }), desk({ address: address.toUpperCase() }, "Billing"));
    expect(checks.filter(({ ok }) => !ok)).toMatchObject([
      { name: "Tickets of Billing: address", detail: expect.stringContaining("Example Hosting too") },
    ]);
  });

  test("says which door there is where there is no address", () => {
    const form = "https://www.example.com/ticket";
    expect(look(LMTP, desk({ formUrl: form }))[0]?.detail).toBe(`The form ${form}.`);
    expect(look(LMTP, desk())[0]?.detail).toContain("in chat alone");
  });

  test("has nothing to say of the sandbox, whose mail goes nowhere", () => {
    expect(checkTickets(loadConfig({}, null, []), [desk({ address })])).toEqual([]);
  });
});
