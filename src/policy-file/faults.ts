import { type Document, isMap, isNode, isScalar, type LineCounter } from "yaml";
import type { z } from "zod";

/** Something that is wrong at a place in the file; `expected` completes the sentence "expected …". */
export interface Complaint {
  readonly path: readonly (string | number)[];
  readonly expected: string;
}

/** Every fault of the policy file, one sentence each, in the order of its lines. */
export class PolicyError extends Error {
  override readonly name = "PolicyError";
  readonly faults: readonly string[];

  constructor(file: string, faults: readonly string[]) {
    const count = faults.length === 1 ? "One thing is" : `${faults.length} things are`;
    super(`${count} wrong in ${file}:\n${faults.map((fault) => `- ${fault}`).join("\n")}`);
    this.faults = faults;
  }
}

/** The file is there and cannot be read: it is a folder, or somebody else's. */
export const unreadable = (file: string, cause: unknown): PolicyError => {
  const code = cause instanceof Error && "code" in cause ? cause.code : null;
  const message = cause instanceof Error ? cause.message : String(cause);
  const came = code === "EISDIR" ? "a folder. Name the file in it" : message;
  return new PolicyError(file, [`expected a file that can be read; got ${came}.`]);
};

const written = (path: Complaint["path"]): string =>
  path.reduce<string>(
    (all, part) => (typeof part === "number" ? `${all}[${part}]` : all === "" ? part : `${all}.${part}`),
    "",
  );

const valueAt = (raw: unknown, path: Complaint["path"]): unknown =>
  path.reduce<unknown>(
    (value, part) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, part)
        ? (value as Record<string | number, unknown>)[part]
        : undefined,
    raw,
  );

const SHOWN = 40;

const came = (value: unknown): string => {
  if (value === undefined) return "nothing";
  if (value === null) return "an empty value";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : `a list of ${value.length}`;
  if (typeof value === "object") return `a section with ${Object.keys(value).join(", ") || "nothing in it"}`;
  const shown = JSON.stringify(value);
  return shown.length > SHOWN ? `${shown.slice(0, SHOWN)}…"` : shown;
};

/** The offset of a value, of its key, or of the nearest part around it that the file has. */
const offsetOf = (document: Document, path: Complaint["path"]): number => {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const last = path[length - 1];
    if (isMap(parent)) {
      const pair = parent.items.find(({ key }) => isScalar(key) && String(key.value) === String(last));
      const found = isNode(pair?.key) ? pair.key.range?.[0] : undefined;
      if (found !== undefined) return found;
    }
    const node = document.getIn(path.slice(0, length), true);
    const start = isNode(node) ? node.range?.[0] : undefined;
    if (start !== undefined) return start;
  }
  return 0;
};

const complaintsOf = (issue: z.core.$ZodIssue): readonly Complaint[] => {
  const path = issue.path.map((part) => (typeof part === "symbol" ? String(part) : part));
  if (issue.code !== "unrecognized_keys") return [{ path, expected: issue.message }];
  const said = issue.message.split("\n");
  return issue.keys.map((key, index) => ({ path: [...path, key], expected: said[index] ?? "a known key" }));
};

/** One sentence a fault: line, where, what was expected, what came. */
export const faultsIn = (
  document: Document,
  lines: LineCounter,
  raw: unknown,
  issues: readonly z.core.$ZodIssue[],
  together: readonly Complaint[],
): readonly string[] =>
  [...issues.flatMap(complaintsOf), ...together]
    .map(({ path, expected }) => ({ path, expected, line: lines.linePos(offsetOf(document, path)).line }))
    .sort((a, b) => a.line - b.line)
    .map(({ path, expected, line }) => {
      const last = path.at(-1);
      const what =
        expected.startsWith("a known key") && last !== undefined ? `"${last}"` : came(valueAt(raw, path));
      const where = path.length === 0 ? "the file" : written(path);
      return `line ${line}, ${where}: expected ${expected}${/[?.]$/.test(expected) ? " Got" : "; got"} ${what}.`;
    });
