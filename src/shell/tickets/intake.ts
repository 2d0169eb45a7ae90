import { createHash } from "node:crypto";
import { recipientOf } from "../../core/mail/address.ts";
import type { Desk } from "../../core/policy/policy.ts";
import type { ReceivedMail } from "../../ports-mail.ts";
import type { StoredMail } from "../../ports-tickets.ts";
import { again, type IntakeOptions } from "./intake/options.ts";
import { own } from "./intake/own.ts";
import { reply } from "./intake/reply.ts";
import { targetOf } from "./intake/target.ts";
import { keptOf } from "./quarantine.ts";

const AT_ONCE = 50;

/**
 * Takes mail for good, finds its ticket, has it judged and files it. Nothing of it is ever shown in chat, and nobody
 * learns from its fate whether an account or a ticket exists.
 */
export const createIntake = (options: IntakeOptions) => {
  const { store, desks, judge, domain, clock, ids, log } = options;

  const ticketAddresses = (): readonly { readonly desk: Desk; readonly address: string }[] =>
    desks.current().flatMap((desk) => {
      const { address } = desk.policy.tickets;
      return address === null ? [] : [{ desk, address }];
    });

  const process = async (stored: StoredMail): Promise<void> => {
    const read = await judge.read(stored);
    const target = await targetOf(read, store, domain);
    if (target !== null) return reply(stored, read, target, options);
    for (const { desk, address } of ticketAddresses()) {
      const isTheirs = read.recipients.some((one) => recipientOf(one, domain, [address]).type === "tickets");
      if (isTheirs) return own(stored, read, { desk, address }, options);
    }
    const because = ["It answers no mail of ours and was written to no address of tickets."];
    const kept = await keptOf(stored, "ignored", options.find);
    await store.transaction((tx) =>
      tx.mailJudged(stored.id, { ticketId: null, outcome: "ignored", because, kept }),
    );
  };

  return {
    /** By its form alone: an address that could be a ticket's says nothing of which there are. */
    isKnown: async (recipient: string): Promise<boolean> =>
      recipientOf(
        recipient,
        domain,
        ticketAddresses().map(({ address }) => address),
      ).type !== "unknown",
    /** Durable when it returns; what cannot be judged now is judged later. */
    receive: async ({ raw, envelope, receivedAt }: ReceivedMail): Promise<"taken" | "retry"> => {
      const sha256 = createHash("sha256").update(raw).digest("hex");
      const stored: StoredMail = { id: ids.next(), sha256, raw, envelope, receivedAt, attempts: 0 };
      const isNew = await store.transaction((tx) => tx.insertMail(stored));
      if (!isNew) return "taken";
      await process(stored).catch((cause: unknown) =>
        log.error({ err: cause, mailId: stored.id }, "a mail could not be judged; it is tried again"),
      );
      return "taken";
    },
    /** Those whose judgement had to wait. */
    go: async (): Promise<void> => {
      for (const stored of await store.tickets.waitingMails(clock.now(), AT_ONCE)) {
        await process(stored).catch(async (cause: unknown) => {
          log.error({ err: cause, mailId: stored.id }, "a mail could not be judged; it is tried again");
          await again(stored, options);
        });
      }
    },
  };
};

export type Intake = ReturnType<typeof createIntake>;
