import type { Person } from "../../src/core/platform.ts";
import { placeKey } from "../../src/core/platform.ts";
import type { Chat, Clock, Order } from "../../src/ports.ts";

export interface AcceptingChat {
  readonly chat: Chat;
  /** All that was ordered, the oldest first. */
  readonly orders: readonly Order[];
}

/** A sandbox of few words: it takes whatever is ordered, and remembers the orders. */
export const createAcceptingChat = (clock: Clock): AcceptingChat => {
  const orders: Order[] = [];
  const chat: Chat = {
    platform: "sandbox",
    start: async () => {},
    stop: async () => {},
    deliver: async (order) => {
      orders.push(order);
      const at = clock.now();
      const place =
        order.type === "open_place"
          ? { platform: "sandbox" as const, channel: `chat-${order.number}`, thread: null }
          : "to" in order
            ? order.to
            : { platform: "sandbox" as const, channel: "elsewhere", thread: null };
      return { place, messages: [{ place, id: order.id }], at };
    },
    lane: (_, place) => ({ key: placeKey(place), intervalMs: 0, concurrency: 1 }),
    permalink: () => null,
    unreachable: () => new Map(),
    health: () => ({ ready: true, trouble: "", lastHeardAt: clock.now() }),
    catchUp: async () => {},
  };
  return { chat, orders };
};

/** Somebody of the sandbox. */
export const aPerson = (userId: string, name = userId): Person => ({
  platform: "sandbox",
  userId,
  name,
  accountCreatedAt: null,
});
