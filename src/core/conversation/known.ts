import type { Desk } from "../policy/policy.ts";
import type { Timestamp } from "../time.ts";

/** What a decision may know besides the conversation: the injected clock's now, and the desk as it was promised. */
export interface Known {
  readonly now: Timestamp;
  readonly desk: Desk;
}
