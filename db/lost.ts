/** Driver codes of a connection that is gone, and Node's own. */
const GONE = new Set([
  "CONNECTION_CLOSED",
  "CONNECTION_DESTROYED",
  "CONNECTION_ENDED",
  "ECONNRESET",
  "ECONNREFUSED",
  "EPIPE",
  "ETIMEDOUT",
]);

/** True when the session ended with this error: the server closes it after every FATAL one. */
const endsSession = (error: unknown): boolean => {
  if (typeof error !== "object" || error === null) return false;
  if ("severity" in error && (error.severity === "FATAL" || error.severity === "PANIC")) return true;
  if ("code" in error && typeof error.code === "string" && GONE.has(error.code)) return true;
  // drizzle wraps the driver's error.
  return "cause" in error && endsSession(error.cause);
};

/**
 * The driver (postgres 3.4) sends ROLLBACK when a transaction's work rejects, also over a connection that is gone:
 * it then writes to a socket that is null, outside of any promise, and the pool keeps the broken connection. So work
 * that lost its connection never settles; the driver rejects the transaction by itself as soon as it notices.
 */
export const unlessLost = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work;
  } catch (cause) {
    if (endsSession(cause)) return new Promise<never>(() => {});
    throw cause;
  }
};
