import { type ClientRequest, request } from "node:http";
import type { Fields, SlackApp } from "./model.ts";
import { sign } from "./signing.ts";
import type { Timers } from "./timers.ts";
import type { Outcome, Packet, Send } from "./transport.ts";

export type HttpDeliveryOptions = {
  readonly now: () => number;
  readonly timers: Timers;
  /** How long Slack waits for a 2xx, ms. */
  readonly ackTimeoutMs: number;
};

export type HttpDelivery = {
  readonly send: Send;
  /** Ends requests that still wait for an answer. */
  readonly abort: () => void;
};

export function createHttpDelivery({ now, timers, ackTimeoutMs }: HttpDeliveryOptions): HttpDelivery {
  const open = new Set<ClientRequest>();
  const send: Send = (app, packet, retry) => {
    const url = urlFor(app, packet);
    if (url === undefined) return Promise.resolve({ ok: false, reason: "connection_failed", noRetry: false });
    const { body, contentType } = encode(packet);
    const headers = {
      ...sign(app.signingSecret, body, now()),
      "content-type": contentType,
      "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
      ...(retry ? { "x-slack-retry-num": String(retry.num), "x-slack-retry-reason": retry.reason } : {}),
    };
    // A pooled connection would outlive the emulator.
    const sent = request(url, { method: "POST", headers, agent: false });
    open.add(sent);
    sent.on("close", () => open.delete(sent));
    const answer = outcomeOf(sent, ackTimeoutMs, timers);
    sent.end(body);
    return answer;
  };
  return {
    send,
    abort() {
      for (const sent of open) sent.destroy();
    },
  };
}

const urlFor = (app: SlackApp, packet: Packet): string | undefined =>
  packet.kind === "events_api" ? app.eventsUrl : (app.interactivityUrl ?? app.eventsUrl);

/** Interactions come as form field `payload`, commands as plain form fields. https://docs.slack.dev/interactivity/handling-user-interaction#payloads */
function encode(packet: Packet): { readonly body: string; readonly contentType: string } {
  if (packet.kind === "events_api")
    return { body: JSON.stringify(packet.payload), contentType: "application/json" };
  const fields =
    packet.kind === "interactive"
      ? { payload: JSON.stringify(packet.payload) }
      : Object.fromEntries(Object.entries(packet.payload).map(([key, value]) => [key, String(value)]));
  return { body: new URLSearchParams(fields).toString(), contentType: "application/x-www-form-urlencoded" };
}

function outcomeOf(sent: ClientRequest, timeoutMs: number, timers: Timers): Promise<Outcome> {
  return new Promise((resolve) => {
    const finish = (outcome: Outcome): void => {
      cancelTimeout();
      resolve(outcome);
    };
    // The retry does not wait for the slow answer. https://docs.slack.dev/apis/events-api#retries
    const cancelTimeout = timers.after(timeoutMs, () => {
      resolve({ ok: false, reason: "http_timeout", noRetry: false });
      sent.destroy();
    });
    sent.on("error", () => finish({ ok: false, reason: "connection_failed", noRetry: false }));
    sent.on("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", () => finish({ ok: false, reason: "connection_failed", noRetry: false }));
      response.on("end", () => {
        const status = response.statusCode ?? 0;
        if (status >= 200 && status < 300) {
          finish({ ok: true, response: parsed(Buffer.concat(chunks).toString()) });
        } else {
          const noRetry = response.headers["x-slack-no-retry"] === "1";
          finish({ ok: false, reason: "http_error", noRetry });
        }
      });
    });
  });
}

function parsed(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text) as Fields;
  } catch {
    return text;
  }
}
