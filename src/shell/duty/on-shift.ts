import type { Desk } from "../../core/policy/policy.ts";
import type { Tx } from "../../ports-store.ts";

const key = (desk: Desk): string => `on_shift:${desk.id}`;

/**
 * Remembers whose shift it is, by the desk's ids of people, and gives whose it was at the last look and is no longer.
 * People and not reps: whoever was taken out of the policy file still has their conversations, and whoever goes by a
 * new id there still has their shift.
 */
export const noteOnShift = async (
  tx: Tx,
  desk: Desk,
  people: readonly string[],
): Promise<readonly string[]> => {
  const before = await tx.setting(key(desk));
  await tx.setSetting(key(desk), people);
  return (Array.isArray(before) ? before : []).filter(
    (one: unknown): one is string => typeof one === "string" && !people.includes(one),
  );
};
