import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { VARIABLES } from "../../src/config/variables.ts";
import { MINUTE } from "../../src/core/time.ts";
import { repoRoot } from "../../src/root.ts";
import { aRequest } from "../support/a-request.ts";
import { createMuteHouse, type MuteHouse } from "../support/mute-house.ts";

interface Told {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Nothing but what a test says is set, whatever stands in this machine's environment and .env. */
const nothing = Object.fromEntries(VARIABLES.map((name) => [name, ""]));

const run = (script: string, args: readonly string[], env: Record<string, string>): Promise<Told> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ["--import", "tsx", join(repoRoot, "scripts", script), ...args],
      { cwd: repoRoot, env: { ...process.env, ...nothing, ...env } },
      (_error, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });

describe("beside the desk", () => {
  const folder = mkdtempSync(join(tmpdir(), "deskclock-explain-"));
  let mute: MuteHouse;
  let env: Record<string, string>;

  beforeAll(async () => {
    mute = await createMuteHouse({ redisUrl: null, prefix: "explain" });
    env = { DATABASE_URL: mute.databaseUrl, DATA_DIR: folder };
    await mute.house.start();
    await mute.house.receive(aRequest(mute.desk, { at: mute.clock.now() }));
    mute.clock.step(MINUTE + 1);
    await mute.house.sweeper.sweep();
  });
  afterAll(async () => {
    await mute.close();
    rmSync(folder, { recursive: true });
  });

  test("npm run explain tells a conversation by its number while the desk runs, without what was written", async () => {
    const { code, out } = await run("explain.ts", ["1001", "--zone", "Europe/Berlin"], env);
    expect(code).toBe(0);
    expect(out).toContain("Anna opened conversation #1001");
    expect(out).toMatch(/CE[S]?T\) {2}\+01:00\.000 {2}🔴 first response 1 is overdue/);
    expect(out).toContain("- first response 1: breached, never answered (noticed");
    expect(out).not.toContain("My site is down");
  });

  test("it tells one by its id too, in JSON", async () => {
    const [row] = await mute.store.sql`select id from conversations`;
    const { out } = await run("explain.ts", [String(row?.["id"]), "--json"], env);
    expect(JSON.parse(out)).toMatchObject({ outcome: "open", ball: "rep", clocks: [{}, {}] });
  });

  test("it says what to do about a conversation that is not there, and about a zone that is none", async () => {
    const unknown = await run("explain.ts", ["7"], env);
    expect(unknown).toMatchObject({ code: 1, out: "" });
    expect(unknown.err).toContain(
      'there is none named "7". Take the number from the card\'s title; the newest is 1001.',
    );
    expect((await run("explain.ts", ["1001", "--zone", "Mars"], env)).err).toContain(
      "--zone: expected an IANA time zone",
    );
    expect((await run("explain.ts", [], env)).err).toContain("Usage:");
  });

  test("it says so where no desk was ever started", async () => {
    const { code, err } = await run("explain.ts", ["1001"], { DATA_DIR: folder });
    expect(code).toBe(1);
    expect(err).toContain("there is none yet. Start the desk once");
  });

  test("it tells a history in words, or in JSON", async () => {
    const file = join(folder, "history.jsonl");
    writeFileSync(
      file,
      '{"kind":"customer_message","at":"2026-11-25T10:00:00Z"}\n{"kind":"rep_message","at":"2026-11-25T10:00:45Z"}\n',
    );
    const { out } = await run("explain.ts", ["--history", file], env);
    expect(out).toContain("first response 1 is met, 15 s before it was due [decision 7");
    expect(JSON.parse((await run("explain.ts", ["--history", file, "--json"], env)).out)).toMatchObject({
      clocks: [{ state: "met" }, { state: "running" }],
    });
  });

  test("it refuses a desk without the policy file that names it, and a policy beside a conversation", async () => {
    expect((await run("explain.ts", ["--history", "any", "--desk", "support"], env)).err).toContain(
      '--desk: expected --policy FILE beside it, for the built-in policy has no desks; got "support" alone.',
    );
    expect((await run("explain.ts", ["1001", "--policy", "any"], env)).err).toContain(
      "--policy and --desk: expected only beside --history",
    );
  });

  test("npm run rebuild counts, mends, and as a check ends with 1 on a difference", async () => {
    expect(await run("rebuild.ts", ["--check"], env)).toMatchObject({
      code: 0,
      out: "2 clocks of 1 conversations; none differed from the journal.\n",
    });
    await mute.store.sql`update sla_clocks set rep = 'nobody' where target = 'resolution'`;
    expect(await run("rebuild.ts", ["--check"], env)).toMatchObject({
      code: 1,
      out: "2 clocks of 1 conversations; 1 differed from the journal.\n",
    });
    expect(await run("rebuild.ts", [], env)).toMatchObject({
      code: 0,
      out: "2 clocks of 1 conversations; 1 differed from the journal and are as it says now.\n",
    });
  });
});
