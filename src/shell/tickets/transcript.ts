import type { Timestamp } from "../../core/time.ts";

export interface ChatLine {
  readonly at: Timestamp;
  readonly name: string;
  readonly text: string;
}

const clockTime = (at: Timestamp): string => new Date(at).toISOString().replace("T", " ").slice(0, 19);

/** A chat as it was kept: secrets were taken out before it was. */
export const transcriptOf = (lines: readonly ChatLine[]): string =>
  lines.map(({ at, name, text }) => `${clockTime(at)} UTC ${name}: ${text}`).join("\n");
