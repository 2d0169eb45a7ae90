/**
 * ASCII letters in lower case and nothing else. Unicode's folding turns U+212A, the Kelvin sign, into k, and would let
 * one mailbox through as another (mail-and-gate.md §1.6, C3).
 */
export const foldAscii = (text: string): string =>
  text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
