import { MINUTE } from "../../../../src/core/time.ts";
import {
  answered,
  breached,
  type Case,
  cancelled,
  customer,
  line,
  met,
  rep,
  resolving,
  running,
  t,
  told,
  waitingFrom,
  withTargets,
} from "./telling.ts";

const first = ["first_response", 1, 0, 60] as const;
const firstMet = met(10, ...first);
const ladder = told("first_response", 1, [0.5, 30], [0.8, 48], [1, 60], [2, 120]);
const isGone = (of: string, at: number, receivedAt = at) =>
  line("delete", at, { of, receivedAt: t(receivedAt) });

/** Decisions 8 to 11: order, duplicates, restarts, deletion. */
export const arriving: readonly Case[] = [
  {
    name: "duplicates count once",
    lines: [
      customer("c1", 0),
      customer("c1", 0),
      rep("r1", 50),
      rep("r1", 50),
      line("working_on_it", 55),
      line("working_on_it", 55),
      customer("c1", 0),
    ],
    expected: {
      clocks: [met(50, ...first), resolving, running("update", 1, 50, 170)],
      alerts: ladder.slice(0, 2),
    },
  },
  {
    name: "of two lines with one id the first counts",
    lines: [customer("c1", 10), customer("c1", 0)],
    expected: {
      clocks: [running("first_response", 1, 10, 70), running("resolution", 1, 10, 1210)],
    },
  },
  {
    name: "a customer's and a rep's message may have the same id",
    lines: [customer("1", 0), rep("1", 10)],
    expected: { ...answered, clocks: [firstMet, resolving] },
  },
  {
    name: "an older customer message arriving late moves the start back",
    lines: [customer("c2", 20), customer("c1", 0, { receivedAt: t(25) })],
    until: t(31),
    expected: {
      ...waitingFrom(0),
      nextWakeAt: t(48),
      clocks: [running(...first), resolving],
      alerts: ladder.slice(0, 1),
    },
  },
  {
    name: "an alert that was told is not told again when the start moves",
    lines: [customer("c2", 20), customer("c1", 0, { receivedAt: t(55) })],
    expected: { nextWakeAt: t(60), alerts: told("first_response", 1, [0.8, 48], [0.5, 50]) },
  },
  {
    name: "a response arriving late with an earlier timestamp withdraws the breach",
    lines: [customer("c1", 0), rep("r1", 50, { receivedAt: t(130) })],
    expected: {
      ...answered,
      clocks: [met(50, ...first), resolving],
      alerts: told("first_response", 1, [0.5, 30], [0.8, 48], [1, 60, "corrected"], [2, 120, "corrected"]),
    },
  },
  {
    name: "a response arriving late with the deadline's ms withdraws the breach",
    lines: [customer("c1", 0), rep("r1", 60, { receivedAt: t(61) })],
    expected: {
      clocks: [met(60, ...first), resolving],
      alerts: told("first_response", 1, [0.5, 30], [0.8, 48], [1, 60, "corrected"]),
    },
  },
  {
    name: "a late response arriving later still corrects only what it was there for",
    lines: [customer("c1", 0), rep("r1", 61, { receivedAt: t(130) })],
    expected: {
      clocks: [breached(61, ...first), resolving],
      alerts: told("first_response", 1, [0.5, 30], [0.8, 48], [1, 60], [2, 120, "corrected"]),
    },
  },
  {
    name: "a response that arrives after the message that followed it",
    lines: [customer("c1", 0), customer("c2", 20), rep("r1", 10, { receivedAt: t(25) })],
    expected: {
      ...waitingFrom(20),
      nextWakeAt: t(80),
      clocks: [firstMet, resolving, running("next_response", 1, 20, 140)],
      alerts: [],
    },
  },
  {
    name: "a response known before the message it answers: what was reached while the clock was open",
    lines: [rep("r1", 50, { receivedAt: t(100) }), customer("c1", 0)],
    until: t(200),
    expected: { ...answered, clocks: [met(50, ...first), resolving], alerts: ladder.slice(0, 2) },
  },
  {
    name: "a restart across a deadline: what was reached in the silence is told with its own time",
    lines: [customer("c1", 0), rep("r1", 500)],
    expected: { clocks: [breached(500, ...first), resolving], alerts: ladder },
  },
  {
    name: "while we were deaf: a message learnt of late is judged by its own time",
    lines: [customer("c1", 0, { receivedAt: t(100) })],
    expected: {
      ...waitingFrom(0),
      nextWakeAt: t(120),
      clocks: [breached(null, ...first), resolving],
      alerts: ladder.slice(0, 3),
    },
  },
  {
    name: "the system clock steps back: arrival does not",
    lines: [
      customer("c1", 0, { receivedAt: t(31) }),
      line("rep_note", 5, { receivedAt: t(1) }),
      rep("r1", 40, { receivedAt: t(2) }),
    ],
    expected: { clocks: [met(40, ...first), resolving], alerts: ladder.slice(0, 1) },
  },
  {
    name: "the system clock steps forward: alerts were told, and the response's own time corrects them",
    lines: [customer("c1", 0), line("rep_note", 5, { receivedAt: t(600) }), rep("r1", 10)],
    expected: {
      clocks: [firstMet, resolving],
      alerts: ladder.map((alert) => ({ ...alert, corrected: true })),
    },
  },
  {
    name: "what arrives after `until` is not known",
    lines: [customer("c1", 0), rep("r1", 10), line("resolve", 20)],
    until: t(9.999),
    expected: { outcome: "open", ...waitingFrom(0), nextWakeAt: t(30) },
  },
  {
    name: "an empty history says nothing",
    lines: [customer("c1", 10)],
    until: t(9),
    expected: { outcome: "open", ...answered, nextWakeAt: null, clocks: [], alerts: [] },
  },
  {
    name: "deletion of the only unanswered message cancels the clock at the delete",
    lines: [customer("c1", 0), isGone("c1", 20)],
    until: t(70),
    expected: {
      ...answered,
      nextWakeAt: t(900),
      clocks: [cancelled(20, ...first), resolving],
      alerts: [],
    },
  },
  {
    name: "deletion of the oldest of two: the clock starts at the one left, same cycle",
    lines: [customer("c1", 0), customer("c2", 20), isGone("c1", 30), rep("r1", 80)],
    expected: {
      ...answered,
      clocks: [resolving, met(80, "first_response", 1, 20, 80)],
      alerts: told("first_response", 1, [0.5, 50], [0.8, 68]),
    },
  },
  {
    name: "a warning told before the deletion keeps its time and is not told again",
    lines: [customer("c1", 0), customer("c2", 20), isGone("c1", 40)],
    until: t(70),
    expected: {
      ...waitingFrom(20),
      nextWakeAt: t(80),
      alerts: told("first_response", 1, [0.5, 30], [0.8, 68]),
    },
  },
  {
    name: "deletion of the newer of two changes nothing",
    lines: [customer("c1", 0), customer("c2", 20), isGone("c2", 30), rep("r1", 40)],
    expected: { clocks: [met(40, ...first), resolving], alerts: ladder.slice(0, 1) },
  },
  {
    name: "a delete at the deadline's ms changes nothing",
    lines: [customer("c1", 0), isGone("c1", 60)],
    until: t(61),
    expected: {
      ...waitingFrom(0),
      clocks: [breached(null, ...first), resolving],
      alerts: ladder.slice(0, 3),
    },
  },
  {
    name: "a delete 1 ms before the deadline cancels",
    lines: [customer("c1", 0), isGone("c1", 59.999)],
    until: t(61),
    expected: { ...answered, clocks: [cancelled(59.999, ...first), resolving] },
  },
  {
    name: "a delete from before the deadline, known after it, cancels; what was told stays, uncorrected",
    lines: [customer("c1", 0), isGone("c1", 50, 70)],
    expected: {
      ...answered,
      clocks: [cancelled(50, ...first), resolving],
      alerts: ladder.slice(0, 3),
    },
  },
  {
    name: "deleting a response, or what it answered, un-meets nothing",
    lines: [customer("c1", 0), rep("r1", 10), isGone("r1", 20), isGone("c1", 25)],
    expected: { ...answered, clocks: [firstMet, resolving] },
  },
  {
    name: "after a deleted first message the next one starts first_response, cycle 2",
    lines: [customer("c1", 0), isGone("c1", 10), rep("r1", 15), customer("c2", 20)],
    expected: {
      ...waitingFrom(20),
      clocks: [cancelled(10, ...first), resolving, running("first_response", 2, 20, 80)],
    },
  },
  {
    name: "a deleted message that waited beside update leaves update alone",
    lines: [
      customer("c1", 0),
      rep("r1", 10, { text: "Let me check that." }),
      customer("c2", 20),
      isGone("c2", 30),
    ],
    expected: {
      ball: "rep",
      waitingSince: null,
      clocks: [firstMet, resolving, running("update", 1, 10, 130)],
    },
  },
  {
    name: "with “thanks!” left the deletion leaves nobody waiting",
    lines: [
      customer("c1", 0),
      rep("r1", 10),
      customer("c2", 20),
      customer("c3", 25, { text: "thanks!" }),
      isGone("c2", 30),
    ],
    policy: withTargets({ next_response: MINUTE }),
    expected: {
      ...answered,
      clocks: [firstMet, resolving, cancelled(30, "next_response", 1, 20, 80)],
    },
  },
];
