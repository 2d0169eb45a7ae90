import type { Field } from "../../../src/core/confirmation/facts.ts";
import { LIMITS } from "./limits.ts";

/** A header field as it came and as it is read. */
export interface RawField extends Field {
  /** Name, colon, value and folds, one byte a character, lines joined by CRLF, without the last. */
  readonly raw: string;
}

export interface SplitMail {
  readonly fields: readonly RawField[];
  /** One byte a character, lines ending as they came. */
  readonly body: string;
  /** What makes readers differ in what the header says, in words; null: nothing. */
  readonly fault: string | null;
}

/** RFC 5322's ftext: printable ASCII without the colon, and no space before it. */
const FIELD = /^([!-9;-~]+):/;

/** UTF-8 where it is UTF-8 (RFC 6532); other bytes become U+FFFD. */
export const decodeUtf8 = (bytes: string): string => Buffer.from(bytes, "latin1").toString("utf8");

const faultOf = (lines: readonly string[], name: string | undefined): string | null => {
  if (name === undefined) return "a header line is no field: no name, or a space before its colon";
  if (lines.length > LIMITS.foldedLines) return "a header field is folded into too many lines";
  if (lines.some((line) => line.includes("\r"))) return "a header line holds a carriage return of its own";
  if (lines.some((line, index) => index > 0 && line.trim() === ""))
    return "a header field holds a blank folded line";
  return lines.reduce((sum, line) => sum + line.length, 0) > LIMITS.field
    ? "a header field is too long"
    : null;
};

/** Where the header's lines end and where the body begins: at the first empty line. */
const cut = (text: string): readonly [header: string, body: string] => {
  const early = /^\r?\n/.exec(text);
  if (early !== null) return ["", text.slice(early[0].length)];
  const end = /\n\r?\n/.exec(text);
  return end === null ? [text, ""] : [text.slice(0, end.index), text.slice(end.index + end[0].length)];
};

/** Takes a mail's bytes apart; never fails, says in `fault` what is wrong. */
export const splitMail = (bytes: Uint8Array): SplitMail => {
  const [header, body] = cut(
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1"),
  );
  const groups: string[][] = [];
  let fault: string | null = null;
  for (const ended of header.split("\n")) {
    const line = ended.endsWith("\r") ? ended.slice(0, -1) : ended;
    const folded = line.startsWith(" ") || line.startsWith("\t");
    const last = groups.at(-1);
    if (folded && last !== undefined) last.push(line);
    else if (line !== "") groups.push([line]);
  }
  if (groups.length > LIMITS.fields) return { fields: [], body, fault: "the header has too many fields" };
  const fields: RawField[] = [];
  for (const lines of groups) {
    const name = FIELD.exec(lines[0] ?? "")?.[1];
    fault ??= faultOf(lines, name);
    if (name === undefined) continue;
    const value = decodeUtf8(lines.join("").slice(name.length + 1)).trim();
    fields.push({ name: name.toLowerCase(), value, raw: lines.join("\r\n") });
  }
  return { fields, body, fault };
};
