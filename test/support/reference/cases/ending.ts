import { MINUTE, SECOND } from "../../../../src/core/time.ts";
import {
  answered,
  breached,
  type Case,
  cancelled,
  customer,
  line,
  met,
  rep,
  running,
  t,
  told,
  waitingFrom,
  withTargets,
} from "./telling.ts";

const first = ["first_response", 1, 0, 60] as const;
const firstMet = met(10, ...first);
const whole = ["resolution", 1, 0, 1200] as const;
const opening = [customer("c1", 0), rep("r1", 10)];
const asking = [customer("c1", 0), rep("r1", 10, { text: "Is it fixed?" })];
const DAY_S = 24 * 60 * 60;

const isOver = { ...answered, nextWakeAt: null } as const;

/** Decisions 12 to 15: resolution, ends, reopening. */
export const ending: readonly Case[] = [
  {
    name: "resolve with “thanks” last",
    lines: [...opening, customer("c2", 20, { text: "thanks!" }), line("resolve", 30)],
    until: t(2000),
    expected: { outcome: "resolved", ...isOver, clocks: [firstMet, met(30, ...whole)], alerts: [] },
  },
  {
    name: "resolve cancels an open next_response",
    lines: [...opening, customer("c2", 20), line("resolve", 50)],
    expected: {
      outcome: "resolved",
      ...isOver,
      clocks: [firstMet, met(50, ...whole), cancelled(50, "next_response", 1, 20, 140)],
    },
  },
  {
    name: "handoff cancels an open update",
    lines: [
      customer("c1", 0),
      rep("r1", 10, { text: "Let me check that." }),
      line("handoff", 50, { reason: "authentication" }),
    ],
    expected: {
      outcome: "handed_off",
      ...isOver,
      clocks: [firstMet, met(50, ...whole), cancelled(50, "update", 1, 10, 130)],
    },
  },
  {
    name: "resolve before any response cancels first_response",
    lines: [customer("c1", 0), line("resolve", 20)],
    expected: { outcome: "resolved", ...isOver, clocks: [cancelled(20, ...first), met(20, ...whole)] },
  },
  {
    name: "handoff before any response cancels first_response",
    lines: [customer("c1", 0), line("handoff", 20, { reason: "permission" })],
    expected: { outcome: "handed_off", ...isOver, clocks: [cancelled(20, ...first), met(20, ...whole)] },
  },
  {
    name: "abandonment cancels both",
    lines: [customer("c1", 0), line("abandon", 5)],
    expected: {
      outcome: "abandoned",
      ...isOver,
      clocks: [cancelled(5, ...first), cancelled(5, ...whole)],
    },
  },
  {
    name: "an end at the deadline's ms is not yet past due",
    lines: [customer("c1", 0), line("resolve", 60)],
    expected: {
      clocks: [cancelled(60, ...first), met(60, ...whole)],
      alerts: told("first_response", 1, [0.5, 30], [0.8, 48]),
    },
  },
  {
    name: "an end leaves a breach as it is, and nothing more is told",
    lines: [customer("c1", 0), line("resolve", 90)],
    until: t(2000),
    expected: {
      outcome: "resolved",
      ...isOver,
      clocks: [breached(null, ...first), met(90, ...whole)],
      alerts: told("first_response", 1, [0.5, 30], [0.8, 48], [1, 60]),
    },
  },
  {
    name: "a message after the end answers nothing",
    lines: [customer("c1", 0), line("resolve", 90), rep("r1", 91)],
    expected: { outcome: "resolved", clocks: [breached(null, ...first), met(90, ...whole)] },
  },
  {
    name: "resolved at the deadline's ms is met; told at 0.75 only",
    lines: [...opening, line("resolve", 1200)],
    expected: { clocks: [firstMet, met(1200, ...whole)], alerts: told("resolution", 1, [0.75, 900]) },
  },
  {
    name: "resolved 1 ms late is a breach",
    lines: [...opening, line("resolve", 1200.001)],
    expected: {
      clocks: [firstMet, breached(1200.001, ...whole)],
      alerts: told("resolution", 1, [0.75, 900], [1, 1200]),
    },
  },
  {
    name: "resolution is wall clock: the ball with the customer stops nothing",
    lines: [...opening],
    until: t(1201),
    expected: {
      ...answered,
      nextWakeAt: null,
      clocks: [firstMet, breached(null, ...whole)],
      alerts: told("resolution", 1, [0.75, 900], [1, 1200]),
    },
  },
  {
    name: "abandoned past due, resolution stays breached",
    lines: [...opening, line("abandon", 1300)],
    expected: { outcome: "abandoned", ...isOver, clocks: [firstMet, breached(null, ...whole)] },
  },
  {
    name: "the first end counts",
    lines: [...opening, line("resolve", 20), line("handoff", 30, { reason: "ticket" }), line("abandon", 40)],
    expected: { outcome: "resolved", ...isOver, clocks: [firstMet, met(20, ...whole)] },
  },
  {
    name: "an end known late, from before an alert, leaves the alert; resolution's is corrected",
    lines: [...opening, line("resolve", 1100, { receivedAt: t(1210) })],
    expected: {
      clocks: [firstMet, met(1100, ...whole)],
      alerts: told("resolution", 1, [0.75, 900], [1, 1200, "corrected"]),
    },
  },
  {
    name: "reopen after 1 min: a new next_response, and what resolution had left",
    lines: [...opening, line("resolve", 100), customer("c2", 160), rep("r2", 170)],
    expected: {
      outcome: "open",
      ...answered,
      nextWakeAt: t(160 + 0.75 * 1100),
      clocks: [
        firstMet,
        met(100, ...whole),
        met(170, "next_response", 1, 160, 280),
        running("resolution", 2, 160, 1260),
      ],
      alerts: [],
    },
  },
  {
    name: "reopen after 1 day is another conversation",
    lines: [...opening, line("resolve", 100), customer("c2", 100 + DAY_S)],
    expected: { outcome: "resolved", ...isOver, clocks: [firstMet, met(100, ...whole)], alerts: [] },
  },
  {
    name: "the window's last ms reopens",
    lines: [...opening, line("resolve", 100), customer("c2", 700)],
    expected: { outcome: "open", ...waitingFrom(700) },
  },
  {
    name: "1 ms after the window nothing reopens",
    lines: [...opening, line("resolve", 100), customer("c2", 700.001)],
    expected: { outcome: "resolved", ...isOver },
  },
  {
    name: "the window is the policy's",
    lines: [...opening, line("resolve", 100), customer("c2", 161)],
    policy: { ...withTargets({}), reopenMs: MINUTE },
    expected: { outcome: "resolved", ...isOver },
  },
  {
    name: "a reopened conversation has at least 2 minutes",
    lines: [...opening, line("resolve", 1150), customer("c2", 1160)],
    expected: {
      ...waitingFrom(1160),
      nextWakeAt: t(1220),
      clocks: [
        firstMet,
        met(1150, ...whole),
        running("next_response", 1, 1160, 1280),
        running("resolution", 2, 1160, 1280),
      ],
    },
  },
  {
    name: "or the whole target, where that is shorter",
    lines: [...opening, line("resolve", 85), customer("c2", 100)],
    policy: withTargets({ resolution: 90 * SECOND }),
    expected: {
      clocks: [
        firstMet,
        met(85, "resolution", 1, 0, 90),
        running("next_response", 1, 100, 220),
        running("resolution", 2, 100, 190),
      ],
      alerts: told("resolution", 1, [0.75, 67.5]),
    },
  },
  {
    name: "the third resolution has what the first two left",
    lines: [...opening, line("resolve", 300), customer("c2", 400), line("abandon", 500), customer("c3", 600)],
    expected: {
      outcome: "open",
      clocks: [
        firstMet,
        met(300, ...whole),
        cancelled(500, "next_response", 1, 400, 520),
        cancelled(500, "resolution", 2, 400, 1300),
        running("next_response", 2, 600, 720),
        running("resolution", 3, 600, 1400),
      ],
    },
  },
  {
    name: "reopened without ever an answer: first_response, cycle 2",
    lines: [customer("c1", 0), line("resolve", 20), customer("c2", 80)],
    expected: {
      outcome: "open",
      ...waitingFrom(80),
      clocks: [
        cancelled(20, ...first),
        met(20, ...whole),
        running("first_response", 2, 80, 140),
        running("resolution", 2, 80, 1260),
      ],
    },
  },
  {
    name: "“thanks!” after the end reopens nothing",
    lines: [...opening, line("resolve", 20), customer("c2", 30, { text: "thanks!" })],
    expected: { outcome: "resolved", ...isOver, clocks: [firstMet, met(20, ...whole)] },
  },
  {
    name: "“ok” after the end reopens where the last response asked",
    lines: [...asking, line("resolve", 20), customer("c2", 30, { text: "ok" })],
    expected: {
      outcome: "open",
      ...waitingFrom(30),
      clocks: [
        firstMet,
        met(20, ...whole),
        running("next_response", 1, 30, 150),
        running("resolution", 2, 30, 1210),
      ],
    },
  },
  {
    name: "an end that arrives after the message that follows it: that message reopened",
    lines: [...opening, customer("c2", 60), line("resolve", 30, { receivedAt: t(70) })],
    expected: {
      outcome: "open",
      ...waitingFrom(60),
      clocks: [
        firstMet,
        met(30, ...whole),
        running("next_response", 1, 60, 180),
        running("resolution", 2, 60, 1230),
      ],
    },
  },
  {
    name: "a deleted reopening message leaves the conversation open, with nobody waiting",
    lines: [...opening, line("resolve", 30), customer("c2", 60), line("delete", 70, { of: "c2" })],
    expected: {
      outcome: "open",
      ...answered,
      clocks: [
        firstMet,
        met(30, ...whole),
        cancelled(70, "next_response", 1, 60, 180),
        running("resolution", 2, 60, 1230),
      ],
    },
  },
];
