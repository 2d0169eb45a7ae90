import { Redis } from "ioredis";
import postgres from "postgres";
import { expect, inject, test } from "vitest";
import { createTestDatabase } from "./support/database.ts";
import { describeBackends, testRedisUrl } from "./support/redis.ts";

test("the run's database server speaks UTF-8 and sorts by code point, whatever LANG is", async () => {
  const sql = postgres(inject("postgresUrl"), { max: 1 });
  try {
    const [row] = await sql`
      select current_setting('server_encoding') as encoding, datlocale, datlocprovider
      from pg_database where datname = current_database()`;
    expect(row).toEqual({ encoding: "UTF8", datlocale: "C.UTF-8", datlocprovider: "b" });
  } finally {
    await sql.end();
  }
});

test("each test database is migrated and its own", async () => {
  const databases = await Promise.all([createTestDatabase(), createTestDatabase(), createTestDatabase()]);
  const [one, other] = databases.map(({ url }) => postgres(url, { max: 1 }));
  if (one === undefined || other === undefined) throw new Error("Expected databases.");
  const hasTable = (sql: postgres.Sql, name: string) => sql`select to_regclass(${name}) is not null as found`;
  expect(await hasTable(one, "conversations")).toEqual([{ found: true }]);
  await one`create table mine (id int)`;
  expect(await hasTable(one, "mine")).toEqual([{ found: true }]);
  expect(await hasTable(other, "mine")).toEqual([{ found: false }]);
  // Closing drops a database although this session still stands on it.
  await Promise.all(databases.map(async ({ close }) => close()));
  await Promise.all([one.end(), other.end()]);
  const server = postgres(inject("postgresUrl"), { max: 1 });
  const names = databases.map(({ url }) => new URL(url).pathname.slice(1));
  expect(await server`select 1 from pg_database where datname in ${server(names)}`).toHaveLength(0);
  await server.end();
});

test.skipIf(testRedisUrl() === null)("the run's Redis answers", async () => {
  const client = new Redis(testRedisUrl() ?? "");
  try {
    expect(await client.ping()).toBe("PONG");
  } finally {
    client.disconnect();
  }
});

describeBackends("a suite on both backends", ({ name, redisUrl, prefix }) => {
  test("knows its backend", () => {
    expect(redisUrl === null).toBe(name === "postgres");
    expect(prefix).toMatch(/^test-/);
  });
});
