import { isDeepStrictEqual } from "node:util";
import type { Desk } from "../core/policy/policy.ts";

export interface Renewed {
  readonly desks: readonly Desk[];
  /** Those that say something else now. */
  readonly changed: readonly Desk[];
  /** What the file asks for and only a start gives: the adapters know their channels from then. */
  readonly waiting: readonly string[];
}

const CHANNELS = ["customers", "staff", "alerts", "managers", "tickets"] as const;

/** The desks that run, with all that may change while they do: policy, name, reps, shifts, calendars. */
export const renewDesks = (running: readonly Desk[], file: readonly Desk[]): Renewed => {
  const waiting: string[] = [];
  const desks = running.map((desk) => {
    const named = file.find(({ id }) => id === desk.id);
    if (named === undefined) {
      waiting.push(`desk ${desk.id} is gone from the file, and serves on as before until a restart`);
      return desk;
    }
    const { customers, staff, alerts, managers, tickets } = desk;
    for (const side of CHANNELS) {
      if (isDeepStrictEqual(named[side], desk[side])) continue;
      waiting.push(`the ${side} channel of desk ${desk.id} changes with a restart`);
    }
    const next = { ...named, customers, staff, alerts, managers, tickets };
    return isDeepStrictEqual(next, desk) ? desk : next;
  });
  for (const { id } of file) {
    if (!running.some((desk) => desk.id === id)) waiting.push(`desk ${id} is new and begins with a restart`);
  }
  return { desks, changed: desks.filter((desk) => !running.includes(desk)), waiting };
};
