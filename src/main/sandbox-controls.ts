import type { SandboxControls } from "../../adapters/sandbox/controls.ts";
import type { OpenStore } from "../../db/store.ts";
import { nextTicketWakeIn } from "../../db/ticket-wake.ts";
import { type Desk, faster } from "../core/policy/policy.ts";
import { ticketName } from "../core/ticket/state.ts";
import type { House } from "../shell/house.ts";
import type { SteppableClock } from "./clock.ts";

const OFFSET = "sandbox_clock_offset_ms";

export interface SandboxDesk {
  readonly controls: SandboxControls;
  /** The desks with their durations divided by the speed of the moment. */
  readonly desks: () => readonly Desk[];
  /** The clock goes on where it stood: time never runs backwards over a restart. */
  readonly restoreClock: () => Promise<void>;
}

/** What the sandbox's page may do to the desk behind it. `house` is asked for late, because it is built last. */
export const createSandboxControls = (
  configured: () => readonly Desk[],
  startSpeed: number,
  clock: SteppableClock,
  store: OpenStore,
  house: () => House,
  /** Puts back on file what is on file at the start. */
  seed: () => Promise<void>,
): SandboxDesk => {
  let speed = startSpeed;
  let made: { readonly of: readonly Desk[]; readonly at: number; readonly desks: readonly Desk[] } | null =
    null;

  /** The same objects while neither the policy file nor the speed changes: rosters are kept by them. */
  const desks = (): readonly Desk[] => {
    const of = configured();
    if (made === null || made.of !== of || made.at !== speed) {
      made = { of, at: speed, desks: of.map((desk) => ({ ...desk, policy: faster(desk.policy, speed) })) };
    }
    return made.desks;
  };

  return {
    desks,
    restoreClock: async () => {
      const offset = await store.setting(OFFSET);
      if (typeof offset === "number") clock.restart(offset);
    },
    controls: {
      speed: () => speed,
      setSpeed: (next) => {
        speed = next;
      },
      reps: () => configured().flatMap((desk) => desk.reps),
      overview: () => store.read.overview("sandbox"),
      staff: async () => (await Promise.all(desks().map((desk) => house().staff(desk)))).flat(),
      skipToNextDeadline: async () => {
        const waiting = (await store.read.overview("sandbox")).flatMap((one) => one.next ?? []);
        const ticket = await nextTicketWakeIn(store.sql, clock.now());
        const what = ticket?.number == null ? "a draft" : ticketName(ticket.number);
        const all = ticket === null ? waiting : [...waiting, { at: ticket.at, what }];
        const next = all.sort((a, b) => a.at - b.at)[0];
        if (next === undefined) return { to: null, what: "" };
        clock.step(next.at - clock.now());
        await store.setSetting(OFFSET, clock.offsetMs());
        await house().clockStepped();
        return { to: next.at, what: next.what };
      },
      reset: async () => {
        await store.erase();
        await seed();
        clock.restart(0);
        // The reps were forgotten too.
        await house().desksChanged();
      },
    },
  };
};
