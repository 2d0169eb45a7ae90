/** What a mail may take of our time and memory. Beyond the first five it is malformed (C0); signatures are passed over. */
export const LIMITS = {
  /** A whole mail, bytes. */
  mail: 1_000_000,
  /** Header fields. */
  fields: 50_000,
  /** One field, bytes, and the lines that it is folded into. */
  field: 100_000,
  foldedLines: 1_000,
  /** From, and the fields that say how the body is to be read, characters. */
  structuredField: 2_000,
  /** DKIM-Signature: fields that are looked at, the length of one, names that it covers. */
  signatures: 8,
  signature: 8_000,
  coveredNames: 200,
  /** Lines that are taken apart: as many as 1 MB of attachments has. What comes after them is not read. */
  lines: 20_000,
  /** Addresses that are looked at in To and its like. */
  addresses: 1_000,
  /** A reply's text, characters. */
  text: 20_000,
  /** HTML that is turned into text, characters. */
  html: 400_000,
} as const;
