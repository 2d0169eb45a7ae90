import type { Desk, Policy } from "../core/policy/policy.ts";

/** Reads a stored policy. Inside a transaction by that transaction: a second connection may never come free. */
export type ReadPolicy = (version: string) => Promise<Policy | null>;

/** The desks as configured now, and as they were promised to conversations that are older. */
export interface Desks {
  readonly current: () => readonly Desk[];
  readonly byId: (id: string) => Desk;
  /** Today's channels and reps, with the policy that the conversation was opened under. */
  readonly asPromised: (id: string, policyVersion: string, read: ReadPolicy) => Promise<Desk>;
}

export const createDesks = (configured: () => readonly Desk[]): Desks => {
  const remembered = new Map<string, Policy>();
  /** One object for a desk and a version: what others remember of a desk, they remember by the object. */
  const promised = new WeakMap<Desk, Map<string, Desk>>();

  const byId = (id: string): Desk => {
    const desk = configured().find((one) => one.id === id) ?? configured()[0];
    if (desk === undefined) throw new Error("no desk is configured: main.ts checks this before it starts");
    return desk;
  };

  return {
    current: configured,
    byId,
    asPromised: async (id, policyVersion, read) => {
      const desk = byId(id);
      if (desk.policy.version === policyVersion) return desk;
      const policy = remembered.get(policyVersion) ?? (await read(policyVersion));
      if (policy === null) return desk;
      remembered.set(policyVersion, policy);
      const versions = promised.get(desk) ?? new Map<string, Desk>();
      promised.set(desk, versions);
      const older = versions.get(policyVersion) ?? { ...desk, policy };
      versions.set(policyVersion, older);
      return older;
    },
  };
};
