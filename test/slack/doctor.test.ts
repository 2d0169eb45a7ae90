import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { OPTIONAL_SCOPES, REQUIRED_SCOPES } from "../../adapters/slack/access.ts";
import { checkSlack } from "../../adapters/slack/doctor.ts";
import { createSlackWorld, type SlackWorld } from "./harness.ts";

let world: SlackWorld;
afterEach(() => world.close());

const look = async (change: (world: SlackWorld) => void = () => undefined) => {
  change(world);
  return checkSlack(world.options);
};
const faults = (checks: Awaited<ReturnType<typeof look>>) =>
  checks.filter(({ ok }) => !ok).map(({ name, fix }) => [name, fix]);

describe("the doctor", () => {
  it("finds nothing wrong with what is well, and posts nothing", async () => {
    world = await createSlackWorld();
    const checks = await look();
    expect(faults(checks)).toEqual([]);
    expect(checks.map(({ name }) => name)).toEqual([
      "Slack bot token",
      "Slack scopes",
      `Slack channel ${world.staff.id}`,
      `Slack channel ${world.alerts.id}`,
      "Slack Socket Mode",
      "Clock against Slack's",
    ]);
    expect(world.emulator.callsTo("chat.postMessage")).toEqual([]);
    await world.emulator.until(() => world.app.connections() === 0);
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

it("the manifest asks for the scopes that the desk uses, and no others", async () => {
  world = await createSlackWorld();
  const text = readFileSync(new URL("../../adapters/slack/manifest.yaml", import.meta.url), "utf8");
  const manifest: { readonly oauth_config: { readonly scopes: { readonly bot: readonly string[] } } } =
    parse(text);
  expect([...manifest.oauth_config.scopes.bot].sort()).toEqual(
    [...Object.keys(REQUIRED_SCOPES), ...Object.keys(OPTIONAL_SCOPES)].sort(),
  );
});
