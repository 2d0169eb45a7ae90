import { createHash, randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import postgres from "postgres";
import { inject } from "vitest";
import { migrate } from "../../db/migrate.ts";
import { repoRoot } from "../../src/root.ts";

export type TestDatabase = { readonly url: string; readonly close: () => Promise<void> };

/** Any fixed number: one lock for all test files, under which templates are made. */
const templateLock = 4_210_842;

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

function connect(url: string): postgres.Sql {
  return postgres(url, { max: 1, onnotice: () => undefined });
}

async function migrationsHash(): Promise<string> {
  const folder = join(repoRoot, "db/migrations");
  const hash = createHash("sha256");
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  for (const file of files.sort()) hash.update(file).update(await readFile(file));
  return hash.digest("hex").slice(0, 16);
}

/**
 * A migrated database to copy from, made once per server and state of the migrations. Made under another
 * name first: one whose migration failed is never taken for whole.
 */
async function ensureTemplate(admin: postgres.Sql, serverUrl: string): Promise<string> {
  const name = `deskclock_template_${await migrationsHash()}`;
  await admin`select pg_advisory_lock(${templateLock})`;
  try {
    const found = await admin`select 1 from pg_database where datname = ${name}`;
    if (found.length > 0) return name;
    const draft = `${name}_draft`;
    await admin`drop database if exists ${admin(draft)} with (force)`;
    await admin`create database ${admin(draft)} template template0`;
    await migrate(withDatabase(serverUrl, draft));
    await admin`alter database ${admin(draft)} rename to ${admin(name)}`;
    return name;
  } finally {
    await admin`select pg_advisory_unlock(${templateLock})`;
  }
}

/** A migrated database of one's own; closing drops it, whoever is still connected. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const serverUrl = inject("postgresUrl");
  const name = `deskclock_test_${randomBytes(8).toString("hex")}`;
  const admin = connect(serverUrl);
  try {
    const template = await ensureTemplate(admin, serverUrl);
    await admin`create database ${admin(name)} template ${admin(template)}`;
  } finally {
    await admin.end();
  }
  return {
    url: withDatabase(serverUrl, name),
    close: async () => {
      const closing = connect(serverUrl);
      try {
        await closing`drop database if exists ${closing(name)} with (force)`;
      } finally {
        await closing.end();
      }
    },
  };
}
