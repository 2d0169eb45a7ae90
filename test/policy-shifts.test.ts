import { describe, expect, test } from "vitest";
import { rosterOf } from "../src/calendar/roster-of.ts";
import { DEFAULT_POLICY, type Desk, faster } from "../src/core/policy/policy.ts";
import { NEXT_ON_WITHIN_MS } from "../src/core/policy/roster.ts";
import { DAY } from "../src/core/time.ts";
import { inWords } from "../src/policy-file/in-words.ts";
import { PolicyError, parsePolicy } from "../src/policy-file.ts";
import type { CalendarTrouble } from "../src/ports-calendars.ts";

const FILE = "/etc/deskclock/policy.yaml";

const faults = (text: string): readonly string[] => {
  try {
    parsePolicy(text, FILE);
  } catch (error) {
    if (error instanceof PolicyError) return error.faults;
    throw error;
  }
  return [];
};

/** A desk with these lines for Ana, for Ben, and for itself; Ana's begin on line 8. */
const deskText = ({ ana = "", ben = "", desk = "" }): string =>
  `desks:
  - id: support
    name: Support
    customers: { platform: discord, channel: "112233445566778899" }
    staff: { platform: slack, channel: CSTAFF }
    managers: { platform: slack, channel: CMANAGERS }
    reps:
      - { id: ana, name: Ana, slack: UANA, lead: true ${ana} }
      - { id: ben, name: Ben, slack: UBEN ${ben} }
${desk
  .split("\n")
  .map((line) => `    ${line}`)
  .join("\n")}
`;

const deskOf = (parts: { ana?: string; ben?: string; desk?: string }): Desk => {
  const [desk] = parsePolicy(deskText(parts), FILE).desks;
  if (desk === undefined) throw new Error("no desk");
  return desk;
};

const shifts = (weekly: string, rest = "zone: Europe/Berlin, "): string =>
  `, shifts: { ${rest}weekly: [ ${weekly} ] }`;

describe("shifts in the policy file", () => {
  test("days one by one or from one to another, times to the second, past midnight, and the whole day", () => {
    const desk = deskOf({
      ana: `, permissions: [hosting, billing]${shifts(
        '{ days: mon-wed, from: "09:00", to: "17:00:30" }, { days: [thu], from: "22:00", to: "06:00" }, ' +
          '{ days: "sat, sun-sun", from: "00:00", to: "24:00" }, { days: [fri], from: "18:00", to: "00:00" }',
      )}`,
    });
    expect(desk.reps[0]).toMatchObject({
      permissions: ["hosting", "billing"],
      shifts: {
        zone: "Europe/Berlin",
        weekly: [
          { days: ["mon", "tue", "wed"], fromS: 32_400, toS: 61_230 },
          { days: ["thu"], fromS: 79_200, toS: 21_600 },
          { days: ["sat", "sun"], fromS: 0, toS: 86_400 },
          { days: ["fri"], fromS: 64_800, toS: 86_400 },
        ],
        holidays: [],
      },
    });
    expect(desk.reps[1]).toMatchObject({ permissions: [], shifts: null, calendar: null });
  });

  test("the desk's zone and holidays are its reps'", () => {
    const desk = deskOf({
      ana: ', shifts: { weekly: [{ days: [mon], from: "09:00", to: "10:00" }], holidays: [2026-12-24] }',
      desk: "zone: America/New_York\nholidays: [2026-12-25]",
    });
    expect(desk.zone).toBe("America/New_York");
    expect(desk.reps[0]?.shifts).toMatchObject({
      zone: "America/New_York",
      holidays: ["2026-12-24", "2026-12-25"],
    });
  });

  test("calendars are addresses, or files from the policy file's folder on", () => {
    const desk = deskOf({
      ana: ", calendar: shifts/ana.ics",
      desk: "calendar: webcal://calendar.example.com/key/shifts.ics",
    });
    expect(desk.reps[0]?.calendar).toBe("/etc/deskclock/shifts/ana.ics");
    expect(desk.calendar).toBe("https://calendar.example.com/key/shifts.ics");
  });

  test("overrides are by the desk's clocks, or by what is written", () => {
    const desk = deskOf({
      desk: `zone: Europe/Berlin
overrides: [
    { rep: ana, from: 2026-12-24T18:00, to: 2026-12-27, on: false },
        { rep: ben, from: 2026-03-29T02:30, to: "2026-03-29T08:00:00-05:00", on: true },
        ]`,
    });
    expect(desk.overrides).toEqual([
      { rep: "ana", from: Date.parse("2026-12-24T17:00Z"), to: Date.parse("2026-12-26T23:00Z"), on: false },
      { rep: "ben", from: Date.parse("2026-03-29T01:30Z"), to: Date.parse("2026-03-29T13:00Z"), on: true },
    ]);
  });
});

describe("faults of shifts, each with its line", () => {
  test.each([
    [
      '{ days: [mon], from: "09:00", to: "09:00" }',
      /^line 8, .*weekly\[0\]\.to: expected an end that is not the beginning/,
    ],
    ['{ days: [mon], from: "24:00", to: "09:00" }', /^line 8, .*from: expected a time of day/],
    ['{ days: [mon], from: 9, to: "25:00" }', /^line 8, .*(from|to): expected a time of day/],
    [
      '{ days: mon-funday, from: "09:00", to: "10:00" }',
      /^line 8, .*days: expected a list of days .*; got "mon-funday"/,
    ],
    [
      '{ days: [], from: "09:00", to: "10:00" }',
      /^line 8, .*days: expected a list of days .*; got an empty list/,
    ],
    [
      '{ days: mon-fri, from: "09:00", to: "17:00" }, { days: [fri], from: "16:59", to: "18:00" }',
      /^line 8, .*weekly\[1\]: expected hours of its own; on fri they overlap those of 09:00 to 17:00 above/,
    ],
    [
      '{ days: [mon], from: "05:00", to: "09:00" }, { days: [sun], from: "22:00", to: "06:00" }',
      /weekly\[1\]: expected hours of its own; on sun they overlap those of 05:00 to 09:00/,
    ],
  ])("%s", (weekly, fault) => {
    expect(faults(deskText({ ana: shifts(weekly) }))).toContainEqual(expect.stringMatching(fault));
  });

  test("back to back is no overlap, over the week's end neither", () => {
    const weekly = '{ days: [sun], from: "22:00", to: "06:00" }, { days: [mon], from: "06:00", to: "09:00" }';
    expect(faults(deskText({ ana: shifts(weekly) }))).toEqual([]);
  });

  test.each([
    [
      "zone: Europe/Berln",
      /^line 10, desks\[0\]\.zone: expected a known time zone: did you mean "Europe\/Berlin"\? Got/,
    ],
    ["zone: 5", /^line 10, desks\[0\]\.zone: expected a time zone such as/],
    ["holidays: [2026-02-30]", /^line 10, desks\[0\]\.holidays\[0\]: expected a day that exists/],
    ["calendar: ftp://example.com/x.ics", /^line 10, desks\[0\]\.calendar: expected a calendar's address/],
    [
      "overrides: [{ rep: bem, from: 2026-01-01T00:00Z, to: 2026-01-02T00:00Z, on: false }]",
      /^line 10, desks\[0\]\.overrides\[0\]\.rep: expected a rep of this desk: did you mean "ben"\? Got "bem"/,
    ],
    [
      "overrides: [{ rep: ben, from: 2026-13-01T00:00Z, to: 2026-01-02T00:00Z, on: false }]",
      /^line 10, desks\[0\]\.overrides\[0\]\.from: expected a moment such as/,
    ],
    [
      "overrides: [{ rep: ben, from: 2026-01-02T00:00Z, to: 2026-01-02T00:00Z, on: false }]",
      /^line 10, desks\[0\]\.overrides\[0\]\.to: expected an end after its beginning/,
    ],
    [
      "overrides: [{ rep: ben, from: 2026-01-02T00:00, to: 2026-01-03T00:00Z, on: false }]",
      /^line 10, desks\[0\]\.overrides\[0\]\.from: expected an offset .* or the desk's zone/,
    ],
  ])("%s", (desk, fault) => {
    expect(faults(deskText({ desk }))).toContainEqual(expect.stringMatching(fault));
  });

  test("shifts need a zone, their own or the desk's", () => {
    const weekly = '{ days: [mon], from: "09:00", to: "17:00" }';
    expect(faults(deskText({ ben: shifts(weekly, "") }))).toEqual([
      expect.stringMatching(/^line 9, desks\[0\]\.reps\[1\]\.shifts: expected a zone, here or the desk's/),
    ]);
    expect(faults(deskText({ ben: shifts(weekly, ""), desk: "zone: UTC" }))).toEqual([]);
  });
});

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

describe("who is on duty, in words", () => {
  const monday = Date.parse("2026-06-01T07:30Z");

  const said = (
    parts: { ana?: string; ben?: string; desk?: string },
    troubles: ReadonlyMap<string, CalendarTrouble> = new Map(),
  ): string => {
    const file = parsePolicy(deskText(parts), FILE);
    const rosters = new Map(
      file.desks.map((desk) => [
        desk.id,
        rosterOf(desk, new Map(), monday - DAY, monday + NEXT_ON_WITHIN_MS + DAY),
      ]),
    );
    return inWords(file, { now: monday, rosters, troubles });
  };

  test("each rep's shifts and permissions, who is on, who is next with what, and the gaps", () => {
    const words = said({
      ana: `, permissions: [hosting]${shifts('{ days: mon-fri, from: "09:00", to: "17:00" }')}`,
      ben: `, permissions: [billing, hosting]${shifts('{ days: [mon, tue, wed, thu, fri, sat, sun], from: "17:00", to: "09:00" }')}`,
      desk: `zone: Europe/Berlin
overrides: [{ rep: ben, from: 2026-06-02T17:00, to: 2026-06-02T20:00, on: false }]`,
    });
    for (const line of [
      "Ana (lead): hosting; works Mon to Fri 09:00 to 17:00 (Europe/Berlin)",
      "Ben: billing and hosting; works every day 17:00 to 09:00 on the next day (Europe/Berlin)",
      "Ben is off duty from Tue 2026-06-02 17:00 to Tue 2026-06-02 20:00 (Europe/Berlin)",
      "On duty now (Mon 2026-06-01 09:30, Europe/Berlin): Ana\n",
      "Next with billing: Ben, Mon 2026-06-01 17:00",
      "Next with hosting: Ana, now",
      "Nobody is on duty in the next 7 days\n    from Tue 2026-06-02 17:00 to Tue 2026-06-02 20:00\n    from Sat 2026-06-06 09:00 to Sat 2026-06-06 17:00",
    ])
      expect(words).toContain(line);
    expect(words).not.toMatch(/undefined|NaN/);
  });

  test("nobody within 14 days is said plainly", () => {
    const never = ", permissions: [firewall], shifts: { zone: UTC, weekly: [] }";
    const words = said({ ana: never, ben: ", shifts: { zone: UTC, weekly: [] }" });
    expect(words).toContain(
      ": nobody\n  Next on duty: nobody within 14 days\n  Next with firewall: nobody within 14 days",
    );
    expect(words).toContain("works at no time of its own");
  });

  test("a calendar that cannot be read is named", () => {
    const words = said(
      { ana: ", calendar: https://calendar.example.com/secret.ics", desk: "calendar: desk.ics" },
      new Map([
        ["support/ana", { code: "refused", detail: "its server answered with HTTP 404", copyFrom: null }],
        ["support", { code: "unnamed", detail: "3 of its events name no rep", copyFrom: 1 }],
      ]),
    );
    expect(words).toContain("Ana's calendar cannot be read: its server answered with HTTP 404");
    expect(words).toContain("The desk's calendar is read only in part: 3 of its events name no rep");
    expect(words).toContain("works by their own calendar, and by the desk's calendar");
    expect(words).not.toContain("secret");
  });
});
