import { domainToASCII } from "node:url";
import { z } from "zod";
import { readAddress } from "../../src/core/customers/address.ts";
import { PERMISSIONS } from "../../src/core/customers/customer.ts";
import type { Checked } from "../../src/core/customers/fault.ts";
import {
  LONGEST,
  readDomains,
  readLine,
  readPermissions,
  readReference,
} from "../../src/core/customers/fields.ts";
import { LIMITS } from "./limits.ts";

/** A text read by a rule of the core; its complaint becomes the schema's. */
const checked = <T>(read: (text: string) => Checked<T>) =>
  z.string("a text").transform((text, context): T => {
    const result = read(text);
    if (result.ok) return result.value;
    context.addIssue({ code: "custom", message: "custom", params: { fault: result.fault } });
    return z.NEVER;
  });

const list = <T>(of: string, most: number, read: (texts: readonly string[]) => Checked<T>) =>
  z
    .array(z.string("a text"), of)
    .max(most, `at most ${most} of them`)
    .transform((texts, context): T => {
      const result = read(texts);
      if (result.ok) return result.value;
      context.addIssue({ code: "custom", message: "custom", params: { fault: result.fault } });
      return z.NEVER;
    });

const MOST_WORDS = 1_000;

const contact = z.strictObject(
  {
    email: checked((text) => readAddress("", text.trim(), domainToASCII)),
    name: checked((text) => readLine("", text, "the contact's name", LONGEST.name)).default(""),
    permissions: list(`a list of ${PERMISSIONS.join(", ")}`, MOST_WORDS, (words) =>
      readPermissions("", words),
    ),
  },
  "an object",
);

const identity = {
  reference: checked((text) => readReference("", text)),
  updatedAt: z
    .string("a time and its zone, such as 2026-11-25T10:00:00Z")
    .pipe(z.iso.datetime({ offset: true, error: "a time and its zone, such as 2026-11-25T10:00:00Z" }))
    .transform((text) => Date.parse(text)),
  version: z.int("a whole number").min(0, "a whole number from 0").nullish(),
};

const onFile = z.strictObject(
  {
    ...identity,
    name: checked((text) => readLine("", text, "the account's name", LONGEST.name)).refine(
      (name) => name !== "",
      "the account's name",
    ),
    plan: checked((text) => readLine("", text, "the plan's name", LONGEST.plan)).default(""),
    domains: list("a list of domains", MOST_WORDS, (texts) => readDomains("", texts, domainToASCII)).default(
      [],
    ),
    contacts: z
      .array(contact, "a list of all contacts of the account")
      .max(LIMITS.contacts, `at most ${LIMITS.contacts} contacts`),
  },
  "an object",
);

const id = z
  .string("the event's id, a text that is never used again")
  .min(1, "the event's id, a text that is never used again")
  .max(LIMITS.eventId, `an id of at most ${LIMITS.eventId} characters`)
  // Postgres has no text with a NUL in it.
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, "an id without control characters");

/** What a billing system sends (docs/customers.md). A rule's message completes "expected …". */
export const Event = z.discriminatedUnion(
  "type",
  [
    z.strictObject({ id, type: z.literal("account.upserted"), account: onFile }, "an object"),
    z.strictObject(
      { id, type: z.literal("account.removed"), account: z.strictObject(identity, "an object") },
      "an object",
    ),
  ],
  {
    error: (issue) =>
      issue.code === "invalid_union" ? '"account.upserted" or "account.removed"' : "an object",
  },
);
