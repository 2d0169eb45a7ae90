/** IDENTIFY, RESUME and what follows them: https://docs.discord.com/developers/events/gateway#connection-lifecycle */
import { randomBytes } from "node:crypto";
import { z } from "zod";
import { Intent, KNOWN_INTENTS, PRIVILEGED_INTENTS } from "./events.ts";
import { renderGuildCreate, renderMemberWithUser, renderUser } from "./render.ts";
import { CloseCode, Opcode, type Session, type Sessions, type Wire } from "./sessions.ts";
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

export const identify = (world: World, sessions: Sessions, peer: Peer, data: unknown): void => {
  const asked = Identify.safeParse(data);
  if (!asked.success) return peer.wire.close(CloseCode.DecodeError, "Error while decoding payload.");
  if (peer.session !== null) {
    return peer.wire.close(CloseCode.AlreadyAuthenticated, "Already authenticated.");
  }
  const { intents, shard, compress } = asked.data;
  const bot = [...world.bots.values()].find((one) => one.token === unprefixed(asked.data.token));
  if (bot === undefined) {
    return peer.wire.close(CloseCode.AuthenticationFailed, "Authentication failed.");
  }
  if (!Number.isSafeInteger(intents) || intents < 0 || (intents & ~KNOWN_INTENTS) !== 0) {
    return peer.wire.close(CloseCode.InvalidIntents, "Invalid intent(s).");
  }
  if ((intents & PRIVILEGED_INTENTS & ~bot.privilegedIntents) !== 0) {
    return peer.wire.close(CloseCode.DisallowedIntents, "Disallowed intent(s).");
  }
  if (shard !== undefined && (shard[0] < 0 || shard[0] >= shard[1])) {
    return peer.wire.close(CloseCode.InvalidShard, "Invalid shard.");
  }
  peer.setCompress(compress === true);
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
    resume_gateway_url: `${world.origin().replace(/^http/, "ws")}/gateway`,
    ...(shard === undefined ? {} : { shard }),
    application: { id: bot.user.id, flags: applicationFlags(bot.privilegedIntents) },
    session_type: "normal",
    private_channels: [],
    relationships: [],
    presences: [],
  });
  if ((intents & Intent.Guilds) !== 0) {
    const withMembers = (intents & Intent.GuildMembers) !== 0;
    for (const guild of guilds) {
      sessions.emit(session, "GUILD_CREATE", renderGuildCreate(world, guild, bot.user.id, withMembers));
    }
  }
  world.changed();
};

/** Replays what was missed, in order, then RESUMED: https://docs.discord.com/developers/events/gateway#resuming */
export const resume = (
  world: World,
  sessions: Sessions,
  peer: Peer,
  data: unknown,
  timeoutMs: number,
): void => {
  const asked = Resume.safeParse(data);
  if (!asked.success) return peer.wire.close(CloseCode.DecodeError, "Error while decoding payload.");
  if (peer.session !== null) {
    return peer.wire.close(CloseCode.AlreadyAuthenticated, "Already authenticated.");
  }
  const token = unprefixed(asked.data.token);
  if (![...world.bots.values()].some((bot) => bot.token === token)) {
    return peer.wire.close(CloseCode.AuthenticationFailed, "Authentication failed.");
  }
  const session = sessions.all.get(asked.data.session_id);
  const tooOld = session?.detachedAt != null && world.now() - session.detachedAt > timeoutMs;
  if (session === undefined || session.bot.token !== token || tooOld) {
    if (session !== undefined) sessions.all.delete(session.id);
    return peer.wire.send({ op: Opcode.InvalidSession, s: null, t: null, d: false });
  }
  const missed = sessions.missed(session, asked.data.seq ?? 0);
  if (missed === undefined) {
    sessions.all.delete(session.id);
    return peer.wire.close(CloseCode.InvalidSequence, "Invalid seq.");
  }
  session.wire?.close(CloseCode.UnknownError, "Resumed elsewhere.");
  session.wire = peer.wire;
  session.detachedAt = null;
  peer.session = session;
  for (const packet of missed) peer.wire.send(packet);
  sessions.emit(session, "RESUMED", {});
  world.changed();
};

/** https://docs.discord.com/developers/events/gateway-events#request-guild-members */
export const requestMembers = (world: World, sessions: Sessions, session: Session, data: unknown): void => {
  const asked = RequestMembers.safeParse(data);
  if (!asked.success) return session.wire?.close(CloseCode.DecodeError, "Error while decoding payload.");
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
