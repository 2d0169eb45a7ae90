import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { verifyRequest } from "../../adapters/slack/verify.ts";
import type { Inbound } from "../../src/core/inbound.ts";
import type { Receive } from "../../src/ports.ts";
import { sign } from "../emulators/slack/index.ts";
import { createSlackWorld, type SlackWorld } from "./harness.ts";

describe("Slack over HTTP", () => {
  let world: SlackWorld;
  let received: Inbound[];
  let receive: Receive;

  beforeEach(async () => {
    received = [];
    receive = async (inbound) => void received.push(inbound);
    world = await createSlackWorld({
      transport: "http",
      emulator: { ackTimeoutMs: 400, retryDelaysMs: [0, 0, 0] },
    });
    await world.chat.start((inbound) => receive(inbound));
  });
  afterEach(async () => {
    await world.chat.stop();
    await world.close();
  });

  const event = (text = "hello") =>
    JSON.stringify({
      type: "event_callback",
      event_id: "Ev1",
      event: {
        type: "message",
        channel: world.staff.id,
        channel_type: "channel",
        user: world.rosa.id,
        ts: "1700000000.000100",
        text,
      },
    });
  const send = (body: string, headers: Readonly<Record<string, string>> = {}, method = "POST") =>
    fetch(`${world.endpoint?.url}/slack/events`, {
      method,
      headers: { "content-type": "application/json", ...headers },
      ...(method === "POST" ? { body } : {}),
    });
  const signed = (body: string, at = Date.now(), secret = world.app.signingSecret) => ({
    ...sign(secret, body, at),
  });
  const refusals = () =>
    world.counted.filter(({ name }) => name === "inbound_refused").map(({ labels }) => labels["reason"]);

  it("takes what Slack signed", async () => {
    expect((await send(event(), signed(event()))).status).toBe(200);
    expect(received).toMatchObject([{ type: "MessagePosted", text: "hello", at: 1_700_000_000_000 }]);
  });

  it("refuses what is unsigned, wrongly signed, stale, or malformed, and counts it", async () => {
    const body = event();
    const old = Date.now() - 301_000;
    const statuses = [
      (await send(body)).status,
      (await send(body, signed(body, Date.now(), "another secret"))).status,
      (await send(`${body} `, signed(body))).status,
      (await send(body, signed(body, old))).status,
      (await send(body, { ...signed(body), "x-slack-request-timestamp": "soon" })).status,
      (await send(body, { ...signed(body), "x-slack-signature": "v0=zz" })).status,
    ];
    expect(statuses).toEqual([401, 401, 401, 401, 401, 401]);
    expect(refusals()).toEqual(["unsigned", "unsigned", "unsigned", "stale", "malformed", "malformed"]);
    expect(received).toEqual([]);
  });

  it("ignores a replay of what it took, and takes a repetition of what it did not", async () => {
    const headers = signed(event());
    receive = () => Promise.reject(new Error("The database is away."));
    expect((await send(event(), headers)).status).toBe(500);
    receive = async (inbound) => void received.push(inbound);
    expect((await send(event(), headers)).status).toBe(200);
    expect((await send(event(), headers)).status).toBe(200);
    expect(received).toHaveLength(1);
    expect(refusals()).toEqual(["replayed"]);
  });

  it("survives what makes no sense, signed or not", async () => {
    for (const body of [
      "",
      "{",
      "[]",
      "null",
      '"text"',
      "{}",
      '{"type":"event_callback"}',
      '{"type":"event_callback","event_id":"E","event":{"type":"message","ts":5}}',
      '{"type":"block_actions","actions":[]}',
      '{"type":"new_thing"}',
    ]) {
      expect((await send(body, signed(body))).status).toBe(200);
    }
    const long = "x".repeat(1_100_000);
    expect((await send(long, signed(long))).status).toBe(413);
    expect((await send("", {}, "GET")).status).toBe(405);
    expect((await fetch(`${world.endpoint?.url}/elsewhere`)).status).toBe(404);
    expect(received).toEqual([]);
    expect(world.counted.filter(({ name }) => name === "inbound_ignored").length).toBeGreaterThan(2);
    expect(world.chat.health().ready).toBe(true);
  });

  it("answers Slack's own checks", async () => {
    expect(await world.emulator.verifyUrl(world.app)).toBe(true);
    const check = await send("ssl_check=1&token=abc", {
      "content-type": "application/x-www-form-urlencoded",
    });
    expect(check.status).toBe(200);
  });

  it("acknowledges only what is durable, and gets the rest again under the same key", async () => {
    const waiting: (() => void)[] = [];
    receive = (inbound) =>
      new Promise((resolve) => {
        received.push(inbound);
        waiting.push(resolve);
      });
    world.rosa.posts(world.staff, "once");
    const lost = await world.emulator.until(() =>
      world.emulator.deliveries.find(({ outcome }) => outcome === "failed"),
    );
    expect(lost.attempt).toBe(0);
    receive = async (inbound) => void received.push(inbound);
    for (const resolve of waiting) resolve();
    await world.emulator.until(() =>
      world.emulator.deliveries.find(({ outcome }) => outcome === "acknowledged"),
    );
    expect(new Set(received.map((inbound) => "key" in inbound && inbound.key)).size).toBe(1);
  });
});

describe("the signature of a request", () => {
  it("is checked against the raw body and the time", () => {
    // The example of https://docs.slack.dev/authentication/verifying-requests-from-slack
    const body =
      "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
    const request = {
      timestamp: "1531420618",
      signature: "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
      body,
    };
    const secret = "8f742231b10e8888abcd99yyyzzz85a5";
    expect(verifyRequest(request, secret, 1_531_420_618_000)).toBe("genuine");
    expect(verifyRequest(request, secret, 1_531_420_618_000 + 300_001)).toBe("stale");
    expect(verifyRequest(request, secret, 1_531_420_618_000 - 300_001)).toBe("stale");
    expect(verifyRequest({ ...request, body: `${body}&` }, secret, 1_531_420_618_000)).toBe("unsigned");
    expect(verifyRequest({ ...request, signature: null }, secret, 0)).toBe("unsigned");
  });
});
