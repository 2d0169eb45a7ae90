import { lstat } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { chooseAccount } from "./account.ts";
import { findBinaries } from "./binaries.ts";
import { createCluster } from "./cluster.ts";
import { DataDirInUseError, EmbeddedPostgresError } from "./errors.ts";
import { type Home, homeAt, reachableHome, resolveHome, systemDir } from "./home.ts";
import { clearStale, isServing, type Postmaster, readPostmaster, stopPostmaster } from "./postmaster.ts";
import { connectAsOwner, launch, logTail, readPassword, type Serving, type Settings } from "./server.ts";
import { ensureDatabase, ownerPid, serverUrl, takeOwnership } from "./session.ts";

export { DataDirInUseError, EmbeddedPostgresError } from "./errors.ts";

export type EmbeddedPostgres = {
  readonly url: string;
  /** The server's process, for a last signal when there is no time for an orderly stop. */
  readonly pid: number;
  /** Ends every session and the server. May be called twice. */
  readonly stop: () => Promise<void>;
};

export type EmbeddedPostgresOptions = {
  /** DATA_DIR. The database stands in its folder `postgres` and is found again there. */
  readonly dataDir: string;
  readonly log: (line: string) => void;
  /** For tests, which may trade durability for speed. Ignored when a running server is taken over. */
  readonly settings?: Settings;
};

const startAttempts = 4;
const retryMs = 500;
/** A killed owner's session ends as soon as the server notices; longer means somebody lives. */
const ownershipTimeoutMs = 1_000;
const answerTimeoutMs = 10_000;
const pollMs = 50;

/** The server that a killed process left behind, if it answers to our password. */
async function adopt(home: Home, postmaster: Postmaster): Promise<Serving | null> {
  const until = Date.now() + answerTimeoutMs;
  while (await isServing(postmaster, home.clusterDir)) {
    await readPassword(home);
    const session = await connectAsOwner(home, postmaster.port).catch(() => null);
    if (session !== null) return { session, port: postmaster.port, pid: postmaster.pid };
    // Starting, recovering or stopping: each passes.
    if (Date.now() > until) {
      throw new EmbeddedPostgresError(
        `Process ${postmaster.pid} serves the database in ${home.dir} and does not answer. ` +
          `Stop it (kill ${postmaster.pid}) and start again.`,
      );
    }
    await delay(pollMs);
  }
  return null;
}

async function serve({ dataDir, log, settings = {} }: EmbeddedPostgresOptions): Promise<Serving> {
  let home = homeAt(await resolveHome(dataDir));
  for (let attempt = 1; attempt <= startAttempts; attempt++) {
    const running = await readPostmaster(home.clusterDir);
    const adopted = running === null ? null : await adopt(home, running);
    if (adopted !== null) return adopted;

    const account = await chooseAccount(home.clusterDir);
    home = homeAt(await reachableHome(dataDir, account, log));
    const binaries = await findBinaries(account, account === null ? home.dir : systemDir);
    const exists = await lstat(home.clusterDir).catch(() => null);
    if (exists === null) await createCluster(home, binaries, account);
    await clearStale(home.clusterDir);
    const launched = await launch(home, binaries, account, settings);
    if (launched !== null) return launched;
    // Somebody else started it or took the port, or the last server's processes are still ending.
    await delay(retryMs);
  }
  throw new EmbeddedPostgresError(
    `The embedded database in ${home.dir} does not start. Its log ends:\n${await logTail(home.logFile)}`,
  );
}

/** The address of the server that a running desk keeps in this data folder; null: none answers there. */
export async function runningEmbeddedPostgres(dataDir: string): Promise<string | null> {
  const home = homeAt(await resolveHome(dataDir));
  const running = await readPostmaster(home.clusterDir);
  if (running === null || !(await isServing(running, home.clusterDir))) return null;
  return serverUrl(running.port, await readPassword(home));
}

/**
 * A real PostgreSQL server that lives as long as this process and keeps its data in the data folder. One
 * left running by a killed process is taken over. Only one living process may own a data folder: the owner
 * holds an advisory lock, which the server itself gives back when that process is gone.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { session, port, pid } = await serve(options);
  const home = homeAt(await resolveHome(options.dataDir));
  const until = Date.now() + ownershipTimeoutMs;
  while (!(await takeOwnership(session))) {
    if (Date.now() > until) {
      const owner = await ownerPid(session);
      await session.end();
      throw new DataDirInUseError(options.dataDir, owner);
    }
    await delay(pollMs);
  }
  await ensureDatabase(session);
  const url = serverUrl(port, await readPassword(home));
  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    await session.end();
    await stopPostmaster(pid);
  };
  return {
    url,
    pid,
    stop: async () => {
      stopped ??= stop();
      return stopped;
    },
  };
}
