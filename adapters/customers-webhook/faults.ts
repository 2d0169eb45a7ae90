import type { z } from "zod";
import { type Fault, inWords, shown } from "../../src/core/customers/fault.ts";

const written = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (all, part) =>
      typeof part === "number" ? `${all}[${part}]` : all === "" ? String(part) : `${all}.${String(part)}`,
    "",
  );

const came = (body: unknown, path: readonly PropertyKey[]): string => {
  const value = path.reduce<unknown>(
    (inner, part) => (typeof inner === "object" && inner !== null ? Reflect.get(inner, part) : undefined),
    body,
  );
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "object" && value !== null) return "an object";
  return typeof value === "string" ? shown(value) : String(value);
};

const isFault = (value: unknown): value is Fault =>
  typeof value === "object" && value !== null && "expected" in value && "todo" in value;

/** One fault of the schema → a sentence each. */
export const sentencesOf = (issue: z.core.$ZodIssue, body: unknown): readonly string[] => {
  const at = written(issue.path) || "the body";
  if (issue.code === "custom" && isFault(issue.params?.["fault"])) {
    return [inWords({ ...issue.params["fault"], at })];
  }
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => {
      const name = written([...issue.path, key]);
      return `${name}: expected a field of docs/customers.md; got ${shown(key)}. Leave it out.`;
    });
  }
  return [
    `${at}: expected ${issue.message}; got ${came(body, issue.path)}. docs/customers.md has the schema.`,
  ];
};
