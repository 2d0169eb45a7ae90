import type { Desk } from "../../../src/core/policy/policy.ts";
import type { Queries } from "./schema.ts";

export type ChannelKind = "support" | "thread" | "direct" | "staff" | "alerts" | "managers" | "tickets";

export interface Channel {
  readonly id: string;
  readonly kind: ChannelKind;
  /** Whose private thread or direct messages it is. */
  readonly customer: string | null;
  readonly number: number | null;
  readonly locked: boolean;
}

/** The channels that a desk needs, by what they are for. A channel with two uses keeps the first. */
export const deskChannels = (desks: readonly Desk[]): ReadonlyMap<string, ChannelKind> => {
  const found = new Map<string, ChannelKind>();
  for (const desk of desks) {
    const uses = [
      ["support", desk.customers],
      ["staff", desk.staff],
      ["alerts", desk.alerts],
      ["managers", desk.managers],
      ["tickets", desk.tickets],
    ] as const;
    for (const [kind, { platform, channel }] of uses) {
      if (platform === "sandbox" && !found.has(channel)) found.set(channel, kind);
    }
  }
  return found;
};

export const threadId = (number: number): string => `thread-${number}`;
export const directId = (customer: string): string => `dm-${customer}`;

export const ensureChannel = async (
  sql: Queries,
  channel: {
    readonly id: string;
    readonly kind: ChannelKind;
    readonly customer?: string;
    readonly number?: number;
  },
): Promise<void> => {
  await sql`insert into sandbox.channel (id, kind, customer, number)
    values (${channel.id}, ${channel.kind}, ${channel.customer ?? null}, ${channel.number ?? null})
    on conflict (id) do nothing`;
};

export const findChannel = async (sql: Queries, id: string): Promise<Channel | null> => {
  const [row] = await sql<Channel[]>`
    select id, kind, customer, number, locked from sandbox.channel where id = ${id}`;
  return row ?? null;
};

export const listChannels = async (sql: Queries): Promise<readonly Channel[]> =>
  sql<Channel[]>`select id, kind, customer, number, locked from sandbox.channel order by seq`;

export const lockChannel = async (sql: Queries, id: string): Promise<void> => {
  await sql`update sandbox.channel set locked = true where id = ${id}`;
};
