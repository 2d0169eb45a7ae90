import { randomInt } from "node:crypto";

const ALL: readonly string[] = Array.from({ length: 90 }, (_, index) => String(index + 10));

/**
 * The number that chat shows and a reply repeats. The mail quotes the request, and must not hold it by chance; where a
 * request holds all of them, any.
 */
export const newCode = (words: string): string => {
  const free = ALL.filter((code) => !words.includes(code));
  const codes = free.length === 0 ? ALL : free;
  return codes[randomInt(codes.length)] ?? "10";
};
