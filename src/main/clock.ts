import type { Clock } from "../ports.ts";

export const systemClock: Clock = { now: () => Date.now() };

/** The sandbox's clock: the machine's, moved forward by whoever skips to the next deadline. Never back. */
export interface SteppableClock extends Clock {
  readonly offsetMs: () => number;
  readonly step: (ms: number) => void;
  readonly restart: (offsetMs: number) => void;
}

export const createSteppableClock = (): SteppableClock => {
  let offsetMs = 0;
  return {
    now: () => Date.now() + offsetMs,
    offsetMs: () => offsetMs,
    step: (ms) => {
      offsetMs += Math.max(0, Math.ceil(ms));
    },
    restart: (ms) => {
      offsetMs = ms;
    },
  };
};
