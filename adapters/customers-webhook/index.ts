import type { Clock, Count, HttpRoutes, Log } from "../../src/ports.ts";
import type { TakeNews } from "../../src/ports-customers.ts";
import { LIMITS } from "./limits.ts";
import { parse } from "./parse.ts";
import { SIGNATURE_HEADER, type Verdict, verify } from "./verify.ts";

export { signatureOf } from "./verify.ts";

/** Where the routes are mounted. */
export const CUSTOMERS_PATH = "/customers";

export interface CustomersWebhookOptions {
  /** Shared with the billing system. */
  readonly secret: string;
  readonly takeNews: TakeNews;
  readonly clock: Clock;
  readonly count: Count;
  readonly log: Log;
}

const WHY: Readonly<Record<Exclude<Verdict, "genuine">, string>> = {
  unsigned:
    "expected the HMAC-SHA256 of this body by the secret that both sides share; got none, or another. Sign <t>.<body> " +
    "with CUSTOMERS_SECRET, the body byte by byte as it is sent.",
  malformed:
    "expected Deskclock-Signature: t=<seconds since 1970>,v1=<64 lower-case hex digits>; got something else. Send it so.",
  stale:
    "expected a signature of the last 5 minutes; got an older one, or one of the future. Sign each attempt anew.",
};

/** Null when it is longer than any event may be. */
const bodyOf = async (request: Request): Promise<Buffer | null> => {
  if (request.body === null) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body as AsyncIterable<Uint8Array>) {
    length += chunk.byteLength;
    if (length > LIMITS.requestBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

/** `POST /customers`: the billing system's news, signed. docs/customers.md has its schema. */
export const createCustomersWebhook = ({
  secret,
  takeNews,
  clock,
  count,
  log,
}: CustomersWebhookOptions): HttpRoutes => {
  const refuse = (
    status: number,
    reason: string,
    error: string,
    faults: readonly string[] = [],
  ): Response => {
    count("inbound_refused", { platform: "customers", reason });
    return Response.json(faults.length === 0 ? { error } : { error, faults }, { status });
  };

  return async (request) => {
    if (new URL(request.url).pathname !== CUSTOMERS_PATH) {
      return Response.json({ error: `expected the path ${CUSTOMERS_PATH}` }, { status: 404 });
    }
    if (request.method !== "POST") {
      return Response.json({ error: "expected POST" }, { status: 405, headers: { allow: "POST" } });
    }
    const body = await bodyOf(request);
    if (body === null) {
      const most = `${LIMITS.requestBytes / 1024} kB`;
      return refuse(
        413,
        "too_long",
        `expected at most ${most}; got more. Import large accounts from a file.`,
      );
    }
    const verdict = verify(body, request.headers.get(SIGNATURE_HEADER), secret, clock.now());
    if (verdict !== "genuine") return refuse(401, verdict, WHY[verdict]);
    const parsed = parse(body, clock.now());
    if (!parsed.ok)
      return refuse(400, "malformed", "the event was not taken; mend it and send it again", parsed.faults);
    try {
      const outcome = await takeNews(parsed.news, clock.now());
      if (outcome !== "busy") return Response.json({ outcome });
    } catch (error) {
      log.error(
        { err: error, event: parsed.news.id },
        "News of a customer could not be made durable; the billing system is asked to send it again",
      );
      return Response.json({ error: "the event could not be kept; send it again" }, { status: 500 });
    }
    const headers = { "retry-after": String(LIMITS.busyRetryS) };
    return Response.json({ error: "customers are being imported; send it again" }, { status: 503, headers });
  };
};
