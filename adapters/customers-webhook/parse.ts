import type { z } from "zod";
import { shown } from "../../src/core/customers/fault.ts";
import type { CustomerNews } from "../../src/core/customers/news.ts";
import type { Timestamp } from "../../src/core/time.ts";
import { sentencesOf } from "./faults.ts";
import { LIMITS } from "./limits.ts";
import { Event } from "./schema.ts";

export type Parsed =
  | { readonly ok: true; readonly news: CustomerNews }
  | { readonly ok: false; readonly faults: readonly string[] };

/** One contact twice, and a date that lies ahead. */
const together = (news: CustomerNews, now: Timestamp): readonly string[] => {
  const seen = new Set<string>();
  const twice = (news.account?.contacts ?? []).flatMap(({ address }, index) => {
    const isNew = !seen.has(address.key);
    seen.add(address.key);
    return isNew ? [] : [{ address, index }];
  });
  return [
    ...twice.map(
      ({ address, index }) =>
        `account.contacts[${index}].email: expected each address once; got ${shown(address.written)} again. Leave one out.`,
    ),
    ...(news.updatedAt > now + LIMITS.aheadMs
      ? [
          `account.updatedAt: expected a moment that has come; got ${new Date(news.updatedAt).toISOString()} at ` +
            `${new Date(now).toISOString()}. Check the clocks of both machines.`,
        ]
      : []),
  ];
};

const newsOf = (event: z.output<typeof Event>): CustomerNews => {
  const { id, type, account } = event;
  const { reference, updatedAt, version } = account;
  return {
    id,
    type,
    reference,
    updatedAt,
    version: version ?? null,
    account:
      event.type === "account.removed"
        ? null
        : {
            name: event.account.name,
            plan: event.account.plan,
            domains: event.account.domains,
            contacts: event.account.contacts.map(({ email, name, permissions }) => ({
              address: email,
              name,
              permissions,
            })),
          },
  };
};

/** The body of an event → its news, or every fault in it, one sentence each. */
export const parse = (body: Buffer, now: Timestamp): Parsed => {
  let raw: unknown;
  try {
    raw = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    return {
      ok: false,
      faults: ["the body: expected JSON in UTF-8; got something else. Send the event as JSON."],
    };
  }
  const result = Event.safeParse(raw);
  if (!result.success) {
    const faults = result.error.issues.flatMap((issue) => sentencesOf(issue, raw));
    return { ok: false, faults: faults.slice(0, LIMITS.faults) };
  }
  const news = newsOf(result.data);
  const faults = together(news, now);
  return faults.length === 0 ? { ok: true, news } : { ok: false, faults: faults.slice(0, LIMITS.faults) };
};
