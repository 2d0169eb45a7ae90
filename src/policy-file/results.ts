import type { Policy } from "../core/policy/policy.ts";
import { SECOND } from "../core/time.ts";
import type { Complaint } from "./faults.ts";
import { gateFaults } from "./gate.ts";

/** A policy as it comes out, and the place in the file that made it so. */
export interface Result {
  readonly policy: Policy;
  readonly path: Complaint["path"];
}

const idle = ({ policy, path }: Result): readonly Complaint[] =>
  policy.idle.closeMs > policy.idle.askMs
    ? []
    : [
        {
          path: [...path, "idle"],
          expected: `close after ask (they come out as ${policy.idle.closeMs / SECOND} s and ${policy.idle.askMs / SECOND} s)`,
        },
      ];

/** Nobody can tell which of two plans a customer has when both go by one name, or by one role. */
const plans = ({ policy, path }: Result): readonly Complaint[] => {
  const all = Object.entries(policy.plans);
  return all.flatMap(([id, plan], index) =>
    all.slice(0, index).flatMap(([other, before]): readonly Complaint[] => {
      const role = plan.discordRoles.findIndex((one) => before.discordRoles.includes(one));
      return [
        ...(plan.name.toLowerCase() === before.name.toLowerCase()
          ? [{ path: [...path, "plans", id, "name"], expected: `a name of its own; it is that of ${other}` }]
          : []),
        ...(role === -1
          ? []
          : [
              {
                path: [...path, "plans", id, "discord_roles", role],
                expected: `a role of its own; it is one of ${other}`,
              },
            ]),
      ];
    }),
  );
};

/** Judged on what results: a desk may set one of two things and take the other from the file. */
export const resultFaults = (results: readonly Result[]): readonly Complaint[] =>
  results
    .filter(({ policy }, index) => index === 0 || policy !== results[0]?.policy)
    .flatMap((result) => [
      ...idle(result),
      ...plans(result),
      ...gateFaults(result.policy.gate, [...result.path, "gate"]),
    ]);
