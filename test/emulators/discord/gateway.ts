/** The gateway's WebSocket: https://docs.discord.com/developers/events/gateway */
import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { deflateSync } from "node:zlib";
import { type RawData, type WebSocket, WebSocketServer } from "ws";
import { identify, type Peer, requestMembers, resume } from "./handshake.ts";
import { CloseCode, Opcode, type Packet, type Session, type Sessions } from "./sessions.ts";
import type { World } from "./world.ts";

export type GatewayOptions = {
  readonly heartbeatIntervalMs: number;
  /** How long a session without connection can be resumed. "A few minutes"; Discord publishes no number. */
  readonly sessionTimeoutMs: number;
};

export type Gateway = {
  attach(server: Server): void;
  /** Closes every connection with this code; the sessions stay where the code lets them. */
  disconnect(code: number): void;
  /** Cuts every connection without a word. */
  cut(): void;
  /** Opcode 7: asks every client to reconnect and resume. */
  askToReconnect(): void;
  /** Opcode 9 to every client. */
  invalidate(resumable: boolean): void;
  /** While false, heartbeats stay without acknowledgement: a zombied connection. */
  acknowledges: boolean;
  readonly received: { readonly at: number; readonly op: number; readonly data: unknown }[];
};

/** "120 events per connection every 60 seconds": events/gateway#rate-limiting */
const SENDS_PER_MINUTE = 120;

/** The client's own closing with these ends the session: events/gateway#initiating-a-disconnect */
const ENDS_SESSION = new Set([1000, 1001]);
/** Codes of the server after which a new session is needed. */
const NOT_RESUMABLE = new Set([4003, 4004, 4005, 4007, 4009, 4010, 4011, 4012, 4013, 4014]);

export const createGateway = (world: World, sessions: Sessions, options: GatewayOptions): Gateway => {
  const server = new WebSocketServer({ noServer: true });
  const peers = new Set<Peer>();

  const detach = (peer: Peer, code: number, byServer: boolean): void => {
    const session = peer.session;
    if (session === null || session.wire !== peer.wire) return;
    session.wire = null;
    session.detachedAt = world.now();
    if (byServer ? NOT_RESUMABLE.has(code) : ENDS_SESSION.has(code)) sessions.all.delete(session.id);
    world.changed();
  };

  const accept = (socket: WebSocket, request: IncomingMessage): void => {
    const query = new URL(request.url ?? "/", "http://gateway").searchParams;
    let closed = false;
    let compress = false;
    let watchdog: NodeJS.Timeout | undefined;
    const sends: number[] = [];
    const close = (code: number, reason: string): void => {
      if (closed) return;
      closed = true;
      detach(peer, code, true);
      socket.close(code, reason);
    };
    const peer: Peer = {
      session: null,
      setCompress: (on) => {
        compress = on;
      },
      wire: {
        send(packet: Packet) {
          const text = JSON.stringify(packet);
          if (socket.readyState === socket.OPEN) socket.send(compress ? deflateSync(text) : text);
        },
        close,
        cut() {
          closed = true;
          detach(peer, 1006, true);
          socket.terminate();
        },
      },
    };
    peers.add(peer);
    const expectHeartbeat = (): void => {
      clearTimeout(watchdog);
      watchdog = setTimeout(
        () => close(CloseCode.SessionTimedOut, "Session timed out."),
        options.heartbeatIntervalMs * 2,
      );
      watchdog.unref();
    };
    socket.on("close", (code) => {
      clearTimeout(watchdog);
      peers.delete(peer);
      if (!closed) detach(peer, code, false);
      closed = true;
    });
    socket.on("error", () => socket.terminate());
    if (query.get("v") !== "10" || query.get("encoding") !== "json") {
      close(CloseCode.InvalidApiVersion, "Invalid API version.");
      return;
    }
    peer.wire.send({
      op: Opcode.Hello,
      s: null,
      t: null,
      d: { heartbeat_interval: options.heartbeatIntervalMs },
    });
    expectHeartbeat();
    const tooMany = (): boolean => {
      const now = Date.now();
      while (sends[0] !== undefined && now - sends[0] > 60_000) sends.shift();
      return sends.push(now) > SENDS_PER_MINUTE;
    };
    socket.on("message", (raw) => {
      const packet = parse(raw);
      if (tooMany()) close(CloseCode.RateLimited, "Rate limited.");
      else if (packet === undefined) close(CloseCode.DecodeError, "Error while decoding payload.");
      else {
        gateway.received.push({ at: world.now(), op: packet.op, data: packet.d });
        if (packet.op === Opcode.Heartbeat) expectHeartbeat();
        receive(peer, packet);
      }
    });
  };

  const receive = (peer: Peer, packet: { readonly op: number; readonly d: unknown }): void => {
    switch (packet.op) {
      case Opcode.Heartbeat:
        if (gateway.acknowledges) peer.wire.send({ op: Opcode.HeartbeatAck, s: null, t: null, d: null });
        break;
      case Opcode.Identify:
        identify(world, sessions, peer, packet.d);
        break;
      case Opcode.Resume:
        resume(world, sessions, peer, packet.d, options.sessionTimeoutMs);
        break;
      case Opcode.PresenceUpdate:
      case Opcode.RequestGuildMembers:
        if (peer.session === null) peer.wire.close(CloseCode.NotAuthenticated, "Not authenticated.");
        else if (packet.op === Opcode.RequestGuildMembers) {
          requestMembers(world, sessions, peer.session, packet.d);
        }
        break;
      default:
        peer.wire.close(CloseCode.UnknownOpcode, "Unknown opcode.");
    }
  };

  const gateway: Gateway = {
    acknowledges: true,
    received: [],
    attach(http) {
      http.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
        server.handleUpgrade(request, socket, head, (connection) => accept(connection, request));
      });
    },
    disconnect(code) {
      for (const peer of [...peers]) peer.wire.close(code, "");
    },
    cut() {
      for (const peer of [...peers]) peer.wire.cut();
    },
    askToReconnect() {
      for (const peer of peers) peer.wire.send({ op: Opcode.Reconnect, s: null, t: null, d: null });
    },
    invalidate(resumable) {
      for (const peer of peers) {
        const session: Session | null = peer.session;
        if (!resumable && session !== null) {
          sessions.all.delete(session.id);
          peer.session = null;
        }
        peer.wire.send({ op: Opcode.InvalidSession, s: null, t: null, d: resumable });
      }
    },
  };
  return gateway;
};

const parse = (raw: RawData): { readonly op: number; readonly d: unknown } | undefined => {
  try {
    const packet: unknown = JSON.parse(raw.toString());
    if (typeof packet !== "object" || packet === null || !("op" in packet)) return undefined;
    return typeof packet.op === "number" ? { op: packet.op, d: "d" in packet ? packet.d : null } : undefined;
  } catch {
    return undefined;
  }
};
