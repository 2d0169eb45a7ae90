import type { Place } from "../../src/core/platform.ts";
import type { Lane, OrderType } from "../../src/ports.ts";
import { OPENING_CONCURRENCY } from "./limits.ts";

/**
 * Threads and direct messages are channels with buckets of their own, so one conversation never slows another; how
 * big a bucket is, Discord says with each answer, and the client refuses in time (api.ts). One at a time keeps the
 * order. https://docs.discord.com/developers/topics/rate-limits#header-format
 */
export const laneOf = (type: OrderType, place: Place): Lane =>
  type === "open_place"
    ? { key: "discord:open", intervalMs: 0, concurrency: OPENING_CONCURRENCY }
    : { key: `discord:${place.channel}`, intervalMs: 0, concurrency: 1 };
