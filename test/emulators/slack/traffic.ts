import type { Fields } from "./model.ts";

/** One Web API request; `response` and `status` are there once it was answered. */
export type ApiCallRecord = {
  readonly method: string;
  readonly args: Fields;
  /** App the token belongs to. */
  readonly appId: string | undefined;
  /** On the emulator's clock, ms. */
  readonly arrivedAt: number;
  /** On the process's monotonic clock (`performance.now`), ms. */
  readonly arrivedMonotonicMs: number;
  status: number | undefined;
  response: Fields | undefined;
};

/** One attempt at handing a payload to an app. */
export type DeliveryRecord = {
  readonly appId: string;
  readonly kind: string;
  /** Inner event type with subtype, interaction type or command. */
  readonly name: string;
  readonly payload: Fields;
  /** 0 for the first attempt. */
  readonly attempt: number;
  readonly reason: string | undefined;
  /** `pending` until it is acknowledged, given up, or `dropped` by an injected fault. */
  outcome: "pending" | "acknowledged" | "failed" | "dropped";
};

export type Traffic = {
  readonly calls: ApiCallRecord[];
  readonly deliveries: DeliveryRecord[];
  readonly log: (line: string) => void;
  readonly recent: () => string;
};

const KEPT_LINES = 40;

export function createTraffic(now: () => number): Traffic {
  const lines: string[] = [];
  return {
    calls: [],
    deliveries: [],
    log(line) {
      lines.push(`${new Date(now()).toISOString().slice(11, 23)} ${line}`);
      if (lines.length > KEPT_LINES) lines.shift();
    },
    recent: () => (lines.length > 0 ? lines.join("\n") : "(no traffic at all)"),
  };
}
