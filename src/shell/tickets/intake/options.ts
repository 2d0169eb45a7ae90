import type { Category } from "../../../core/gate/category.ts";
import type { Desk } from "../../../core/policy/policy.ts";
import { DAY, MINUTE } from "../../../core/time.ts";
import type { Clock, Ids, Log, SecretFinder } from "../../../ports.ts";
import type { MailJudge } from "../../../ports-mail.ts";
import type { Store, Tx } from "../../../ports-store.ts";
import type { StoredMail } from "../../../ports-tickets.ts";
import type { Desks } from "../../desks.ts";
import type { TicketTask } from "../apply.ts";
import type { TicketDesk } from "../desk.ts";

export interface IntakeOptions {
  readonly store: Store;
  readonly desks: Desks;
  readonly judge: MailJudge;
  readonly find: SecretFinder;
  /** Of the addresses to which customers answer. */
  readonly domain: string;
  readonly carryOut: (tasks: (tx: Tx) => Promise<readonly TicketTask[]>) => Promise<void>;
  readonly nextOn: TicketDesk["nextOn"];
  /** What the gate makes of a mail's words; null: no change of the policy's list. */
  readonly category: (text: string, desk: Desk) => Category | null;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

/** A judgement that DNS kept from being made is tried again for so long (mail-and-gate.md §1.6, Failures). */
const TRY_FOR_MS = DAY;
const FIRST_AGAIN_MS = MINUTE;
const LONGEST_AGAIN_MS = 30 * MINUTE;

export const mayWait = ({ receivedAt }: StoredMail, clock: Clock): boolean =>
  clock.now() - receivedAt < TRY_FOR_MS;

/** It is judged again later, each time after a longer wait. */
export const again = async (stored: StoredMail, { store, clock }: IntakeOptions): Promise<void> => {
  const waitMs = Math.min(FIRST_AGAIN_MS * 2 ** stored.attempts, LONGEST_AGAIN_MS);
  await store.transaction((tx) => tx.mailAgainAt(stored.id, clock.now() + waitMs));
};
