import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { afterEach, beforeEach, expect, test } from "vitest";
import { prepared } from "../../db/prepared.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";

let database: TestDatabase;
let client: postgres.Sql;

beforeEach(async () => {
  database = await createTestDatabase();
  client = postgres(database.url, { max: 1, onnotice: () => {} });
});

afterEach(async () => {
  await client.end();
  await database.close();
});

test("statements are prepared once per connection, inside a transaction too", async () => {
  const db = drizzle(prepared(client));
  for (const value of [1, 2, 3]) {
    await db.execute(sql`select ${value}::int as outside`);
    await db.transaction((tx) => tx.execute(sql`select ${value}::int as inside`));
  }
  const statements = await client`select statement from pg_prepared_statements order by statement`;
  const ours = statements.map((row) => String(row["statement"])).filter((one) => one.includes("::int as"));
  expect(ours).toEqual(["select $1::int as inside", "select $1::int as outside"]);
});

test("what comes after a transaction was undone is not kept", async () => {
  const db = drizzle(prepared(client));
  await client`create table kept (id int)`;
  let late: Promise<unknown> = Promise.resolve();
  let undone: () => void = () => {};
  const over = new Promise<void>((resolve) => {
    undone = resolve;
  });
  const transaction = db.transaction(async (tx) => {
    // Two things at once, as the engine writes: one fails at once, the other has not even begun.
    late = over.then(() => tx.execute(sql`insert into kept values (${1}::int)`));
    await tx.execute(sql`select 1 / ${0}::int`);
  });
  await expect(transaction).rejects.toThrow();
  undone();
  // drizzle wraps it.
  const refusal = { cause: { message: expect.stringContaining("before the transaction's end") } };
  await expect(late).rejects.toMatchObject(refusal);
  expect(await client`select id from kept`).toHaveLength(0);
});
