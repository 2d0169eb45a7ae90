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
const ANSWER_MS = 10_000;
const MOST_RETRY_AFTER_S = 3600;

/** Statuses that say "later"; every other one of the 4xx says "never". */
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

const failureOf = (response: Response): ChatError => {
  const { status } = response;
  const failure = { reason: "forbidden", code: `http-${status}` } as const;
  if (status < 500 && !LATER.has(status)) return new ChatError("refused", failure);
  const seconds = Number(response.headers.get("retry-after"));
  const wait = Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), MOST_RETRY_AFTER_S) : 0;
  return new ChatError("retry", failure, { retryAfterMs: wait * 1000 });
};

/** A signed POST of JSON; its schema stands in README.md. */
export const createWebhookHelpdesk = ({ url, secret, clock }: WebhookOptions): Helpdesk => ({
  handOn: async (ticket) => {
    const body = bodyOf(ticket);
    const response = await fetch(url, {
      method: "POST",
      body,
      redirect: "error",
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
    if (!response.ok) throw failureOf(response);
  },
});
