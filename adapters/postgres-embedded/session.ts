import postgres from "postgres";

export const user = "deskclock";
export const database = "deskclock";
/** Made by initdb, for sessions that must not stand in the way of creating or dropping ours. */
export const maintenanceDatabase = "postgres";

export function serverUrl(port: number, password: string, name: string = database): string {
  return `postgres://${user}:${password}@127.0.0.1:${port}/${name}`;
}

export type Session = {
  readonly sql: postgres.Sql;
  readonly end: () => Promise<void>;
};

const connectTimeoutSeconds = 5;

/** One connection for as long as it is held: without limits on its age, it keeps session-wide locks. */
export async function openSession(url: string, applicationName: string): Promise<Session> {
  const sql = postgres(url, {
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    connect_timeout: connectTimeoutSeconds,
    connection: { application_name: applicationName },
    onnotice: () => undefined,
  });
  const end = async (): Promise<void> => sql.end({ timeout: 0 });
  try {
    await sql`select 1`;
  } catch (error) {
    await end();
    throw error;
  }
  return { sql, end };
}

/** Two halves of one advisory lock's key: "desk", "owner" in spirit, any fixed pair in fact. */
const ownerLock = [0x6465736b, 1] as const;

/** True when this session is now the data folder's one owner, until it ends. A dead owner holds nothing. */
export async function takeOwnership({ sql }: Session): Promise<boolean> {
  const [row] = await sql<{ taken: boolean }[]>`
    select pg_try_advisory_lock(${ownerLock[0]}::int, ${ownerLock[1]}::int) as taken`;
  return row?.taken === true;
}

export const ownerName = (pid: number): string => `deskclock-owner-${pid}`;

export async function ownerPid({ sql }: Session): Promise<number | null> {
  const [row] = await sql<{ name: string }[]>`
    select a.application_name as name
    from pg_locks l join pg_stat_activity a on a.pid = l.pid
    where l.locktype = 'advisory' and l.granted
      and l.classid = ${ownerLock[0]}::oid and l.objid = ${ownerLock[1]}::oid`;
  const pid = Number(row?.name.split("-").at(-1));
  return Number.isInteger(pid) ? pid : null;
}

export async function ensureDatabase({ sql }: Session): Promise<void> {
  const found = await sql`select 1 from pg_database where datname = ${database}`;
  if (found.length === 0) await sql`create database ${sql(database)}`;
}
