import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { SocketModeReceiver } from "@slack/bolt";
import { SECOND, type Timestamp } from "../../src/core/time.ts";
import type { Clock, Count, Log } from "../../src/ports.ts";
import { clientSettings, quietLogger } from "./client.ts";
import { platformCode } from "./failure.ts";
import type { Answer } from "./modals.ts";
import { pause } from "./pause.ts";

/**
 * Two connections of at most ten: Slack renews each every few hours, and while one is renewed the other hears.
 * https://docs.slack.dev/apis/events-api/using-socket-mode
 */
const CONNECTIONS = 2;
/** Pauses before trying to connect again, ms; none after a connection that stood. */
const BACKOFF_MS = [1, 2, 4, 8, 16, 30].map((seconds) => seconds * SECOND);
/** A dead socket is noticed after 30 s without a ping (serverPingTimeout of the SDK): so far back we look, ms. */
const BLIND_MS = 40 * SECOND;

/**
 * Where the SDK's sockets tell of Slack's pings and pongs (socket-mode, SlackWebSocket.ts): the only sign of life in a
 * quiet night. No other adapter has sockets of undici's.
 */
const SIGNS_OF_LIFE = ["undici:websocket:ping", "undici:websocket:pong"];

type Client = SocketModeReceiver["client"];

export interface SocketOptions {
  readonly appToken: string;
  readonly apiUrl: string | null;
  readonly clock: Clock;
  readonly log: Log;
  readonly count: Count;
  /** Fulfilled when the body may be acknowledged, with this. */
  readonly take: (body: unknown) => Promise<Answer>;
  /** Slack was heard of, if only by a ping. */
  readonly onSign: () => void;
  /** A connection stands again; what was said since then may have been missed. */
  readonly onReturn: (since: Timestamp) => void;
}

export interface SocketFeed {
  /** Rejects when the first connection cannot be made. */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly open: () => number;
  readonly trouble: () => string;
}

/** What the SDK hands to its listeners; https://docs.slack.dev/tools/node-slack-sdk/socket-mode */
interface Envelope {
  readonly body: unknown;
  readonly ack: (response?: Readonly<Record<string, unknown>>) => Promise<void>;
}

export const createSocketFeed = (options: SocketOptions): SocketFeed => {
  const { clock, log, count, take, onSign, onReturn } = options;
  const stopping = new AbortController();
  const clients = Array.from({ length: CONNECTIONS }, () => createSocketClient(options));
  const loops: Promise<void>[] = [];
  let open = 0;
  let trouble = "";

  const hear = async ({ body, ack }: Envelope): Promise<void> => {
    let said: Answer;
    try {
      said = await take(body);
    } catch (error) {
      log.error(
        { err: error },
        "What Slack brought could not be made durable; it sends events again, and shows whoever pressed or commanded that it failed",
      );
      return;
    }
    try {
      await ack(said);
    } catch (error) {
      // The connection went meanwhile: the event comes again, under the same key.
      log.debug({ err: error }, "An acknowledgement did not reach Slack");
    }
  };

  /** The SDK's own reconnecting waits five seconds and gives up at a refused connection, so it is off: see below. */
  const connect = async (client: Client): Promise<{ readonly gone: Promise<void> }> => {
    let onGone = (): void => undefined;
    const gone = new Promise<void>((resolve) => {
      onGone = resolve;
      client.once("disconnected", onGone);
    });
    try {
      await client.start();
    } catch (error) {
      client.off("disconnected", onGone);
      throw error ?? new Error("Slack closed the connection before it said hello");
    }
    open += 1;
    trouble = "";
    onSign();
    return { gone };
  };

  const keep = async (client: Client, standing: { readonly gone: Promise<void> } | null): Promise<void> => {
    let connection = standing;
    let failures = 0;
    let lostAt: Timestamp | null = null;
    while (!stopping.signal.aborted) {
      if (connection !== null) {
        await connection.gone;
        connection = null;
        open -= 1;
        if (stopping.signal.aborted) return;
        lostAt = clock.now();
        if (open === 0) trouble = "The connection to Slack was lost and is being made again.";
        count("feed", { platform: "slack", state: "lost" });
        log.info({ open }, "A Slack connection ended; making a new one");
      }
      try {
        connection = await connect(client);
        failures = 0;
        if (lostAt === null) continue;
        count("feed", { platform: "slack", state: "back" });
        onReturn(lostAt - BLIND_MS);
      } catch (error) {
        if (stopping.signal.aborted) return;
        const code = platformCode(error);
        if (open === 0) trouble = `Slack cannot be connected to (${code ?? "no connection"}).`;
        log.warn({ code, failures }, "Slack could not be connected to; trying again");
        await pause(BACKOFF_MS[Math.min(failures, BACKOFF_MS.length - 1)] ?? SECOND, stopping.signal);
        failures += 1;
      }
    }
  };

  for (const client of clients) client.on("slack_event", (envelope: Envelope) => void hear(envelope));

  return {
    async start() {
      const [first, ...others] = clients;
      if (first === undefined) return;
      const connection = await connect(first);
      for (const sign of SIGNS_OF_LIFE) subscribe(sign, onSign);
      loops.push(keep(first, connection), ...others.map((client) => keep(client, null)));
    },
    async stop() {
      stopping.abort();
      for (const sign of SIGNS_OF_LIFE) unsubscribe(sign, onSign);
      await Promise.all(clients.map((client) => client.disconnect()));
      await Promise.all(loops);
      open = 0;
    },
    open: () => open,
    trouble: () => trouble,
  };
};

/**
 * Bolt's receiver for its client alone: without an App it hands nothing on and acknowledges nothing, so that the
 * acknowledgement is ours to give once the news is durable.
 */
export const createSocketClient = ({
  appToken,
  apiUrl,
  log,
}: Pick<SocketOptions, "appToken" | "apiUrl" | "log">): Client => {
  const { logger: _, ...clientOptions } = clientSettings({ apiUrl, log });
  return new SocketModeReceiver({
    appToken,
    autoReconnectEnabled: false,
    logger: quietLogger(log),
    installerOptions: { clientOptions },
  }).client;
};
