import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { OWN_TEXTS } from "../src/core/policy/own-texts.ts";
import { DEFAULT_POLICY } from "../src/core/policy/policy.ts";
import { readDuration } from "../src/policy-file/duration.ts";
import { inWords } from "../src/policy-file/in-words.ts";
import { policyJsonSchema } from "../src/policy-file/json-schema.ts";
import { desksFor, PolicyError, parsePolicy, readPolicyFile, sandboxDesk } from "../src/policy-file.ts";
import { repoRoot } from "../src/root.ts";

const faults = (text: string): readonly string[] => {
  try {
    parsePolicy(text, "policy.yaml");
  } catch (error) {
    if (error instanceof PolicyError) return error.faults;
    throw error;
  }
  return [];
};

const DESK = `
  - id: support
    name: Support
    customers: { platform: discord, channel: 112233445566778899 }
    staff: { platform: slack, channel: CSTAFF }
    managers: { platform: slack, channel: CMANAGERS }
    reps:
      - { id: ana, name: Ana, slack: UANA, lead: true }
`;

describe("parsePolicy", () => {
  test("an empty file is the built-in policy and no desk", () => {
    const { policy, desks } = parsePolicy("", "policy.yaml");
    expect({ ...policy, version: "" }).toEqual({ ...DEFAULT_POLICY, version: "" });
    expect(desks).toEqual([]);
  });

  test("takes what it says and the rest from the built-in policy", () => {
    const { policy } = parsePolicy(
      "policy:\n  targets: { first_response: 90s, update: 5 min }\n  phrases: { holding: [] }\n",
      "policy.yaml",
    );
    expect(policy.targets).toEqual({ ...DEFAULT_POLICY.targets, first_response: 90_000, update: 300_000 });
    expect(policy.phrases).toEqual({ ...DEFAULT_POLICY.phrases, holding: [] });
  });

  test("reads a desk, keeps every digit of a bare Discord id, and pings in the staff channel", () => {
    const [desk] = parsePolicy(`desks:${DESK}`, "policy.yaml").desks;
    expect(desk).toMatchObject({
      id: "support",
      customers: { platform: "discord", channel: "112233445566778899" },
      alerts: { platform: "slack", channel: "CSTAFF" },
      reps: [{ id: "ana", name: "Ana", slack: "UANA", discord: null, sandbox: null, lead: true }],
    });
  });

  test("a desk's own policy changes that desk alone", () => {
    const text = `policy: { targets: { update: 3m } }\ndesks:${DESK}    policy: { targets: { resolution: 10m } }\n`;
    const { policy, desks } = parsePolicy(text, "policy.yaml");
    expect(desks[0]?.policy.targets).toMatchObject({ update: 180_000, resolution: 600_000 });
    expect(policy.targets.resolution).toBe(DEFAULT_POLICY.targets.resolution);
    expect(desks[0]?.policy.version).not.toBe(policy.version);
  });

  test("the version follows the content, not the way it is written", () => {
    const version = (text: string): string => parsePolicy(text, "policy.yaml").policy.version;
    expect(version("policy: { targets: { update: 2m } }")).toBe(
      version("# same\npolicy:\n  targets:\n    update: 120"),
    );
    expect(version("policy: { targets: { update: 3m } }")).not.toBe(version(""));
  });
});

describe("faults", () => {
  test("all come at once, in order, each with its line, what was expected and what came", () => {
    const found = faults(`policy:
  targets:
    first_response: soon
    next_response: 0
    updat: 2m
  escalation:
    update: []
    resolution:
      - { at: 0.5, tell: [boss] }
      - { at: 11, tell: [] }
  idle: 5m
desks:
  - id: Support
    name: Support
    customers: { platform: discord, channel: "#support" }
    staff: { platform: slak, channel: C1 }
    reps: [{ id: ana, slack: ana }]
`);
    const expected = [
      /^line 3, policy\.targets\.first_response: expected a duration such as 60s, 2m or 20 min; got "soon"\.$/,
      /^line 4, policy\.targets\.next_response: expected a duration from 1 second to 7 days; got 0\.$/,
      /^line 5, policy\.targets\.updat: expected a known key: did you mean "update"\? Got "updat"\.$/,
      /^line 7, policy\.escalation\.update: expected at least one step.*; got an empty list\.$/,
      /^line 9, policy\.escalation\.resolution\[0\]\.tell\[0\]: expected one of .*; got "boss"\.$/,
      /^line 10, policy\.escalation\.resolution\[1\]\.at: expected a fraction .*; got 11\.$/,
      /^line 10, policy\.escalation\.resolution\[1\]\.tell: expected at least one to tell; got an empty list\.$/,
      /^line 11, policy\.idle: expected a section with ask, close; got "5m"\.$/,
      /^line 13, desks\[0\]: expected .*managers.*|^line 13, desks\[0\]\.managers: .*; got nothing\.$/,
      /^line 13, desks\[0\]\.id: expected a short name.*; got "Support"\.$/,
      /^line 15, desks\[0\]\.customers\.channel: expected the channel's id, not its name; got "#support"\.$/,
      /^line 16, desks\[0\]\.staff\.platform: expected one of slack, sandbox; got "slak"\.$/,
      /^line 17, desks\[0\]\.reps\[0\]\.name: expected the name that customers see; got nothing\.$/,
      /^line 17, desks\[0\]\.reps\[0\]\.slack: expected a Slack member id.*; got "ana"\.$/,
    ];
    for (const pattern of expected)
      expect(
        found.filter((fault) => pattern.test(fault)),
        String(pattern),
      ).toHaveLength(1);
    expect(found).toHaveLength(expected.length);
    const lines = found.map((fault) => Number(/^line (\d+)/.exec(fault)?.[1]));
    expect(lines).toEqual([...lines].sort((a, b) => a - b));
  });

  test("desks do not share an id, or a channel in which somebody writes", () => {
    expect(faults(`desks:${DESK}${DESK}`)).toEqual([
      expect.stringMatching(/desks\[1\]\.id: expected an id of its own/),
      expect.stringMatching(
        /desks\[1\]\.customers\.channel: expected a channel of its own.*desks\[0\]\.customers/,
      ),
      expect.stringMatching(/desks\[1\]\.staff\.channel: expected a channel of its own/),
    ]);
  });

  test("customers on Discord are answered from Slack, by reps who have an account there", () => {
    const found = faults(
      `desks:${DESK.replace("staff: { platform: slack", "staff: { platform: sandbox").replace("slack: UANA, ", "")}`,
    );
    expect(found).toEqual([
      expect.stringMatching(/^line 5, desks\[0\]\.staff\.platform: expected slack/),
      expect.stringMatching(/reps\[0\]: expected the rep's sandbox id/),
    ]);
  });

  test("an escalation rises, and has a breach", () => {
    const steps = (list: string): readonly string[] => faults(`policy: { escalation: { update: ${list} } }`);
    expect(steps("[{ at: 0.5, tell: [lead] }]")).toEqual([expect.stringContaining("a step at 1")]);
    expect(steps("[{ at: 1, tell: [lead] }, { at: 1, tell: [desk] }]")).toEqual([
      expect.stringContaining("rising order"),
    ]);
  });

  test("nobody is closed before they were asked", () => {
    expect(faults("policy:\n  idle: { ask: 15m }\n")).toEqual([
      expect.stringMatching(/^line 2, policy\.idle: expected close after ask/),
    ]);
  });

  test("nobody is asked while they read the answer", () => {
    expect(faults("policy:\n  idle: { ask: 0 }\n")).toEqual([
      expect.stringMatching(
        /^line 2, policy\.idle\.ask: expected a duration from 10 seconds to 30 days; got 0\.$/,
      ),
    ]);
    expect(faults("policy: { idle: { ask: 10s } }")).toEqual([]);
  });

  test("a chain may begin with the offer, which is no step of it: it is made in any case", () => {
    const chain = "[{ at: 0, tell: [offered] }, { at: 1, tell: [lead] }]";
    const { policy } = parsePolicy(`policy: { escalation: { first_response: ${chain} } }`, "policy.yaml");
    expect(policy.steps.first_response).toEqual([{ at: 1, tell: ["lead"] }]);
  });

  test.each([
    ["first_response", "{ at: 0, tell: [offered, lead] }"],
    ["first_response", "{ at: 0, tell: [on_shift] }"],
    ["next_response", "{ at: 0, tell: [offered] }"],
  ])("of %s nobody else is told at 0, where nothing has been missed: %s", (target, step) => {
    expect(faults(`policy: { escalation: { ${target}: [${step}, { at: 1, tell: [lead] }] } }`)).toEqual([
      expect.stringMatching(/\[0\]\.at: expected a fraction .* at 0 nothing but first_response's offer/),
    ]);
  });

  test.each(["https://[", "https://example.com:99999/", "http://exa%mple.com"])(
    "an address that cannot be opened is none: %s",
    (address) => {
      expect(faults(`policy: { policy_url: "${address}" }`)).toEqual([
        expect.stringMatching(/policy_url: expected an address that can be opened/),
      ]);
      expect(faults(`desks:${DESK}    calendar: "${address}"\n`)).toEqual([
        expect.stringMatching(/calendar: expected an address that can be opened/),
      ]);
    },
  );

  test("two reps of a desk do not share an account; on two desks it is one person", () => {
    const shared = DESK.replace(
      "lead: true }",
      'lead: true, discord: 12345 }\n      - { id: ben, name: Ben, slack: UANA, discord: "12345" }',
    );
    expect(faults(`desks:${shared}`)).toEqual([
      expect.stringMatching(
        /^line 9, desks\[0\]\.reps\[1\]\.slack: expected a slack account of the rep's own; "UANA" is taken/,
      ),
      expect.stringMatching(/^line 9, desks\[0\]\.reps\[1\]\.discord: expected a discord account/),
    ]);
    const other = DESK.replace("id: support", "id: sales")
      .replace("112233445566778899", "112233445566778800")
      .replace("CSTAFF", "CSALES");
    expect(faults(`desks:${DESK}${other}`)).toEqual([]);
  });

  test("a file that is no YAML, or no sections, is said so", () => {
    expect(faults("policy:\n  targets: {\n")[0]).toMatch(/^line \d+: expected YAML/);
    expect(faults("policy: {}\npolicy: {}\n")[0]).toMatch(/^line 2: expected YAML/);
    expect(faults("policy: {}\ndesks: *nowhere\n")).toEqual([
      expect.stringMatching(/^line 2: expected YAML.*nowhere/),
    ]);
    expect(faults("just words")).toEqual([expect.stringMatching(/^line 1, the file: expected a section/)]);
  });
});

describe("desksFor", () => {
  test("the sandbox always has a desk, with the file's policy", () => {
    const file = parsePolicy(`policy: { reopen: 1m }\ndesks:${DESK}`, "policy.yaml");
    expect(desksFor("sandbox", file)).toEqual([sandboxDesk(file.policy)]);
    expect(desksFor("sandbox", file)[0]).toMatchObject({ id: "support", policy: { reopenMs: 60_000 } });
    expect(sandboxDesk(file.policy).reps.filter((rep) => rep.lead)).toHaveLength(1);
  });

  test("real platforms need a desk: without one the file to paste is shown", () => {
    const none = parsePolicy("", "policy.yaml");
    expect(() => desksFor("platforms", none)).toThrow(
      /expected a desk with its channels[\s\S]*customers: \{ platform/,
    );
    expect(desksFor("platforms", parsePolicy(`desks:${DESK}`, "policy.yaml"))).toHaveLength(1);
  });
});

describe("durations", () => {
  test.each([
    ["60s", 60_000],
    ["2m", 120_000],
    ["20 min", 1_200_000],
    ["1h 30m", 5_400_000],
    ["90 seconds", 90_000],
    ["1.5 minutes", 90_000],
    [45, 45_000],
    ["45", 45_000],
    ["soon", null],
    ["2 weeks", null],
    ["", null],
    ["-5s", null],
  ])("%j", (written, ms) => {
    expect(readDuration(written)).toBe(ms);
  });
});

describe("what is shipped", () => {
  const example = readFileSync(join(repoRoot, "docs/policy.example.yaml"), "utf8");

  test("the example is in order, and says what is built in", () => {
    const { policy, desks } = parsePolicy(example, "docs/policy.example.yaml");
    expect(desks).toHaveLength(1);
    expect({ ...policy, phrases: DEFAULT_POLICY.phrases, policyUrl: null, version: "" }).toEqual({
      ...DEFAULT_POLICY,
      version: "",
    });
  });

  test("the desk's own words: unknown keys and placeholders are faults, the rest is said as written", () => {
    const yaml = [
      "policy:",
      "  texts:",
      "    late_for_customer: Sorry, we are late.",
      "    still_there: Gone in {closes_in}?",
    ].join("\n");
    const { policy } = parsePolicy(yaml, "policy.yaml");
    expect(policy.texts).toEqual({
      late_for_customer: "Sorry, we are late.",
      still_there: "Gone in {closes_in}?",
    });
    const wrong = `${yaml.replace("closes_in", "when")}\n    greting: Hello`;
    expect(() => parsePolicy(wrong, "policy.yaml")).toThrow(
      /line 4[\s\S]*\{closes_in\}|\{closes_in\}[\s\S]*greeting/,
    );
  });

  test("docs/policy.schema.json is that of the code (npm run policy -- --schema) and takes the example", () => {
    const shipped: unknown = JSON.parse(readFileSync(join(repoRoot, "docs/policy.schema.json"), "utf8"));
    expect(shipped).toEqual(JSON.parse(policyJsonSchema()));
    const validate = new Ajv2020({ strict: false }).compile(shipped as object);
    expect(validate(parse(example)), JSON.stringify(validate.errors)).toBe(true);
  });

  test("the example shows every key", () => {
    const keys = new Set<string>();
    JSON.stringify(JSON.parse(policyJsonSchema()), (_key, value: unknown) => {
      if (typeof value === "object" && value !== null && "properties" in value)
        for (const key of Object.keys(value.properties ?? {})) keys.add(key);
      return value;
    });
    expect(keys).toContain("first_response");
    const isShown = (key: string): boolean =>
      Object.hasOwn(OWN_TEXTS, key)
        ? new RegExp(`\\b${key}\\b`).test(example)
        : new RegExp(`[\\s{]${key}:`).test(example);
    expect([...keys].filter((key) => !isShown(key))).toEqual([]);
  });

  test("words say every step", () => {
    const said = inWords(parsePolicy(example, "policy.yaml"));
    expect(said).toContain(
      "First answer within 60 seconds\n    after 30 s (30 s before it is due): tell the reps on shift",
    );
    expect(said).toContain("Reps: Ana (lead) and Ben");
    expect(said).not.toMatch(/undefined|NaN/);
  });
});

describe("npm run policy", () => {
  const folder = mkdtempSync(join(tmpdir(), "deskclock-policy-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  const run = (text: string) => {
    const file = join(folder, "policy.yaml");
    writeFileSync(file, text);
    return promisify(execFile)(process.execPath, ["--import", "tsx", join(repoRoot, "scripts/policy.ts")], {
      cwd: repoRoot,
      env: { ...process.env, POLICY_FILE: file },
    });
  };

  test("prints the policy in words", async () => {
    expect((await run(`desks:${DESK}`)).stdout).toContain("Customers write in discord 112233445566778899");
  });

  test("ends with 1 and the faults", async () => {
    await expect(run("desk: []\n")).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('did you mean "desks"?'),
    });
  });

  test("a POLICY_FILE that is a folder is a fault", () => {
    expect(() => readPolicyFile(tmpdir())).toThrow(
      /wrong in .*:\n- expected a file that can be read; got a folder\. Name the file in it\.$/,
    );
  });

  test("a POLICY_FILE that is not there is a fault", () => {
    expect(() => readPolicyFile(join(folder, "nowhere.yaml"))).toThrow(/there is none/);
  });
});
