import { DEFAULT_POLICY, type Desk, type Policy } from "../../src/core/policy/policy.ts";
import { createSteppableClock, type SteppableClock } from "../../src/main/clock.ts";
import {
  type Channel,
  createDiscordEmulator,
  type DiscordEmulator,
  type DiscordOptions,
  type Person as DiscordPerson,
  type Guild,
  RAISED_LIMITS,
} from "../emulators/discord/index.ts";
import {
  type AppHandle,
  type ChannelHandle,
  createSlackEmulator,
  type SlackEmulator,
  type SlackEmulatorOptions,
  type Person as SlackPerson,
} from "../emulators/slack/index.ts";
import { aRep } from "./rep.ts";

/** A Discord server with a customer and a Slack workspace with two reps: the world outside the desk. */
export interface World {
  /** One clock for both platforms and the desk; a test steps it instead of waiting. */
  readonly clock: SteppableClock;
  readonly discord: DiscordEmulator;
  readonly guild: Guild;
  readonly support: Channel;
  readonly bot: { readonly id: string };
  readonly botToken: string;
  readonly anna: DiscordPerson;
  readonly slack: SlackEmulator;
  readonly app: AppHandle;
  readonly rosa: SlackPerson;
  readonly sam: SlackPerson;
  readonly staff: ChannelHandle;
  readonly alerts: ChannelHandle;
  readonly managers: ChannelHandle;
  readonly tickets: ChannelHandle;
  readonly desk: Desk;
  readonly close: () => Promise<void>;
}

export interface WorldOptions {
  readonly discord?: DiscordOptions;
  readonly slack?: SlackEmulatorOptions;
  readonly policy?: Policy;
}

const BOT_TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.worlds.bot-token-of-the-tests-world";

export const createWorld = async (options: WorldOptions = {}): Promise<World> => {
  const clock = createSteppableClock();
  const discord = await createDiscordEmulator({
    now: clock.now,
    rateLimits: RAISED_LIMITS,
    ...options.discord,
  });
  const guild = discord.addGuild();
  const bot = discord.addBot({ token: BOT_TOKEN, guild });
  const support = discord.addTextChannel(guild, { name: "support" });
  const anna = discord.addUser({ username: "anna", guild });
  const slack = await createSlackEmulator({
    now: clock.now,
    signingNow: Date.now,
    limits: { enabled: false },
    ...options.slack,
  });
  const app = slack.addApp();
  const rosa = slack.addUser({ name: "rosa", realName: "Rosa Reiter" });
  const sam = slack.addUser({ name: "sam", realName: "Sam Sorge" });
  const members = [rosa, sam, app];
  const staff = slack.addChannel({ name: "desk", members });
  const alerts = slack.addChannel({ name: "desk-alerts", members });
  const managers = slack.addChannel({ name: "desk-managers", members });
  const tickets = slack.addChannel({ name: "desk-tickets", members });
  const on = (channel: ChannelHandle) => ({ platform: "slack" as const, channel: channel.id });
  return {
    clock,
    discord,
    guild,
    support,
    bot,
    botToken: BOT_TOKEN,
    anna,
    slack,
    app,
    rosa,
    sam,
    staff,
    alerts,
    managers,
    tickets,
    desk: {
      id: "support",
      name: "Example Hosting",
      customers: { platform: "discord", channel: support.id },
      staff: on(staff),
      alerts: on(alerts),
      managers: on(managers),
      tickets: on(tickets),
      reps: [aRep("rosa", { slack: rosa.id }), aRep("sam", { slack: sam.id, lead: true })],
      calendar: null,
      zone: "UTC",
      overrides: [],
      policy: options.policy ?? DEFAULT_POLICY,
    },
    close: async () => {
      await Promise.all([discord.close(), slack.close()]);
    },
  };
};
