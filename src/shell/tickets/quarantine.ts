import { redactSecrets } from "../../core/gate/secrets.ts";
import type { ReplyOutcome } from "../../core/ticket/event.ts";
import type { SecretFinder } from "../../ports.ts";
import type { StoredMail } from "../../ports-tickets.ts";

/** What is kept of a mail that was judged. */
export interface KeptMail {
  readonly raw: Uint8Array;
  readonly envelope: StoredMail["envelope"];
}

/** The secret part of a reply address, a Message-ID or a bounce address of ours. */
const OURS = /\b([cb])\.[a-z2-7]{26}(?=@|%40|=40|\b)/gi;
const masked = (text: string): string => text.replace(OURS, "$1.(removed)");

const MOST_KEPT = 100_000;

/**
 * A mail names the token that it answers, and may hold anybody's password: as it came it is kept only as long as it
 * waits to be judged. Afterwards its words stand in the ticket's texts, without secrets; what was ignored has none, and
 * stays in quarantine as raw text (mail-and-gate.md §1.6, Failures), without its secrets and without ours.
 */
export const keptOf = async (
  { raw, envelope }: Pick<StoredMail, "raw" | "envelope">,
  outcome: ReplyOutcome,
  find: SecretFinder,
): Promise<KeptMail> => {
  const shown = {
    ...envelope,
    to: envelope.to.map(masked),
    from: envelope.from === null ? null : masked(envelope.from),
  };
  if (outcome !== "ignored") return { raw: new Uint8Array(), envelope: shown };
  const text = new TextDecoder("latin1").decode(raw.subarray(0, MOST_KEPT));
  const clean = masked(redactSecrets(text, await find(text)));
  return { raw: Buffer.from(clean, "latin1"), envelope: shown };
};
