import { randomBytes } from "node:crypto";
import type { Ids } from "./ports.ts";

const ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";

/**
 * 9 characters of time and 10 of chance: sorts by age, and at 19 leaves room for a part's number within the
 * 25 characters of a Discord nonce.
 */
export const createIds = (now: () => number): Ids => ({
  next: () => {
    const time = now().toString(36).padStart(9, "0").slice(-9);
    const chance = Array.from(randomBytes(10), (byte) => ALPHABET[byte % ALPHABET.length]).join("");
    return `${time}${chance}`;
  },
});
