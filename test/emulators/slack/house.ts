import { App, type CodedError, HTTPReceiver, LogLevel, SocketModeReceiver } from "@slack/bolt";
import { WebClient } from "@slack/web-api";
import { onTestFinished } from "vitest";
import {
  type AppHandle,
  type ChannelHandle,
  createSlackEmulator,
  type Person,
  type SlackEmulator,
  type SlackEmulatorOptions,
} from "./index.ts";

/** A small workspace for tests: two people and an app in one channel, closed when the test is over. */
export type House = {
  readonly slack: SlackEmulator;
  readonly ann: Person;
  readonly bob: Person;
  readonly app: AppHandle;
  readonly staff: ChannelHandle;
  /** With the app's bot token, without retries of its own. */
  readonly client: WebClient;
};

export async function openHouse(options?: SlackEmulatorOptions): Promise<House> {
  const slack = await createSlackEmulator(options);
  onTestFinished(slack.close);
  const ann = slack.addUser({ name: "ann", realName: "Ann Example", timezone: "Europe/Berlin" });
  const bob = slack.addUser({ name: "bob" });
  const app = slack.addApp();
  const staff = slack.addChannel({ name: "staff", members: [ann, bob, app] });
  return { slack, ann, bob, app, staff, client: clientFor(slack, app.botToken) };
}

export const clientFor = (slack: SlackEmulator, token: string): WebClient =>
  new WebClient(token, {
    slackApiUrl: slack.apiUrl,
    rejectRateLimitedCalls: true,
    retryConfig: { retries: 0 },
    logger: silence,
  });

export type Transport = "socket" | "http";

/**
 * Bolt as it is, over the transport wanted; an HTTP app gets its events from then on.
 * `reconnectMs` is the client's pause before reconnecting and, alas, also its patience for a pong: on a
 * busy machine a short one drops healthy sockets.
 */
export async function startBolt(
  transport: Transport,
  { slack, app }: Pick<House, "slack" | "app">,
  reconnectMs = 5_000,
): Promise<App> {
  const clientOptions = { slackApiUrl: slack.apiUrl };
  const receiver =
    transport === "socket"
      ? new SocketModeReceiver({
          appToken: app.appToken,
          logger: silence,
          clientPingTimeout: reconnectMs,
          installerOptions: { clientOptions },
        })
      : new HTTPReceiver({ signingSecret: app.signingSecret, port: 0, logger: silence });
  const bolt = new App({ token: app.botToken, receiver, clientOptions, logger: silence });
  const started = await bolt.start();
  onTestFinished(async () => void (await bolt.stop()));
  const address = started && "address" in started ? started.address() : undefined;
  if (address && typeof address === "object") app.deliversTo(`http://127.0.0.1:${address.port}/slack/events`);
  return bolt;
}

/** Why a call failed: Slack's own error, or the client's code for what was no answer of Slack. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason as CodedError & { data?: { error?: string } },
  );
  return error?.data?.error ?? error?.code ?? "not refused";
}

const silent = (): void => undefined;
const silence = {
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
  setLevel: silent,
  getLevel: () => LogLevel.ERROR,
  setName: silent,
};

export const section = { type: "section", text: { type: "mrkdwn", text: "*A conversation*" } };

export const button = (actionId: string, value = "c-1") => ({
  type: "button",
  action_id: actionId,
  text: { type: "plain_text", text: actionId },
  value,
});

/** A section and one button, `claim`. */
export const card = [section, { type: "actions", elements: [button("claim")] }];
