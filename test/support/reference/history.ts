import type { Timestamp } from "../../../src/core/time.ts";

/** A moment as a history writes it: ISO 8601, or ms since the epoch. */
type Moment = string | number;

/** One line of a history (issue 3, point 8). A kind that touches no clock needs nothing but its times. */
export interface Line {
  readonly kind: string;
  /** The platform's timestamp. */
  readonly at: Moment;
  /** When the desk learnt of it. Default: the latest `at` so far. */
  readonly receivedAt?: Moment;
  readonly id?: string;
  readonly by?: string;
  readonly text?: string;
  /** When a rep's message reached the customer; null: it never did. Default: `at`. */
  readonly deliveredAt?: Moment | null;
  /** The id of the message that was edited, deleted or reacted to. */
  readonly of?: string;
  readonly to?: string;
  readonly reason?: string;
}

/** Something that happened to the customer, at the platform's time. */
export interface Fact {
  readonly kind: string;
  readonly at: Timestamp;
  readonly id: string;
  readonly text: string;
  readonly of: string;
}

/** A line in its turn: when the desk learnt of it. */
export interface Arrival {
  readonly at: Timestamp;
  readonly line: Line;
}

export const msOf = (moment: Moment): Timestamp =>
  typeof moment === "number" ? moment : new Date(moment).getTime();

/** When the customer had it: a rep's message counts from its delivery (decision 5). Null: never. */
const happenedAt = ({ kind, at, deliveredAt }: Line): Timestamp | null => {
  if (kind !== "rep_message" || deliveredAt === undefined) return msOf(at);
  return deliveredAt === null ? null : msOf(deliveredAt);
};

/** The order of the file is the order of arrival; time of arrival never runs backwards, whatever clock stepped. */
export const arrivalsOf = (lines: readonly Line[]): readonly Arrival[] => {
  let now = -Infinity;
  let latest = -Infinity;
  return lines.map((line) => {
    latest = Math.max(latest, msOf(line.at));
    now = Math.max(now, line.receivedAt === undefined ? latest : msOf(line.receivedAt));
    return { at: now, line };
  });
};

/** What makes two lines the same: a message's id; whatever has none is the same when kind, time and subject are. */
const nameOf = ({ kind, at, id, of }: Line): string =>
  kind === "customer_message" || kind === "rep_message" ? `${kind} ${id}` : `${kind} ${of} ${msOf(at)}`;

/** Decision 10: each fact once (the first line counts), by platform time; equal times in the order of arrival. */
export const factsOf = (lines: readonly Line[]): readonly Fact[] => {
  const facts = new Map<string, Fact>();
  for (const line of lines) {
    const at = happenedAt(line);
    // A failed delivery is nothing yet (decision 5): it may still succeed under the same id.
    if (at === null || facts.has(nameOf(line))) continue;
    const { kind, id = "", text = "", of = "" } = line;
    facts.set(nameOf(line), { kind, at, id, text, of });
  }
  return [...facts.values()].sort((a, b) => a.at - b.at);
};
