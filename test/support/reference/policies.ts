import { DEFAULT_POLICY, type Policy, type Step, type Targets } from "../../../src/core/policy/policy.ts";
import { MINUTE, SECOND } from "../../../src/core/time.ts";

const withSteps = (levels: readonly number[]): Policy["steps"] => {
  const steps: readonly Step[] = levels.map((at) => ({ at, tell: ["lead"] }));
  return { first_response: steps, next_response: steps, update: steps, resolution: steps };
};

const promising = (version: string, targets: Partial<Targets>, rest: Partial<Policy> = {}): Policy => ({
  ...DEFAULT_POLICY,
  version,
  targets: { ...DEFAULT_POLICY.targets, ...targets },
  ...rest,
});

/** The built-in promise, and others that turn its order of deadlines about. */
export const POLICIES: readonly Policy[] = [
  DEFAULT_POLICY,
  promising("next-before-update", { next_response: 45 * SECOND }),
  promising("slow-update", { update: 5 * MINUTE }, { reopenMs: MINUTE }),
  promising("short-resolution", { resolution: 90 * SECOND }),
  promising("resolution-before-reply", { first_response: 4 * MINUTE, resolution: 3 * MINUTE }),
  promising("own-steps", { first_response: 40 * SECOND }, { steps: withSteps([0, 0.25, 1, 1.5, 3]) }),
  promising("breaches-only", {}, { steps: withSteps([1]) }),
  promising(
    "no-holding",
    { next_response: 60 * SECOND },
    { phrases: { ...DEFAULT_POLICY.phrases, holding: [] } },
  ),
];
