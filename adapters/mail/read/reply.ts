import { automaticBecause } from "../../../src/core/confirmation/automatic.ts";
import { readText } from "./body.ts";
import { splitMail } from "./header.ts";
import { LIMITS } from "./limits.ts";
import { readOutside } from "./outside.ts";
import { unquoted } from "./own-lines.ts";
import type { Envelope } from "./sender.ts";
import { bareMessageId, sha256 } from "./ticket.ts";

/** A mail as it is filed: for people to read, never to decide by. */
export interface Reply {
  /** Unquoted, at most 20,000 characters; "" where it has no text, or cannot be read. */
  readonly text: string;
  readonly subject: string;
  /** From's address; null where there is none that all readers agree on. */
  readonly fromAddress: string | null;
  /** Nobody wrote it: it is never answered. */
  readonly isAutomatic: boolean;
  /** SHA-256 of its Message-ID, hexadecimal; null: it has none. */
  readonly messageIdHash: string | null;
  /** SHA-256 of its bytes: the same mail is filed once, whatever it calls itself. */
  readonly sha256: string;
}

const FROM_ANYWHERE: Envelope = { ip: null, helo: null, from: null, to: [] };

export const readReply = async (raw: Uint8Array, envelope: Envelope = FROM_ANYWHERE): Promise<Reply> => {
  const mail = splitMail(raw.subarray(0, LIMITS.mail));
  const outside = await readOutside(raw, mail, envelope);
  const id = mail.fields.find(({ name }) => name === "message-id")?.value;
  return {
    text: raw.length > LIMITS.mail ? "" : unquoted(await readText(mail)),
    subject: outside.subject,
    fromAddress: outside.from?.host == null ? null : `${outside.from.local}@${outside.from.host.name}`,
    isAutomatic: automaticBecause(outside, []) !== null,
    messageIdHash: id === undefined ? null : sha256(bareMessageId(id)),
    sha256: sha256(raw),
  };
};
