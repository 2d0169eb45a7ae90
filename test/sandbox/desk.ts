import type { SandboxControls } from "../../adapters/sandbox/index.ts";
import { DEFAULT_POLICY, type Desk, type Rep } from "../../src/core/policy/policy.ts";
import type { ConversationOverview, Log } from "../../src/ports.ts";
import { aRep } from "../support/rep.ts";

export const rep = (id: string, name: string, lead = false): Rep => aRep(id, { name, sandbox: id, lead });

export const REPS: readonly Rep[] = [
  rep("ada", "Ada Okoro"),
  rep("ben", "Ben Sato"),
  rep("chloe", "Chloé Martin", true),
];

const channel = (name: string) => ({ platform: "sandbox", channel: name }) as const;

export const DESK: Desk = {
  id: "sandbox",
  name: "Acme Hosting",
  customers: channel("support"),
  staff: channel("staff"),
  alerts: channel("alerts"),
  managers: channel("managers"),
  tickets: channel("tickets"),
  reps: REPS,
  calendar: null,
  zone: "UTC",
  overrides: [],
  policy: DEFAULT_POLICY,
};

export const quietLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** A desk whose only work is to be asked: its speed, its overview, and whether it was reset. */
export const createDeskControls = () => {
  let speed = 1;
  let resets = 0;
  let conversations: readonly ConversationOverview[] = [];
  const controls: SandboxControls = {
    speed: () => speed,
    setSpeed: (wanted) => {
      speed = wanted;
    },
    skipToNextDeadline: async () => ({ to: null, what: "nothing lies ahead" }),
    reset: async () => {
      resets += 1;
    },
    overview: async () => conversations,
    staff: async () =>
      REPS.map(({ id, lead, permissions }) => ({
        id,
        person: id,
        lead,
        permissions,
        onDuty: true,
        unreachable: null,
        open: 0,
        busyAt: 0,
      })),
    reps: () => REPS,
  };
  return {
    controls,
    resets: () => resets,
    show: (all: readonly ConversationOverview[]) => {
      conversations = all;
    },
  };
};
