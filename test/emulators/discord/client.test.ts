import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  Client,
  Events,
  GatewayIntentBits,
  Partials,
} from "discord.js";
import { afterEach, expect, test } from "vitest";
import { createDiscordEmulator, type DiscordEmulator, RAISED_LIMITS } from "./index.ts";

let discord: DiscordEmulator;
let client: Client;
afterEach(async () => {
  await client.destroy();
  await discord.close();
});

test("the real client logs in", async () => {
  discord = await createDiscordEmulator({ rateLimits: RAISED_LIMITS });
  const guild = discord.addGuild({ name: "Host" });
  const channel = discord.addTextChannel(guild);
  const bot = discord.addBot({ token: "token-1", guild });
  const anna = discord.addUser({ username: "anna", guild });
  client = new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
      GatewayIntentBits.MessageContent,
    ],
    partials: [Partials.Channel],
    rest: { api: discord.apiUrl },
  });
  await new Promise<void>((resolve) => {
    client.once(Events.ClientReady, () => resolve());
    void client.login(bot.token);
  });
  expect(client.guilds.cache.get(guild.id)?.name).toBe("Host");
  const heard = new Promise<string>((resolve) =>
    client.once(Events.MessageCreate, (m) => resolve(m.content)),
  );
  anna.sends(channel, "hello");
  expect(await heard).toBe("hello");
  const place = await client.channels.fetch(channel.id);
  if (place?.isSendable() !== true) throw new Error("not sendable");
  const row = new ActionRowBuilder<ButtonBuilder>().addComponents(
    new ButtonBuilder().setCustomId("a").setLabel("A").setStyle(ButtonStyle.Primary),
  );
  const sent = await place.send({ content: "hi", components: [row] });
  expect(sent.content).toBe("hi");
  expect(discord.violations).toEqual([]);
});
