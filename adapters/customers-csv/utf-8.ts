import { isUtf8 } from "node:buffer";
import { type Fault, shown } from "../../src/core/customers/fault.ts";

/** How long a character is that begins so, bytes; 0: none begins so. */
const lengthOf = (first: number): number =>
  first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;

const badByteAt = (line: Buffer): number => {
  for (let at = 0; at < line.length; ) {
    const length = lengthOf(line[at] ?? 0);
    if (length === 0 || !isUtf8(line.subarray(at, at + length))) return at;
    at += length;
  }
  return line.length;
};

const hex = (byte: number): string => `0x${byte.toString(16).toUpperCase().padStart(2, "0")}`;

/** Null when the line is UTF-8. */
export const utf8Fault = (line: Buffer): Fault | null => {
  if (isUtf8(line)) return null;
  const at = badByteAt(line);
  const byte = line[at] ?? 0;
  const before = line.subarray(Math.max(0, at - 12), at).toString("latin1");
  const latin = Buffer.of(byte).toString("latin1");
  return {
    at: `byte ${at + 1}`,
    expected: "UTF-8",
    came: `${hex(byte)} after ${shown(before)}, which is ${shown(latin)} in Latin-1`,
    todo: "Save the file as UTF-8 (a spreadsheet calls it CSV UTF-8).",
  };
};

const MARKS = [
  { bytes: Buffer.of(0xff, 0xfe), is: "UTF-16" },
  { bytes: Buffer.of(0xfe, 0xff), is: "UTF-16" },
  { bytes: Buffer.from("PK\u0003\u0004"), is: "a spreadsheet or zip file" },
  { bytes: Buffer.of(0x1f, 0x8b), is: "a gzip file" },
] as const;

/** A file that is no CSV at all, by its first bytes. */
export const wholeFileFault = (start: Buffer): Fault | null => {
  const mark = MARKS.find(({ bytes }) => start.subarray(0, bytes.length).equals(bytes));
  return mark === undefined
    ? null
    : { at: "the file", expected: "CSV in UTF-8", came: mark.is, todo: "Export it as CSV in UTF-8." };
};

const BOM = Buffer.of(0xef, 0xbb, 0xbf);
export const withoutBom = (bytes: Buffer): Buffer =>
  bytes.subarray(0, BOM.length).equals(BOM) ? bytes.subarray(BOM.length) : bytes;
