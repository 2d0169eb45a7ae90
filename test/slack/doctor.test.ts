import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { OPTIONAL_SCOPES, REQUIRED_SCOPES } from "../../adapters/slack/access.ts";
import { checkSlack } from "../../adapters/slack/doctor.ts";
import { DESK_VERBS } from "../../src/core/inbound.ts";
import { createSlackWorld, type SlackWorld } from "./harness.ts";

let world: SlackWorld | null = null;
afterEach(async () => {
  await world?.close();
  world = null;
});

const look = async (change: (world: SlackWorld) => void = () => undefined) => {
  if (world === null) throw new Error("There is no workspace to look at.");
  change(world);
  return checkSlack(world.options);
};
const faults = (checks: Awaited<ReturnType<typeof look>>) =>
  checks.filter(({ ok }) => !ok).map(({ name, fix }) => [name, fix]);

describe("the doctor", () => {
  it("finds nothing wrong with what is well, and posts nothing", async () => {
    world = await createSlackWorld();
    const { staff, alerts, emulator, app } = world;
    const checks = await look();
    expect(faults(checks)).toEqual([]);
    expect(checks.map(({ name }) => name)).toEqual([
      "Slack bot token",
      "Slack scopes",
      `Slack channel ${staff.id}`,
      `Slack channel ${alerts.id}`,
      "Slack Socket Mode",
      "Clock against Slack's",
    ]);
    expect(emulator.callsTo("chat.postMessage")).toEqual([]);
    await emulator.until(() => app.connections() === 0);
  });

  it("says for each fault what to do", async () => {
    world = await createSlackWorld({
      app: { appScopes: [] },
      slack: { clock: { now: () => Date.now() - 60_000 } },
    });
    const found = faults(
      await look(({ app, staff, alerts, emulator, rosa }) => {
        app.loses("users:read");
        emulator.workspace.channels.get(staff.id)?.members.delete(app.botUserId);
        alerts.archives(rosa);
      }),
    );
    expect(found).toEqual([
      ["Slack scopes", expect.stringContaining("users:read")],
      [`Slack channel ${world.staff.id}`, expect.stringContaining("/invite")],
      [`Slack channel ${world.alerts.id}`, expect.stringContaining("archived")],
      ["Slack Socket Mode", expect.stringContaining("connections:write")],
      ["Clock against Slack's", expect.stringContaining("NTP")],
    ]);
  });

  it("looks at a tickets' channel of its own too", async () => {
    world = await createSlackWorld();
    const { emulator, rosa, options } = world;
    const tickets = emulator.addChannel({ name: "desk-tickets", members: [rosa] });
    const desks = options.desks.map((desk) => ({
      ...desk,
      tickets: { platform: "slack" as const, channel: tickets.id },
    }));
    const checks = await checkSlack({ ...options, desks });
    expect(faults(checks)).toEqual([[`Slack channel ${tickets.id}`, expect.stringContaining("/invite")]]);
    const found = checks.find(({ name }) => name === `Slack channel ${tickets.id}`);
    expect(found?.detail).toBe('tickets channel of desk "Main"');
  });

  it("goes no further with a token that is not accepted", async () => {
    world = await createSlackWorld({ transport: "http", slack: { signingSecret: "a client secret?" } });
    const found = faults(await look(({ app }) => app.revokeToken()));
    expect(found.map(([name]) => name)).toEqual(["Slack bot token", "Slack signing secret"]);
  });

  it("says so when Slack is not to be reached", async () => {
    world = await createSlackWorld();
    await world.emulator.goAway();
    const found = faults(await look());
    expect(found.map(([name]) => name)).toEqual([
      "Slack bot token",
      "Slack Socket Mode",
      "Clock against Slack's",
    ]);
    // Nothing is wrong with the app's settings, as far as anybody can tell.
    for (const [, fix] of found) expect(fix).toContain("SLACK_API_URL");
  });
});

it("what only lets it do more is told, and is no fault", async () => {
  world = await createSlackWorld();
  const checks = await look(({ app }) => {
    app.loses("dnd:read");
    app.loses("commands");
  });
  expect(faults(checks)).toEqual([]);
  const scopes = checks.find(({ name }) => name === "Slack scopes")?.detail;
  expect(scopes).toContain("commands would let it do more (to hear /desk)");
  expect(scopes).toContain("dnd:read would let it do more");
});

interface Manifest {
  readonly features: { readonly slash_commands: readonly Readonly<Record<string, unknown>>[] };
  readonly oauth_config: { readonly scopes: { readonly bot: readonly string[] } };
  readonly settings: { readonly event_subscriptions: { readonly bot_events: readonly string[] } };
}

describe("the manifest", () => {
  const text = readFileSync(new URL("../../adapters/slack/manifest.yaml", import.meta.url), "utf8");
  const manifest: Manifest = parse(text);

  it("asks for the scopes that the desk uses, and no others", () => {
    expect([...manifest.oauth_config.scopes.bot].sort()).toEqual(
      [...Object.keys(REQUIRED_SCOPES), ...Object.keys(OPTIONAL_SCOPES)].sort(),
    );
  });

  it("registers /desk, within Slack's lengths", () => {
    const [{ command, description, usage_hint: hint } = {}, ...others] = manifest.features.slash_commands;
    expect([command, others]).toEqual(["/desk", []]);
    // https://docs.slack.dev/reference/app-manifest#features
    expect(String(description).length).toBeLessThanOrEqual(2_000);
    expect(String(hint).length).toBeLessThanOrEqual(1_000);
    for (const verb of DESK_VERBS) {
      if (verb !== "help") expect(hint).toContain(verb);
    }
  });

  it("lets the desk hear everything that it listens for", async () => {
    const { bot_events: events } = manifest.settings.event_subscriptions;
    const heard: string[] = [];
    world = await createSlackWorld({ app: { events, scopes: manifest.oauth_config.scopes.bot } });
    await world.chat.start(async (inbound) => void heard.push(inbound.type));
    const { rosa, staff, alerts, app, emulator } = world;
    const seen = rosa.posts(staff, "a message");
    rosa.reacts(seen, "eyes");
    rosa.writesTo(app, "directly");
    const sam = emulator.addUser({ name: "sam" });
    alerts.invites(sam, rosa);
    sam.leaves(alerts);
    sam.pausesNotifications(Date.now() + 60_000);
    sam.losesAccount();
    rosa.opensHome(app);
    await rosa.types("/desk", staff);
    await emulator.until(() => heard.length === 4);
    expect(heard.toSorted()).toEqual(["DeskCommanded", "MessagePosted", "MessagePosted", "ReactionAdded"]);
    const told = new Set(emulator.deliveries.map(({ name }) => name));
    for (const name of [
      "app_home_opened",
      "dnd_updated_user",
      "member_joined_channel",
      "member_left_channel",
      "user_change",
    ]) {
      expect(told).toContain(name);
    }
    await world.chat.stop();
  });
});
