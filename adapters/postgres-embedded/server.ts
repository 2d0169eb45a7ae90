import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { open, readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import type { Account } from "./account.ts";
import type { Binaries } from "./binaries.ts";
import { EmbeddedPostgresError } from "./errors.ts";
import type { Home } from "./home.ts";
import { stopPostmaster } from "./postmaster.ts";
import { spawnOptions } from "./run.ts";
import { maintenanceDatabase, openSession, ownerName, type Session, serverUrl } from "./session.ts";

/** The server's own settings by name. https://www.postgresql.org/docs/18/runtime-config.html */
export type Settings = Readonly<Record<string, string>>;

const baseSettings: Settings = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  // One server, one application: nobody replicates from it or restores it to a point in time.
  wal_level: "minimal",
  max_wal_senders: "0",
  max_wal_size: "256MB",
  log_timezone: "UTC",
  timezone: "UTC",
};

const readyTimeoutMs = 20_000;
const pollMs = 25;
const logTailLines = 15;

/** A session on a server that answers, and where it listens. */
export type Serving = { readonly session: Session; readonly port: number; readonly pid: number };

export async function logTail(file: string): Promise<string> {
  const text = await readFile(file, "utf8").catch(() => "");
  return text.trimEnd().split("\n").slice(-logTailLines).join("\n");
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("A TCP server had no port.");
  return address.port;
}

export async function readPassword(home: Home): Promise<string> {
  return readFile(home.passwordFile, "utf8").catch((cause: unknown) => {
    throw new EmbeddedPostgresError(
      `The database's password cannot be read from ${home.passwordFile}. Start as the user who made the ` +
        "database, or choose another folder with DATA_DIR.",
      { cause },
    );
  });
}

export async function connectAsOwner(home: Home, port: number): Promise<Session> {
  const url = serverUrl(port, await readPassword(home), maintenanceDatabase);
  return openSession(url, ownerName(process.pid));
}

/** Null when the server ended before it answered: its reason stands in its log. */
async function untilReady(home: Home, child: ChildProcess, port: number): Promise<Session | null> {
  const until = Date.now() + readyTimeoutMs;
  for (;;) {
    const session = await connectAsOwner(home, port).catch((error: unknown) => {
      if (error instanceof EmbeddedPostgresError) throw error;
      return null;
    });
    // A stranger may have taken the port meanwhile; our password opens our server alone.
    if (child.exitCode !== null || child.signalCode !== null) {
      await session?.end();
      return null;
    }
    if (session !== null) return session;
    if (Date.now() > until) {
      if (child.pid !== undefined) await stopPostmaster(child.pid);
      throw new EmbeddedPostgresError(
        `The embedded database did not answer within ${readyTimeoutMs} ms. Its log ends:\n${await logTail(home.logFile)}`,
      );
    }
    await delay(pollMs);
  }
}

/**
 * Starts the server in a session of its own: a terminal's Ctrl-C goes to everything in the foreground, and
 * the database must outlive the desk's own orderly stop. Its log goes to a file, since a pipe would end with us.
 */
export async function launch(
  home: Home,
  { postgres }: Binaries,
  account: Account | null,
  settings: Settings,
): Promise<Serving | null> {
  const port = await freePort();
  const log = await open(home.logFile, "w", 0o600);
  try {
    const flags = Object.entries({ ...baseSettings, ...settings, port: String(port) });
    const child = spawn(
      postgres,
      ["-D", home.clusterDir, ...flags.flatMap(([name, value]) => ["-c", `${name}=${value}`])],
      { ...spawnOptions(account), detached: true, stdio: ["ignore", log.fd, log.fd] },
    );
    // A failure to spawn has no exit code; the absent pid tells of it below.
    child.on("error", () => undefined);
    child.unref();
    if (child.pid === undefined) return null;
    const session = await untilReady(home, child, port);
    return session === null ? null : { session, port, pid: child.pid };
  } finally {
    await log.close();
  }
}
