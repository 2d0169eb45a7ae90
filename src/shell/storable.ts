import type { Inbound } from "../core/inbound.ts";

/**
 * PostgreSQL's text holds no U+0000, and its jsonb no half of a surrogate pair besides: an inbound with either could
 * not even be kept as failed. https://www.postgresql.org/docs/current/datatype-json.html
 */
const clean = (text: string): string => text.replaceAll("\u0000", "").replace(/\p{Surrogate}/gu, "\uFFFD");

/** The same inbound with texts that the database can hold. */
export const storable = (inbound: Inbound): Inbound =>
  JSON.parse(JSON.stringify(inbound), (_key, value: unknown) =>
    typeof value === "string" ? clean(value) : value,
  );
