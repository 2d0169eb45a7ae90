import type { Clock, Count, HttpRoutes, Log } from "../../src/ports.ts";
import { LIMITS } from "./limits.ts";
import type { Answer } from "./modals.ts";
import { createReplayGuard, verifyRequest } from "./verify.ts";

export const EVENTS_PATH = "/slack/events";

export interface HttpOptions {
  readonly signingSecret: string;
  readonly clock: Clock;
  readonly count: Count;
  readonly log: Log;
  /** Fulfilled when the body may be acknowledged, with this. */
  readonly take: (body: unknown) => Promise<Answer>;
}

const answer = (status: number, body = ""): Response => new Response(body, { status });

/**
 * Events, interactions and Slack's own checks over HTTP. Bolt's receivers acknowledge an event before any listener
 * has seen it (bolt-js, App.ts: "acknowledged right away"); here the 200 follows when the news is durable.
 */
export const createHttpRoutes = ({ signingSecret, clock, count, log, take }: HttpOptions): HttpRoutes => {
  const replays = createReplayGuard();

  const refuse = (reason: string, status = 401): Response => {
    count("inbound_refused", { platform: "slack", reason });
    return answer(status);
  };

  return async (request) => {
    if (new URL(request.url).pathname !== EVENTS_PATH) return answer(404);
    if (request.method !== "POST") return answer(405);
    const raw = await bodyOf(request);
    if (raw === null) return refuse("malformed", 413);
    const timestamp = request.headers.get("x-slack-request-timestamp");
    const signature = request.headers.get("x-slack-signature");
    const isForm =
      request.headers.get("content-type")?.startsWith("application/x-www-form-urlencoded") ?? false;
    // Slack tries the certificate with an unsigned form now and then, and wants a 200 and nothing more.
    if (isForm && signature === null && new URLSearchParams(raw).get("ssl_check") === "1") return answer(200);
    const verdict = verifyRequest({ timestamp, signature, body: raw }, signingSecret, clock.now());
    if (verdict !== "genuine" || signature === null) return refuse(verdict);
    if (replays.seen(signature)) return refuse("replayed", 200);
    const body = parsed(raw, isForm);
    // Slack's own signature stands under it: refused again and again, it would be sent again and again.
    if (body === null) return refuse("malformed", 200);
    if (body["type"] === "url_verification") {
      return Response.json({ challenge: String(body["challenge"] ?? "") });
    }
    let said: Answer;
    try {
      said = await take(body);
    } catch (error) {
      log.error(
        { err: error },
        "What Slack brought could not be made durable; it sends events again, and shows whoever pressed or commanded that it failed",
      );
      return answer(500);
    }
    replays.taken(signature, clock.now());
    return Object.keys(said).length === 0 ? answer(200) : Response.json(said);
  };
};

/** Null when it is longer than anything that Slack sends. */
const bodyOf = async (request: Request): Promise<string | null> => {
  if (request.body === null) return "";
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body as AsyncIterable<Uint8Array>) {
    length += chunk.byteLength;
    if (length > LIMITS.requestBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
};

/** JSON; a form whose `payload` is JSON (interactions); or a form of plain fields (commands). */
const parsed = (raw: string, isForm: boolean): Readonly<Record<string, unknown>> | null => {
  const form = isForm ? new URLSearchParams(raw) : null;
  const payload = form === null ? raw : form.get("payload");
  if (payload === null) return form === null ? null : Object.fromEntries(form);
  try {
    const value: unknown = JSON.parse(payload);
    return typeof value === "object" && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
};
