import type { Inbound } from "../core/inbound.ts";
import type { Clock, Log, Receive } from "../ports.ts";
import type { Store } from "../ports-store.ts";
import type { Believe } from "./believable.ts";
import type { Engine } from "./engine.ts";
import type { Screen } from "./screen.ts";
import { storable } from "./storable.ts";

/** SQLSTATE classes and driver codes that say "not now": the same statement may work later. */
const PASSING = /^(08|53|57P|40001|40P01|25006)|^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EPIPE|ETIMEDOUT|CONNECT)/;

const codeOf = (error: unknown): string => {
  if (typeof error !== "object" || error === null) return "";
  if ("code" in error && typeof error.code === "string") return error.code;
  // drizzle wraps the driver's error.
  return "cause" in error ? codeOf(error.cause) : "";
};

/** Whether the database was away or busy, so that the same inbound may succeed in a moment. */
export const isPassing = (error: unknown): boolean => PASSING.test(codeOf(error));

export interface ReceiveOptions {
  readonly engine: Pick<Engine, "handle">;
  readonly store: Pick<Store, "keepFailed">;
  readonly believe: Believe;
  readonly screen: Screen;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * What adapters give their inbounds to: the one door to the engine for all that people write, and so the place where
 * secrets are replaced. It rejects only while the database is away, so that the platform is not told "received" and
 * delivers again. A fault of our own keeps the inbound for the sweeper instead: a platform that redelivers a poisoned
 * event gives up after minutes, and then it would be lost.
 */
export const createReceive =
  ({ engine, store, believe, screen, clock, log }: ReceiveOptions): Receive =>
  async (heard: Inbound) => {
    // First the form, then the secrets: a character that is left out may have stood within a password.
    const inbound = await screen(believe(storable(heard)));
    try {
      await engine.handle(inbound);
      log.debug({ inbound: inbound.type, ...("key" in inbound ? { key: inbound.key } : {}) }, "heard");
    } catch (cause) {
      if (isPassing(cause) || !("key" in inbound)) throw cause;
      log.error({ err: cause, key: inbound.key, inbound: inbound.type }, "inbound failed; it is kept");
      await store.keepFailed(inbound.key, inbound, clock.now());
    }
  };
