import { readFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { parseEnv } from "node:util";
import { describe, expect, test } from "vitest";
import { VARIABLES } from "../src/config/variables.ts";
import { ConfigError, loadConfig, readArguments } from "../src/config.ts";
import { repoRoot } from "../src/root.ts";

type Env = Record<string, string>;

const discord = { DISCORD_TOKEN: "MTA0MjEwNDIxMDQyMTA0MjEw.GhIjKl.abcdefghijklmnopqrstuvwxyz0123456789AB" };
const slack = { SLACK_BOT_TOKEN: "xoxb-1-2-abc", SLACK_APP_TOKEN: "xapp-1-A-2-abc" };

const load = (env: Env = {}, dotenv: string | null = null, argv: readonly string[] = []) =>
  loadConfig(env, dotenv, argv);

const faults = (env: Env, argv: readonly string[] = []): readonly string[] => {
  try {
    load(env, null, argv);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
};

describe("loadConfig", () => {
  test("is the sandbox with its defaults when nothing is set", () => {
    expect(load()).toMatchObject({
      mode: "sandbox",
      host: "127.0.0.1",
      port: 3000,
      publicUrl: null,
      databaseUrl: null,
      redisUrl: null,
      policyFile: null,
      discord: null,
      slack: null,
      mail: null,
      logLevel: "info",
      speed: 1,
      notices: [],
    });
    expect(load().dataDir).toBe(join(repoRoot, ".data"));
  });

  test("takes .env where the environment says nothing, and treats empty as not set", () => {
    const config = load({ PORT: "4000", DATABASE_URL: "" }, "PORT=5000\nLOG_LEVEL=debug # loud\nHOST=\n");
    expect(config).toMatchObject({ port: 4000, logLevel: "debug", host: "127.0.0.1", databaseUrl: null });
  });

  test("an empty variable of the environment switches off what .env sets", () => {
    expect(load({ REDIS_URL: "" }, "REDIS_URL=redis://localhost").redisUrl).toBeNull();
  });

  test("speaks with both platforms at their own addresses", () => {
    expect(load({ ...discord, ...slack, POLICY_FILE: "desks/a.yaml" })).toMatchObject({
      mode: "platforms",
      discord: { token: discord.DISCORD_TOKEN, apiUrl: "https://discord.com/api" },
      slack: {
        botToken: "xoxb-1-2-abc",
        apiUrl: "https://slack.com/api/",
        receive: { type: "socket", appToken: "xapp-1-A-2-abc" },
      },
      policyFile: join(repoRoot, "desks/a.yaml"),
      notices: [expect.stringContaining("cannot be confirmed")],
    });
  });

  test("brings addresses into one form", () => {
    const config = load({
      ...discord,
      ...slack,
      DISCORD_API_URL: "http://127.0.0.1:8080/api/",
      SLACK_API_URL: "http://127.0.0.1:8081/api",
      PUBLIC_URL: "https://desk.example.com/",
    });
    expect(config.discord?.apiUrl).toBe("http://127.0.0.1:8080/api");
    expect(config.slack?.apiUrl).toBe("http://127.0.0.1:8081/api/");
    expect(config.publicUrl).toBe("https://desk.example.com");
  });

  test("takes HTTP with a signing secret, and Socket Mode with both, and says so", () => {
    const SLACK_SIGNING_SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
    const http = load({ ...discord, SLACK_BOT_TOKEN: slack.SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET });
    expect(http.slack?.receive).toEqual({ type: "http", signingSecret: SLACK_SIGNING_SECRET });
    expect(http.notices[0]).toContain("/slack/events");
    const both = load({ ...discord, ...slack, SLACK_SIGNING_SECRET });
    expect(both.slack?.receive.type).toBe("socket");
    expect(both.notices[0]).toContain("Socket Mode");
  });

  test("says what works and what not with one platform alone", () => {
    expect(load(discord).notices[0]).toMatch(/Only Discord .* Works: .* Does not: /);
    expect(load(slack).notices[0]).toMatch(/Only Slack .* Works: .* Does not: /);
    expect(load(discord).mode).toBe("platforms");
  });

  test("asks back about a name in .env that nothing reads", () => {
    const { notices } = load({}, "DISCORD_TOKN=x\nEDITOR=vi\n");
    expect(notices).toEqual([".env sets DISCORD_TOKN, which nothing reads. Did you mean DISCORD_TOKEN?"]);
  });

  test("reports every fault at once: name, expected, came, what to do", () => {
    const found = faults({
      PORT: "80a",
      PUBLIC_URL: "desk.example.com",
      DATABASE_URL: "mysql://root:hunter2@db/desk",
      REDIS_URL: "localhost:6379",
      DISCORD_TOKEN: "Bot hunter2",
      DISCORD_API_URL: "https://discord.com/api/v10",
      SLACK_BOT_TOKEN: "xoxp-hunter2",
      SLACK_API_URL: "nowhere",
      LOG_LEVEL: "loud",
    });
    expect(found).toHaveLength(10);
    for (const fault of found)
      expect(fault).toMatch(/^[A-Z_]+( or [A-Z_]+)?: expected .*; (got|it is not set).*\. /);
    expect(found).toContain(
      'PORT: expected a whole number from 0 to 65535; got "80a". Leave it out for 3000.',
    );
    expect(found.join()).toContain('something that starts with "xoxp-"');
    expect(found.join()).not.toContain("hunter2");
  });

  test("Slack needs a way to be heard, and a token to speak with", () => {
    expect(faults({ SLACK_BOT_TOKEN: "xoxb-1" })).toEqual([
      expect.stringMatching(/^SLACK_APP_TOKEN or SLACK_SIGN/),
    ]);
    expect(faults({ SLACK_APP_TOKEN: "xapp-1" })).toEqual([
      expect.stringMatching(/^SLACK_BOT_TOKEN: expected/),
    ]);
  });

  test("mail needs a server and a sender, one line each", () => {
    const server = { SMTP_URL: "smtp://desk:hunter2@mail.example.com:587" };
    for (const from of ["desk@example.com", "Acme desk <desk@example.com>"]) {
      expect(load({ ...server, MAIL_FROM: from }).mail).toMatchObject({ smtpUrl: server.SMTP_URL, from });
    }
    expect(faults(server)).toEqual([expect.stringMatching(/^MAIL_FROM: expected it beside SMTP_URL/)]);
    expect(faults({ MAIL_FROM: "desk@example.com" })).toEqual([
      expect.stringMatching(/^SMTP_URL: expected it beside MAIL_FROM/),
    ]);
    for (const MAIL_FROM of [
      "desk",
      "a@b.test, c@d.test",
      "Desk <a@b.test>\r\nBcc: c@d.test",
      "a@b.test\nX: y",
    ]) {
      expect(faults({ ...server, MAIL_FROM })).toEqual([
        expect.stringMatching(/^MAIL_FROM: expected a mailbox/),
      ]);
    }
    expect(faults({ SMTP_URL: "mail.example.com:hunter2", MAIL_FROM: "a@b.test" }).join()).not.toContain(
      "hunter2",
    );
  });

  test("the sandbox never runs beside real tokens, nor for the whole network", () => {
    expect(faults(discord, ["--speed", "10"])).toEqual([expect.stringMatching(/^--speed: .*tokens/)]);
    expect(faults({ HOST: "0.0.0.0" })).toEqual([expect.stringMatching(/^HOST: .*127\.0\.0\.1/)]);
    expect(faults({ HOST: "0.0.0.0", ...discord })).toEqual([]);
    expect(faults({ HOST: "localhost" })).toEqual([]);
  });

  test("PORT 0 is any free port, 65536 none", () => {
    expect(load({ PORT: "0" }).port).toBe(0);
    expect(faults({ PORT: "65536" })).toHaveLength(1);
  });
});

describe("readArguments", () => {
  test("reads the speed", () => {
    expect(readArguments(["--speed", "10"])).toEqual({ speed: 10, faults: [] });
    expect(readArguments(["--speed=60"]).speed).toBe(60);
    expect(readArguments([]).speed).toBeNull();
    expect(load({}, null, ["--speed", "10"]).speed).toBe(10);
  });

  test.each([[["--speed", "0"]], [["--speed"]], [["--speed", "fast"]], [["--sped", "3"]], [["now"]]])(
    "says what is wrong with %j",
    (argv) => {
      expect(readArguments(argv).faults.join()).toMatch(/expected/);
    },
  );
});

test(".env.example names every variable once, with a comment, and holds valid values", () => {
  const text = readFileSync(join(repoRoot, ".env.example"), "utf8");
  expect(Object.keys(parseEnv(text)).sort()).toEqual([...VARIABLES].sort());
  for (const name of VARIABLES) expect(text).toMatch(new RegExp(`^# .+\n${name}=`, "m"));
  expect(isAbsolute(loadConfig({}, text, []).dataDir)).toBe(true);
});
