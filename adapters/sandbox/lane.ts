import type { Place } from "../../src/core/platform.ts";
import type { Lane, OrderType } from "../../src/ports.ts";

/** Nothing limits us here but order: one thing at a time in each channel. */
export const laneOf = (_type: OrderType, place: Place): Lane => ({
  key: `sandbox:${place.channel}`,
  intervalMs: 0,
  concurrency: 1,
});
