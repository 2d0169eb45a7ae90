import type { CheckpointName } from "../../src/ports.ts";

/**
 * Every named point, and whether what came in is durable there: a new point that is not listed does not compile.
 * What is not durable was not acknowledged either, so the platform (or its history) brings it again.
 */
export const DURABLE_AT = {
  "engine:received": false,
  "engine:decided": false,
  "engine:before-commit": false,
  "engine:committed": true,
  "dispatcher:claimed": true,
  "dispatcher:before-send": true,
  "dispatcher:sent": true,
  "dispatcher:recorded": true,
} as const satisfies Record<CheckpointName, boolean>;

/** Of an object with exactly these keys. */
export const POINTS = Object.keys(DURABLE_AT) as CheckpointName[];
