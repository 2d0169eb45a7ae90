import { DAY, HOUR, type Timestamp } from "../../src/core/time.ts";
import type { Log } from "../../src/ports.ts";
import type { MailboxPosition, MailboxPositions, MailEnvelope, ReceiveMail } from "../../src/ports-mail.ts";
import { codeOf } from "./failure.ts";
import type { FetchedMail, ImapSession } from "./imap-session.ts";

/** A mailbox keeps no envelope: whose server it was, and for whom, stands at most in the headers. */
const NO_ENVELOPE: MailEnvelope = { ip: null, helo: null, from: null, to: [] };

/**
 * Whoever receives gives up after 24 h; what is still to be given again after this is left in the mailbox, so that none
 * is fetched for ever.
 */
const GIVE_UP_MS = 48 * HOUR;

/** As far back as a mailbox is read again when its numbers have changed: servers' days differ by their zones. */
const READ_AGAIN_MS = 2 * DAY;

/** Where to go on. A mailbox that is new to us is read from now on: what lies in it was answered by others. */
export const positionIn = async (
  session: ImapSession,
  kept: MailboxPosition | null,
  now: Timestamp,
  log: Log,
): Promise<MailboxPosition> => {
  const { uidValidity, uidNext } = session;
  const newest = Math.max(0, uidNext - 1);
  if (kept === null) {
    log.info({}, "the mailbox is new to the desk: mail that comes from now on is read");
    return { uidValidity, lastUid: newest, lastAt: now, waiting: [] };
  }
  if (kept.uidValidity === uidValidity) return kept;
  log.warn({}, "the mailbox has been renumbered: its last days are read again, and what is known is dropped");
  const [first] = await session.since(kept.lastAt - READ_AGAIN_MS);
  return { uidValidity, lastUid: first === undefined ? newest : first - 1, lastAt: kept.lastAt, waiting: [] };
};

interface Pass {
  readonly session: ImapSession;
  readonly position: MailboxPosition;
  readonly positions: MailboxPositions;
  readonly receive: ReceiveMail;
  readonly now: () => Timestamp;
  readonly log: Log;
  /** Aborted: no further mail is begun. */
  readonly signal: AbortSignal;
}

/** Whether it is to be given again. */
const give = async ({ receive, now, log }: Pass, { raw, at }: FetchedMail): Promise<boolean> => {
  const receivedAt = at ?? now();
  const outcome = await receive({ raw, envelope: NO_ENVELOPE, receivedAt }).catch((cause: unknown) => {
    log.error(
      { err: cause, code: codeOf(cause) },
      "a mail could not be taken; it is given again in a minute",
    );
    return "retry" as const;
  });
  if (outcome === "taken") return false;
  if (now() - receivedAt < GIVE_UP_MS) return true;
  log.error({}, "a mail could not be taken for two days: it is left in the mailbox");
  return false;
};

/**
 * Gives all that is new, and what is to be given again; the position is kept after each, so that a crash repeats one
 * mail at most. Returns where it ended.
 */
export const readNew = async (pass: Pass): Promise<MailboxPosition> => {
  const { session, positions, now, signal } = pass;
  let position = pass.position;
  const keep = async (next: MailboxPosition): Promise<void> => {
    await positions.write(next);
    position = next;
  };
  for (const uid of position.waiting) {
    if (signal.aborted) return position;
    const mail = await session.fetch(uid);
    if (mail !== null && (await give(pass, mail))) continue;
    await keep({ ...position, waiting: position.waiting.filter((one) => one !== uid) });
  }
  for (const uid of await session.newerThan(position.lastUid)) {
    if (signal.aborted) return position;
    const mail = await session.fetch(uid);
    const again = mail !== null && (await give(pass, mail));
    await keep({
      ...position,
      lastUid: uid,
      lastAt: Math.max(position.lastAt, Math.min(mail?.at ?? 0, now())),
      waiting: again ? [...position.waiting, uid] : position.waiting,
    });
  }
  return position;
};
