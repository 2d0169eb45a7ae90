import type { Timestamp } from "../core/time.ts";
import type { Entry } from "./entry.ts";
import { offset, utc } from "./times.ts";

export interface PageOptions {
  readonly title: string;
  /** Offsets count from here. */
  readonly from: Timestamp;
  readonly entries: readonly Entry[];
  readonly summary: readonly string[];
  /** How moments are said in one more zone; null: UTC alone. */
  readonly local: ((at: Timestamp) => string) | null;
}

/** A timeline as text: when, how long after the opening, what happened, and the rule behind it in brackets. */
export const pageOf = ({ title, from, entries, summary, local }: PageOptions): string => {
  const widest = Math.max(0, ...entries.map(({ at }) => offset(from, at).length));
  const lines = entries.map(({ at, text, rule }) => {
    const when = local === null ? `${utc(at)} UTC` : `${utc(at)} UTC (${local(at)})`;
    return `${when}  ${offset(from, at).padStart(widest)}  ${text}${rule === null ? "" : ` [${rule}]`}`;
  });
  return [title, "", ...lines, "", "The clocks:", ...summary.map((line) => `- ${line}`)].join("\n");
};
