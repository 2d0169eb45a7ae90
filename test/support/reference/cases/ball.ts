import { DEFAULT_POLICY } from "../../../../src/core/policy/policy.ts";
import { SECOND } from "../../../../src/core/time.ts";
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

const firstMet = met(10, "first_response", 1, 0, 60);
const next = ["next_response", 1, 20, 140] as const;
const update = ["update", 1, 10, 130] as const;
const opening = [customer("c1", 0), rep("r1", 10)];
const holding = [customer("c1", 0), rep("r1", 10, { text: "Let me check that." })];
const asking = [customer("c1", 0), rep("r1", 10, { text: "Is it fixed?" })];
const quickNext = withTargets({ next_response: 60 * SECOND });

/** Decision 6, and `update` of decisions 1 and 3. */
export const ball: readonly Case[] = [
  {
    name: "a holding phrase keeps the ball with the rep, and update runs from the response",
    lines: holding,
    until: t(80),
    expected: {
      outcome: "open",
      ball: "rep",
      waitingSince: null,
      nextWakeAt: t(106),
      clocks: [firstMet, resolving, running(...update)],
      alerts: told("update", 1, [0.5, 70]),
    },
  },
  {
    name: "with holding phrases switched off the same words give the ball away",
    lines: holding,
    policy: { ...DEFAULT_POLICY, phrases: { ...DEFAULT_POLICY.phrases, holding: [] } },
    expected: { ...answered, clocks: [firstMet, resolving] },
  },
  {
    name: "a customer message while update runs starts no second clock",
    lines: [...holding, customer("c2", 20)],
    until: t(50),
    expected: { ...waitingFrom(20), nextWakeAt: t(70), clocks: [firstMet, resolving, running(...update)] },
  },
  {
    name: "one response answers update and the customer",
    lines: [...holding, customer("c2", 20), rep("r2", 130)],
    expected: {
      ...answered,
      clocks: [firstMet, resolving, met(130, ...update)],
      alerts: told("update", 1, [0.5, 70], [0.8, 106]),
    },
  },
  {
    name: "a breached update stays the one reply clock until a response",
    lines: [...holding, customer("c2", 200), rep("r2", 251)],
    expected: {
      ...answered,
      clocks: [firstMet, resolving, breached(251, ...update)],
      alerts: told("update", 1, [0.5, 70], [0.8, 106], [1, 130], [2, 250]),
    },
  },
  {
    name: "where next_response is due sooner, it starts and update is cancelled",
    lines: [...holding, customer("c2", 30), rep("r2", 50)],
    policy: quickNext,
    expected: {
      ...answered,
      clocks: [firstMet, resolving, cancelled(30, ...update), met(50, "next_response", 1, 30, 90)],
      alerts: [],
    },
  },
  {
    name: "where update is due at the same ms, it stays",
    lines: [...holding, customer("c2", 70)],
    policy: quickNext,
    expected: {
      ...waitingFrom(70),
      clocks: [firstMet, resolving, running(...update)],
      alerts: told("update", 1, [0.5, 70]),
    },
  },
  {
    name: "a second promise is a second update",
    lines: [...holding, rep("r2", 50, { text: "One moment, please." })],
    expected: { clocks: [firstMet, resolving, met(50, ...update), running("update", 2, 50, 170)] },
  },
  {
    name: "working on it counts from the response, not from the button",
    lines: [...opening, line("working_on_it", 60)],
    expected: {
      ball: "rep",
      waitingSince: null,
      nextWakeAt: t(70),
      clocks: [firstMet, resolving, running(...update)],
      alerts: [],
    },
  },
  {
    name: "working on it, pressed late, tells at once what the response's time says",
    lines: [...opening, line("working_on_it", 110)],
    expected: { nextWakeAt: t(130), alerts: told("update", 1, [0.5, 70], [0.8, 106]) },
  },
  {
    name: "working on it means nothing before the first response",
    lines: [customer("c1", 0), line("working_on_it", 10)],
    expected: { ...waitingFrom(0), clocks: [running("first_response", 1, 0, 60), resolving] },
  },
  {
    name: "working on it means nothing while next_response runs",
    lines: [...opening, customer("c2", 20), line("working_on_it", 30), rep("r2", 50)],
    expected: { ...answered, clocks: [firstMet, resolving, met(50, ...next)] },
  },
  {
    name: "no reply needed ends next_response as cancelled and gives the ball to the customer",
    lines: [...opening, customer("c2", 20), line("no_reply_needed", 40)],
    until: t(300),
    expected: {
      ...answered,
      nextWakeAt: t(900),
      clocks: [firstMet, resolving, cancelled(40, ...next)],
      alerts: [],
    },
  },
  {
    name: "after no reply needed the next customer message starts a clock of its own",
    lines: [...opening, customer("c2", 20), line("no_reply_needed", 40), customer("c3", 50)],
    expected: {
      ...waitingFrom(50),
      clocks: [firstMet, resolving, cancelled(40, ...next), running("next_response", 2, 50, 170)],
    },
  },
  {
    name: "no reply needed cancels update",
    lines: [...holding, line("no_reply_needed", 40)],
    expected: { ...answered, clocks: [firstMet, resolving, cancelled(40, ...update)] },
  },
  {
    name: "no reply needed does nothing before the first response",
    lines: [customer("c1", 0), line("no_reply_needed", 10)],
    expected: { ...waitingFrom(0), clocks: [running("first_response", 1, 0, 60), resolving] },
  },
  {
    name: "no reply needed 1 ms after the deadline: the breach stays, and the ball is the customer's",
    lines: [...opening, customer("c2", 20), line("no_reply_needed", 140.001)],
    expected: {
      ...answered,
      nextWakeAt: t(900),
      clocks: [firstMet, resolving, breached(null, ...next)],
    },
  },
  {
    name: "no reply needed at the deadline's ms cancels",
    lines: [...opening, customer("c2", 20), line("no_reply_needed", 140)],
    expected: { ...answered, clocks: [firstMet, resolving, cancelled(140, ...next)] },
  },
  {
    name: "“thanks!” after a response starts no clock",
    lines: [...opening, customer("c2", 20, { text: "thanks!" })],
    until: t(300),
    expected: { ...answered, nextWakeAt: t(900), clocks: [firstMet, resolving], alerts: [] },
  },
  {
    name: "“ok” after a question starts a clock",
    lines: [...asking, customer("c2", 20, { text: "ok" })],
    expected: { ...waitingFrom(20), nextWakeAt: t(80), clocks: [firstMet, resolving, running(...next)] },
  },
  {
    name: "a question that was followed by another response asks no more",
    lines: [...asking, rep("r2", 15), customer("c2", 20, { text: "👍" })],
    expected: { ...answered, clocks: [firstMet, resolving] },
  },
  {
    name: "“thanks!” as the very first message starts first_response",
    lines: [customer("c1", 0, { text: "thanks!" })],
    expected: { ...waitingFrom(0), clocks: [running("first_response", 1, 0, 60), resolving] },
  },
  {
    name: "“ok” to a promise waits for nothing, and update runs on",
    lines: [...holding, customer("c2", 20, { text: "ok" })],
    expected: { ball: "rep", waitingSince: null, clocks: [firstMet, resolving, running(...update)] },
  },
];
