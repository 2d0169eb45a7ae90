import { randomUUID } from "node:crypto";
import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { Fields, SlackApp } from "./model.ts";
import type { Timers } from "./timers.ts";
import type { Outcome, Send } from "./transport.ts";

/** All of it after https://docs.slack.dev/apis/events-api/using-socket-mode */

export type DisconnectReason = "warning" | "refresh_requested" | "link_disabled" | "too_many_websockets";

export type SocketMode = {
  /** The URL that apps.connections.open hands out; good for one connection. */
  readonly open: (app: SlackApp, debugReconnects: boolean) => string;
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  readonly send: Send;
  readonly connections: (app: SlackApp) => number;
  /**
   * Tells connections to go. `warning` leaves them open for `graceMs`; `cut` drops them without a word.
   * Returns how many were told.
   */
  readonly disconnect: (
    app: SlackApp | undefined,
    reason: DisconnectReason | "cut",
    graceMs?: number,
  ) => number;
  /** While muted, acks are not heard and nothing is sent: a socket that is silently dead. */
  readonly mute: (muted: boolean) => void;
  /** Closes all connections in good order, as far as clients answer within the grace. */
  readonly drain: () => Promise<void>;
  readonly terminate: () => void;
};

export type SocketModeOptions = {
  readonly origin: () => string;
  readonly timers: Timers;
  /** How long Slack waits for an acknowledgement, ms. */
  readonly ackTimeoutMs: number;
  readonly pingIntervalMs: number;
  readonly maxConnections: number;
  readonly log: (line: string) => void;
  readonly changed: () => void;
};

type Connection = { readonly app: SlackApp; readonly socket: WebSocket; readonly pending: Set<string> };

const WARNING_GRACE_MS = 10_000;
const DRAIN_GRACE_MS = 300;

export function createSocketMode(options: SocketModeOptions): SocketMode {
  const { origin, timers, ackTimeoutMs, pingIntervalMs, maxConnections, log, changed } = options;
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Map<string, SlackApp>();
  const connections = new Set<Connection>();
  const pending = new Map<string, (outcome: Outcome) => void>();
  let muted = false;
  let turn = 0;

  const of = (app: SlackApp): Connection[] => [...connections].filter((connection) => connection.app === app);
  const say = ({ socket }: Connection, message: Fields): void => {
    if (!muted && socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
  };
  const lost = (envelopeId: string): void =>
    pending.get(envelopeId)?.({ ok: false, reason: "timeout", noRetry: false });

  const hear = (connection: Connection, text: string): void => {
    if (muted) return;
    const message = parsed(text);
    const envelopeId = message?.["envelope_id"];
    if (typeof envelopeId !== "string") return;
    log(`socket ← ack ${envelopeId}`);
    connection.pending.delete(envelopeId);
    const payload = message?.["payload"];
    const empty = typeof payload === "object" && payload !== null && Object.keys(payload).length === 0;
    pending.get(envelopeId)?.({ ok: true, response: empty ? undefined : payload });
  };

  const welcome = (app: SlackApp, socket: WebSocket): void => {
    const connection: Connection = { app, socket, pending: new Set() };
    if (of(app).length >= maxConnections) {
      say(connection, { type: "disconnect", reason: "too_many_websockets", debug_info: debugInfo() });
      socket.close();
      return;
    }
    connections.add(connection);
    const stopPings = timers.every(pingIntervalMs, () => {
      if (!muted && socket.readyState === socket.OPEN) socket.ping();
    });
    socket.on("message", (data) => hear(connection, data.toString()));
    socket.on("error", () => socket.terminate());
    socket.on("close", () => {
      stopPings();
      connections.delete(connection);
      for (const envelopeId of connection.pending) lost(envelopeId);
      log(`socket closed, ${of(app).length} left`);
      changed();
    });
    log(`socket open, ${of(app).length} connections`);
    say(connection, {
      type: "hello",
      num_connections: of(app).length,
      debug_info: { ...debugInfo(), build_number: 1, approximate_connection_time: 18_060 },
      connection_info: { app_id: app.id },
    });
    changed();
  };

  return {
    open(app, debugReconnects) {
      const ticket = randomUUID();
      tickets.set(ticket, app);
      const debug = debugReconnects ? "&debug_reconnects=true" : "";
      return `${origin().replace(/^http/, "ws")}/link/?ticket=${ticket}&app_id=${app.id}${debug}`;
    },
    upgrade(request, socket, head) {
      const ticket = new URL(request.url ?? "/", origin()).searchParams.get("ticket") ?? "";
      const app = tickets.get(ticket);
      if (!app) {
        socket.end("HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n");
        return;
      }
      tickets.delete(ticket);
      server.handleUpgrade(request, socket, head, (webSocket) => welcome(app, webSocket));
    },
    send(app, packet, retry) {
      // Any connection may get any payload: they take turns.
      const open = of(app).filter(({ socket }) => socket.readyState === socket.OPEN);
      turn += 1;
      const connection = open[turn % Math.max(open.length, 1)];
      if (!connection) return Promise.resolve({ ok: false, reason: "timeout", noRetry: false });
      const envelopeId = randomUUID();
      connection.pending.add(envelopeId);
      return new Promise((resolve) => {
        const cancelTimeout = timers.after(ackTimeoutMs, () => lost(envelopeId));
        pending.set(envelopeId, (outcome) => {
          cancelTimeout();
          pending.delete(envelopeId);
          connection.pending.delete(envelopeId);
          resolve(outcome);
        });
        say(connection, {
          envelope_id: envelopeId,
          type: packet.kind,
          accepts_response_payload: packet.kind !== "events_api",
          payload: packet.payload,
          ...(packet.kind === "events_api"
            ? { retry_attempt: retry?.num ?? 0, retry_reason: retry?.reason ?? "" }
            : {}),
        });
      });
    },
    connections: (app) => of(app).length,
    disconnect(app, reason, graceMs = WARNING_GRACE_MS) {
      const told = [...connections].filter((connection) => app === undefined || connection.app === app);
      for (const connection of told) {
        if (reason === "cut") {
          connection.socket.terminate();
          continue;
        }
        say(connection, { type: "disconnect", reason, debug_info: debugInfo() });
        // A warning comes about ten seconds before the end; the others are the end.
        if (reason === "warning") timers.after(graceMs, () => connection.socket.close());
        else connection.socket.close();
      }
      return told.length;
    },
    mute(value) {
      muted = value;
    },
    async drain() {
      const patience = AbortSignal.timeout(DRAIN_GRACE_MS);
      const closings = [...connections].map(({ socket }) => {
        socket.close(1001);
        return once(socket, "close", { signal: patience });
      });
      await Promise.allSettled(closings);
    },
    terminate() {
      for (const { socket } of connections) socket.terminate();
      tickets.clear();
    },
  };
}

const debugInfo = (): Fields => ({ host: "applink-emulated" });

function parsed(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Fields) : undefined;
  } catch {
    return undefined;
  }
}
