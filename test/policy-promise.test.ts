import { describe, expect, test } from "vitest";
import { DEFAULT_POLICY, faster } from "../src/core/policy/policy.ts";
import { inWords } from "../src/policy-file/in-words.ts";
import { parsePolicy } from "../src/policy-file.ts";
import { deskText, FILE, faults } from "./support/policy-text.ts";

describe("the promise's further parts", () => {
  const POLICY = `policy:
  targets: { first_response: 90s }
  pagers:
    night: { webhook: https://alerts.example.com/secret }
    backup: { mail: oncall@example.com }
  plans:
    gold: { name: Gold, targets: { first_response: 30s }, discord_roles: [112233445566778890] }
    basic: { name: Basic }
  hours: { zone: Europe/Berlin, weekly: [{ days: mon-fri, from: "09:00", to: "17:00" }], holidays: ["2026-12-25"] }
  ack_timeout: 45s
  rep_limit: 6
  shift_notice: 5m
  escalation:
    update:
      - { at: 0.8, tell: [whole_shift, offered] }
      - { at: 1, tell: [lead, "pager:night"] }
`;

  test("pagers, plans, hours and limits come out as written", () => {
    const { policy } = parsePolicy(POLICY, FILE);
    expect(policy).toMatchObject({
      pagers: {
        night: { type: "webhook", url: "https://alerts.example.com/secret" },
        backup: { type: "mail", address: "oncall@example.com" },
      },
      plans: {
        gold: { name: "Gold", targets: { first_response: 30_000 }, discordRoles: ["112233445566778890"] },
        basic: { name: "Basic", targets: {}, discordRoles: [] },
      },
      hours: {
        zone: "Europe/Berlin",
        weekly: [{ days: ["mon", "tue", "wed", "thu", "fri"] }],
        holidays: ["2026-12-25"],
      },
      ackTimeoutMs: 45_000,
      repLimit: 6,
      shiftNoticeMs: 300_000,
    });
    expect(policy.steps.update[1]?.tell).toEqual(["lead", "pager:night"]);
    expect(policy.version).not.toBe(
      parsePolicy(POLICY.replace("rep_limit: 6", "rep_limit: 7"), FILE).policy.version,
    );
  });

  test("a desk adds plans and pagers to the file's, and replaces those of the same name", () => {
    const text = `${POLICY}${deskText({
      desk: "policy: { plans: { gold: { name: Gold, targets: { first_response: 20s } } }, pagers: { day: { mail: day@example.com } }, escalation: { update: [{ at: 1, tell: [pager:night, pager:day] }] } }",
    })}`;
    const [one] = parsePolicy(text, FILE).desks;
    expect(Object.keys(one?.policy.pagers ?? {})).toEqual(["night", "backup", "day"]);
    expect(one?.policy.plans["gold"]).toMatchObject({
      targets: { first_response: 20_000 },
      discordRoles: [],
    });
    expect(one?.policy.plans["basic"]).toMatchObject({ name: "Basic" });
  });

  test.each([
    ["hours: { zone: UTC, weekly: [] }", /policy\.hours\.weekly: expected at least one open hour/],
    [
      'hours: { weekly: [{ days: [mon], from: "09:00", to: "10:00" }] }',
      /policy\.hours\.zone: expected a time zone/,
    ],
    ["pagers: { night: {} }", /policy\.pagers\.night: expected either webhook or mail/],
    [
      "pagers: { night: { webhook: alerts } }",
      /policy\.pagers\.night\.webhook: expected an address that starts with/,
    ],
    [
      "pagers: { Night Shift: { mail: a@example.com } }",
      /policy\.pagers\.Night Shift: expected a short name/,
    ],
    [
      "plans: { gold: { name: Gold, targets: { update: 0 } } }",
      /policy\.plans\.gold\.targets\.update: expected a duration from 1 second/,
    ],
    [
      "plans: { gold: { name: Gold }, silver: { name: gold } }",
      /policy\.plans\.silver\.name: expected a name of its own; it is that of gold/,
    ],
    [
      'plans: { gold: { name: Gold, discord_roles: ["12345"] }, silver: { name: Silver, discord_roles: ["67890", "12345"] } }',
      /policy\.plans\.silver\.discord_roles\[1\]: expected a role of its own; it is one of gold/,
    ],
    ["rep_limit: 0", /policy\.rep_limit: expected a whole number from 1 to 50; got 0/],
    ["rep_limit: 51", /policy\.rep_limit: expected a whole number from 1 to 50; got 51/],
    ["ack_timeout: 5h", /policy\.ack_timeout: expected a duration of at most 4 hours/],
    [
      'escalation: { update: [{ at: 1, tell: ["pager:nigth"] }] }, pagers: { night: { mail: a@example.com } }',
      /policy\.escalation\.update\[0\]\.tell\[0\]: expected a pager of this file's pagers: did you mean "night"\? Got "pager:nigth"/,
    ],
    [
      'escalation: { update: [{ at: 1, tell: ["pager:night"] }] }',
      /expected a pager of this file's pagers; there is none/,
    ],
  ])("%s is a fault", (section, fault) => {
    expect(faults(`policy: { ${section} }`)).toEqual([expect.stringMatching(fault)]);
    expect(faults(`policy: { ${section} }`)[0]).toMatch(/^line 1, /);
  });

  test("played faster, targets and limits shrink; hours and shifts stay those of the wall's clock", () => {
    const { policy } = parsePolicy(POLICY, FILE);
    const fast = faster(policy, 10);
    expect(fast.hours).toEqual(policy.hours);
    expect(fast).toMatchObject({ ackTimeoutMs: 4500, shiftNoticeMs: 30_000, repLimit: 6 });
    expect(fast.plans["gold"]?.targets).toEqual({ first_response: 3000 });
  });

  test("the words say all of it, and no address whole", () => {
    const said = inWords(parsePolicy(POLICY, FILE));
    for (const line of [
      "The promise holds Mon to Fri 09:00 to 17:00 (Europe/Berlin), not on 2026-12-25",
      "after 2 min (when it is overdue): tell the lead and the pager night",
      "Nobody reachable at a step: the next one is told at once, and the chain always ends at the managers' channel",
      "A claim silences the paging of others for 45 s at most, never past the deadline; a breach is always told",
      "Pager night: a webhook on alerts.example.com",
      "Pager backup: a mail to oncall@example.com",
      "Plan Gold (Discord 112233445566778890): first answer within 30 seconds",
      "Plan Basic (no Discord role gives it): as everybody",
      "A rep is offered at most 6 open conversations at once",
    ])
      expect(said).toContain(line);
    expect(said).not.toContain("secret");
  });

  test("by default everybody on shift is told at 0.8", () => {
    expect(DEFAULT_POLICY.steps.first_response[1]).toEqual({ at: 0.8, tell: ["whole_shift"] });
  });
});
