/** A Discord for tests, on loopback. How to use it: README.md. */
import type { AddressInfo } from "node:net";
import {
  createFaultBook,
  type EventFault,
  type EventSubject,
  type FaultBook,
  type HttpFault,
  type HttpSubject,
} from "../shared/faults.ts";
import { type Building, createBuilding } from "./building.ts";
import { createGateway, type Gateway, type GatewayOptions } from "./gateway.ts";
import type { Message, Notification } from "./model.ts";
import { createRateLimits, DISCORD_LIMITS, type RateLimitOptions } from "./rate-limits.ts";
import { type Arrival, createRest } from "./rest.ts";
import { createRouter } from "./router.ts";
import { accountRoutes } from "./routes/account.ts";
import { channelRoutes } from "./routes/channels.ts";
import { commandRoutes } from "./routes/commands.ts";
import { guildRoutes } from "./routes/guilds.ts";
import { interactionRoutes } from "./routes/interactions.ts";
import { messageRoutes } from "./routes/messages.ts";
import { pinRoutes } from "./routes/pins.ts";
import { threadRoutes } from "./routes/threads.ts";
import { createSessions, type Sessions } from "./sessions.ts";
import { createSnowflakes } from "./snowflake.ts";
import { loadSpecCheck } from "./spec-check.ts";
import { settleAll } from "./threads.ts";
import {
  createTraffic,
  type EventRecord,
  type RequestRecord,
  type UntilOptions,
  type Violation,
} from "./traffic.ts";
import { createWorld, historyOf, type Limits, type World } from "./world.ts";

export type { Injected } from "../shared/faults.ts";
export { Intent } from "./events.ts";
export type { Answer } from "./interactions.ts";
export type { Bot, Channel, Guild, Message, Notification, Thread, User } from "./model.ts";
export { Permission, type PermissionName } from "./permissions.ts";
export {
  ClientRefusedError,
  InteractionFailedError,
  type Person,
  type Reaction,
  type ShownModal,
} from "./person.ts";
export { DISCORD_LIMITS, RAISED_LIMITS } from "./rate-limits.ts";
export { snowflakeTime } from "./snowflake.ts";
export { specAtHand } from "./spec-check.ts";
export { WaitTimeoutError } from "./traffic.ts";

const MINUTE = 60_000;

const DEFAULT_LIMITS: Limits = {
  nonceWindowMs: 5 * MINUTE,
  interactionAckMs: 3_000,
  interactionTokenMs: 15 * MINUTE,
  activeThreads: 1_000,
  oldMessageEdits: { limit: 3, windowMs: 20_000 },
  dmsOpened: { limit: 10, windowMs: 10 * MINUTE },
};

const DEFAULT_GATEWAY: GatewayOptions = { heartbeatIntervalMs: 41_250, sessionTimeoutMs: 3 * MINUTE };

export type DiscordOptions = {
  /** The clock of ids, limits of interactions and threads. Default: the real one. */
  readonly now?: () => number;
  /** Default: any free one. */
  readonly port?: number;
  readonly limits?: Partial<Limits>;
  readonly gateway?: Partial<GatewayOptions>;
  /** Default: like Discord's. `RAISED_LIMITS` keeps them out of the way. */
  readonly rateLimits?: RateLimitOptions;
  /** Counts answers of the emulator that break the published specification among the violations. Default false. */
  readonly checksAnswers?: boolean;
};

export type DiscordEmulator = Building & {
  readonly url: string;
  /** For `DISCORD_API_URL` and discord.js' `rest.api`: without the version. */
  readonly apiUrl: string;
  readonly world: World;
  readonly gateway: Gateway;
  readonly sessions: Sessions;
  readonly faults: {
    readonly rest: FaultBook<HttpSubject, HttpFault>;
    readonly events: FaultBook<EventSubject, EventFault>;
  };
  readonly requests: readonly RequestRecord[];
  readonly events: readonly EventRecord[];
  /** Requests that broke the published specification; empty is what a test wants. */
  readonly violations: readonly Violation[];
  readonly notifications: readonly Notification[];
  /** 401, 403 and 429 so far: 10,000 in 10 minutes would ban the address (topics/rate-limits). */
  invalidRequests(): number;
  messagesIn(channel: { readonly id: string }): readonly Message[];
  /** Waits until `look` finds something; looks again at every change. */
  until<T>(look: () => T | undefined | null | false, options?: UntilOptions): Promise<T>;
  /** A bot has identified and is connected. */
  untilConnected(bot?: { readonly id: string }, options?: UntilOptions): Promise<void>;
  untilMessage(
    channel: { readonly id: string },
    match: (message: Message) => boolean,
    options?: UntilOptions,
  ): Promise<Message>;
  /** Archives the threads that were idle too long by the emulator's clock; done also whenever one is looked at. */
  archiveIdleThreads(): void;
  onRequest(listener: (arrival: Arrival) => void): () => void;
  onMessageCreated(listener: (message: Message) => void): () => void;
  /** Nobody listens any more: connections are cut, new ones refused. People go on; what they do is missed. */
  goAway(options?: { readonly keepSessions?: boolean }): Promise<void>;
  /** Listens again on the same port. */
  comeBack(): Promise<void>;
  close(): Promise<void>;
};

export const createDiscordEmulator = async (options: DiscordOptions = {}): Promise<DiscordEmulator> => {
  const now = options.now ?? Date.now;
  const traffic = createTraffic();
  const violations: Violation[] = [];
  const onRequest = new Set<(arrival: Arrival) => void>();
  const onMessageCreated = new Set<(message: Message) => void>();
  const rest = createFaultBook<HttpSubject, HttpFault>();
  const events = createFaultBook<EventSubject, EventFault>();
  let port = options.port ?? 0;

  const sessions = createSessions(events, (_session, packet) =>
    traffic.event({ at: now(), name: packet.t ?? "", data: packet.d as EventRecord["data"] }),
  );
  const world = createWorld({
    now,
    snowflakes: createSnowflakes(now),
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    dispatch: (event) => sessions.dispatch(event),
    changed: traffic.changed,
    messageCreated: (message) => {
      for (const listener of onMessageCreated) listener(message);
    },
    origin: () => `http://127.0.0.1:${port}`,
  });
  const gateway = createGateway(world, sessions, { ...DEFAULT_GATEWAY, ...options.gateway });
  const server = createRest({
    world,
    router: createRouter([
      ...accountRoutes(world),
      ...guildRoutes(world),
      ...channelRoutes(world),
      ...messageRoutes(world),
      ...pinRoutes(world),
      ...threadRoutes(world),
      ...commandRoutes(world),
      ...interactionRoutes(world),
    ]),
    limits: createRateLimits(options.rateLimits ?? DISCORD_LIMITS),
    faults: rest,
    spec: loadSpecCheck(),
    checksAnswers: options.checksAnswers === true,
    arrived: (arrival) => {
      for (const listener of onRequest) listener(arrival);
    },
    recorded: traffic.request,
    violated: (violation) => violations.push(violation),
  });
  gateway.attach(server);

  const listen = (): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, "127.0.0.1", () => {
        server.off("error", reject);
        port = (server.address() as AddressInfo).port;
        resolve();
      });
    });
  const goAway = async (away: { readonly keepSessions?: boolean } = {}): Promise<void> => {
    if (!server.listening) return;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    gateway.cut();
    server.closeAllConnections();
    if (away.keepSessions !== true) sessions.all.clear();
    await closed;
  };
  await listen();

  const listenerOf = <T>(set: Set<T>, listener: T): (() => void) => {
    set.add(listener);
    return () => set.delete(listener);
  };

  return {
    ...createBuilding(world, traffic, sessions),
    url: world.origin(),
    apiUrl: `${world.origin()}/api`,
    world,
    gateway,
    sessions,
    faults: { rest, events },
    requests: traffic.requests,
    events: traffic.events,
    violations,
    notifications: world.notifications,
    invalidRequests: () => traffic.requests.filter(({ status }) => [401, 403, 429].includes(status)).length,
    messagesIn: (channel) => [...historyOf(world, channel.id).values()],
    until: traffic.until,
    async untilConnected(bot, waiting = {}) {
      const connected = (): boolean =>
        [...sessions.all.values()].some(
          (session) => session.wire !== null && (bot === undefined || session.bot.user.id === bot.id),
        );
      await traffic.until(connected, { what: "a bot on the gateway", timeoutMs: 15_000, ...waiting });
    },
    untilMessage: (channel, match, waiting = {}) =>
      traffic.until(() => [...historyOf(world, channel.id).values()].find(match), {
        what: `a message in channel ${channel.id}`,
        ...waiting,
      }),
    archiveIdleThreads: () => settleAll(world),
    onRequest: (listener) => listenerOf(onRequest, listener),
    onMessageCreated: (listener) => listenerOf(onMessageCreated, listener),
    goAway,
    comeBack: listen,
    async close() {
      traffic.stop();
      rest.clear();
      events.clear();
      await goAway();
    },
  };
};
