import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createWebhookHelpdesk, signatureOf } from "../../adapters/helpdesk/index.ts";
import { ChatError } from "../../src/ports.ts";
import { aTicket } from "./a-ticket.ts";
import { type Receiver, startReceiver, status } from "./receiver.ts";

const NOW = Date.parse("2026-11-25T10:08:00.500Z");
const SECRET = "between-the-two-of-us";

describe("a helpdesk that is a webhook", () => {
  let receiver: Receiver;
  beforeEach(async () => {
    receiver = await startReceiver();
  });
  afterEach(() => receiver.close());

  const handOn = (ticket = aTicket(), now = NOW): Promise<void> =>
    createWebhookHelpdesk({
      url: `${receiver.url}/hooks/deskclock`,
      secret: SECRET,
      clock: { now: () => now },
    }).handOn(ticket);
  const failed = (work: Promise<void>): Promise<ChatError> =>
    work.then(
      () => expect.unreachable(),
      (cause) => cause,
    );

  test("is given the documented JSON", async () => {
    await handOn();
    expect(receiver.heard).toHaveLength(1);
    const [heard] = receiver.heard;
    expect(`${heard?.method} ${heard?.url}`).toBe("POST /hooks/deskclock");
    expect(heard?.headers["content-type"]).toBe("application/json");
    expect(JSON.parse(heard?.body ?? "")).toEqual({
      id: "hand-on-1",
      type: "ticket.authenticated",
      ticket: {
        number: "T-1042",
        desk: "Example Hosting",
        subject: "Add MX record for example.org",
        request: "Please add an MX record:\nmx1.example.net",
        category: "dns",
        permission: "hosting",
        authenticated: true,
        contact: "owner@example.org",
        asker: { platform: "discord", userId: "80351", name: "Nelly" },
        transcript: "10:02 Nelly: hello\n",
        openedAt: "2026-11-25T10:02:11.000Z",
        authenticatedAt: "2026-11-25T10:07:40.000Z",
      },
    });
  });

  test("can check that we wrote these bytes, and when", async () => {
    await handOn();
    const { body = "", headers = {} } = receiver.heard[0] ?? {};
    const [t, v1] = String(headers["deskclock-signature"]).split(",");
    const seconds = Math.floor(NOW / 1000);
    expect(t).toBe(`t=${seconds}`);
    expect(v1).toBe(`v1=${createHmac("sha256", SECRET).update(`${seconds}.${body}`).digest("hex")}`);
    expect(signatureOf(`${body} `, SECRET, seconds)).not.toBe(`${t},${v1}`);
    expect(signatureOf(body, SECRET, seconds + 1)).not.toBe(`${t},${v1}`);
    expect(signatureOf(body, "another", seconds)).not.toBe(`${t},${v1}`);
  });

  test("hears the same key and the same words at every attempt, signed anew", async () => {
    await handOn();
    await handOn(aTicket(), NOW + 60_000);
    expect(receiver.heard.map(({ headers }) => headers["idempotency-key"])).toEqual([
      "hand-on-1",
      "hand-on-1",
    ]);
    expect(new Set(receiver.heard.map(({ body }) => body)).size).toBe(1);
    expect(new Set(receiver.heard.map(({ headers }) => headers["deskclock-signature"])).size).toBe(2);
  });

  test.each([400, 401, 403, 404, 410, 422])("is not asked again after %d", async (code) => {
    receiver.answers(status(code));
    expect(await failed(handOn())).toMatchObject({ kind: "refused", failure: { code: `http-${code}` } });
  });

  test.each([408, 409, 425, 429, 500, 502, 503, 504])("is asked again after %d", async (code) => {
    receiver.answers(status(code));
    expect(await failed(handOn())).toMatchObject({
      kind: "retry",
      failure: { code: `http-${code}` },
      retryAfterMs: 0,
    });
  });

  test.each([
    ["7", 7_000],
    ["86400", 3_600_000],
    ["Wed, 25 Nov 2026 10:08:30 GMT", 29_500],
    ["Wed, 25 Nov 2026 09:00:00 GMT", 0],
    ["soon", 0],
    ["-5", 0],
  ])("with Retry-After: %s is asked again after %d ms", async (said, ms) => {
    receiver.answers(status(429, { "retry-after": said }));
    expect(await failed(handOn())).toMatchObject({ kind: "retry", retryAfterMs: ms });
  });

  test("is not followed to where it redirects: the ticket would go to somebody else", async () => {
    receiver.answers(status(307, { location: `${receiver.url}/elsewhere` }));
    expect(await failed(handOn())).toMatchObject({ kind: "refused", failure: { code: "http-307" } });
    expect(receiver.heard).toHaveLength(1);
  });

  test("may have it already when the connection breaks, and is asked again", async () => {
    receiver.answers((response) => void response.destroy());
    const error = await failed(handOn());
    expect(error).toBeInstanceOf(ChatError);
    expect(error).toMatchObject({ kind: "unknown", failure: { code: "no_answer" } });
  });

  test("is asked again when nobody listens", async () => {
    await receiver.close();
    expect(await failed(handOn())).toMatchObject({ kind: "unknown" });
  });
});
