/** Milliseconds since the Unix epoch, UTC. The core never asks for it: every moment comes in from outside. */
export type Timestamp = number;

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
