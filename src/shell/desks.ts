import type { Desk } from "../core/policy/policy.ts";
import type { Store } from "../ports-store.ts";

/** The desks as configured now, and as they were promised to conversations that are older. */
export interface Desks {
  readonly current: () => readonly Desk[];
  readonly byId: (id: string) => Desk;
  /** Today's channels and reps, with the policy that the conversation was opened under. */
  readonly asPromised: (id: string, policyVersion: string) => Promise<Desk>;
}

export const createDesks = (configured: () => readonly Desk[], store: Pick<Store, "policy">): Desks => {
  const remembered = new Map<string, Desk["policy"]>();

  const byId = (id: string): Desk => {
    const desk = configured().find((one) => one.id === id) ?? configured()[0];
    if (desk === undefined) throw new Error("no desk is configured: main.ts checks this before it starts");
    return desk;
  };

  return {
    current: configured,
    byId,
    asPromised: async (id, policyVersion) => {
      const desk = byId(id);
      if (desk.policy.version === policyVersion) return desk;
      const known = remembered.get(policyVersion) ?? (await store.policy(policyVersion));
      if (known === null) return desk;
      remembered.set(policyVersion, known);
      return { ...desk, policy: known };
    },
  };
};
