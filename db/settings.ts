import { eq } from "drizzle-orm";
import type { Store } from "../src/ports-store.ts";
import { settings } from "./schema.ts";
import type { Database } from "./tx/known.ts";

/** Small facts by name, inside a transaction or outside one. */
export const settingsIn = (db: Database): Pick<Store, "setting" | "setSetting"> => ({
  setting: async (key) => {
    const rows = await db.select().from(settings).where(eq(settings.key, key));
    return rows[0]?.value;
  },
  setSetting: async (key, value) => {
    await db
      .insert(settings)
      .values({ key, value })
      .onConflictDoUpdate({ target: settings.key, set: { value } });
  },
});
