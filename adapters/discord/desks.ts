import type { Desk } from "../../src/core/policy/policy.ts";
import type { Words } from "../../src/core/words.ts";

/** The desks, as far as Discord is concerned: whose customers write here, and where the desk listens at all. */
export interface Desks {
  /** Those whose customers are here. */
  readonly served: readonly Desk[];
  /** The desk of a support channel; else null. */
  readonly at: (channel: string) => Desk | null;
  /** The desk by the name that an order carries; else the first. */
  readonly named: (deskName: string) => Desk | null;
  /** Every channel that a desk names here, staff's too. */
  readonly channels: ReadonlySet<string>;
  readonly words: (desk: Desk) => Words;
}

export const createDesks = (desks: readonly Desk[], words: (language: string) => Words): Desks => {
  const served = desks.filter((desk) => desk.customers.platform === "discord");
  return {
    served,
    at: (channel) => served.find((desk) => desk.customers.channel === channel) ?? null,
    named: (deskName) => served.find((desk) => desk.name === deskName) ?? served[0] ?? null,
    channels: new Set(
      desks
        .flatMap((desk) => [desk.customers, desk.staff, desk.alerts, desk.managers, desk.tickets])
        .filter((channel) => channel.platform === "discord")
        .map((channel) => channel.channel),
    ),
    words: (desk) => words(desk.policy.language),
  };
};
