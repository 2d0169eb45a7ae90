import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  ChannelType,
  type Client,
  DiscordAPIError,
  type TextChannel,
  type ThreadChannel,
} from "discord.js";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { NewBot } from "./building.ts";
import { connect } from "./connect.ts";
import { ClientRefusedError, createDiscordEmulator, type DiscordEmulator, RAISED_LIMITS } from "./index.ts";

const token = "a.bot.token";
let now = Date.UTC(2026, 10, 1, 12);
let discord: DiscordEmulator;
let client: Client<true>;

beforeEach(async () => {
  discord = await createDiscordEmulator({ rateLimits: RAISED_LIMITS, now: () => now, checksAnswers: true });
});

afterEach(async () => {
  await client.destroy();
  expect(discord.violations).toEqual([]);
  await discord.close();
});

const scene = async (bot: Partial<NewBot> = {}) => {
  const guild = discord.addGuild();
  const handle = discord.addBot({ token, guild, ...bot });
  const channel = discord.addTextChannel(guild);
  const anna = discord.addUser({ username: "anna", guild });
  const bert = discord.addUser({ username: "bert", guild });
  client = await connect(discord, { token });
  const parent = (await client.channels.fetch(channel.id)) as TextChannel;
  return { guild, bot: handle, channel, anna, bert, parent };
};

const openThread = async (parent: TextChannel): Promise<ThreadChannel> =>
  parent.threads.create({
    name: "DC-1 billing",
    type: ChannelType.PrivateThread,
    invitable: false,
    autoArchiveDuration: 1440,
  }) as Promise<ThreadChannel>;

const codeOf = async (promise: Promise<unknown>): Promise<unknown> => {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof DiscordAPIError ? error.code : error;
};

test("a private thread is seen by its members only", async () => {
  const { parent, anna, bert } = await scene();
  const thread = await openThread(parent);
  await thread.members.add(anna.id);
  expect(anna.sees(thread.id)).toBe(true);
  expect(bert.sees(thread.id)).toBe(false);
  const heard = new Promise<string>((resolve) => client.once("messageCreate", (one) => resolve(one.content)));
  anna.sends(thread.id, "my invoice");
  expect(await heard).toBe("my invoice");
  expect(() => bert.sends(thread.id, "let me in")).toThrow(ClientRefusedError);
});

test("active threads can be listed, with the bot's own membership", async () => {
  const { parent, guild } = await scene();
  const thread = await openThread(parent);
  const active = await client.guilds.cache.get(guild.id)?.channels.fetchActiveThreads(false);
  expect(active?.threads.map((one) => one.id)).toEqual([thread.id]);
});

test("a locked and archived thread lets nobody write or press, except moderators", async () => {
  const { parent, anna, bot, channel } = await scene();
  const thread = await openThread(parent);
  await thread.members.add(anna.id);
  await thread.send("hello");
  await thread.edit({ archived: true, locked: true });
  const state = () => discord.world.channels.get(thread.id)?.thread;
  expect(state()).toMatchObject({ archived: true, locked: true });
  expect(() => anna.sends(thread.id, "one more thing")).toThrow("Thread is locked");
  const greeting = discord.messagesIn({ id: thread.id }).find((one) => one.content === "hello");
  if (greeting === undefined) throw new Error("no greeting");
  expect(() => anna.presses(greeting, "close")).toThrow(ClientRefusedError);
  // The bot has MANAGE_THREADS, so its message opens the thread again.
  await thread.send("reopened");
  expect(state()).toMatchObject({ archived: false, locked: true });
  discord.overwrite(channel, { id: bot.id, type: 1 }, { deny: ["ManageThreads"] });
  expect(await codeOf(thread.send("refused"))).toBe(160005);
});

test("an archived thread refuses changes, and a message revives it", async () => {
  const { parent, anna } = await scene();
  const thread = await openThread(parent);
  await thread.members.add(anna.id);
  const sent = await thread.send("hello");
  await thread.setArchived(true);
  expect(await codeOf(sent.edit("changed"))).toBe(50083);
  expect(await codeOf(sent.react("✅"))).toBe(50083);
  expect(await codeOf(thread.setLocked(true))).toBe(50083);
  const revived = new Promise<boolean>((resolve) =>
    client.once("threadUpdate", (_old, fresh) => resolve(fresh.archived === false)),
  );
  anna.sends(thread.id, "wait");
  expect(await revived).toBe(true);
});

test("who presses a button in an archived thread opens it first; in a locked one nobody can", async () => {
  const { parent, anna } = await scene();
  const thread = await openThread(parent);
  await thread.members.add(anna.id);
  const button = new ButtonBuilder().setCustomId("close").setLabel("Close").setStyle(ButtonStyle.Secondary);
  await thread.send({ components: [new ActionRowBuilder<ButtonBuilder>().addComponents(button)] });
  const greeting = anna.messagesIn(thread.id).at(-1);
  if (greeting === undefined) throw new Error("no greeting");
  client.on("interactionCreate", (interaction) => {
    if (interaction.isButton()) void interaction.deferUpdate();
  });
  await thread.setArchived(true);
  expect((await anna.presses(greeting, "close").answer()).kind).toBe("deferred-update");
  expect(discord.world.channels.get(thread.id)?.thread?.archived).toBe(false);
  await thread.setLocked(true);
  expect(() => anna.presses(greeting, "close")).toThrow(ClientRefusedError);
});

test("an idle thread archives itself", async () => {
  const { parent } = await scene();
  const thread = await openThread(parent);
  now += 1440 * 60_000;
  const fetched = await client.channels.fetch(thread.id, { force: true, allowUnknownGuild: true });
  expect(fetched?.isThread() === true && fetched.archived).toBe(true);
});

test("without MANAGE_THREADS a bot cannot lock, without CREATE_PRIVATE_THREADS not open", async () => {
  const { parent, channel, bot } = await scene({ permissions: ["ViewChannel", "SendMessages"] });
  const thread = await openThread(parent);
  expect(await codeOf(thread.setLocked(true))).toBe(50013);
  discord.overwrite(channel, { id: bot.id, type: 1 }, { deny: ["CreatePrivateThreads"] });
  expect(await codeOf(openThread(parent))).toBe(50013);
});

test("who left cannot be added: 10007", async () => {
  const { parent, anna, guild } = await scene();
  const thread = await openThread(parent);
  anna.leaves(guild);
  expect(await codeOf(thread.members.add(anna.id))).toBe(10007);
});
