import { DEFAULT_POLICY } from "../../../../src/core/policy/policy.ts";
import { SECOND } from "../../../../src/core/time.ts";
import {
  answered,
  breached,
  type Case,
  customer,
  line,
  met,
  rep,
  resolving,
  running,
  t,
  told,
  waitingFrom,
} from "./telling.ts";

const first = ["first_response", 1, 0, 60] as const;
const next = ["next_response", 1, 20, 140] as const;
const ladder = told("first_response", 1, [0.5, 30], [0.8, 48], [1, 60], [2, 120]);
const warnings = ladder.slice(0, 2);
const toBreach = ladder.slice(0, 3);

/** Whatever is no response leaves the clock as it was. */
const noResponse = (name: string, ...lines: Case["lines"]): Case => ({
  name,
  lines: [customer("c1", 0), ...lines],
  until: t(59),
  expected: {
    outcome: "open",
    ...waitingFrom(0),
    nextWakeAt: t(60),
    clocks: [running(...first), resolving],
    alerts: warnings,
  },
});

/** Decisions 1 to 5, 7, 9 and 16, and the ladder of alerts. */
export const answering: readonly Case[] = [
  {
    name: "a tie at the deadline's ms is met",
    lines: [customer("c1", 0), rep("r1", 60)],
    expected: {
      outcome: "open",
      ...answered,
      nextWakeAt: t(900),
      clocks: [met(60, ...first), resolving],
      alerts: warnings,
    },
  },
  {
    name: "a reply 1 ms after the deadline is late, and the breach was told at the deadline",
    lines: [customer("c1", 0), rep("r1", 60.001)],
    expected: { ...answered, clocks: [breached(60.001, ...first), resolving], alerts: toBreach },
  },
  {
    name: "a reply 1 ms before a warning spares it",
    lines: [customer("c1", 0), rep("r1", 47.999)],
    expected: { clocks: [met(47.999, ...first), resolving], alerts: ladder.slice(0, 1) },
  },
  {
    name: "at the deadline's ms the clock still runs, and the alert is told",
    lines: [customer("c1", 0)],
    until: t(60),
    expected: {
      ...waitingFrom(0),
      nextWakeAt: t(120),
      clocks: [running(...first), resolving],
      alerts: toBreach,
    },
  },
  {
    name: "1 ms after the deadline the clock is breached, at the deadline itself",
    lines: [customer("c1", 0)],
    until: t(60.001),
    expected: { clocks: [breached(null, ...first), resolving], alerts: toBreach, nextWakeAt: t(120) },
  },
  {
    name: "a reply between deadline and alert of the next level is told no more",
    lines: [customer("c1", 0), rep("r1", 119.999)],
    until: t(200),
    expected: { clocks: [breached(119.999, ...first), resolving], alerts: toBreach, nextWakeAt: t(900) },
  },
  {
    name: "three customer messages, then a reply: the oldest counts",
    lines: [customer("c1", 0), customer("c2", 20), customer("c3", 40), rep("r1", 61)],
    expected: { ...answered, clocks: [breached(61, ...first), resolving], alerts: toBreach },
  },
  {
    name: "three customer messages after a response, then a reply: the oldest counts",
    lines: [
      customer("c1", 0),
      rep("r1", 10),
      customer("c2", 20),
      customer("c3", 60),
      customer("c4", 100),
      rep("r2", 140),
    ],
    expected: {
      ...answered,
      clocks: [met(10, ...first), resolving, met(140, ...next)],
      alerts: told("next_response", 1, [0.5, 80], [0.8, 116]),
    },
  },
  noResponse("a note is no response", line("rep_note", 10, { by: "ana", text: "disk full" })),
  noResponse("the desk's own greeting is no response", line("desk_message", 1, { text: "Welcome!" })),
  noResponse("a reaction is no response", line("reaction", 10, { of: "c1", by: "ana" })),
  noResponse("an edit touches no clock", line("edit", 40, { of: "c1", text: "thanks!" })),
  noResponse("a failed delivery is no response", rep("r1", 10, { deliveredAt: null })),
  noResponse("deletion of an unknown message touches no clock", line("delete", 10, { of: "nothing" })),
  noResponse("claim, then silence, before the deadline", line("claim", 5, { by: "ana" })),
  noResponse(
    "claim, release and transfer touch no clock",
    line("claim", 5, { by: "ana" }),
    line("release", 10, { by: "ana" }),
    line("transfer", 20, { by: "ana", to: "bo" }),
  ),
  {
    name: "claim, then silence, across the deadline: no alert is spared",
    lines: [customer("c1", 0), line("claim", 40, { by: "ana" })],
    until: t(130),
    expected: {
      ...waitingFrom(0),
      nextWakeAt: t(900),
      clocks: [breached(null, ...first), resolving],
      alerts: ladder,
    },
  },
  {
    name: "a failed delivery that succeeds later under the same id answers then",
    lines: [customer("c1", 0), rep("r1", 10, { deliveredAt: null }), rep("r1", 10, { deliveredAt: t(40) })],
    until: t(40),
    expected: { ...answered, clocks: [met(40, ...first), resolving], alerts: ladder.slice(0, 1) },
  },
  {
    name: "a reply counts from its delivery",
    lines: [customer("c1", 0), rep("r1", 50, { deliveredAt: t(70) })],
    until: t(70),
    expected: { ...answered, clocks: [breached(70, ...first), resolving], alerts: toBreach },
  },
  {
    name: "a line arrives by its own time: a delivery that it foretells makes it no later",
    lines: [customer("c1", 0), rep("r1", 50, { deliveredAt: t(70) })],
    expected: {
      ...answered,
      nextWakeAt: t(900),
      clocks: [breached(70, ...first), resolving],
      alerts: warnings,
    },
  },
  {
    name: "a foretold delivery holds up no line after it",
    lines: [customer("c1", 0), rep("r1", 20, { deliveredAt: t(100) }), line("claim", 25)],
    until: t(40),
    expected: {
      ...answered,
      nextWakeAt: t(900),
      clocks: [breached(100, ...first), resolving],
      alerts: ladder.slice(0, 1),
    },
  },
  {
    name: "two reps answering at once: the first response answers, the second starts nothing",
    lines: [customer("c1", 0), rep("r1", 10), rep("r2", 10, { by: "bo" })],
    expected: { ...answered, clocks: [met(10, ...first), resolving], alerts: [] },
  },
  {
    name: "if a rep opens the conversation, no clock runs until the customer speaks",
    lines: [rep("r1", 0)],
    until: t(3600),
    expected: { outcome: "open", ...answered, nextWakeAt: null, clocks: [], alerts: [] },
  },
  {
    name: "a rep's opening answers nothing: the first customer message starts first_response",
    lines: [rep("r1", 0), customer("c1", 10), rep("r2", 20)],
    expected: {
      clocks: [met(20, "first_response", 1, 10, 70), running("resolution", 1, 10, 1210)],
      alerts: [],
    },
  },
  {
    name: "next_response exists only after first_response was answered",
    lines: [customer("c1", 0), customer("c2", 100)],
    until: t(200),
    expected: {
      ...waitingFrom(0),
      clocks: [breached(null, ...first), resolving],
      alerts: ladder,
      nextWakeAt: t(900),
    },
  },
  {
    name: "a second breach the same day is told as the first was",
    lines: [
      customer("c1", 0),
      rep("r1", 10),
      customer("c2", 20),
      rep("r2", 150),
      customer("c3", 200),
      rep("r3", 321),
    ],
    expected: {
      clocks: [
        met(10, ...first),
        resolving,
        breached(150, ...next),
        breached(321, "next_response", 2, 200, 320),
      ],
      alerts: [
        ...told("next_response", 1, [0.5, 80], [0.8, 116], [1, 140]),
        ...told("next_response", 2, [0.5, 260], [0.8, 296], [1, 320]),
      ],
    },
  },
  {
    name: "targets and steps are data: 40 s, told at 0.25, 1 and 3, and not at 0",
    lines: [customer("c1", 0)],
    until: t(130),
    policy: {
      ...DEFAULT_POLICY,
      version: "other-steps",
      targets: { ...DEFAULT_POLICY.targets, first_response: 40 * SECOND },
      steps: {
        ...DEFAULT_POLICY.steps,
        first_response: [0, 0.25, 1, 3].map((at) => ({ at, tell: ["lead"] })),
      },
    },
    expected: {
      clocks: [breached(null, "first_response", 1, 0, 40), resolving],
      alerts: told("first_response", 1, [0.25, 10], [1, 40], [3, 120]),
      nextWakeAt: t(900),
    },
  },
];
