import { Events, GatewayIntentBits, type Interaction } from "discord.js";
import { afterEach, beforeEach, expect, test } from "vitest";
import { connect } from "./connect.ts";
import { createDiscordEmulator, type DiscordEmulator, RAISED_LIMITS } from "./index.ts";

const token = "a.bot.token";
let discord: DiscordEmulator;
const ends: (() => Promise<void>)[] = [];

beforeEach(async () => {
  discord = await createDiscordEmulator({ rateLimits: RAISED_LIMITS, checksAnswers: true });
});

afterEach(async () => {
  for (const end of ends.splice(0)) await end();
  expect(discord.violations).toEqual([]);
  await discord.close();
});

const scene = async (intents?: readonly GatewayIntentBits[]) => {
  const guild = discord.addGuild();
  const bot = discord.addBot({ token, guild });
  const channel = discord.addTextChannel(guild);
  const vip = discord.addRole(guild, "vip", []);
  const anna = discord.addUser({ username: "anna", guild, roles: [vip] });
  const client = await connect(discord, { token, ...(intents === undefined ? {} : { intents }) });
  ends.push(() => client.destroy());
  return { guild, bot, channel, vip, anna, client };
};

const updates = () => discord.events.filter(({ name }) => name === "GUILD_MEMBER_UPDATE");

test("messages and interactions say which roles their author has at the time", async () => {
  const { guild, channel, vip, anna, client } = await scene();
  const seen: (readonly string[])[] = [];
  client.on(Events.MessageCreate, (message) => {
    if (message.author.bot) return;
    seen.push(message.member?.roles.cache.filter(({ id }) => id !== guild.id).map(({ name }) => name) ?? []);
    discord.world.changed();
  });
  client.on(Events.InteractionCreate, async (interaction: Interaction) => {
    if (!interaction.inCachedGuild() || !interaction.isChatInputCommand()) return;
    seen.push(interaction.member.roles.cache.filter(({ id }) => id !== guild.id).map(({ name }) => name));
    await interaction.reply("heard");
  });
  await client.application.commands.set([{ name: "support", description: "Get help" }]);
  anna.sends(channel, "as a vip");
  await discord.until(() => seen.length === 1);
  const hosting = discord.addRole(guild, "hosting", []);
  discord.givesRole(guild, anna, hosting);
  await anna.slash("support", { channel }).reply();
  discord.takesRole(guild, anna, vip);
  await anna.slash("support", { channel }).reply();
  expect(seen.map((names) => [...names].sort())).toEqual([["vip"], ["hosting", "vip"], ["hosting"]]);
});

test("a role given or taken is told once, and only where something changed", async () => {
  const { guild, vip, anna } = await scene([GatewayIntentBits.Guilds, GatewayIntentBits.GuildMembers]);
  discord.givesRole(guild, anna, vip);
  expect(updates()).toEqual([]);
  discord.takesRole(guild, anna, vip);
  discord.takesRole(guild, anna, vip);
  expect(updates()).toMatchObject([{ data: { guild_id: guild.id, roles: [], user: { id: anna.id } } }]);
  expect(() => discord.givesRole(guild, anna, "1")).toThrow("addRole");
  expect(() => discord.givesRole(guild, { id: "1" }, vip)).toThrow("joins");
});

test("without the intent for members a bot hears of its own roles alone", async () => {
  const { guild, bot, vip, anna, client } = await scene([GatewayIntentBits.Guilds]);
  const heard: string[] = [];
  const hosting = discord.addRole(guild, "hosting", []);
  client.on(Events.GuildMemberUpdate, (_before, { id }) => {
    heard.push(id);
    discord.world.changed();
  });
  discord.takesRole(guild, anna, vip);
  discord.givesRole(guild, bot, hosting);
  await discord.until(() => heard.length > 0);
  expect(heard).toEqual([bot.id]);
  expect(client.guilds.cache.get(guild.id)?.members.me?.roles.cache.has(hosting)).toBe(true);
  expect(updates()).toHaveLength(1);
});

test("a role is mentioned where its members are notified", async () => {
  const { guild, channel, anna } = await scene();
  const hosting = discord.addRole(guild, "hosting", []);
  const bert = discord.addUser({ username: "bert", guild });
  anna.sends(channel, `<@&${hosting}> anybody?`);
  expect(bert.notifications()).toEqual([]);
  discord.givesRole(guild, bert, hosting);
  anna.sends(channel, `<@&${hosting}> anybody now?`);
  expect(bert.notifications()).toMatchObject([{ reason: "role" }]);
});
