import { HOUR, SECOND, type Timestamp } from "../../src/core/time.ts";
import { ChatError, type Clock } from "../../src/ports.ts";
import type { HandedTicket, Helpdesk } from "../../src/ports-helpdesk.ts";
import { signatureOf } from "./signature.ts";

export interface WebhookOptions {
  readonly url: string;
  /** Shared with whoever takes it. */
  readonly secret: string;
  readonly clock: Clock;
}

/** Longest that the other side may take, ms. */
const ANSWER_MS = 10 * SECOND;
const MOST_RETRY_AFTER_MS = HOUR;

/** Statuses that say "later"; every other one below 500 says "never", a redirection too. */
const LATER: ReadonlySet<number> = new Set([408, 409, 425, 429]);

const bodyOf = (ticket: HandedTicket): string => {
  const { id, ticket: number, openedAt, authenticatedAt, ...rest } = ticket;
  return JSON.stringify({
    id,
    type: "ticket.authenticated",
    ticket: {
      number,
      ...rest,
      openedAt: new Date(openedAt).toISOString(),
      authenticatedAt: new Date(authenticatedAt).toISOString(),
    },
  });
};

/** Seconds, or a date (RFC 9110, 10.2.3), ms; 0 where it is neither. */
const retryAfterMs = (said: string | null, now: Timestamp): number => {
  const wait = /^\d+$/.test(said ?? "") ? Number(said) * SECOND : Date.parse(said ?? "") - now;
  return Number.isNaN(wait) ? 0 : Math.min(Math.max(wait, 0), MOST_RETRY_AFTER_MS);
};

const failureOf = ({ status, headers }: Response, now: Timestamp): ChatError => {
  const failure = { reason: "forbidden", code: `http-${status}` } as const;
  if (status < 500 && !LATER.has(status)) return new ChatError("refused", failure);
  return new ChatError("retry", failure, { retryAfterMs: retryAfterMs(headers.get("retry-after"), now) });
};

/** A signed POST of JSON; its schema stands in README.md. */
export const createWebhookHelpdesk = ({ url, secret, clock }: WebhookOptions): Helpdesk => ({
  handOn: async (ticket) => {
    const body = bodyOf(ticket);
    const response = await fetch(url, {
      method: "POST",
      body,
      // A ticket goes to the address that the operator wrote down, and to no other that somebody there may name.
      redirect: "manual",
      headers: {
        "Content-Type": "application/json",
        "Idempotency-Key": ticket.id,
        "Deskclock-Signature": signatureOf(body, secret, Math.floor(clock.now() / 1000)),
      },
      signal: AbortSignal.timeout(ANSWER_MS),
    }).catch((cause: unknown) => {
      // Whether it arrived is not known; the key lets the other side drop a repetition.
      throw new ChatError("unknown", { reason: "timeout", code: "no_answer" }, { cause });
    });
    await response.body?.cancel();
    if (!response.ok) throw failureOf(response, clock.now());
  },
});
