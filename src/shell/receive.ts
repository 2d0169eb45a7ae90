import type { Inbound } from "../core/inbound.ts";
import type { Clock, Log, Receive } from "../ports.ts";
import type { Store } from "../ports-store.ts";
import type { Believe } from "./believable.ts";
import type { Engine } from "./engine.ts";
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

/**
 * What adapters give their inbounds to. It rejects only while the database is away, so that the platform is not
 * told "received" and delivers again. A fault of our own keeps the inbound (redacted) for the sweeper instead:
 * a platform that redelivers a poisoned event gives up after minutes, and then it would be lost.
 */
export const createReceive =
  (engine: Engine, store: Pick<Store, "keepFailed">, believe: Believe, clock: Clock, log: Log): Receive =>
  async (heard: Inbound) => {
    const inbound = believe(storable(heard));
    try {
      await engine.handle(inbound);
      log.debug({ inbound: inbound.type, ...("key" in inbound ? { key: inbound.key } : {}) }, "heard");
    } catch (cause) {
      if (isPassing(cause) || !("key" in inbound)) throw cause;
      log.error({ err: cause, key: inbound.key, inbound: inbound.type }, "inbound failed; it is kept");
      await store.keepFailed(inbound.key, inbound, clock.now());
    }
  };
