import { readFile, stat } from "node:fs/promises";
import { runs } from "./run.ts";

/** The unprivileged user that a server started by root runs as: Postgres refuses to run as root. */
export type Account = { readonly uid: number; readonly gid: number };

/** Tried in this order; `_postgres` is macOS's name for it. */
const candidates = ["postgres", "_postgres", "nobody"];
/** What Linux and macOS give to `nobody` when /etc/passwd has none (a bare container). */
const fallback: Account = { uid: 65534, gid: 65534 };

/** Null when we are not root: the server then runs as ourselves. */
export async function chooseAccount(clusterDir: string): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null;
  const existing = await stat(clusterDir).catch(() => null);
  // A cluster belongs to one user for life; one made by an ordinary user stays theirs under root.
  if (existing !== null && existing.uid !== 0) return { uid: existing.uid, gid: existing.gid };
  const passwd = await readFile("/etc/passwd", "utf8").catch(() => "");
  const users = new Map(passwd.split("\n").map((line) => [line.split(":")[0], line.split(":")]));
  for (const name of candidates) {
    const [uid, gid] = (users.get(name)?.slice(2, 4) ?? []).map(Number);
    // macOS writes nobody's id as -2.
    if (uid !== undefined && gid !== undefined) return { uid: uid >>> 0, gid: gid >>> 0 };
  }
  return fallback;
}

/** Whether that user can enter the folder. Asked of the kernel: modes alone do not tell (ACLs, mounts). */
export async function canEnter(account: Account | null, folder: string): Promise<boolean> {
  if (account === null) return true;
  const { ok } = await runs("/bin/sh", ["-c", 'cd -- "$0"', folder], account);
  return ok;
}
