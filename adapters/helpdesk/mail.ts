import type { LetterWords } from "../../src/core/mail/letter-words.ts";
import { ChatError } from "../../src/ports.ts";
import type { Helpdesk } from "../../src/ports-helpdesk.ts";
import { type Mail, MailError } from "../../src/ports-mail.ts";

export interface MailHelpdeskOptions {
  readonly mail: Mail;
  /** The other system's mailbox. */
  readonly address: string;
  /** The desk's own, of which the mail is sent. */
  readonly from: string;
  /** Of the Message-ID. */
  readonly domain: string;
  readonly words: LetterWords;
}

/** Works with every helpdesk that takes mail; the same Message-ID for every attempt, so that it shows a repetition once. */
export const createMailHelpdesk = ({
  mail,
  address,
  from,
  domain,
  words,
}: MailHelpdeskOptions): Helpdesk => ({
  handOn: async (ticket) => {
    const { id, transcript } = ticket;
    const letter = words.helpdesk({ ...ticket, transcript: transcript !== null });
    try {
      await mail.send({
        id,
        kind: "helpdesk",
        to: address,
        replyTo: null,
        envelopeFrom: from,
        messageId: `<h.${id}@${domain}>`,
        inReplyTo: null,
        references: [],
        ...letter,
        attachments: transcript === null ? [] : [{ name: `${ticket.ticket}-chat.txt`, text: transcript }],
        automatic: true,
      });
    } catch (cause) {
      if (!(cause instanceof MailError)) throw cause;
      throw new ChatError(cause.kind, { reason: "timeout", code: cause.code }, { cause });
    }
  },
});
