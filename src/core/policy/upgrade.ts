import { DEFAULT_POLICY } from "./default-policy.ts";
import type { Policy } from "./policy.ts";

/** A policy that an older desk stored: what it did not know yet is as the policy's own text has it. */
export const upToDatePolicy = (stored: Policy): Policy => ({
  ...DEFAULT_POLICY,
  ...stored,
  tickets: { ...DEFAULT_POLICY.tickets, ...stored.tickets },
  idle: { ...DEFAULT_POLICY.idle, ...stored.idle },
  phrases: { ...DEFAULT_POLICY.phrases, ...stored.phrases },
});
