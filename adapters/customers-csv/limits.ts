export const LIMITS = {
  /** Longest row, bytes: a quotation mark that is never closed must not take the rest of the file into memory. */
  rowBytes: 64 * 1024,
  /** Most lines of one row (line breaks within quotation marks). */
  rowLines: 100,
  /** What is read from the file at once, bytes. */
  chunkBytes: 256 * 1024,
} as const;
