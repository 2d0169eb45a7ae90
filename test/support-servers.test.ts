import { Redis } from "ioredis";
import postgres from "postgres";
import { expect, inject, test } from "vitest";
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
