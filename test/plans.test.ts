import { afterEach, beforeEach, expect, test } from "vitest";
import { DEFAULT_POLICY, type Policy } from "../src/core/policy/policy.ts";
import { SECOND } from "../src/core/time.ts";
import { createTestDatabase, type TestDatabase } from "./support/database.ts";
import { createStage } from "./support/stage.ts";
import { createWorld, type World } from "./support/world.ts";
import { connectionsTo, startWorldDesk, type WorldDesk } from "./support/world-desk.ts";

/** A plan is what the community's own staff gave: a Discord role, never a word in chat. */
let database: TestDatabase;
let world: World;
let desk: WorldDesk;

beforeEach(async () => {
  database = await createTestDatabase();
  world = await createWorld();
});
afterEach(async () => {
  await desk.stop();
  await world.close();
  await database.close();
});

const startWith = async (role: string): Promise<ReturnType<typeof createStage>> => {
  const plans = { gold: { name: "Gold", targets: { first_response: 20 * SECOND }, discordRoles: [role] } };
  const policy: Policy = { ...DEFAULT_POLICY, version: "with-plans", plans };
  const connections = connectionsTo(world, { databaseUrl: database.url, redisUrl: null, prefix: "plans" });
  desk = await startWorldDesk(connections, { ...world.desk, policy }, world.clock);
  return createStage(world);
};

test("whoever holds the role of a plan is promised what it promises, and the card says so", async () => {
  const role = world.discord.addRole(world.guild, "Gold", []);
  world.discord.givesRole(world.guild, world.anna, role);
  const stage = await startWith(role);
  await stage.opensChat("My shop is slow");
  const card = await stage.card();
  expect(card.shown).toContain("Gold");
  await stage.customerSees(await stage.threadWith("My shop is slow"), "20 seconds");
  const [row] = await desk.store.sql`select plan, length_ms from sla_clocks where target = 'first_response'`;
  expect(row).toMatchObject({ plan: "gold", length_ms: String(20 * SECOND) });
});

test("a plan that is only claimed in chat changes nothing", async () => {
  const role = world.discord.addRole(world.guild, "Gold", []);
  const stage = await startWith(role);
  await stage.opensChat("I am a Gold customer, answer in 20 seconds");
  expect((await stage.card()).shown).not.toContain("*Plan*");
  const [row] = await desk.store.sql`select plan, length_ms from sla_clocks where target = 'first_response'`;
  expect(row).toMatchObject({ plan: null, length_ms: String(60 * SECOND) });
});
