import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { z } from "zod";
import { DataDirInUseError, startEmbeddedPostgres } from "../../adapters/postgres-embedded/index.ts";
import type { Config } from "../../src/config.ts";
import { repoRoot } from "../../src/root.ts";
import { type Check, fine, messageOf, wrong } from "./check.ts";

/** More than this between two clocks and what one of them calls overdue, the other does not, ms. */
const SKEW_MS = 1000;

const Journal = z.object({ entries: z.array(z.object({ when: z.number(), tag: z.string() })) });

const shipped = (): readonly { readonly when: number; readonly tag: string }[] =>
  Journal.parse(JSON.parse(readFileSync(join(repoRoot, "db/migrations/meta/_journal.json"), "utf8"))).entries;

/** drizzle's own record: one row a migration, by the time that its journal gives it. */
const applied = async (sql: postgres.Sql): Promise<readonly number[]> => {
  const [found] = await sql<
    { there: string | null }[]
  >`select to_regclass('drizzle.__drizzle_migrations')::text as there`;
  if (found?.there === null || found === undefined) return [];
  const rows = await sql<{ when: string }[]>`select created_at as when from drizzle.__drizzle_migrations`;
  return rows.map(({ when }) => Number(when));
};

const schema = async (sql: postgres.Sql): Promise<Check> => {
  const name = "Database: schema";
  const done = await applied(sql);
  const known = shipped();
  const waiting = known.filter(({ when }) => !done.includes(when));
  const newest = Math.max(0, ...known.map(({ when }) => when));
  if (done.some((when) => when > newest)) {
    return wrong(
      name,
      "A newer Deskclock has used this database.",
      "Update this checkout, or give it a database of its own with DATABASE_URL.",
    );
  }
  if (waiting.length === 0) return fine(name, `Up to date (${known.length} migrations).`);
  const [rights] = await sql<{ may: boolean }[]>`
    select has_database_privilege(current_database(), 'create') as may`;
  const detail = `${waiting.length} of ${known.length} migrations are still to come.`;
  return rights?.may === true
    ? fine(name, `${detail} The next npm start applies them.`)
    : wrong(
        name,
        `${detail} This user may not create anything here.`,
        "Grant it: grant create on database … to …",
      );
};

const clock = async (sql: postgres.Sql): Promise<Check> => {
  const asked = Date.now();
  const [row] = await sql<{ now: number }[]>`
    select (extract(epoch from clock_timestamp()) * 1000)::float8 as now`;
  const skewMs = (row?.now ?? 0) - (asked + Date.now()) / 2;
  const detail = `The database's clock differs from this machine's by ${(Math.abs(skewMs) / 1000).toFixed(1)} s.`;
  return Math.abs(skewMs) <= SKEW_MS
    ? fine("Database: clock", detail)
    : wrong("Database: clock", detail, "Synchronise both clocks (NTP).");
};

const encoding = async (sql: postgres.Sql): Promise<readonly Check[]> => {
  const [row] = await sql<{ encoding: string }[]>`select current_setting('server_encoding') as encoding`;
  return row?.encoding === "UTF8"
    ? []
    : [
        wrong(
          "Database: encoding",
          `It is ${row?.encoding}: not every message could be kept.`,
          "Make a database with encoding UTF8 and point DATABASE_URL to it.",
        ),
      ];
};

const lookInto = async (url: string, what: string): Promise<readonly Check[]> => {
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    const [row] = await sql<{ version: string }[]>`select current_setting('server_version') as version`;
    return [
      fine("Database", `${what} answers: PostgreSQL ${row?.version}.`),
      ...(await encoding(sql)),
      await schema(sql),
      await clock(sql),
    ];
  } catch (error) {
    return [
      wrong(
        "Database",
        `${what} does not answer: ${messageOf(error)}`,
        "Check that PostgreSQL runs there and that DATABASE_URL has the right user, password and name.",
      ),
    ];
  } finally {
    await sql.end({ timeout: 5 });
  }
};

const embedded = async (dataDir: string): Promise<readonly Check[]> => {
  if (!existsSync(join(dataDir, "postgres/cluster"))) {
    return [fine("Database", `Embedded; the first npm start makes it in ${dataDir}.`)];
  }
  try {
    const server = await startEmbeddedPostgres({ dataDir, log: () => {} });
    return await lookInto(server.url, "The embedded one").finally(() => server.stop());
  } catch (error) {
    if (error instanceof DataDirInUseError) {
      return [
        fine(
          "Database",
          `Embedded, and in use by the desk that is running (process ${error.pid ?? "unknown"}).`,
        ),
      ];
    }
    return [
      wrong("Database", messageOf(error), "Do what it says, or set DATABASE_URL to a server of your own."),
    ];
  }
};

export const checkDatabase = ({ databaseUrl, dataDir }: Config): Promise<readonly Check[]> =>
  databaseUrl === null ? embedded(dataDir) : lookInto(databaseUrl, "The one of DATABASE_URL");
