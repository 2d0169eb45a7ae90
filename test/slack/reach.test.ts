import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFacts } from "../../adapters/slack/facts.ts";
import { createSlackChat } from "../../adapters/slack/index.ts";
import type { Rep } from "../../src/core/policy/policy.ts";
import { HOUR } from "../../src/core/time.ts";
import type { Chat } from "../../src/ports.ts";
import type { Person } from "../emulators/slack/index.ts";
import { createSlackWorld, type SlackWorld } from "./harness.ts";

const repOf = ({ id, name }: Person): Rep => ({
  id: name,
  name,
  slack: id,
  discord: null,
  sandbox: null,
  lead: false,
  permissions: [],
  shifts: null,
  stillOnIt: null,
  calendar: null,
});

describe("whom a ping would not reach", () => {
  let world: SlackWorld;
  let sam: Person;
  let eve: Person;
  let chat: Chat;
  /** Added to the real time. */
  let aheadMs: number;

  beforeEach(async () => {
    aheadMs = 0;
    const now = () => Date.now() + aheadMs;
    world = await createSlackWorld({ emulator: { now, signingNow: Date.now }, slack: { clock: { now } } });
    sam = world.emulator.addUser({ name: "sam" });
    eve = world.emulator.addUser({ name: "eve" });
    world.alerts.invites(sam, world.rosa);
  });
  afterEach(async () => {
    await chat.stop();
    expect(world.emulator.violations).toEqual([]);
    await world.close();
  });

  const start = async (reps: readonly Person[] = [world.rosa, sam, eve]) => {
    const desks = world.options.desks.map((desk) => ({ ...desk, reps: reps.map(repOf) }));
    ({ chat } = createSlackChat({ ...world.options, desks }));
    await chat.start(async () => undefined);
  };
  const said = () => Object.fromEntries(chat.unreachable([world.rosa.id, sam.id, eve.id], world.alerts.id));
  const become = (expected: Readonly<Record<string, string>>) =>
    world.emulator.until(() => JSON.stringify(said()) === JSON.stringify(expected), {
      what: `reach ${JSON.stringify(expected)}`,
    });
  const complaints = (about: string) => world.complaints.filter((line) => line.includes(about));

  it("is known at the start: deactivated before absent before paused", async () => {
    world.rosa.pausesNotifications(Date.now() + HOUR);
    sam.losesAccount();
    eve.pausesNotifications(Date.now() + HOUR);
    await start();
    await become({ [world.rosa.id]: "do_not_disturb", [sam.id]: "deactivated", [eve.id]: "not_in_channel" });
  });

  it("is told by events at once", async () => {
    await start();
    await become({ [eve.id]: "not_in_channel" });
    world.alerts.invites(eve, world.rosa);
    await become({});
    sam.leaves(world.alerts);
    await become({ [sam.id]: "not_in_channel" });
    sam.losesAccount();
    await become({ [sam.id]: "deactivated" });
    sam.regainsAccount();
    world.rosa.pausesNotifications(Date.now() + HOUR);
    await become({ [world.rosa.id]: "do_not_disturb", [sam.id]: "not_in_channel" });
    world.rosa.resumesNotifications();
    await become({ [sam.id]: "not_in_channel" });
    expect(world.emulator.callsTo("dnd.teamInfo")).toHaveLength(1);
  });

  it("changes by itself when quiet hours begin and when they end", async () => {
    await start([world.rosa]);
    await world.emulator.until(() => world.emulator.callsTo("conversations.members").length === 1);
    world.rosa.keepsQuietHours({ startAt: Date.now() + HOUR, endAt: Date.now() + 3 * HOUR });
    aheadMs = HOUR;
    await world.emulator.until(() => said()[world.rosa.id] === "do_not_disturb");
    aheadMs = 3 * HOUR - 60_000;
    expect(said()[world.rosa.id]).toBe("do_not_disturb");
    aheadMs = 3 * HOUR + 1_000;
    expect(said()[world.rosa.id]).toBeUndefined();
  });

  it("of very many reps is asked in Slack's portions", async () => {
    const many = Array.from({ length: 60 }, (_, n) => world.emulator.addUser({ name: `rep${n}` }));
    for (const one of many) world.alerts.invites(one, world.rosa);
    many.at(-1)?.pausesNotifications(Date.now() + HOUR);
    await start(many);
    await world.emulator.until(() => chat.unreachable([many.at(-1)?.id ?? ""], world.alerts.id).size === 1);
    expect(world.emulator.callsTo("dnd.teamInfo")).toHaveLength(2);
    await world.emulator.until(() => world.emulator.callsTo("users.info").length >= 40);
    expect(world.emulator.callsTo("users.info")).toHaveLength(40);
  });

  it("keeps what it knows when Slack does not answer, and says so once", async () => {
    const broken = { kind: "respond", status: 200, body: { ok: false, error: "internal_error" } } as const;
    world.emulator.apiFaults.inject(({ method }) => method === "conversations.members", broken, 100);
    sam.losesAccount();
    await start();
    await become({ [sam.id]: "deactivated" });
    expect(complaints("could not be read from Slack")).toHaveLength(1);
  });

  it("without dnd:read pauses stay unknown, which is said once and stops nothing", async () => {
    world.app.loses("dnd:read");
    world.rosa.pausesNotifications(Date.now() + HOUR);
    await start();
    await become({ [eve.id]: "not_in_channel" });
    expect(complaints("dnd:read")).toHaveLength(1);
    expect(world.emulator.callsTo("dnd.teamInfo")).toEqual([]);
    expect(chat.health()).toMatchObject({ ready: true, trouble: "" });
  });

  it("is nothing of which Slack would be asked without reps, nor for everybody's comings and goings", async () => {
    await start([]);
    const stranger = world.emulator.addUser({ name: "stranger" });
    world.alerts.invites(stranger, world.rosa);
    stranger.pausesNotifications(Date.now() + HOUR);
    world.rosa.posts(world.staff, "last");
    await world.emulator.until(() =>
      world.emulator.deliveries.some(
        ({ name, outcome, payload }) =>
          name === "message" && outcome === "acknowledged" && JSON.stringify(payload).includes("last"),
      ),
    );
    // The author's name.
    expect(world.emulator.callsTo("users.info")).toHaveLength(1);
    expect(world.emulator.callsTo("dnd.teamInfo")).toEqual([]);
  });
});

it("an answer to an older question changes no news", () => {
  const facts = createFacts<string>();
  const learn = facts.ask();
  facts.hear("rosa", "the news");
  learn("rosa", "the answer");
  learn("sam", "the answer");
  expect([facts.get("rosa"), facts.get("sam"), facts.get("eve")]).toEqual([
    "the news",
    "the answer",
    undefined,
  ]);
  facts.ask()("rosa", "a later answer");
  expect(facts.get("rosa")).toBe("a later answer");
});
