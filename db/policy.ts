import { eq } from "drizzle-orm";
import type { Policy } from "../src/core/policy/policy.ts";
import { upToDatePolicy } from "../src/core/policy/upgrade.ts";
import { policies } from "./schema.ts";
import type { Database } from "./tx/known.ts";

/** A policy as conversations were opened under it; null: it is not kept. */
export const policyOf = async (db: Database, version: string): Promise<Policy | null> => {
  const rows = await db.select().from(policies).where(eq(policies.version, version));
  const policy = rows[0]?.policy;
  return policy === undefined ? null : upToDatePolicy(policy);
};
