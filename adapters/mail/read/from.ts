import emailAddresses from "email-addresses";
import { dkimVerify } from "mailauth/lib/dkim/verify.js";
import type { Address } from "../../../src/core/confirmation/facts.ts";
import type { RawField } from "./header.ts";
import { readHost } from "./host.ts";
import { LIMITS } from "./limits.ts";

export type ReadFrom = { readonly address: Address } | { readonly fault: string };

/** Comments nest, and the strict parser follows them; nobody needs as many. */
const MOST_PARENTHESES = 16;

/** A display name with dots and no quotes (`J. Smith <…>`), obsolete syntax that everybody writes and reads alike. */
const DOTTED_NAME = /^([A-Za-z0-9 .'-]*\.[A-Za-z0-9 .'-]*)(<[^<>]*>)$/;

const isUtf8 = (raw: string): boolean => {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(raw, "latin1"));
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
};

/** What mailauth takes for the sender. Nothing is signed here, so that DNS is not asked. */
const mailauthFrom = async (raw: string): Promise<readonly string[]> => {
  const alone = Buffer.from(`${raw}\r\n\r\n`, "latin1");
  const { headerFrom } = await dkimVerify(alone, { resolver: () => Promise.resolve([]) });
  return [...headerFrom];
};

const read = async ({ raw, value }: RawField): Promise<ReadFrom> => {
  if (value.length > LIMITS.structuredField) return { fault: "From is too long" };
  if (value.split("(").length > MOST_PARENTHESES) return { fault: "From has too many comments" };
  if (!isUtf8(raw)) return { fault: "From holds bytes that are not UTF-8" };
  const quoted = value.replace(
    DOTTED_NAME,
    (_, name: string, address: string) => `"${name.trim()}" ${address}`,
  );
  const strict = emailAddresses({
    input: quoted,
    strict: true,
    rfc6532: true,
    startAt: "from",
    simple: false,
  });
  const [mailbox, ...more] = strict?.addresses ?? [];
  if (mailbox === undefined) return { fault: "From is not an address by RFC 5322" };
  if (more.length > 0 || mailbox.type !== "mailbox")
    return { fault: "From names more than one mailbox, or a group" };
  const { domain, local } = mailbox;
  const theirs = await mailauthFrom(raw);
  if (theirs.length !== 1 || theirs[0] !== `${local}@${domain}`)
    return { fault: "From is read differently by different readers" };
  return { address: { local, host: readHost(domain) } };
};

/** C0 for From: one mailbox, on which a strict reading by RFC 5322 and mailauth's own agree. */
export const readFrom = async (field: RawField): Promise<ReadFrom> => {
  try {
    return await read(field);
  } catch (error) {
    // Whatever a parser trips over is in the field.
    if (error instanceof Error) return { fault: "From cannot be read" };
    throw error;
  }
};
