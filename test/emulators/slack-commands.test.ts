import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { openHouse, startBolt } from "./slack/house.ts";
import { createSlackEmulator, sign } from "./slack/index.ts";

type Received = { readonly headers: Record<string, unknown>; readonly body: string };

/** An endpoint that answers every request alike, and what it got. */
async function endpoint(status: number, answer: string | object = ""): Promise<[string, Received[]]> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      const type = typeof answer === "string" ? "text/plain" : "application/json";
      response.writeHead(status, { "content-type": type });
      response.end(typeof answer === "string" ? answer : JSON.stringify(answer));
    });
  });
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return [`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, received];
}

describe("a command typed at the top of a channel", () => {
  test("goes to the app as a signed form", async () => {
    const { slack, app, ann, staff } = await openHouse();
    const [url, received] = await endpoint(200);
    app.deliversTo(url);
    expect(await ann.types("/desk on  until 6 & <later>", staff)).toEqual({ ok: true });
    const [{ headers, body } = { headers: {}, body: "" }] = received;
    expect(headers).toMatchObject({
      "content-type": "application/x-www-form-urlencoded",
      ...sign(app.signingSecret, body, Number(headers["x-slack-request-timestamp"]) * 1000),
    });
    expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
      token: expect.stringMatching(/./),
      team_id: slack.workspace.team.id,
      team_domain: "emulated",
      channel_id: staff.id,
      channel_name: "staff",
      user_id: ann.id,
      user_name: "ann",
      command: "/desk",
      text: "on  until 6 & <later>",
      api_app_id: app.id,
      is_enterprise_install: "false",
      response_url: expect.stringContaining(slack.url),
      trigger_id: expect.stringMatching(/./),
    });
    expect(ann.sees(staff)).toEqual([]);
  });

  test.each([
    ["plain text for oneself", "you are on", { text: "you are on", ephemeral: true }],
    ["a body for oneself", { text: "you are on" }, { text: "you are on", ephemeral: true }],
    [
      "a body for all",
      { response_type: "in_channel", text: "ann is on" },
      { text: "ann is on", ephemeral: false },
    ],
  ])("is answered within the acknowledgement by %s", async (_kind, answer, shown) => {
    const { app, ann, bob, staff } = await openHouse();
    const [url] = await endpoint(200, answer);
    app.deliversTo(url);
    await ann.types("/desk on", staff);
    expect(ann.sees(staff)).toMatchObject([shown]);
    expect(bob.sees(staff)).toHaveLength(shown.ephemeral ? 0 : 1);
  });

  test.each(["socket", "http"] as const)("is answered over its response URL, %s", async (transport) => {
    const home = await openHouse();
    const { slack, ann, bob, staff } = home;
    const bolt = await startBolt(transport, home);
    bolt.command("/desk", async ({ ack, respond, command }) => {
      await ack();
      await respond({ response_type: "in_channel", text: `${command.user_name} is ${command.text}` });
    });
    expect(await ann.types("/desk on", staff)).toEqual({ ok: true });
    await slack.until(() => bob.sees(staff).find(({ text }) => text === "ann is on"));
  });

  test("fails before the person's eyes when nobody acknowledges it in time, or refuses it", async () => {
    const { slack, app, ann, staff } = await openHouse({ ackTimeoutMs: 50 });
    const [url] = await endpoint(500);
    expect(await ann.types("/desk on", staff)).toEqual({ ok: false, error: "operation_timeout" });
    app.deliversTo(url);
    expect(await ann.types("/desk on", staff)).toEqual({ ok: false, error: "dispatch_failed" });
    expect(slack.deliveries).toHaveLength(2);
  });
});

test("a command goes to nobody from within a thread, without the scope, or unregistered", async () => {
  const slack = await createSlackEmulator();
  onTestFinished(slack.close);
  const app = slack.addApp({ commands: ["/desk"] });
  const ann = slack.addUser({ name: "ann" });
  const staff = slack.addChannel({ name: "staff", members: [ann, app] });
  const { ts: threadTs } = ann.posts(staff, "a thread");
  expect(await ann.types("/desk on", staff, { threadTs })).toEqual({ ok: false, error: "not_in_threads" });
  expect(await ann.types("/other", staff)).toEqual({ ok: false, error: "invalid_command" });
  app.loses("commands");
  expect(await ann.types("/desk on", staff)).toEqual({ ok: false, error: "invalid_command" });
  expect(slack.deliveries.filter(({ kind }) => kind === "slash_commands")).toEqual([]);
});

test("what does not begin with a slash is a message, in a thread too", async () => {
  const { ann, staff } = await openHouse();
  await ann.types("on it", staff);
  const [{ ts: threadTs } = { ts: "" }] = ann.sees(staff);
  await ann.types("and/or not", staff, { threadTs });
  expect(ann.seesThread(staff, threadTs).map(({ text }) => text)).toEqual(["on it", "and/or not"]);
});
