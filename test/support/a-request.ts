import type { Inbound } from "../../src/core/inbound.ts";
import type { Desk } from "../../src/core/policy/policy.ts";
import type { Timestamp } from "../../src/core/time.ts";

interface Asked {
  readonly at: Timestamp;
  /** Two requests of one key are one press, told twice. */
  readonly key?: string;
  readonly userId?: string;
  readonly name?: string;
  readonly description?: string;
}

/** A sandbox customer pressed the desk's button and said what is wrong: a conversation opens. */
export const aRequest = (
  desk: Pick<Desk, "customers">,
  { at, key = "press-1", userId = "anna", name = "Anna", description = "My site is down" }: Asked,
): Inbound => ({
  type: "ConversationRequested",
  key,
  at,
  door: "panel",
  place: { platform: "sandbox", channel: desk.customers.channel, thread: null },
  author: { platform: "sandbox", userId, name, accountCreatedAt: null },
  description,
  subject: null,
  reply: null,
});
