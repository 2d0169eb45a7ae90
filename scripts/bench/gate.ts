import { monitorEventLoopDelay } from "node:perf_hooks";
import { createSecondOpinion } from "../../adapters/second-opinion/index.ts";
import { judge } from "../../src/core/gate/judge.ts";
import { DEFAULT_GATE, rulesOf } from "../../src/core/gate/settings.ts";
import { type Spread, spreadOf } from "./figures.ts";

export interface GateFigures {
  /** The rules on a message of 2,000 characters, ms. */
  readonly rules: Spread;
  /** Splitting the same message into words, which is the least that can be done: ms. */
  readonly floor: Spread;
  /** The slowest of the hostile inputs, each the least of several runs: ms. */
  readonly hostileMs: number;
  readonly hostile: string;
  /** A second opinion, from question to answer, ms; null: it is not installed. */
  readonly second: Spread | null;
  /** Longest that the desk's own event loop was held up meanwhile, ms. */
  readonly loopMs: number | null;
}

const LENGTH = 2_000;
const HOSTILE_LENGTH = 100_000;
const HOSTILE_RUNS = 5;

const message = (): string =>
  "Hi there, since yesterday my site shows an error and I already restarted the srever. Could you please change the MX record of example.com to 10 mail.example.org, and tell me how long it takes? "
    .repeat(20)
    .slice(0, LENGTH);

const HOSTILE = [
  "a",
  "a ",
  "?",
  '"a b" ',
  "'",
  "please ",
  "can you ",
  "password ",
  "changee passwrod ",
  "how do i reset my password, ",
  "\n",
  ">\n",
  "a.com ",
  "@",
  "x-",
  "1.1.1.",
  "”“ x ",
  "😀",
  "ﷺ",
] as const;

const timed = (work: () => unknown): number => {
  const startedAt = performance.now();
  work();
  return performance.now() - startedAt;
};

const times = (count: number, work: () => unknown): Spread => {
  for (let turn = 0; turn < count / 10; turn++) work();
  return spreadOf(Array.from({ length: count }, () => timed(work)));
};

const secondOpinion = async (count: number): Promise<Pick<GateFigures, "second" | "loopMs">> => {
  const second = createSecondOpinion({ log: { warn: () => undefined }, patienceMs: 30_000 });
  try {
    const text = message();
    if ((await second.ask(text)) === null) return { second: null, loopMs: null };
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const took: number[] = [];
    for (let turn = 0; turn < count; turn++) {
      const startedAt = performance.now();
      await second.ask(text);
      took.push(performance.now() - startedAt);
    }
    delay.disable();
    return { second: spreadOf(took), loopMs: Math.round(delay.max / 1e5) / 10 };
  } finally {
    await second.stop();
  }
};

export const measureGate = async (quick: boolean): Promise<GateFigures> => {
  const rules = rulesOf(DEFAULT_GATE);
  const text = message();
  const count = quick ? 1_000 : 10_000;
  const hostile = HOSTILE.map((unit) => {
    const long = unit.repeat(Math.ceil(HOSTILE_LENGTH / unit.length));
    return {
      unit,
      ms: Math.min(...Array.from({ length: HOSTILE_RUNS }, () => timed(() => judge(long, rules)))),
    };
  });
  const slowest = hostile.reduce((one, other) => (other.ms > one.ms ? other : one));
  return {
    floor: times(count, () => text.toLowerCase().split(/\s+/)),
    rules: times(count, () => judge(text, rules)),
    hostileMs: Math.round(slowest.ms * 10) / 10,
    hostile: slowest.unit,
    ...(await secondOpinion(quick ? 20 : 200)),
  };
};
