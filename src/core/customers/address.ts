import { foldAscii } from "../ascii.ts";
import { type Checked, refused, shown, taken } from "./fault.ts";

/** A domain in its ASCII form, lower case; empty when it has none: Node's `url.domainToASCII`. */
export type ToAscii = (domain: string) => string;

export interface Address {
  /** As it was written: mail goes there. */
  readonly written: string;
  /** What addresses are compared by. */
  readonly key: string;
}

const MAX_DOMAIN = 253;
const PLAIN = /^[A-Za-z0-9.-]+$/;
// Everything else of ASCII means something in a URL: what reads domains there would cut them, or decode them.
const POSSIBLE = /^(?:[A-Za-z0-9.-]|[^\p{ASCII}\p{C}\p{Z}])+$/u;
const LABELS = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?!\d+$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** Lower case, punycode, without a dot at the end; null when it is no domain of at least two labels. */
export const foldDomain = (domain: string, toAscii: ToAscii): string | null => {
  if (domain.length > MAX_DOMAIN + 1 || !POSSIBLE.test(domain)) return null;
  const lower = foldAscii(domain);
  const ascii = PLAIN.test(domain) && !lower.includes("xn--") ? lower : toAscii(domain);
  const folded = ascii.endsWith(".") ? ascii.slice(0, -1) : ascii;
  return folded.length <= MAX_DOMAIN && LABELS.test(folded) ? folded : null;
};

// RFC 5321 §4.5.3.1, in UTF-16 units, which is never less than its octets would allow for ASCII.
const MAX_LOCAL = 64;
const MAX_ADDRESS = 254;
// Dot-atom (RFC 5322 §3.2.3) with letters beyond ASCII (RFC 6532). Quoted local parts are left out: parsers disagree.
const LOCAL =
  /^(?:[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]|[^\p{ASCII}\p{C}\p{Z}])+(?:\.(?:[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]|[^\p{ASCII}\p{C}\p{Z}])+)*$/u;

const refuse = (at: string, text: string, todo: string): Checked<never> =>
  refused(at, "an e-mail address such as owner@example.org", shown(text), todo);

/** One bare address. Only ASCII case is folded before the @: no dots or plus parts are dropped, nothing is normalized. */
export const readAddress = (at: string, text: string, toAscii: ToAscii): Checked<Address> => {
  const end = text.indexOf("@");
  if (end === -1) return refuse(at, text, "Write the whole address with its @.");
  if (text.includes("@", end + 1)) {
    return refuse(at, text, "Write one address with one @; further contacts get a row of their own.");
  }
  const local = text.slice(0, end);
  if (text.length > MAX_ADDRESS || local.length > MAX_LOCAL) {
    const todo = `Write at most ${MAX_LOCAL} characters before the @ and ${MAX_ADDRESS} in all.`;
    return refuse(at, text, todo);
  }
  if (!LOCAL.test(local)) {
    const todo =
      "Write what stands before the @ without spaces, quotation marks, brackets or invisible letters.";
    return refuse(at, text, todo);
  }
  const domain = foldDomain(text.slice(end + 1), toAscii);
  if (domain === null) {
    return refuse(
      at,
      text,
      "Write a domain of letters, digits and hyphens after the @, such as example.org.",
    );
  }
  return taken({ written: text, key: `${foldAscii(local)}@${domain}` });
};

/** The key of an address as somebody typed it, or null when it is none. */
export const addressKeyOf = (text: string, toAscii: ToAscii): string | null => {
  const address = readAddress("address", text, toAscii);
  return address.ok ? address.value.key : null;
};
