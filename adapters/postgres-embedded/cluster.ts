import { randomBytes } from "node:crypto";
import { chmod, chown, mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Account } from "./account.ts";
import type { Binaries } from "./binaries.ts";
import { EmbeddedPostgresError } from "./errors.ts";
import { type Home, passwordName } from "./home.ts";
import { isAlive } from "./postmaster.ts";
import { runs } from "./run.ts";
import { user } from "./session.ts";

/**
 * Makes the cluster beside its final name, so that one whose making was cut short is never taken for whole.
 * The locale is C with Unicode character classes and the encoding UTF-8, whatever LANG says or lacks.
 */
export async function createCluster(
  home: Home,
  { initdb }: Binaries,
  account: Account | null,
): Promise<void> {
  for (const name of await readdir(home.dir)) {
    const maker = Number(/^making-(\d+)$/.exec(name)?.[1]);
    if (maker && !isAlive(maker)) await rm(join(home.dir, name), { recursive: true, force: true });
  }
  const draft = join(home.dir, `making-${process.pid}`);
  const [cluster, passwordFile] = [join(draft, "cluster"), join(draft, "password")];
  await rm(draft, { recursive: true, force: true });
  await mkdir(cluster, { recursive: true });
  await writeFile(passwordFile, randomBytes(24).toString("hex"), { mode: 0o600 });
  await chmod(cluster, 0o700);
  await chmod(draft, 0o711);
  if (account !== null) {
    for (const path of [cluster, passwordFile]) await chown(path, account.uid, account.gid);
  }
  const locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const access = [`--username=${user}`, `--pwfile=${passwordFile}`, "--auth=scram-sha-256"];
  const made = await runs(
    initdb,
    [`--pgdata=${cluster}`, "--encoding=UTF8", ...locale, ...access, "--no-instructions"],
    account,
  );
  if (!made.ok) {
    await rm(draft, { recursive: true, force: true });
    throw new EmbeddedPostgresError(
      `The embedded database could not be made in ${home.dir}:\n${made.output}`,
    );
  }
  // The password goes into the cluster's folder, so that one rename publishes both.
  await rename(passwordFile, join(cluster, passwordName));
  await rename(cluster, home.clusterDir).catch(async (error: NodeJS.ErrnoException) => {
    // Another process made it meanwhile; theirs stands.
    if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
  });
  await rm(draft, { recursive: true, force: true });
}
