import { createDiscordChat } from "../../adapters/discord/index.ts";
import type { ActionName, Button } from "../../src/core/actions.ts";
import type { Person as DeskPerson, MessageRef, Place } from "../../src/core/platform.ts";
import { DEFAULT_POLICY, type Desk } from "../../src/core/policy/policy.ts";
import { wordsFor } from "../../src/core/texts/index.ts";
import type { Chat, ChatOptions, Clock, CountName, Log } from "../../src/ports.ts";
import { createInboundRecorder, type InboundRecorder } from "../contract/inbound-recorder.ts";
import {
  type Channel,
  createDiscordEmulator,
  type DiscordEmulator,
  type DiscordOptions,
  type Guild,
  type Message,
  type Person,
  RAISED_LIMITS,
} from "../emulators/discord/index.ts";

export const TOKEN = "MTIz.bot.token";

export const placeAt = (channel: string): Place => ({ platform: "discord", channel, thread: null });
export const refTo = (message: Pick<Message, "id" | "channelId">): MessageRef => ({
  place: placeAt(message.channelId),
  id: message.id,
});

export const asCustomer = (person: Person): DeskPerson => ({
  platform: "discord",
  userId: person.id,
  name: person.user.globalName ?? person.user.username,
  accountCreatedAt: null,
});

export interface LogLine {
  readonly level: "debug" | "info" | "warn" | "error";
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export const createTestLog = (): Log & { readonly lines: readonly LogLine[] } => {
  const lines: LogLine[] = [];
  const at =
    (level: LogLine["level"]) =>
    (fields: Readonly<Record<string, unknown>>, message: string): void => {
      lines.push({ level, message, fields });
    };
  return { lines, debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
};

export const deskAt = (channel: string, policyUrl: string | null = null): Desk => ({
  id: "support",
  name: "Example Hosting",
  customers: { platform: "discord", channel },
  staff: { platform: "slack", channel: "C1" },
  alerts: { platform: "slack", channel: "C2" },
  managers: { platform: "slack", channel: "C3" },
  tickets: { platform: "slack", channel: "C4" },
  reps: [],
  calendar: null,
  zone: "UTC",
  overrides: [],
  policy: { ...DEFAULT_POLICY, policyUrl },
});

export interface Scene {
  readonly discord: DiscordEmulator;
  readonly guild: Guild;
  readonly bot: ReturnType<DiscordEmulator["addBot"]>;
  readonly support: Channel;
  readonly anna: Person;
  readonly desk: Desk;
  readonly log: ReturnType<typeof createTestLog>;
  readonly counted: readonly {
    readonly name: CountName;
    readonly labels: Readonly<Record<string, string>>;
  }[];
  readonly heard: InboundRecorder;
  /** A fresh adapter on the same Discord; the scene's own is the first. */
  readonly createChat: (desk?: Desk, more?: Partial<ChatOptions>) => Chat;
  readonly chat: Chat;
  readonly close: () => Promise<void>;
}

export interface SceneOptions extends DiscordOptions {
  readonly bot?: Omit<Parameters<DiscordEmulator["addBot"]>[0], "token" | "guild">;
  readonly policyUrl?: string | null;
  readonly clock?: Clock;
}

/** A server with a support channel, the bot, and a customer named Anna. */
export const createScene = async (options: SceneOptions = {}): Promise<Scene> => {
  const discord = await createDiscordEmulator({ rateLimits: RAISED_LIMITS, ...options });
  const guild = discord.addGuild({ name: "Example Community" });
  const bot = discord.addBot({ token: TOKEN, username: "Desk", guild, ...options.bot });
  const support = discord.addTextChannel(guild, {
    name: "support",
    everyone: { deny: ["SendMessages", "CreatePublicThreads", "CreatePrivateThreads"] },
  });
  // The bot's own allowance outweighs what the channel denies everybody.
  discord.overwrite(
    support,
    { id: bot.id, type: 1 },
    options.bot?.permissions === undefined ? { allow: ["SendMessages", "CreatePrivateThreads"] } : {},
  );
  const anna = discord.addUser({ username: "anna", displayName: "Anna", guild });
  const desk = deskAt(support.id, options.policyUrl ?? null);
  const log = createTestLog();
  const counted: { name: CountName; labels: Readonly<Record<string, string>> }[] = [];
  const createChat = (other: Desk = desk, more: Partial<ChatOptions> = {}): Chat =>
    createDiscordChat({
      desks: [other],
      words: wordsFor,
      clock: options.clock ?? { now: discord.world.now },
      log,
      count: (name, labels = {}) => counted.push({ name, labels }),
      token: TOKEN,
      apiUrl: discord.apiUrl,
      ...more,
    });
  return {
    discord,
    guild,
    bot,
    support,
    anna,
    desk,
    log,
    counted,
    heard: createInboundRecorder(),
    createChat,
    chat: createChat(),
    close: async () => {
      await discord.close();
      if (discord.violations.length > 0) {
        throw new Error(`Requests against Discord's specification: ${JSON.stringify(discord.violations)}`);
      }
    },
  };
};

/** The id that a button of that name carries on a message. */
export const customIdOf = (
  message: Message,
  part: ActionName | Button["action"] | "open" | "what",
): string => {
  const ids = message.components.flatMap((row) => (row.components ?? []).map((one) => one.custom_id ?? ""));
  const found = ids.find((id) => id.split("|")[1] === part);
  if (found === undefined)
    throw new Error(`No button "${part}" on message ${message.id}, only: ${ids.join(", ")}`);
  return found;
};

/** A private thread with Anna in it, as the desk makes one. */
export const openThread = async (scene: Scene, number = 7): Promise<Place> => {
  const receipt = await scene.chat.deliver({
    id: `open-${number}`,
    createdAt: scene.discord.world.now(),
    maybeSent: false,
    desk: { deskName: scene.desk.name, policyUrl: null, texts: {} },
    language: "en",
    type: "open_place",
    prefer: "thread",
    channel: scene.support.id,
    number,
    customer: asCustomer(scene.anna),
    reply: null,
  });
  return receipt.place;
};
