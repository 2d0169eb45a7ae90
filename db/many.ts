import { getTableColumns, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Database } from "./tx/known.ts";

/**
 * Many values travel as one JSON parameter. A list of placeholders would be another statement for every length, and
 * each would be kept prepared, here and by the server, for as long as the connection lives.
 */
const json = (values: readonly unknown[]): SQL => sql`${JSON.stringify(values)}::text::jsonb`;

/** For `in`: the texts of this list. */
export const among = (texts: readonly string[]): SQL =>
  sql`(select jsonb_array_elements_text(${json(texts)}))`;

interface Listed {
  readonly names: readonly SQL[];
  /** A relation with the table's own columns, in the order of the rows. */
  readonly relation: SQL;
}

const listed = <T extends PgTable>(table: T, rows: readonly T["$inferInsert"][]): Listed => {
  const given = Object.keys(rows[0] ?? {});
  const columns = Object.entries(getTableColumns(table)).filter(([key]) => given.includes(key));
  const byName = rows.map((row) =>
    Object.fromEntries(columns.map(([key, column]) => [column.name, Reflect.get(row, key)])),
  );
  return {
    names: columns.map(([, column]) => sql.identifier(column.name)).map((name) => sql`${name}`),
    relation: sql`jsonb_populate_recordset(null::${table}, ${json(byName)})`,
  };
};

/** Inserts rows that all have the same keys as the first one; what they leave out is the table's default. */
export const insertMany = async <T extends PgTable>(
  db: Database,
  table: T,
  rows: readonly T["$inferInsert"][],
  onConflict: "refuse" | "skip",
): Promise<void> => {
  if (rows.length === 0) return;
  const { names, relation } = listed(table, rows);
  const columns = sql.join([...names], sql`, `);
  const conflict = onConflict === "skip" ? sql` on conflict do nothing` : sql``;
  await db.execute(sql`insert into ${table} (${columns}) select ${columns} from ${relation}${conflict}`);
};

/** Inserts rows, or gives those that stand under the same key the new values. */
export const upsertMany = async <T extends PgTable>(
  db: Database,
  table: T,
  rows: readonly T["$inferInsert"][],
  key: readonly SQL[],
): Promise<void> => {
  if (rows.length === 0) return;
  const { names, relation } = listed(table, rows);
  const columns = sql.join([...names], sql`, `);
  const sets = sql.join(
    names.map((name) => sql`${name} = excluded.${name}`),
    sql`, `,
  );
  await db.execute(sql`
    insert into ${table} (${columns}) select ${columns} from ${relation}
    on conflict (${sql.join([...key], sql`, `)}) do update set ${sets}`);
};

/** For `using` and `from`: a relation of these objects, its columns named by their keys. */
export const relationOf = (columns: SQL, values: readonly unknown[]): SQL =>
  sql`jsonb_to_recordset(${json(values)}) as given(${columns})`;

/** Updates rows by their `id`; all have the same keys as the first one. */
export const updateMany = async <T extends PgTable>(
  db: Database,
  table: T,
  rows: readonly T["$inferInsert"][],
): Promise<void> => {
  if (rows.length === 0) return;
  const { names, relation } = listed(table, rows);
  const sets = sql.join(
    names.map((name) => sql`${name} = given.${name}`),
    sql`, `,
  );
  await db.execute(sql`update ${table} set ${sets} from ${relation} as given where given.id = ${table}.id`);
};
