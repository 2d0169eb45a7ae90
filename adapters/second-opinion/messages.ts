import type { SecondView } from "../../src/core/gate/judge.ts";

/** What the desk asks the thread. */
export interface Question {
  readonly id: number;
  readonly text: string;
}

/** What the thread answers; null: it has no view. */
export interface Answer {
  readonly id: number;
  readonly view: SecondView | null;
}
