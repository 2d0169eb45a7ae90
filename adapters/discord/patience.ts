import { setTimeout as sleep } from "node:timers/promises";
import { ChatError } from "../../src/ports.ts";

/** More than Discord's own limits ever take; a start that waits longer has another trouble. */
const ATTEMPTS = 10;

/** For work without a dispatcher behind it (the start, catching up): waits where Discord says how long. */
export const patiently = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const mayWait = error instanceof ChatError && error.kind === "retry" && error.retryAfterMs > 0;
      if (!mayWait || attempt === ATTEMPTS) throw error;
      await sleep(error.retryAfterMs);
    }
  }
};
