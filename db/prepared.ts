import type postgres from "postgres";

type Unsafe = postgres.Sql["unsafe"];

const preparing =
  (client: Pick<postgres.Sql, "unsafe">, isOver: () => boolean = () => false): Unsafe =>
  (query, parameters, options) => {
    // The connection serves others by now: a statement that comes late would be kept although all else was undone.
    if (isOver()) throw new Error("expected statements before the transaction's end; this one came after it");
    return client.unsafe(query, parameters, { ...options, prepare: true });
  };

/**
 * drizzle hands its statements over unprepared. The driver then asks the server for the parameters' types before each
 * one, a second round trip that also keeps statements from travelling together; and the server plans each one anew.
 * Under a name both happen once per connection (github.com/porsager/postgres, connection.js, `describeFirst`).
 */
export const prepared = (client: postgres.Sql): postgres.Sql =>
  new Proxy(client, {
    get: (target, name) => {
      if (name === "unsafe") return preparing(target);
      if (name !== "begin") return Reflect.get(target, name);
      return (work: (tx: postgres.TransactionSql) => Promise<unknown>) =>
        target.begin(async (tx) => {
          let over = false;
          const unsafe = preparing(tx, () => over);
          try {
            return await work(
              new Proxy(tx, { get: (inner, key) => (key === "unsafe" ? unsafe : Reflect.get(inner, key)) }),
            );
          } finally {
            over = true;
          }
        });
    },
  });
