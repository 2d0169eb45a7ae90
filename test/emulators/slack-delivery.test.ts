import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import { clientFor, openHouse, refusal, startBolt } from "./slack/house.ts";
import { createSlackEmulator, sign } from "./slack/index.ts";

describe("HTTP delivery", () => {
  test("is signed so that Bolt takes it, and takes nothing else", async () => {
    const home = await openHouse();
    const { slack, app, ann, staff } = home;
    const running = await startBolt("http", home);
    const heard: string[] = [];
    running.message(async ({ message }) => void heard.push("text" in message ? (message.text ?? "") : ""));
    expect(await slack.verifyUrl(app)).toBe(true);
    ann.posts(staff, "genuine");
    await slack.until(() => heard.length === 1);

    const forged = JSON.stringify({
      type: "event_callback",
      event: { type: "message", channel: staff.id, text: "forged" },
    });
    const target = slack.workspace.apps.get(app.id)?.eventsUrl ?? "";
    const send = async (headers: Record<string, string>) =>
      (
        await fetch(target, {
          method: "POST",
          body: forged,
          headers: { "content-type": "application/json", ...headers },
        })
      ).status;
    expect(await send({})).toBe(401);
    expect(await send({ ...sign("another secret", forged, Date.now()) })).toBe(401);
    expect(await send({ ...sign(app.signingSecret, forged, Date.now() - 6 * 60_000) })).toBe(401);
    expect(heard).toEqual(["genuine"]);
  });

  test("tries three times more where nobody is home", async () => {
    const { slack, app, ann, staff } = await openHouse({ retryDelaysMs: [0, 0, 0] });
    app.deliversTo("http://127.0.0.1:9/closed");
    ann.posts(staff, "nobody home");
    await slack.until(() => slack.deliveries.filter(({ outcome }) => outcome === "failed").length === 4);
    expect(slack.deliveries.map(({ attempt, reason }) => [attempt, reason])).toEqual([
      [0, undefined],
      [1, "connection_failed"],
      [2, "connection_failed"],
      [3, "connection_failed"],
    ]);
  });

  test("says with each retry which it is and why, and stops where the app says so", async () => {
    const { slack, app, ann, staff } = await openHouse({ retryDelaysMs: [0, 0, 0] });
    const got: unknown[] = [];
    const server = createServer((request, response) => {
      const { "x-slack-retry-num": num, "x-slack-retry-reason": reason } = request.headers;
      got.push([num, reason]);
      response.writeHead(500, got.length === 2 ? { "x-slack-no-retry": "1" } : {}).end();
    });
    onTestFinished(() => void server.close());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    app.deliversTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    ann.posts(staff, "refused");
    await slack.until(() => slack.deliveries.filter(({ outcome }) => outcome === "failed").length === 2);
    ann.posts(staff, "refused too");
    await slack.until(() => slack.deliveries.filter(({ outcome }) => outcome === "failed").length === 6);
    expect(got.slice(0, 3)).toEqual([
      [undefined, undefined],
      ["1", "http_error"],
      [undefined, undefined],
    ]);
  });
});

describe("Socket Mode", () => {
  test("spreads payloads over connections and survives refresh, cut and absence", async () => {
    const home = await openHouse({ retryDelaysMs: Array(80).fill(50) });
    const { slack, app, ann, staff } = home;
    const heard: [number, string][] = [];
    for (const number of [1, 2]) {
      const running = await startBolt("socket", home, 300);
      running.message(
        async ({ message }) => void heard.push([number, "text" in message ? (message.text ?? "") : ""]),
      );
    }
    await slack.until(() => app.connections() === 2);
    ann.posts(staff, "a");
    ann.posts(staff, "b");
    await slack.until(() => heard.length === 2);
    expect(new Set(heard.map(([number]) => number))).toEqual(new Set([1, 2]));

    slack.disconnect("refresh_requested");
    const opened = (times: number) => slack.callsTo("apps.connections.open").length >= times;
    await slack.until(() => opened(4) && app.connections() === 2);
    slack.disconnect("cut");
    ann.posts(staff, "while away");
    await slack.until(() => heard.some(([, text]) => text === "while away"));
  });

  test("opens no link for a bad token, and none twice", async () => {
    const { slack, app, client } = await openHouse();
    expect(await refusal(client.apps.connections.open())).toBe("not_allowed_token_type");
    expect(await refusal(clientFor(slack, "xapp-none").apps.connections.open())).toBe("invalid_auth");
    const { url = "" } = await clientFor(slack, app.appToken).apps.connections.open();
    const connect = () => {
      const socket = new WebSocket(url);
      onTestFinished(() => socket.terminate());
      return socket;
    };
    const [hello] = (await once(connect(), "message")) as [Buffer];
    expect(JSON.parse(hello.toString())).toMatchObject({
      type: "hello",
      num_connections: 1,
      connection_info: { app_id: app.id },
    });
    const [refused] = (await once(connect(), "error")) as [Error];
    expect(refused.message).toContain("404");
  });

  test("hands on retry number and reason, and takes a payload with the acknowledgement", async () => {
    const { slack, app, ann, staff } = await openHouse({ ackTimeoutMs: 250, retryDelaysMs: [0, 0, 0] });
    const { url = "" } = await clientFor(slack, app.appToken).apps.connections.open();
    const socket = new WebSocket(url);
    onTestFinished(() => socket.terminate());
    const envelopes: Record<string, unknown>[] = [];
    socket.on("message", (data) => {
      const envelope = JSON.parse(data.toString()) as Record<string, unknown>;
      if (envelope["envelope_id"]) envelopes.push(envelope);
      if (envelope["retry_attempt"] === 1)
        socket.send(JSON.stringify({ envelope_id: envelope["envelope_id"] }));
      if (envelope["type"] === "slash_commands")
        socket.send(JSON.stringify({ envelope_id: envelope["envelope_id"], payload: { text: "heard" } }));
    });
    await slack.until(() => app.connections() === 1);
    ann.posts(staff, "slow");
    await slack.until(() => slack.deliveries.at(-1)?.outcome === "acknowledged");
    expect(envelopes).toMatchObject([
      { type: "events_api", accepts_response_payload: false, retry_attempt: 0, retry_reason: "" },
      { type: "events_api", accepts_response_payload: false, retry_attempt: 1, retry_reason: "timeout" },
    ]);
    await ann.slash("/desk", "", staff);
    expect(envelopes.at(-1)).toMatchObject({ type: "slash_commands", accepts_response_payload: true });
    expect(ann.sees(staff).at(-1)).toMatchObject({ text: "heard", ephemeral: true });
  });
});

describe("faults", () => {
  test("events are dropped, doubled, swapped and held", async () => {
    const home = await openHouse();
    const { slack, ann, staff } = home;
    const running = await startBolt("socket", home);
    const heard: string[] = [];
    running.message(async ({ message }) => void heard.push("text" in message ? (message.text ?? "") : ""));
    const says =
      (wanted: string) =>
      ({ data }: { data: unknown }) =>
        (data as { text?: string }).text === wanted;
    slack.eventFaults.inject(says("lost"), { kind: "drop" });
    slack.eventFaults.inject(says("twice"), { kind: "duplicate" });
    slack.eventFaults.inject(says("late"), { kind: "swap" });
    const held = slack.eventFaults.inject(says("held"), { kind: "hold" });
    for (const text of ["lost", "held", "twice", "late", "next"]) ann.posts(staff, text);
    await slack.until(() => heard.length === 4);
    held.release();
    await slack.until(() => heard.length === 5);
    expect(heard).toEqual(["twice", "twice", "next", "late", "held"]);
  });

  test("Slack goes away and comes back on the same port", async () => {
    const { slack, client } = await openHouse();
    const { url } = slack;
    await slack.goAway();
    expect(await refusal(client.auth.test())).toBe("slack_webapi_request_error");
    await slack.comeBack();
    expect(slack.url).toBe(url);
    expect((await client.auth.test()).ok).toBe(true);
  });

  test("a wait that fails tells the traffic", async () => {
    const { slack, client } = await openHouse();
    await client.auth.test();
    await expect(slack.until(() => false, { timeoutMs: 5, what: "pigs to fly" })).rejects.toThrow(
      /pigs to fly[\s\S]*auth\.test/,
    );
  });

  test("closing ends what an app never answered", async () => {
    const { slack, app, ann, staff } = await openHouse();
    const server = createServer();
    onTestFinished(() => void server.close());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    app.deliversTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const arrived = once(server, "request");
    ann.posts(staff, "hello?");
    const [request] = (await arrived) as [IncomingMessage];
    const ended = once(request.socket, "close");
    await slack.close();
    await ended;
    expect(slack.deliveries).toHaveLength(1);
  });

  test("closing leaves neither timer nor socket", async () => {
    const before = process
      .getActiveResourcesInfo()
      .filter((kind) => kind !== "TTYWrap")
      .sort();
    const slack = await createSlackEmulator();
    const ann = slack.addUser({ name: "ann" });
    const app = slack.addApp();
    const staff = slack.addChannel({ name: "staff", members: [ann, app] });
    const { url = "" } = await clientFor(slack, app.appToken).apps.connections.open();
    const socket = new WebSocket(url);
    await once(socket, "message");
    ann.posts(staff, "never acknowledged");
    const waiting = slack.until(() => false).catch((error: Error) => error.name);
    await slack.close();
    expect(await waiting).toBe("UntilTimeoutError");
    if (socket.readyState !== socket.CLOSED) await once(socket, "close");
    const left = process
      .getActiveResourcesInfo()
      .filter((kind) => kind === "TCPServerWrap" || kind === "Timeout");
    expect(left.length).toBeLessThanOrEqual(
      before.filter((kind) => kind === "TCPServerWrap" || kind === "Timeout").length,
    );
  });
});
