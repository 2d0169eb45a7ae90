import { createTimers } from "../../adapters/bullmq/index.ts";
import { createDiscordChat } from "../../adapters/discord/index.ts";
import { createSandbox } from "../../adapters/sandbox/index.ts";
import { createSlackChat } from "../../adapters/slack/index.ts";
import { createMetricsSource } from "../../db/metrics.ts";
import { type OpenStore, openStore } from "../../db/store.ts";
import type { Config } from "../config.ts";
import type { Desk } from "../core/policy/policy.ts";
import { wordsFor } from "../core/texts/index.ts";
import { createIds } from "../ids.ts";
import { desksFor, readPolicyFile } from "../policy-file.ts";
import type { Chat, ChatOptions, HttpRoutes, Log } from "../ports.ts";
import { createHouse, type House } from "../shell/house.ts";
import { type Http, startHttp } from "../shell/http.ts";
import type { Metrics } from "../shell/metrics.ts";
import type { Part } from "../shell/ready.ts";
import { createSteppableClock, type SteppableClock, systemClock } from "./clock.ts";
import { type RunningDatabase, startDatabase } from "./database.ts";
import { createSandboxControls } from "./sandbox-controls.ts";

export interface RunningDesk {
  readonly http: Http;
  readonly stop: () => Promise<void>;
}

interface Mount {
  readonly prefix: string;
  readonly routes: HttpRoutes;
}

interface Platforms {
  readonly chats: readonly Chat[];
  readonly mounts: readonly Mount[];
  readonly desks: () => readonly Desk[];
}

type Shared = Omit<ChatOptions, "clock">;

const connected = (config: Config, options: ChatOptions): Platforms => {
  const chats: Chat[] = [];
  const mounts: Mount[] = [];
  if (config.discord !== null) chats.push(createDiscordChat({ ...options, ...config.discord }));
  if (config.slack !== null) {
    const { botToken, apiUrl, receive } = config.slack;
    const { chat, routes } = createSlackChat({
      ...options,
      botToken,
      apiUrl,
      appToken: receive.type === "socket" ? receive.appToken : null,
      signingSecret: receive.type === "http" ? receive.signingSecret : null,
    });
    chats.push(chat);
    if (routes !== null) mounts.push({ prefix: "/slack", routes });
  }
  return { chats, mounts, desks: () => options.desks };
};

const sandbox = async (
  config: Config,
  options: Shared,
  clock: SteppableClock,
  store: OpenStore,
  house: () => House,
): Promise<Platforms> => {
  const { controls, desks, restoreClock } = createSandboxControls(
    options.desks,
    config.speed,
    clock,
    store,
    house,
  );
  await restoreClock();
  const { chat, routes } = createSandbox({ ...options, clock, sql: store.sql, controls });
  return { chats: [chat], mounts: [{ prefix: "/", routes }], desks };
};

const calledOff = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    if (signal.aborted) reject(signal.reason);
  });

/** Builds and starts everything, in order; `stop` undoes it in reverse. */
export const startDesk = async (
  config: Config,
  log: Log,
  metrics: Metrics,
  signal: AbortSignal,
): Promise<RunningDesk> => {
  const configured = desksFor(config.mode, readPolicyFile(config.policyFile));
  const undo: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const one of undo.splice(0).reverse()) {
      await one().catch((cause: unknown) => log.error({ err: cause }, "stopping went on after a fault"));
    }
  };
  try {
    const starting: Part = {
      name: "start",
      check: () => ({ ready: false, why: "the desk is still starting" }),
    };
    let parts: readonly Part[] = [
      starting,
      { name: "database", check: () => ({ ready: false, why: "not reached yet; the desk keeps trying" }) },
    ];
    let mounts: readonly Mount[] = [];
    const http = await startHttp({
      host: config.host,
      port: config.port,
      next: config.mode === "sandbox",
      parts: () => parts,
      metrics,
      mounts: () => mounts,
      log,
    });
    undo.push(http.stop);

    const database: RunningDatabase = await startDatabase(config, log, signal);
    undo.push(database.stop);

    const clock = config.mode === "sandbox" ? createSteppableClock() : null;
    const ids = createIds(Date.now);
    const store = openStore(database.url, ids);
    undo.push(store.close);
    const timers = createTimers({
      redisUrl: config.redisUrl,
      databaseUrl: database.url,
      clock: clock ?? systemClock,
      log,
    });
    const shared: Shared = { desks: configured, words: wordsFor, log, count: metrics.count };
    const late: { house?: House } = {};
    const platforms =
      clock === null
        ? connected(config, { ...shared, clock: systemClock })
        : await sandbox(config, shared, clock, store, () => {
            if (late.house === undefined) throw new Error("the house is asked for before it is built");
            return late.house;
          });
    const house = createHouse({
      store,
      chats: platforms.chats,
      timers,
      desks: platforms.desks,
      clock: clock ?? systemClock,
      ids,
      log,
      observer: metrics,
      count: metrics.count,
    });
    late.house = house;
    mounts = platforms.mounts;
    undo.push(house.stop);
    metrics.watch(createMetricsSource(store.sql, clock ?? systemClock));
    const standing: readonly Part[] = [
      { name: "database", check: async () => store.ping().then(() => ({ ready: true, why: "" })) },
      {
        name: "queue",
        check: () => ({
          ready: timers.ready(),
          why: timers.ready() ? "" : "The queue is away: deadlines are found by the sweep, up to 2 s late.",
        }),
      },
      ...platforms.chats.map((chat) => ({
        name: chat.platform,
        check: () => {
          const { ready, trouble } = chat.health();
          return { ready, why: trouble };
        },
      })),
    ];
    parts = [starting, ...standing];
    // A platform that is away holds the start up, and must not hold the stop up too.
    await Promise.race([house.start(), calledOff(signal)]);
    parts = standing;
    return { http, stop };
  } catch (cause) {
    await stop();
    throw cause;
  }
};
