import { MINUTE, SECOND, type Timestamp } from "../../src/core/time.ts";
import type { Page } from "../../src/ports.ts";
import { again, codeOf, PATIENCE_MS, refused } from "./failure.ts";

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** What is POSTed; README.md describes it for whoever receives it, and no name of it changes. */
export const payloadOf = ({ id, desk, number, target, level, dueAt, text, permalink }: Page) => ({
  text,
  desk,
  number,
  target,
  level,
  dueAt: new Date(dueAt).toISOString(),
  permalink,
  id,
});

/** A page that waits longer is worth nothing any more, ms. */
const LONGEST_WAIT_MS = 5 * MINUTE;

/** Seconds, or a date (RFC 9110, 10.2.3); 0: it says nothing that can be read. */
export const retryAfterMs = (said: string | null, now: Timestamp): number => {
  if (said === null) return 0;
  const text = said.trim();
  const ms = /^\d+$/.test(text) ? Number(text) * SECOND : Date.parse(text) - now;
  return Number.isNaN(ms) ? 0 : Math.min(Math.max(ms, 0), LONGEST_WAIT_MS);
};

const judge = ({ ok, status, headers }: Response): void => {
  if (ok) return;
  const code = `http-${status}`;
  if (status === 429 || status >= 500) {
    throw again(code, retryAfterMs(headers.get("retry-after"), Date.now()));
  }
  // Not followed: what stands in the address may be a secret, and is nobody else's to know.
  if (status >= 300 && status < 400) throw refused("place_gone", "redirected");
  if (status === 401 || status === 403) throw refused("forbidden", code);
  throw refused(status === 404 || status === 410 ? "place_gone" : "invalid", code);
};

/** POSTs the page, or throws ChatError. */
export const callWebhook = async (url: string, page: Page, fetch: Fetch): Promise<void> => {
  let response: Response;
  try {
    response = await fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/json; charset=utf-8",
        "user-agent": "Deskclock",
        "idempotency-key": page.id,
      },
      body: JSON.stringify(payloadOf(page)),
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch (cause) {
    throw again(codeOf(cause));
  }
  // Nothing in the answer is of use, and a body that is not read holds its connection.
  await response.body?.cancel().catch(() => undefined);
  judge(response);
};
