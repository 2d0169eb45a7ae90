/** Gateway sessions: sequence numbers, the buffer for RESUME, and what faults do to the stream. */
import type { EventFault, EventSubject, FaultBook } from "../shared/faults.ts";
import { type GatewayEvent, Intent, type SessionViewer } from "./events.ts";
import type { Bot, Json } from "./model.ts";

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-opcodes */
export const Opcode = {
  Dispatch: 0,
  Heartbeat: 1,
  Identify: 2,
  PresenceUpdate: 3,
  Resume: 6,
  Reconnect: 7,
  RequestGuildMembers: 8,
  InvalidSession: 9,
  Hello: 10,
  HeartbeatAck: 11,
} as const;

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
export const CloseCode = {
  UnknownError: 4000,
  UnknownOpcode: 4001,
  DecodeError: 4002,
  NotAuthenticated: 4003,
  AuthenticationFailed: 4004,
  AlreadyAuthenticated: 4005,
  InvalidSequence: 4007,
  RateLimited: 4008,
  SessionTimedOut: 4009,
  InvalidShard: 4010,
  InvalidApiVersion: 4012,
  InvalidIntents: 4013,
  DisallowedIntents: 4014,
} as const;

export type Packet = {
  readonly op: number;
  readonly d: unknown;
  readonly s: number | null;
  readonly t: string | null;
};

export type Wire = { send(packet: Packet): void; close(code: number, reason: string): void; cut(): void };

export type Session = {
  readonly id: string;
  readonly bot: Bot;
  readonly intents: number;
  sequence: number;
  readonly sent: Packet[];
  wire: Wire | null;
  /** When the connection was lost; null while there is one. */
  detachedAt: number | null;
};

export type Sessions = {
  readonly all: Map<string, Session>;
  dispatch(event: GatewayEvent): void;
  /** One event to one session: READY, GUILD_CREATE, RESUMED. */
  emit(session: Session, name: string, data: Json): void;
  /** All that was sent after `sequence`; undefined when that cannot be told any more. */
  missed(session: Session, sequence: number): readonly Packet[] | undefined;
};

/** Discord's own buffer is not published; enough for any test, bounded for a benchmark. */
const BUFFERED_EVENTS = 5_000;

/** An event without intent bits goes to all; otherwise one bit suffices. */
const wants = (session: Session, event: GatewayEvent): boolean =>
  event.intent === 0 || (session.intents & event.intent) !== 0;

export const viewerOf = (session: Session): SessionViewer => ({
  userId: session.bot.user.id,
  intents: session.intents,
  readsContent: (session.intents & Intent.MessageContent) !== 0,
});

export const createSessions = (
  faults: FaultBook<EventSubject, EventFault>,
  onSent: (session: Session, packet: Packet) => void,
): Sessions => {
  const all = new Map<string, Session>();
  const swapped = new Map<string, Packet[]>();

  const write = (session: Session, packet: Packet): void => {
    session.wire?.send(packet);
    onSent(session, packet);
  };

  const deliver = (session: Session, packet: Packet): void => {
    const struck = faults.strike({ name: packet.t ?? "", data: packet.d });
    const after = swapped.get(session.id) ?? [];
    swapped.delete(session.id);
    switch (struck?.fault.kind) {
      case undefined:
        write(session, packet);
        break;
      case "drop":
        break;
      case "duplicate":
        write(session, packet);
        write(session, packet);
        break;
      case "swap":
        after.push(packet);
        swapped.set(session.id, after);
        return;
      case "hold":
        struck?.hold(struck.fault.kind === "hold" ? struck.fault.delayMs : undefined, () =>
          write(session, packet),
        );
    }
    for (const late of after) write(session, late);
  };

  const emit = (session: Session, name: string, data: Json): void => {
    session.sequence += 1;
    const packet: Packet = { op: Opcode.Dispatch, s: session.sequence, t: name, d: data };
    session.sent.push(packet);
    if (session.sent.length > BUFFERED_EVENTS) session.sent.shift();
    deliver(session, packet);
  };

  return {
    all,
    emit,
    dispatch(event) {
      for (const session of all.values()) {
        if (!wants(session, event) || !event.visibleTo(session.bot.user.id)) continue;
        const data = event.data(viewerOf(session));
        if (data !== null) emit(session, event.name, data);
      }
    },
    missed(session, sequence) {
      if (sequence > session.sequence) return undefined;
      const oldest = session.sent[0]?.s ?? 1;
      if (sequence < oldest - 1) return undefined;
      return session.sent.filter((packet) => (packet.s ?? 0) > sequence);
    },
  };
};
