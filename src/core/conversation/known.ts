import type { Desk } from "../policy/policy.ts";
import type { Staff } from "../staff.ts";
import type { Timestamp } from "../time.ts";

/** What a decision may know besides the conversation: the injected clock's now, and the desk as it was promised. */
export interface Known {
  readonly now: Timestamp;
  readonly desk: Desk;
  /** The reps at this moment; empty where no decision of this command needs them, or the policy file names none. */
  readonly staff: Staff;
  /** The desk can send and receive mail, so that tickets can be confirmed. Default: it cannot. */
  readonly mail?: boolean;
}
