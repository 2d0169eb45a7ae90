/** IDENTIFY, RESUME and what follows them: https://docs.discord.com/developers/events/gateway#connection-lifecycle */
import { randomBytes } from "node:crypto";
import { z } from "zod";
import { Intent, KNOWN_INTENTS, PRIVILEGED_INTENTS } from "./events.ts";
import type { Bot, Guild } from "./model.ts";
import { renderGuildCreate, renderMemberWithUser, renderUser } from "./render.ts";
import { CloseCode, Opcode, type Packet, type Session, type Sessions, type Wire } from "./sessions.ts";
import type { World } from "./world.ts";

export type Peer = {
  session: Session | null;
  readonly wire: Wire;
  setCompress(on: boolean): void;
};

const Identify = z.object({
  token: z.string(),
  intents: z.number(),
  properties: z.record(z.string(), z.unknown()),
  compress: z.boolean().optional(),
  shard: z.tuple([z.number().int(), z.number().int()]).optional(),
});

const Resume = z.object({ token: z.string(), session_id: z.string(), seq: z.number().int().nullable() });

const RequestMembers = z.object({
  guild_id: z.string(),
  user_ids: z.union([z.string(), z.array(z.string())]).optional(),
  nonce: z.string().optional(),
});

/** https://docs.discord.com/developers/resources/application#application-object-application-flags */
export const applicationFlags = (privilegedIntents: number): number =>
  ((privilegedIntents & Intent.GuildPresences) === 0 ? 0 : 1 << 13) |
  ((privilegedIntents & Intent.GuildMembers) === 0 ? 0 : 1 << 15) |
  ((privilegedIntents & Intent.MessageContent) === 0 ? 0 : 1 << 19);

const unprefixed = (token: string): string => token.replace(/^Bot /, "");

type Closing = { readonly code: number; readonly reason: string };

const UNDECODABLE: Closing = { code: CloseCode.DecodeError, reason: "Error while decoding payload." };
const ALREADY: Closing = { code: CloseCode.AlreadyAuthenticated, reason: "Already authenticated." };
const UNAUTHENTICATED: Closing = { code: CloseCode.AuthenticationFailed, reason: "Authentication failed." };

const botOfToken = (world: World, token: string): Bot | undefined =>
  [...world.bots.values()].find((bot) => bot.token === unprefixed(token));

const closeWith = (peer: Peer, closing: Closing): void => peer.wire.close(closing.code, closing.reason);

type Identified = {
  readonly bot: Bot;
  readonly intents: number;
  readonly shard: readonly [number, number] | undefined;
};

/** Every reason to refuse an IDENTIFY has its own closing code. */
const admit = (world: World, peer: Peer, data: unknown): Identified | Closing => {
  const asked = Identify.safeParse(data);
  if (!asked.success) return UNDECODABLE;
  if (peer.session !== null) return ALREADY;
  const { intents, shard, token } = asked.data;
  const bot = botOfToken(world, token);
  if (bot === undefined) return UNAUTHENTICATED;
  if (!Number.isSafeInteger(intents) || intents < 0 || (intents & ~KNOWN_INTENTS) !== 0) {
    return { code: CloseCode.InvalidIntents, reason: "Invalid intent(s)." };
  }
  if ((intents & PRIVILEGED_INTENTS & ~bot.privilegedIntents) !== 0) {
    return { code: CloseCode.DisallowedIntents, reason: "Disallowed intent(s)." };
  }
  if (shard !== undefined && (shard[0] < 0 || shard[0] >= shard[1])) {
    return { code: CloseCode.InvalidShard, reason: "Invalid shard." };
  }
  peer.setCompress(asked.data.compress === true);
  return { bot, intents, shard };
};

export const identify = (world: World, sessions: Sessions, peer: Peer, data: unknown): void => {
  const admitted = admit(world, peer, data);
  if ("code" in admitted) {
    closeWith(peer, admitted);
    return;
  }
  const { bot, intents, shard } = admitted;
  const session: Session = {
    id: randomBytes(16).toString("hex"),
    bot,
    intents,
    sequence: 0,
    sent: [],
    wire: peer.wire,
    detachedAt: null,
  };
  peer.session = session;
  sessions.all.set(session.id, session);
  const guilds = [...world.guilds.values()].filter((guild) => guild.members.has(bot.user.id));
  // https://docs.discord.com/developers/events/gateway-events#ready
  sessions.emit(session, "READY", {
    v: 10,
    user: { ...renderUser(bot.user), verified: true, mfa_enabled: true, email: null },
    guilds: guilds.map((guild) => ({ id: guild.id, unavailable: true })),
    session_id: session.id,
    resume_gateway_url: gatewayUrl(world),
    ...(shard === undefined ? {} : { shard }),
    application: { id: bot.user.id, flags: applicationFlags(bot.privilegedIntents) },
    session_type: "normal",
    private_channels: [],
    relationships: [],
    presences: [],
  });
  if ((intents & Intent.Guilds) !== 0) {
    for (const guild of guilds) greetGuild(world, sessions, session, guild);
  }
  world.changed();
};

/** GUILD_CREATE to one session: after READY, and when the bot joins. */
export const greetGuild = (world: World, sessions: Sessions, session: Session, guild: Guild): void => {
  const withMembers = (session.intents & Intent.GuildMembers) !== 0;
  sessions.emit(session, "GUILD_CREATE", renderGuildCreate(world, guild, session.bot.user.id, withMembers));
};

export const gatewayUrl = (world: World): string => `${world.origin().replace(/^http/, "ws")}/gateway`;

/** Replays what was missed, in order, then RESUMED: https://docs.discord.com/developers/events/gateway#resuming */
export const resume = (
  world: World,
  sessions: Sessions,
  peer: Peer,
  data: unknown,
  timeoutMs: number,
): void => {
  const found = resumable(world, sessions, peer, data, timeoutMs);
  if ("code" in found) {
    closeWith(peer, found);
    return;
  }
  const { session, missed } = found;
  if (session === undefined) {
    peer.wire.send({ op: Opcode.InvalidSession, s: null, t: null, d: false });
    return;
  }
  session.wire?.close(CloseCode.UnknownError, "Resumed elsewhere.");
  session.wire = peer.wire;
  session.detachedAt = null;
  peer.session = session;
  for (const packet of missed) peer.wire.send(packet);
  sessions.emit(session, "RESUMED", {});
  world.changed();
};

type Resumable = { readonly session: Session | undefined; readonly missed: readonly Packet[] };

const resumable = (
  world: World,
  sessions: Sessions,
  peer: Peer,
  data: unknown,
  timeoutMs: number,
): Resumable | Closing => {
  const asked = Resume.safeParse(data);
  if (!asked.success) return UNDECODABLE;
  if (peer.session !== null) return ALREADY;
  const bot = botOfToken(world, asked.data.token);
  if (bot === undefined) return UNAUTHENTICATED;
  const session = sessions.all.get(asked.data.session_id);
  if (session === undefined || session.bot !== bot) return { session: undefined, missed: [] };
  if (session.detachedAt !== null && world.now() - session.detachedAt > timeoutMs) {
    sessions.all.delete(session.id);
    return { session: undefined, missed: [] };
  }
  const missed = sessions.missed(session, asked.data.seq ?? 0);
  if (missed !== undefined) return { session, missed };
  sessions.all.delete(session.id);
  return { code: CloseCode.InvalidSequence, reason: "Invalid seq." };
};

/** https://docs.discord.com/developers/events/gateway-events#request-guild-members */
export const requestMembers = (world: World, sessions: Sessions, session: Session, data: unknown): void => {
  const asked = RequestMembers.safeParse(data);
  if (!asked.success) {
    session.wire?.close(UNDECODABLE.code, UNDECODABLE.reason);
    return;
  }
  const guild = world.guilds.get(asked.data.guild_id);
  if (guild === undefined) return;
  const ids = asked.data.user_ids === undefined ? undefined : [asked.data.user_ids].flat();
  if (ids === undefined && (session.intents & Intent.GuildMembers) === 0) return;
  const members = [...guild.members.values()].filter((member) => ids?.includes(member.userId) ?? true);
  sessions.emit(session, "GUILD_MEMBERS_CHUNK", {
    guild_id: guild.id,
    members: members.map((member) => renderMemberWithUser(world, member)),
    chunk_index: 0,
    chunk_count: 1,
    not_found: (ids ?? []).filter((id) => !guild.members.has(id)),
    ...(asked.data.nonce === undefined ? {} : { nonce: asked.data.nonce }),
  });
};
