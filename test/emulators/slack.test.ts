import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from "@slack/bolt";
import { afterEach, describe, expect, test } from "vitest";
import { createSlackEmulator, type SlackEmulator, type SlackEmulatorOptions } from "./slack/index.ts";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function start(options?: SlackEmulatorOptions): Promise<SlackEmulator> {
  const slack = await createSlackEmulator(options);
  closing.push(slack.close);
  return slack;
}

const card = [
  { type: "section", text: { type: "mrkdwn", text: "*A conversation*" } },
  {
    type: "actions",
    elements: [{ type: "button", action_id: "claim", text: { type: "plain_text", text: "Claim" }, value: "c-1" }],
  },
];

function house(slack: SlackEmulator) {
  const ann = slack.addUser({ name: "ann", realName: "Ann Example", timezone: "Europe/Berlin" });
  const bob = slack.addUser({ name: "bob" });
  const app = slack.addApp();
  const staff = slack.addChannel({ name: "staff", members: [ann, bob, app] });
  return { ann, bob, app, staff };
}

async function boltOver(transport: "socket" | "http", slack: SlackEmulator, app: ReturnType<SlackEmulator["addApp"]>) {
  const clientOptions = { slackApiUrl: slack.apiUrl };
  const receiver =
    transport === "socket"
      ? new SocketModeReceiver({
          appToken: app.appToken,
          logLevel: LogLevel.ERROR,
          clientPingTimeout: 200,
          installerOptions: { clientOptions },
        })
      : new HTTPReceiver({ signingSecret: app.signingSecret, port: 0, logLevel: LogLevel.ERROR });
  const bolt = new App({ token: app.botToken, receiver, clientOptions, logLevel: LogLevel.ERROR });
  const started = await bolt.start();
  closing.push(() => bolt.stop());
  if (started && "address" in started) {
    const address = started.address();
    if (address && typeof address === "object") app.deliversTo(`http://127.0.0.1:${address.port}/slack/events`);
  }
  return bolt;
}

describe.each(["socket", "http"] as const)("Bolt over %s", (transport) => {
  test("gets a message, answers in its thread, updates, and hears its button", async () => {
    const slack = await start();
    const { ann, app, staff } = house(slack);
    const bolt = await boltOver(transport, slack, app);
    bolt.message("help", async ({ message, client }) => {
      const posted = await client.chat.postMessage({ channel: message.channel, thread_ts: message.ts, text: "card", blocks: card });
      await client.chat.update({ channel: message.channel, ts: posted.ts ?? "", text: "card 2", blocks: card });
    });
    const pressed: unknown[] = [];
    bolt.action("claim", async ({ ack, action, body, respond }) => {
      await ack();
      pressed.push([body.user.id, action]);
      await respond({ text: "yours", replace_original: false });
    });

    const asked = ann.posts(staff, "help me & <them>");
    const answer = await slack.until(() => ann.seesThread(staff, asked.ts).find(({ text }) => text === "card 2"));
    expect(asked.text).toBe("help me &amp; &lt;them&gt;");
    expect(answer.from).toBe(app.botUserId);
    expect(await ann.presses(answer, "claim")).toEqual({ ok: true });
    await slack.until(() => ann.sees(staff).find(({ ephemeral, text }) => ephemeral && text === "yours"));
    expect(pressed).toMatchObject([[ann.id, { action_id: "claim", value: "c-1", type: "button" }]]);
    expect(slack.violations).toEqual([]);
  });
});
