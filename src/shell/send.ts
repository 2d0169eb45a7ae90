import type { Effect, EffectType } from "../core/effect.ts";
import type { Failure, Receipt } from "../core/inbound.ts";
import type { Pager } from "../core/policy/policy.ts";
import { DAY, MINUTE, SECOND, type Timestamp } from "../core/time.ts";
import {
  type Chat,
  ChatError,
  type Checkpoint,
  type Clock,
  type Log,
  type Order,
  type Page,
  type Pagers,
} from "../ports.ts";
import type { Helpdesk } from "../ports-helpdesk.ts";
import { MailError } from "../ports-mail.ts";
import type { OutboxRow, OutboxStore } from "../ports-store.ts";
import type { Chats } from "./address.ts";
import type { Believe } from "./believable.ts";
import { travelsAs } from "./compose/composed.ts";
import type { Compose } from "./compose.ts";
import type { Engine } from "./engine.ts";
import type { createHandOn } from "./tickets/hand-on.ts";
import type { Letters, MailDesk } from "./tickets/letters.ts";

/** One attempt, as it is measured. */
export interface Sent {
  readonly type: EffectType;
  readonly outcome: "delivered" | ChatError["kind"];
  /** How long the platform took, ms. */
  readonly ms: number;
  /** How old the wish was then, ms: for an alert, how late people were told. */
  readonly ageMs: number;
}

export interface SendOptions {
  readonly outbox: OutboxStore;
  readonly compose: Compose;
  readonly chats: Chats;
  readonly pagers: Pagers;
  /** Null: the desk has no mail. */
  readonly mail: MailDesk | null;
  readonly letters: Letters | null;
  /** Null: tickets stay here. */
  readonly helpdesk: Helpdesk | null;
  readonly ticketFor: ReturnType<typeof createHandOn>;
  readonly engine: Engine;
  readonly believe: Believe;
  readonly clock: Clock;
  readonly log: Log;
  readonly checkpoint: Checkpoint;
  readonly observe: (send: Sent) => void;
}

/** First wait after a failed attempt; doubles with each further one. */
const FIRST_BACKOFF_MS = SECOND;
const LONGEST_BACKOFF_MS = 30 * SECOND;
/** A message that could not be sent for this long is given up, loudly: nobody waits for it any more. */
export const GIVE_UP_AFTER_MS = 10 * 60 * SECOND;
/** Nobody waits in chat for mail: a relay may be away for a day (RFC 5321, 4.5.4.1). */
const GIVE_UP_MAIL_AFTER_MS = DAY;

const LONGEST_PATIENT_BACKOFF_MS = 10 * MINUTE;

const isPatient = ({ type }: OutboxRow): boolean => type === "SendLetter" || type === "HandOn";

const patienceFor = (row: OutboxRow): number => (isPatient(row) ? GIVE_UP_MAIL_AFTER_MS : GIVE_UP_AFTER_MS);

/** A row that must wait for another one (a card update for its card). */
const WAIT_MS = SECOND;

const backoff = (row: OutboxRow): number =>
  Math.min(
    FIRST_BACKOFF_MS * 2 ** Math.max(0, row.attempts - 1),
    isPatient(row) ? LONGEST_PATIENT_BACKOFF_MS : LONGEST_BACKOFF_MS,
  );

/** Fills rows that were claimed together in, sends them, and files what came of it; never rejects for a platform. */
export const createSend = (options: SendOptions) => {
  const { outbox, compose, chats, pagers, engine, believe, clock, log, checkpoint } = options;

  const deliver = async (chat: Chat, orders: readonly Order[]): Promise<Receipt | null> => {
    let receipt: Receipt | null = null;
    for (const order of orders) receipt = await chat.deliver(order);
    return receipt;
  };

  const giveUpOrRetry = async (
    rows: readonly OutboxRow[],
    error: ChatError,
    now: Timestamp,
  ): Promise<void> => {
    const row = rows[0];
    if (row === undefined) return;
    if (error.kind !== "refused" && now - row.createdAt < patienceFor(row)) {
      const waitMs = Math.max(error.retryAfterMs, error.retryAfterMs > 0 ? 0 : backoff(row));
      await outbox.retryAt(
        rows.map((one) => one.id),
        now + waitMs,
        error.kind === "unknown",
      );
      return;
    }
    const failure: Failure =
      error.kind === "refused" ? error.failure : { reason: "timeout", code: error.failure.code };
    log.warn({ outboxId: row.id, effect: row.type, ...failure }, "effect failed for good");
    await engine.handle({ type: "EffectFailed", outboxId: travelsAs(row), failure });
  };

  const call = async (row: OutboxRow, pager: Pager, page: Page): Promise<void> => {
    try {
      await pagers.call(pager, page);
      await engine.handle({ type: "PageTaken", outboxId: row.id, at: clock.now() });
    } catch (cause) {
      if (!(cause instanceof ChatError)) throw cause;
      await giveUpOrRetry([row], cause, clock.now());
    }
  };

  /** A letter that cannot be sent (any more) is no fault: its ticket has moved on. Of an answer its writer is told. */
  const write = async (row: OutboxRow, effect: Extract<Effect, { type: "SendLetter" }>): Promise<void> => {
    const { mail, letters } = options;
    const made = mail === null || letters === null ? null : await letters(row, effect);
    if (mail === null || made === null) {
      if (effect.textId === null) return outbox.drop([row.id], clock.now());
      const failure: Failure = { reason: "customer_gone", code: "no_address" };
      return engine.handle({ type: "EffectFailed", outboxId: row.id, failure });
    }
    try {
      await mail.mail.send(made.letter);
      const { confirmationId } = made;
      await engine.handle({ type: "LetterTaken", outboxId: row.id, at: clock.now(), confirmationId });
    } catch (cause) {
      if (!(cause instanceof MailError)) throw cause;
      const failure: Failure = { reason: "timeout", code: cause.code };
      await giveUpOrRetry([row], new ChatError(cause.kind, failure, { cause }), clock.now());
    }
  };

  const handOn = async (row: OutboxRow, effect: Extract<Effect, { type: "HandOn" }>): Promise<void> => {
    const { helpdesk } = options;
    const ticket = helpdesk === null ? null : await options.ticketFor(row, effect);
    if (helpdesk === null || ticket === null) return outbox.drop([row.id], clock.now());
    try {
      await helpdesk.handOn(ticket);
      await engine.handle({
        type: "LetterTaken",
        outboxId: row.id,
        at: clock.now(),
        confirmationId: null,
      });
    } catch (cause) {
      if (!(cause instanceof ChatError)) throw cause;
      await giveUpOrRetry([row], cause, clock.now());
    }
  };

  const send = async (lane: string, rows: readonly OutboxRow[]): Promise<void> => {
    const row = rows[0];
    if (row === undefined) return;
    const ids = rows.map((one) => one.id);
    const composed = await compose(rows);
    if (composed.do === "drop") return outbox.drop(ids, clock.now());
    if (composed.do === "wait") return outbox.retryAt(ids, clock.now() + WAIT_MS, false);
    if (composed.do === "fail") {
      return engine.handle({
        type: "EffectFailed",
        outboxId: travelsAs(row),
        failure: composed.failure,
      });
    }
    if (composed.do === "page") return call(row, composed.pager, composed.page);
    if (composed.do === "letter") return write(row, composed.effect);
    if (composed.do === "hand_on") return handOn(row, composed.effect);
    const { untold = [] } = composed;
    if (untold.length > 0) await outbox.drop(untold, clock.now());
    const chat = chats.get(composed.platform);
    if (chat === undefined) return outbox.retryAt(ids, clock.now() + LONGEST_BACKOFF_MS, false);
    const startedAt = performance.now();
    const done = (outcome: Sent["outcome"], failure: Partial<Failure> = {}): void => {
      const ms = performance.now() - startedAt;
      options.observe({ type: row.type, outcome, ms, ageMs: clock.now() - row.createdAt });
      const { id: outboxId, type: effect, conversationId } = row;
      log.debug({ outboxId, effect, conversationId, outcome, ...failure, ms: Math.round(ms) }, "sent");
    };
    checkpoint("dispatcher:before-send");
    try {
      const receipt = await deliver(chat, composed.orders);
      checkpoint("dispatcher:sent");
      if (receipt === null) await outbox.drop(ids, clock.now());
      else await engine.handle(believe({ type: "EffectDelivered", outboxId: travelsAs(row), receipt }));
      checkpoint("dispatcher:recorded");
      done("delivered");
    } catch (cause) {
      if (!(cause instanceof ChatError)) throw cause;
      done(cause.kind, cause.failure);
      if (cause.retryAfterMs > 0) await outbox.holdLane(lane, clock.now() + cause.retryAfterMs);
      await giveUpOrRetry(rows, cause, clock.now());
    }
  };

  /** A fault of ours (or the database's) must not lose the row: it is tried again, and looked for first. */
  return async (lane: string, rows: readonly OutboxRow[]): Promise<void> => {
    try {
      await send(lane, rows);
    } catch (cause) {
      const row = rows[0];
      log.error({ err: cause, outboxId: row?.id, effect: row?.type }, "sending failed unexpectedly");
      const failed = new ChatError("unknown", { reason: "timeout", code: "internal" }, { cause });
      await giveUpOrRetry(rows, failed, clock.now());
    }
  };
};
