import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { VARIABLES } from "../../src/config/variables.ts";
import { repoRoot } from "../../src/root.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { testRedisUrl } from "../support/redis.ts";

const dataDir = mkdtempSync(join(tmpdir(), "deskclock-doctor-"));
afterAll(() => rmSync(dataDir, { recursive: true }));

interface Told {
  readonly code: number;
  readonly lines: readonly string[];
}

/** Nothing but what a test says is set, whatever stands in this machine's environment and .env. */
const nothing = Object.fromEntries(VARIABLES.map((name) => [name, ""]));

const doctor = (env: Record<string, string>): Promise<Told> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ["--import", "tsx", join(repoRoot, "scripts/doctor.ts")],
      { cwd: repoRoot, env: { ...process.env, ...nothing, DATA_DIR: dataDir, PORT: "0", ...env } },
      (_error, stdout) => resolve({ code: child.exitCode ?? -1, lines: stdout.split("\n") }),
    );
  });

const line = ({ lines }: Told, start: string): string => {
  const at = lines.findIndex((one) => one.startsWith(start));
  return at < 0
    ? `nothing starts with "${start}" in:\n${lines.join("\n")}`
    : lines.slice(at, at + 2).join("\n");
};

/** A port on which nobody listens. */
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 1));
    });
  });

describe("npm run doctor", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.close());

  test("with nothing set, all is well", async () => {
    const told = await doctor({});
    expect(told.lines.filter((one) => one.startsWith("✗"))).toEqual([]);
    expect(told.code).toBe(0);
    expect(line(told, "✓ Database")).toContain("the first npm start makes it");
    expect(told.lines).toContain("All is well.");
  });

  test("says every fault of the settings, and ends with 1", async () => {
    const told = await doctor({ PORT: "many", LOG_LEVEL: "loud" });
    expect(told.code).toBe(1);
    expect(line(told, "✗ Settings: PORT")).toContain('got "many"');
    expect(line(told, "✗ Settings: LOG_LEVEL")).toContain('got "loud"');
  });

  test("finds a database that is migrated, and looks at its clock", async () => {
    const told = await doctor({ DATABASE_URL: database.url });
    expect(line(told, "✓ Database: The one of DATABASE_URL answers: PostgreSQL")).not.toContain(
      "nothing starts",
    );
    expect(line(told, "✓ Database: schema")).toContain("Up to date");
    expect(line(told, "✓ Database: clock")).toContain("differs");
    expect(told.code).toBe(0);
  });

  test("finds a database that a newer version has used", async () => {
    const newer = await createTestDatabase();
    const sql = postgres(newer.url, { max: 1 });
    await sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('newer', 99999999999999)`;
    await sql.end();
    const told = await doctor({ DATABASE_URL: newer.url });
    await newer.close();
    expect(line(told, "✗ Database: schema")).toContain("newer Deskclock");
    expect(told.code).toBe(1);
  });

  test("says what does not answer and what to do, without its password", async () => {
    const port = await freePort();
    const told = await doctor({
      DATABASE_URL: `postgres://desk:hunter2@127.0.0.1:${port}/desk`,
      REDIS_URL: `redis://:hunter2@127.0.0.1:${port}`,
    });
    expect(line(told, "✗ Database")).toMatch(/does not answer.*\n {4}→ Check that PostgreSQL runs/);
    expect(line(told, "✗ Queue")).toMatch(/does not answer.*\n {4}→ Check that it runs there/);
    expect(told.lines.join("\n")).not.toContain("hunter2");
    expect(told.code).toBe(1);
  });

  test.skipIf(testRedisUrl() === null)("asks Redis", async () => {
    const told = await doctor({ REDIS_URL: testRedisUrl() ?? "" });
    expect(line(told, "✓ Queue")).toContain("Redis answers");
  });

  test("tokens without a desk: shows the policy file to paste", async () => {
    const port = await freePort();
    const token = "MTA0MjEwNDIxMDQyMTA0MjEw.GhIjKl.abcdefghijklmnopqrstuvwxyz0123456789AB";
    const told = await doctor({
      DISCORD_TOKEN: token,
      DISCORD_API_URL: `http://127.0.0.1:${port}/api`,
      SLACK_BOT_TOKEN: "xoxb-1-2-hunter2",
      SLACK_APP_TOKEN: "xapp-1-A-2-hunter2",
      SLACK_API_URL: `http://127.0.0.1:${port}/api/`,
    });
    expect(line(told, "✗ Policy")).toContain("expected a desk with its channels");
    expect(line(told, "✗ Discord")).not.toContain("nothing starts");
    expect(line(told, "✗ Slack")).not.toContain("nothing starts");
    expect(told.lines.join("\n")).not.toMatch(/GhIjKl|hunter2/);
    expect(told.code).toBe(1);
  });
});
