import { DAY } from "../../../src/core/time.ts";
import type { MailJudge } from "../../../src/ports-mail.ts";
import { type SplitMail, splitMail } from "./header.ts";
import { judgeMail, judgeOwn } from "./judge.ts";
import { LIMITS } from "./limits.ts";
import { readOutside } from "./outside.ts";
import { readReply } from "./reply.ts";
import type { Resolver } from "./resolver.ts";
import { matchHashes, sha256 } from "./ticket.ts";

export type { Resolver } from "./resolver.ts";

/** What a signature itself is, however its field is folded (RFC 6376, 3.5: b=). */
const SIGNATURE = /(?:^|;)\s*b\s*=([^;]*)/i;

const signaturesOf = ({ fields }: SplitMail): readonly string[] =>
  fields
    .filter(({ name }) => name === "dkim-signature")
    .slice(0, MOST_SIGNATURES)
    .flatMap(({ value }) => SIGNATURE.exec(value.slice(0, LIMITS.signature))?.[1]?.replace(/\s+/g, "") ?? [])
    .filter((signature) => signature !== "")
    .map(sha256);

const MOST_SIGNATURES = 20;

/** Judges by what DNS says; `ownAddresses`: the desk's, so that its own mail is nobody's answer. */
export const createMailJudge = (options: {
  readonly resolver: Resolver;
  readonly ownAddresses: () => readonly string[];
}): MailJudge => {
  const arrived = (mail: Parameters<MailJudge["read"]>[0], now: number) => ({
    raw: mail.raw,
    envelope: mail.envelope,
    now,
    resolver: options.resolver,
    ownAddresses: options.ownAddresses(),
  });
  return {
    read: async ({ raw, envelope }) => {
      const mail = splitMail(raw.subarray(0, LIMITS.mail));
      const outside = await readOutside(raw, mail, envelope);
      const { text, subject, fromAddress, isAutomatic } = await readReply(raw, envelope);
      return {
        text,
        subject,
        fromAddress,
        isAutomatic,
        recipients: outside.recipients.flatMap(({ local, host }) =>
          host === null ? [] : [`${local}@${host.name}`],
        ),
        references: [...outside.inReplyTo, ...outside.references],
        signatures: signaturesOf(mail),
      };
    },
    judge: (mail, { hashes, ...ticket }, now) =>
      judgeMail(arrived(mail, now), { ...ticket, matches: matchHashes(hashes) }),
    // The state and the words are left out of it: any answer to any mail of ours, as long as the ticket lives.
    isFromContact: async (mail, { hashes, addressOnFile, sentAt, id }, now) => {
      const { outcome } = await judgeMail(arrived(mail, now), {
        id,
        state: "awaiting",
        workStarted: false,
        matches: matchHashes(hashes),
        code: null,
        sentAt,
        expiresAt: now + DAY,
        addressOnFile,
        addressWhenSent: addressOnFile,
        mailText: "",
      });
      if (outcome === "retry") return "retry";
      return outcome === "authenticated" || outcome === "denied" || outcome === "unclear";
    },
    judgeOwn: (mail, door, now) => judgeOwn(arrived(mail, now), door),
  };
};
