import { foldAscii } from "../ascii.ts";

/** The mailboxes before the "+" of what a customer answers to, and of where undeliverable mail and holiday replies go. */
const REPLIES = "support";
const BOUNCES = "bounces";

/** RFC 4648, 6, in lower case: mail servers on the way may fold case, and no digit looks like a letter. */
const BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

/** 26 characters of 5 bits: 130 bits, more than anybody guesses. */
export const MAIL_TOKEN_LENGTH = 26;

const MAIL_TOKEN = /^[a-z2-7]{26}$/;

/** A token from as many random bytes as it has characters, or more. Throws RangeError when there are fewer. */
export const mailTokenOf = (bytes: Uint8Array): string => {
  if (bytes.length < MAIL_TOKEN_LENGTH) {
    throw new RangeError(`expected ${MAIL_TOKEN_LENGTH} random bytes for a token, got ${bytes.length}`);
  }
  // 32 divides 256: the lower five bits of a byte are as evenly spread as the byte.
  return Array.from(bytes.subarray(0, MAIL_TOKEN_LENGTH), (byte) => BASE32.charAt(byte & 31)).join("");
};

/** Where the answer to a confirmation goes; whoever writes to it shows that they have read the mail. */
export const replyAddress = (token: string, mailDomain: string): string =>
  `${REPLIES}+c.${token}@${mailDomain}`;

/** The envelope's sender: mail servers log it and responders answer it, so that it confirms nothing. */
export const bounceAddress = (bounceId: string, mailDomain: string): string =>
  `${BOUNCES}+b.${bounceId}@${mailDomain}`;

/** In angle brackets, as the header has it. `random` is of a token's strength: it too counts as possession. */
export const messageIdOf = (random: string, mailDomain: string): string => `<c.${random}@${mailDomain}>`;

/** Whose mailbox a recipient is. `unknown`: not the desk's. */
export type Recipient =
  | { readonly type: "reply"; readonly token: string }
  | { readonly type: "bounce"; readonly bounceId: string }
  | { readonly type: "tickets" }
  | { readonly type: "unknown" };

const tagged = (address: string, before: string, mailDomain: string): string | null => {
  const after = `@${foldAscii(mailDomain)}`;
  if (!address.startsWith(before) || !address.endsWith(after)) return null;
  const tag = address.slice(before.length, -after.length);
  return MAIL_TOKEN.test(tag) ? tag : null;
};

/** Judges the form alone: whether a token is alive is nobody's to learn from a mail server's answer. */
export const recipientOf = (
  address: string,
  mailDomain: string,
  /** The addresses to which customers write of their own accord (`tickets.address`). */
  ticketAddresses: readonly string[],
): Recipient => {
  const folded = foldAscii(address);
  const token = tagged(folded, `${REPLIES}+c.`, mailDomain);
  if (token !== null) return { type: "reply", token };
  const bounceId = tagged(folded, `${BOUNCES}+b.`, mailDomain);
  if (bounceId !== null) return { type: "bounce", bounceId };
  return ticketAddresses.some((one) => foldAscii(one) === folded) ? { type: "tickets" } : { type: "unknown" };
};
