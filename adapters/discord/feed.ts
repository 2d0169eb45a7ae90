import { Client, Events, GatewayCloseCodes, GatewayIntentBits, Options, Partials } from "discord.js";
import type { Timestamp } from "../../src/core/time.ts";
import type { ChatHealth, Clock, Count, Log } from "../../src/ports.ts";
import { apiUrlOf } from "./api.ts";
import { INTENT_FAULT, TOKEN_FAULT, unreachableFault } from "./faults.ts";
import { REQUEST_TIMEOUT_MS } from "./limits.ts";
import { type Fault, startErrorOf } from "./start-error.ts";

/**
 * The gateway connection. We read its packets as they come (`raw`): an edit or a deletion of a message that the
 * library has not cached would otherwise lack what we need, and an unknown event would pass unseen.
 */
export interface Feed {
  readonly client: Client;
  /** Ready when it resolves; throws DiscordStartError. */
  readonly connect: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly health: () => ChatHealth;
}

export interface FeedOptions {
  readonly token: string;
  readonly apiUrl: string | null;
  readonly onPacket: (packet: unknown) => void;
  /** The session that was lost at that moment could not be resumed; a new one has begun. */
  readonly onNewSession: (lostAt: Timestamp) => void;
  readonly clock: Clock;
  readonly log: Log;
  readonly count: Count;
}

const INTENTS = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.GuildMessageReactions,
  GatewayIntentBits.DirectMessages,
  GatewayIntentBits.DirectMessageReactions,
  GatewayIntentBits.MessageContent,
] as const;

/** Close codes after which nobody reconnects: https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway */
const FATAL: Readonly<Record<number, Fault>> = {
  [GatewayCloseCodes.AuthenticationFailed]: TOKEN_FAULT,
  [GatewayCloseCodes.DisallowedIntents]: INTENT_FAULT,
};

const createClient = (apiUrl: string | null): Client =>
  new Client({
    intents: INTENTS,
    partials: [Partials.Channel, Partials.Message, Partials.Reaction, Partials.User],
    // Only channels, roles and names are looked up; messages stay in Discord.
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      ReactionManager: 0,
      PresenceManager: 0,
      UserManager: { maxSize: 2000, keepOverLimit: (user) => user.id === user.client.user.id },
      GuildMemberManager: { maxSize: 200, keepOverLimit: (member) => member.id === member.client.user.id },
    }),
    rest: { api: apiUrlOf(apiUrl), timeout: REQUEST_TIMEOUT_MS },
  });

export const createFeed = (options: FeedOptions): Feed => {
  const { token, onPacket, clock, log, count } = options;
  const client = createClient(options.apiUrl);
  let lastPacketAt: number | null = null;
  let lostAt: number | null = null;
  let fatal: { readonly code: number; readonly fault: Fault | null } | null = null;
  let stopped = false;

  // The library's typings leave its `raw` event out; it comes before any packet is handled.
  client.on(Events.Raw as string, (packet: unknown) => {
    lastPacketAt = clock.now();
    onPacket(packet);
  });
  client.on(Events.ShardReconnecting, () => {
    // Said once per loss, not once per attempt to come back; leaving is no loss.
    if (lostAt !== null || stopped) return;
    lostAt = clock.now();
    count("feed", { platform: "discord", state: "lost" });
    log.warn({}, "the connection to Discord's gateway was lost; reconnecting");
  });
  const back = (how: "resumed" | "new session"): void => {
    if (lostAt === null) return;
    const since = lostAt;
    lostAt = null;
    log.info({ lostMs: clock.now() - since, how }, "the connection to Discord's gateway is back");
    count("feed", { platform: "discord", state: "back" });
    if (how === "new session") options.onNewSession(since);
  };
  client.on(Events.ShardResume, () => back("resumed"));
  client.on(Events.ShardReady, () => back("new session"));
  // Without listeners these would end the process.
  client.on(Events.Error, (error) => log.error({ err: error }, "Discord's client reports an error"));
  client.on(Events.ShardError, (error) => log.warn({ err: error }, "Discord's gateway connection failed"));

  const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
  const ended = new Promise<never>((_, reject) => {
    client.on(Events.ShardDisconnect, ({ code }) => {
      const fault = FATAL[code] ?? null;
      fatal = { code, fault };
      count("feed", { platform: "discord", state: "lost" });
      if (!stopped) log.error({ code }, "Discord closed the gateway connection for good");
      reject(startErrorOf([fault ?? unreachableFault(`gateway closed with ${code}`)]));
    });
  });
  ended.catch(() => undefined);

  const heartbeatAt = (): number =>
    client.ws.shards.reduce((latest, shard) => Math.max(latest, shard.lastPingTimestamp), -1);

  const troubleNow = (): string => {
    if (stopped) return "Discord: the connection was closed.";
    if (fatal !== null) {
      return fatal.fault === null
        ? `Discord closed the connection for good (${fatal.code}); restart the desk.`
        : `Discord: ${fatal.fault.detail} ${fatal.fault.fix}`;
    }
    if (lostAt !== null) return "Discord: the connection was lost; reconnecting.";
    return client.isReady() ? "" : "Discord: not connected yet.";
  };

  return {
    client,
    connect: async () => {
      const login = client.login(token).catch((error: unknown) => {
        // The close code says it better, where there is one.
        if (fatal !== null) return ended;
        const reason = error instanceof Error ? error.message : String(error);
        throw startErrorOf([unreachableFault(reason)], error);
      });
      await Promise.race([Promise.all([login, ready]), ended]);
    },
    stop: async () => {
      stopped = true;
      await client.destroy();
    },
    health: () => {
      const trouble = troubleNow();
      const heard = Math.max(lastPacketAt ?? -1, heartbeatAt());
      return { ready: trouble === "", lastHeardAt: heard < 0 ? null : heard, trouble };
    },
  };
};
