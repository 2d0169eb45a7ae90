import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { chooseAccount } from "../adapters/postgres-embedded/account.ts";
import {
  DataDirInUseError,
  type EmbeddedPostgres,
  EmbeddedPostgresError,
  startEmbeddedPostgres,
} from "../adapters/postgres-embedded/index.ts";
import { isAlive } from "../adapters/postgres-embedded/postmaster.ts";
import { repoRoot } from "../src/root.ts";

const isRoot = process.getuid?.() === 0;
const lines: string[] = [];
const opened: EmbeddedPostgres[] = [];
const children: ChildProcess[] = [];

function newDir(mode: number): string {
  const dir = mkdtempSync(join(tmpdir(), "deskclock-embedded-"));
  chmodSync(dir, mode);
  return dir;
}

async function open(dataDir: string, settings = {}): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, log: (line) => lines.push(line), settings });
  opened.push(server);
  return server;
}

async function countVisits(url: string): Promise<number> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await sql`create table if not exists visits (at timestamptz default now())`;
    await sql`insert into visits default values`;
    const [row] = await sql<{ count: number }[]>`select count(*)::int as count from visits`;
    return row?.count ?? 0;
  } finally {
    await sql.end();
  }
}

async function holdElsewhere(
  dataDir: string,
): Promise<{ child: ChildProcess; url: string; serverPid: number }> {
  const script = join(repoRoot, "test/support/hold-postgres.ts");
  const child = spawn(process.execPath, ["--import", "tsx", script, dataDir], {
    cwd: repoRoot,
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  if (child.stdout === null) throw new Error("Expected a pipe.");
  const [line] = await once(createInterface(child.stdout), "line");
  const { url, pid } = z.object({ url: z.string(), pid: z.number() }).parse(JSON.parse(String(line)));
  return { child, url, serverPid: pid };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
}

afterEach(async () => {
  for (const child of children.splice(0)) await end(child, "SIGTERM");
  for (const server of opened.splice(0)) await server.stop();
});

describe("one data folder", () => {
  let dataDir: string;
  let visits = 0;

  beforeAll(() => {
    dataDir = newDir(0o711);
  });
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  test("a half-made cluster of a killed start is not taken for a database", async () => {
    const dead = spawn(process.execPath, ["--version"], { stdio: "ignore" });
    await once(dead, "exit");
    const remains = join(dataDir, "postgres", `making-${dead.pid}`);
    mkdirSync(join(remains, "cluster"), { recursive: true });
    const { url } = await open(dataDir);
    expect(await countVisits(url)).toBe(++visits);
    expect(existsSync(remains)).toBe(false);
  });

  test("after a stop the server is gone and the next start finds the data", async () => {
    const first = await open(dataDir);
    expect(await countVisits(first.url)).toBe(++visits);
    await Promise.all([first.stop(), first.stop()]);
    expect(isAlive(first.pid)).toBe(false);
    const second = await open(dataDir);
    expect(await countVisits(second.url)).toBe(++visits);
  });

  test("only the password opens it", async () => {
    const { url } = await open(dataDir);
    const stranger = new URL(url);
    stranger.password = "guess";
    const sql = postgres(stranger.href, { max: 1 });
    await expect(sql`select 1`).rejects.toMatchObject({ code: "28P01" });
    await sql.end();
  });

  test("the server of a process killed with SIGKILL is taken over", async () => {
    const { child, url, serverPid } = await holdElsewhere(dataDir);
    expect(await countVisits(url)).toBe(++visits);
    await end(child, "SIGKILL");
    const taken = await open(dataDir);
    expect(taken.pid).toBe(serverPid);
    expect(await countVisits(taken.url)).toBe(++visits);
    await taken.stop();
    expect(isAlive(serverPid)).toBe(false);
  });

  test("a server killed with SIGKILL recovers on the next start", async () => {
    const { child, url, serverPid } = await holdElsewhere(dataDir);
    expect(await countVisits(url)).toBe(++visits);
    await end(child, "SIGKILL");
    process.kill(serverPid, "SIGKILL");
    const { url: recovered } = await open(dataDir);
    expect(await countVisits(recovered)).toBe(++visits);
  });

  test("a second owner is refused and told who owns it", async () => {
    const { child } = await holdElsewhere(dataDir);
    const refused = open(dataDir);
    await expect(refused).rejects.toBeInstanceOf(DataDirInUseError);
    await expect(refused).rejects.toMatchObject({ pid: child.pid });
  });

  test("a left pid file whose number another process got does not stop the start", async () => {
    const cluster = join(dataDir, "postgres", "cluster");
    const { uid, gid } = await stat(cluster);
    const other = spawn("/bin/sleep", ["60"], { cwd: "/", stdio: "ignore", ...(isRoot ? { uid, gid } : {}) });
    children.push(other);
    const file = join(cluster, "postmaster.pid");
    await writeFile(
      file,
      `${other.pid}\n${cluster}\n${Math.floor(Date.now() / 1000)}\n5432\n\n127.0.0.1\n\nready\n`,
    );
    const { url } = await open(dataDir);
    expect(await countVisits(url)).toBe(++visits);
  });

  test("a server that does not start is an error that shows its log", async () => {
    const refused = open(dataDir, { shared_buffers: "plenty" });
    await expect(refused).rejects.toBeInstanceOf(EmbeddedPostgresError);
    await expect(refused).rejects.toThrow(/shared_buffers/);
  });
});

test.runIf(isRoot)("root's server keeps its data although its user cannot enter the folder", async () => {
  const dataDir = newDir(0o700);
  try {
    const first = await open(dataDir);
    expect(await countVisits(first.url)).toBe(1);
    await first.stop();
    const second = await open(dataDir);
    expect(await countVisits(second.url)).toBe(2);
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
    expect(readdirSync(dataDir)).toEqual(["postgres"]);
    const account = await chooseAccount(join(dataDir, "postgres", "cluster"));
    expect(account?.uid).toBeGreaterThan(0);
    await second.stop();
  } finally {
    rmSync(realpathSync(join(dataDir, "postgres")), { recursive: true });
    rmSync(dataDir, { recursive: true });
  }
});
