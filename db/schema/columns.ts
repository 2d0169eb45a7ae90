import { bigint } from "drizzle-orm/pg-core";

/** Milliseconds since the epoch. A number is exact until the year 287396. */
export const ms = (name: string) => bigint(name, { mode: "number" });
