import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { stringify } from "yaml";
import { actionIdOf } from "../adapters/slack/action-id.ts";
import { repoRoot } from "../src/root.ts";
import { listen } from "../src/shell/listen.ts";
import { createTestDatabase, type TestDatabase } from "./support/database.ts";
import { createWorld, type World } from "./support/world.ts";

/** What only people and platforms may know; none of it may stand in a log line. */
const WRITTEN = "my nameservers do not answer";
const ADDRESS = "anna@example.org";

let database: TestDatabase;
let world: World;
let folder: string;
let desk: ChildProcess | null;
let printed: string;

beforeEach(async () => {
  database = await createTestDatabase();
  world = await createWorld();
  folder = mkdtempSync(join(tmpdir(), "deskclock-start-"));
  desk = null;
  printed = "";
});

afterEach(async () => {
  if (desk !== null && desk.exitCode === null && desk.signalCode === null) {
    const ended = once(desk, "exit");
    desk.kill("SIGKILL");
    await ended;
  }
  await world.close();
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

const freePort = async (): Promise<number> => {
  const server = await listen(() => createServer(), { host: "127.0.0.1", port: 0, next: false });
  await server.close(0);
  return server.number;
};

const policyFile = (targets: Record<string, string> = {}): string => {
  const { id, name, customers, staff, alerts, managers } = world.desk;
  const reps = [{ id: "rosa", name: "Rosa R.", slack: world.rosa.id }];
  const file = join(folder, "policy.yaml");
  const desks = [{ id, name, customers, staff, alerts, managers, reps }];
  writeFileSync(file, stringify({ policy: { targets }, desks }));
  return file;
};

/** As an operator starts it. */
const spawnDesk = (port: number, settings: NodeJS.ProcessEnv = {}): ChildProcess => {
  const child = spawn(process.execPath, ["scripts/start.js"], {
    cwd: repoRoot,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: process.env["PATH"],
      HOME: process.env["HOME"],
      PORT: String(port),
      DATA_DIR: folder,
      DATABASE_URL: database.url,
      POLICY_FILE: policyFile(),
      DISCORD_TOKEN: world.botToken,
      DISCORD_API_URL: world.discord.apiUrl,
      SLACK_BOT_TOKEN: world.app.botToken,
      SLACK_SIGNING_SECRET: world.app.signingSecret,
      SLACK_API_URL: world.slack.apiUrl,
      LOG_LEVEL: "trace",
      ...settings,
    },
  });
  desk = child;
  const heard = (text: Buffer): void => {
    printed += String(text);
  };
  child.stdout.on("data", heard);
  child.stderr.on("data", heard);
  return child;
};

/** Resolves when the desk has printed this; rejects when it ends first. */
const says = (child: ChildProcess, words: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const look = (): void => {
      if (printed.includes(words)) resolve();
    };
    look();
    child.stdout?.on("data", look);
    child.once("exit", (code) => reject(new Error(`the desk ended with ${code}:\n${printed}`)));
  });

test("the desk that npm start starts carries a conversation over Slack's HTTP", async () => {
  const { anna, discord, slack, rosa, staff, support } = world;
  const port = await freePort();
  world.app.deliversTo(`http://127.0.0.1:${port}/slack/events`);
  const child = spawnDesk(port);
  await says(child, "The desk is open");
  const get = (path: string): Promise<Response> => fetch(`http://127.0.0.1:${port}${path}`);

  expect((await get("/healthz")).status).toBe(200);
  expect(await (await get("/readyz")).json()).toMatchObject({ ready: true });
  expect(await slack.verifyUrl(world.app)).toBe(true);
  const unsigned = await fetch(`http://127.0.0.1:${port}/slack/events`, { method: "POST", body: "{}" });
  expect(unsigned.status).toBe(401);

  const panel = await discord.untilMessage(support, (message) => message.components.length > 0);
  const open = panel.components[0]?.components?.[0]?.custom_id ?? "";
  const modal = await anna.presses(panel, open).modal();
  await anna.submitsModal(modal, { description: `${WRITTEN}, I am ${ADDRESS}`, subject: "" }).reply();
  const thread = await discord.until(() =>
    [...discord.world.channels.values()].find(
      (one) =>
        one.thread !== null && discord.messagesIn(one).some(({ content }) => content.includes(WRITTEN)),
    ),
  );

  const card = await slack.until(() => rosa.sees(staff).find((one) => one.controls.length > 0));
  expect(await rosa.presses(card, actionIdOf("claim"))).toEqual({ ok: true });
  await slack.until(() =>
    rosa.seesThread(staff, card.ts).find(({ shown }) => shown.includes(`<@${rosa.id}>`)),
  );
  const reply = rosa.repliesInThread(staff, card.ts, "Hello, I see it too.");
  const answer = await discord.untilMessage(thread, ({ content }) => content.includes("I see it too"));
  // The name that customers see is the policy file's to give, not the Slack profile's.
  expect(answer.content).toContain("Rosa R.");
  await slack.until(() => {
    const seen = rosa.seesThread(staff, card.ts).find((one) => one.ts === reply.ts);
    return seen !== undefined && "white_check_mark" in seen.reactions;
  });

  const metrics = await (await get("/metrics")).text();
  expect(metrics).toContain('deskclock_open_conversations{desk="support"} 1');
  expect(metrics).toContain('deskclock_inbound_refused_total{platform="slack",reason="unsigned"} 1');

  const ended = once(child, "exit");
  child.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
  expect(printed).toContain("Stopped.");
  expect(printed).not.toContain("was lost");
  for (const hidden of [WRITTEN, ADDRESS, "I see it too", world.botToken, world.app.botToken]) {
    expect(printed).not.toContain(hidden);
  }
  expect(discord.violations).toEqual([]);
  expect(slack.violations).toEqual([]);
}, 60_000);

test("a policy file that is edited while the desk runs counts at once; a faulty one does not, and the managers read why", async () => {
  const { slack, rosa, managers } = world;
  const child = spawnDesk(await freePort());
  await says(child, "The desk is open");
  const read = (words: string) =>
    slack.until(() => rosa.sees(managers).find(({ shown }) => shown.includes(words)));
  policyFile({ first_response: "never" });
  child.kill("SIGHUP");
  expect((await read("is wrong in one place")).shown).toContain("first_response");
  policyFile({ first_response: "45s" });
  await read("is in force for new conversations");
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
}, 30_000);

test("a queue that is away is named, and does not hold up a stop", async () => {
  const port = await freePort();
  const child = spawnDesk(port, { REDIS_URL: `redis://127.0.0.1:${await freePort()}` });
  await says(child, "The desk is open");
  const ready: unknown = await (await fetch(`http://127.0.0.1:${port}/readyz`)).json();
  expect(ready).toHaveProperty(
    "parts",
    expect.arrayContaining([expect.objectContaining({ name: "queue", ready: false })]),
  );
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
}, 30_000);

test("a token that is not accepted is told once, in one sentence", async () => {
  const child = spawnDesk(0, { DISCORD_TOKEN: "no.such.token", LOG_LEVEL: "info" });
  expect(await once(child, "exit")).toEqual([1, null]);
  expect(printed.match(/DISCORD_TOKEN is not accepted/g)).toHaveLength(1);
  expect(printed).not.toContain("    at ");
}, 60_000);

test("a platform that is away at the start is named, and does not hold up a stop", async () => {
  await world.slack.goAway();
  const port = await freePort();
  const child = spawnDesk(port);
  await says(child, "the platform is away");
  const ready: unknown = await (await fetch(`http://127.0.0.1:${port}/readyz`)).json();
  expect(ready).toMatchObject({ ready: false });
  expect(ready).toHaveProperty(
    "parts",
    expect.arrayContaining([
      expect.objectContaining({
        name: "slack",
        ready: false,
        why: expect.stringContaining("could not be reached"),
      }),
    ]),
  );
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
  await world.slack.comeBack();
}, 15_000);
