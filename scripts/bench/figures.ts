/** Latencies or latenesses in short: ms, one decimal. */
export interface Spread {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
}

const rounded = (value: number): number => Math.round(value * 10) / 10;

/** Nearest rank: the smallest value that at least this share of all values does not exceed. */
const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;

export const spreadOf = (values: readonly number[]): Spread => {
  const sorted = [...values].sort((a, b) => a - b);
  return {
    count: sorted.length,
    p50: rounded(percentile(sorted, 0.5)),
    p99: rounded(percentile(sorted, 0.99)),
  };
};

export const ratio = (value: number, floor: number): number => Math.round((value / floor) * 100) / 100;
export const perSecond = (count: number, ms: number): number => Math.round((count / ms) * 10_000) / 10;
