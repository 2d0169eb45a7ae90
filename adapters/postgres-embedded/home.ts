import {
  chmod,
  cp,
  lchown,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readlink,
  realpath,
  rename,
  rm,
  symlink,
} from "node:fs/promises";
import { join } from "node:path";
import { type Account, canEnter } from "./account.ts";
import { EmbeddedPostgresError } from "./errors.ts";

/** Where root keeps what its unprivileged server user must reach and cannot reach in place. */
export const systemDir = "/var/lib/deskclock";

/** Inside the cluster: it comes and goes with it. */
export const passwordName = "deskclock.password";

/** The server's folder in the data folder, or the link to where it really stands. */
export const homeIn = (dataDir: string): string => join(dataDir, "postgres");

export type Home = {
  readonly dir: string;
  readonly clusterDir: string;
  readonly logFile: string;
  readonly passwordFile: string;
};

export function homeAt(dir: string): Home {
  return {
    dir,
    clusterDir: join(dir, "cluster"),
    logFile: join(dir, "server.log"),
    passwordFile: join(dir, "cluster", passwordName),
  };
}

/** Follows the link, so that every path handed to the server is one its user can walk. */
export async function resolveHome(dataDir: string): Promise<string> {
  const home = homeIn(dataDir);
  await mkdir(dataDir, { recursive: true });
  const found = await lstat(home).catch(() => null);
  if (found === null) await mkdir(home);
  return realpath(home).catch(async (cause: unknown) => {
    throw new EmbeddedPostgresError(
      `${home} is a link to ${await readlink(home)}, which is gone, and the database with it. ` +
        `Bring it back, or remove the link to begin with an empty database.`,
      { cause },
    );
  });
}

async function chownTree(path: string, { uid, gid }: Account): Promise<void> {
  for (const name of await readdir(path, { recursive: true })) await lchown(join(path, name), uid, gid);
  await lchown(path, uid, gid);
}

async function move(from: string, to: string, account: Account | null): Promise<void> {
  await rm(to, { recursive: true });
  try {
    await rename(from, to);
  } catch {
    // Another file system: only a copy gets there.
    await cp(from, to, { recursive: true, preserveTimestamps: true });
    const { clusterDir } = homeAt(to);
    const copied = await lstat(clusterDir).catch(() => null);
    if (account !== null && copied !== null) await chownTree(clusterDir, account);
    await rm(from, { recursive: true });
  }
}

/**
 * Makes the folder enterable for the server's user. Only our own folder's mode is touched. When a folder
 * above it shuts that user out (root's home, a checkout of mode 700), the database moves to /var/lib and a
 * link stays behind: opening the folders above would be a change the owner never asked for.
 */
export async function reachableHome(
  dataDir: string,
  account: Account | null,
  log: (line: string) => void,
): Promise<string> {
  const dir = await resolveHome(dataDir);
  await chmod(dir, account === null ? 0o700 : 0o711);
  if (await canEnter(account, dir)) return dir;

  await mkdir(systemDir, { recursive: true });
  await chmod(systemDir, 0o755);
  const moved = await mkdtemp(join(systemDir, "data-"));
  await move(dir, moved, account);
  await chmod(moved, 0o711);
  await rm(homeIn(dataDir), { recursive: true, force: true });
  await symlink(moved, homeIn(dataDir));
  if (await canEnter(account, moved)) {
    log(`The database stands in ${moved}: its user cannot enter ${dataDir}.`);
    return moved;
  }
  throw new EmbeddedPostgresError(
    `The database's user (uid ${account?.uid}) can enter neither ${dataDir} nor ${moved}. ` +
      "Set DATA_DIR to a folder that others may enter (chmod o+x), or set DATABASE_URL.",
  );
}
