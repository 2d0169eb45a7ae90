import { LIMITS } from "./limits.ts";

/** A DKIM-Signature's tags, as far as the judgement looks at them itself. */
export interface SignatureTags {
  readonly algorithm: string;
  readonly bodyCanonicalization: "simple" | "relaxed";
  readonly domain: string;
  readonly selector: string;
  /** t= and x= as written, l= as written; null: not there. */
  readonly signedAt: string | null;
  readonly expiresAt: string | null;
  readonly length: string | null;
}

const SELECTOR = /^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*$/;
const CANONICALIZATION = /^(?:simple|relaxed)(?:\/(simple|relaxed))?$/i;

/** In these tags nothing is quoted or commented; a reader that takes it so would read another signature. */
const PLAIN = ["v", "a", "b", "bh", "c", "d", "h", "l", "q", "s", "t", "x"];

/** Beyond what a date can hold mailauth fails as a whole. */
const isBeyondDates = (written: string | undefined): boolean => Math.abs(Number(written ?? 0)) > 8.64e12;

const readTags = (value: string): ReadonlyMap<string, string> | null => {
  const tags = new Map<string, string>();
  const parts = value.split(";");
  if (parts.at(-1)?.trim() === "") parts.pop();
  for (const part of parts) {
    const equals = part.indexOf("=");
    const name = part.slice(0, equals).trim().toLowerCase();
    const written = part.slice(equals + 1).trim();
    if (equals < 1 || !/^[a-z][a-z0-9_]*$/.test(name) || tags.has(name)) return null;
    if (PLAIN.includes(name) && /[()"'\\]/.test(written)) return null;
    tags.set(name, written);
  }
  return tags;
};

/** The tags of a signature that can count at all, or in words why it cannot (RFC 6376, 3.5; RFC 8301: no SHA-1). */
export const readSignature = (value: string): SignatureTags | string => {
  if (value.length > LIMITS.signature) return "it is too long";
  const tags = readTags(value);
  if (tags === null) return "its tags are malformed";
  const missing = ["v", "a", "b", "bh", "d", "h", "s"].find((name) => (tags.get(name) ?? "") === "");
  if (missing !== undefined) return `its ${missing}= is missing`;
  const algorithm = (tags.get("a") ?? "").toLowerCase();
  const canonicalization = CANONICALIZATION.exec(tags.get("c") ?? "simple/simple");
  const selector = tags.get("s") ?? "";
  if (isBeyondDates(tags.get("t")) || isBeyondDates(tags.get("x"))) return "its times are no moments";
  if (tags.get("v") !== "1") return "its version is not 1";
  if (!["rsa-sha256", "ed25519-sha256"].includes(algorithm))
    return "its algorithm is neither rsa-sha256 nor ed25519-sha256";
  if (canonicalization === null) return "its canonicalization is not known";
  if (!SELECTOR.test(selector)) return "its selector is no name";
  if ((tags.get("h") ?? "").split(":").length > LIMITS.coveredNames) return "it covers too many fields";
  return {
    algorithm,
    bodyCanonicalization: canonicalization[1]?.toLowerCase() === "relaxed" ? "relaxed" : "simple",
    domain: tags.get("d") ?? "",
    selector,
    signedAt: tags.get("t") ?? null,
    expiresAt: tags.get("x") ?? null,
    length: tags.get("l") ?? null,
  };
};

/** Names in h=, lower case, straight from the field: needed before anything is verified. */
export const namesCovered = (value: string): readonly string[] => {
  const written = readTags(value)?.get("h") ?? "";
  return written.split(":").map((name) => name.trim().toLowerCase());
};
