import { createTimers } from "../../adapters/bullmq/index.ts";
import { createDiscordChat } from "../../adapters/discord/index.ts";
import { createSlackChat, type SlackOptions } from "../../adapters/slack/index.ts";
import { type OpenStore, openStore } from "../../db/store.ts";
import type { Person } from "../../src/core/platform.ts";
import { wordsFor } from "../../src/core/texts/index.ts";
import { createIds } from "../../src/ids.ts";
import type { Chat, Checkpoint, Clock, FormPress, Forms, Ids } from "../../src/ports.ts";
import { createHouse, type House } from "../../src/shell/house.ts";
import type { MailDesk } from "../../src/shell/tickets/letters.ts";
import { quietLog } from "./quiet-log.ts";
import type { World } from "./world.ts";

/** Where the desk finds the world; everything in it can cross into another process. */
export interface Connections {
  readonly databaseUrl: string;
  /** Null: the queue runs on Postgres. */
  readonly redisUrl: string | null;
  readonly prefix: string;
  readonly discordApiUrl: string;
  readonly discordToken: string;
  readonly slackApiUrl: string;
  readonly slackBotToken: string;
  readonly slackAppToken: string;
}

export interface WorldDesk {
  readonly house: House;
  readonly store: OpenStore;
  readonly chats: readonly Chat[];
  readonly stop: () => Promise<void>;
}

/** Mail over SMTP on loopback, made for the desk's own database. */
export interface Postal {
  readonly desk: MailDesk;
  readonly stop: () => Promise<void>;
}

export const connectionsTo = (
  world: World,
  queue: { readonly databaseUrl: string; readonly redisUrl: string | null; readonly prefix: string },
): Connections => ({
  ...queue,
  discordApiUrl: world.discord.apiUrl,
  discordToken: world.botToken,
  slackApiUrl: world.slack.apiUrl,
  slackBotToken: world.app.botToken,
  slackAppToken: world.app.appToken,
});

/** The whole desk, as main.ts builds it, on both emulated platforms; started when this resolves. */
export const startWorldDesk = async (
  connections: Connections,
  desk: World["desk"],
  clock: Clock,
  options: {
    readonly checkpoint?: Checkpoint;
    readonly slack?: Partial<SlackOptions>;
    /** What presses open; default: what the house says. */
    readonly forms?: (press: FormPress, forms: Forms) => ReturnType<Forms>;
    /** None: the desk can send no mail. */
    readonly mail?: (store: OpenStore, ids: Ids) => Promise<Postal>;
  } = {},
): Promise<WorldDesk> => {
  const ids = createIds(Date.now);
  const store = openStore(connections.databaseUrl, ids);
  const postal = (await options.mail?.(store, ids)) ?? null;
  const late: { house?: House } = {};
  const shared = {
    desks: [desk],
    words: wordsFor,
    clock,
    log: quietLog,
    count: () => {},
    home: async (person: Person) => {
      if (late.house === undefined) throw new Error("The desk has not been built yet.");
      return late.house.home(person);
    },
    forms: async (press: FormPress) => {
      const { house: built } = late;
      if (built === undefined) return null;
      return options.forms === undefined ? built.forms(press) : options.forms(press, built.forms);
    },
  };
  const discord = createDiscordChat({
    ...shared,
    token: connections.discordToken,
    apiUrl: connections.discordApiUrl,
  });
  const { chat: slack } = createSlackChat({
    ...shared,
    botToken: connections.slackBotToken,
    appToken: connections.slackAppToken,
    signingSecret: null,
    apiUrl: connections.slackApiUrl,
    ...options.slack,
  });
  const house = createHouse({
    store,
    chats: [discord, slack],
    timers: createTimers({
      redisUrl: connections.redisUrl,
      databaseUrl: connections.databaseUrl,
      namespace: connections.prefix,
      clock,
      log: quietLog,
    }),
    desks: () => [desk],
    clock,
    ids,
    log: quietLog,
    observer: { lag: () => {}, sent: () => {} },
    ...(postal === null ? {} : { mail: postal.desk }),
    ...(options.checkpoint === undefined ? {} : { checkpoint: options.checkpoint }),
  });
  late.house = house;
  await house.start();
  return {
    house,
    store,
    chats: [discord, slack],
    stop: async () => {
      await house.stop();
      await postal?.stop();
      await store.close();
    },
  };
};
