import { dkimVerify } from "mailauth/lib/dkim/verify.js";
import type { Signature } from "../../../src/core/confirmation/facts.ts";
import type { RawField, SplitMail } from "./header.ts";
import { readHost } from "./host.ts";
import { LIMITS } from "./limits.ts";
import { forMailauth, type Resolver } from "./resolver.ts";
import { namesCovered, readSignature, type SignatureTags } from "./signature-tags.ts";

/** What mailauth 4.13.3 says of one signature, as far as its types leave it out. */
interface Verified {
  readonly signingDomain?: string;
  readonly signingHeaders?: { readonly keys: string };
  readonly status: { readonly result: string; readonly comment?: string };
}

interface Candidate {
  readonly field: RawField;
  readonly tags: SignatureTags;
}

/** t= and x= are judged by the one who knows what time it is; to mailauth nothing has expired yet. */
const BEFORE_ALL_MAIL = new Date(0);

const failed = (comment: string): Signature => ({
  result: "fail",
  comment,
  host: null,
  covers: [],
  limited: false,
  signedAt: null,
  expiresAt: null,
});

const secondsOf = (written: string | null): number | null => {
  if (written === null) return null;
  return /^\d{1,12}$/.test(written) ? Number(written) * 1000 : Number.NaN;
};

/** The body's length in bytes as a signature counts it (RFC 6376, 3.4.3 and 3.4.4); `body` has CRLF line ends only. */
const canonicalLength = (body: string, canonicalization: "simple" | "relaxed"): number => {
  const lines = body.split("\r\n").map((line) => {
    if (canonicalization === "simple") return line.length;
    const words = line.split(/[ \t]+/);
    const trailing = words.length > 1 && words.at(-1) === "" ? 1 : 0;
    return words.reduce((sum, word) => sum + word.length, 0) + words.length - 1 - trailing;
  });
  while (lines.length > 0 && lines.at(-1) === 0) lines.pop();
  const length = lines.reduce((sum, line) => sum + line + 2, 0);
  return canonicalization === "simple" && length === 0 ? 2 : length;
};

const isLongerThanBody = ({ bodyCanonicalization, length }: SignatureTags, body: string): boolean =>
  length !== null && !(/^\d+$/.test(length) && Number(length) <= canonicalLength(body, bodyCanonicalization));

const outcomeOf = (verified: Verified, tags: SignatureTags): Signature => {
  const { result, comment } = verified.status;
  const same = verified.signingDomain === tags.domain;
  return {
    result: !same ? "fail" : result === "pass" || result === "temperror" ? result : "fail",
    comment: !same ? "its domain is read differently by different readers" : (comment ?? result),
    host: readHost(tags.domain),
    covers: (verified.signingHeaders?.keys ?? "").split(":").map((name) => name.trim().toLowerCase()),
    limited: tags.length !== null,
    signedAt: secondsOf(tags.signedAt),
    expiresAt: secondsOf(tags.expiresAt),
  };
};

/** The mail as far as signatures speak of it: nothing else of the header can change what they say, or cost time. */
const reduced = (fields: readonly RawField[], candidates: readonly Candidate[], body: string): Buffer => {
  const covered = new Set(candidates.flatMap(({ field }) => namesCovered(field.value)));
  const counted = new Set(candidates.map(({ field }) => field));
  const kept = fields.filter((field) =>
    field.name === "dkim-signature" ? counted.has(field) : covered.has(field.name),
  );
  return Buffer.from([...kept.map(({ raw }) => raw), "", body].join("\r\n"), "latin1");
};

/** DNS trouble is part of a result; whatever else mailauth trips over is in the mail, and makes nobody certain. */
const verify = async (mail: Buffer, resolver: Resolver): Promise<readonly Verified[]> => {
  try {
    const options = { resolver: forMailauth(resolver), curTime: BEFORE_ALL_MAIL };
    return (await dkimVerify(mail, options)).results;
  } catch (error) {
    if (error instanceof Error) return [];
    throw error;
  }
};

/** Verifies a mail's DKIM signatures, the first eight; never fails: what DNS did not answer is a `temperror`. */
export const verifySignatures = async (
  mail: SplitMail,
  resolver: Resolver,
): Promise<readonly Signature[]> => {
  const body = mail.body.replace(/\r?\n/g, "\r\n");
  const refused: Signature[] = [];
  const candidates: Candidate[] = [];
  const written = mail.fields.filter(({ name }) => name === "dkim-signature");
  for (const field of written.slice(0, LIMITS.signatures)) {
    const tags = readSignature(field.value);
    if (typeof tags === "string") refused.push(failed(tags));
    else if (readHost(tags.domain) === null) refused.push(failed("its domain is not the name of a host"));
    else if (isLongerThanBody(tags, body)) refused.push(failed("its l= is no length of this body"));
    else candidates.push({ field, tags });
  }
  if (candidates.length === 0) return refused;
  const verified = await verify(reduced(mail.fields, candidates, body), resolver);
  const judged = candidates.map(({ tags }, index) => {
    const one = verified[index];
    return one === undefined ? failed("it could not be read") : outcomeOf(one, tags);
  });
  return [...judged, ...refused];
};
