import {
  ActionRowBuilder,
  type BaseInteraction,
  ButtonBuilder,
  ButtonStyle,
  ChannelType,
  type ChatInputCommandInteraction,
  type Client,
  DiscordAPIError,
  Events,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  TextInputBuilder,
  TextInputStyle,
} from "discord.js";
import { afterEach, beforeEach, expect, test } from "vitest";
import { connect } from "./connect.ts";
import {
  createDiscordEmulator,
  type DiscordEmulator,
  InteractionFailedError,
  RAISED_LIMITS,
} from "./index.ts";

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

const scene = async () => {
  const guild = discord.addGuild();
  const bot = discord.addBot({ token, guild });
  const channel = discord.addTextChannel(guild);
  const anna = discord.addUser({ username: "anna", guild });
  client = await connect(discord, { token });
  await client.application.commands.set([{ name: "support", description: "Get help" }]);
  return { guild, bot, channel, anna };
};

const onInteraction = (handle: (interaction: BaseInteraction) => Promise<unknown>): Promise<unknown> =>
  new Promise((resolve, reject) => {
    client.once(Events.InteractionCreate, (interaction) => {
      handle(interaction).then(resolve, reject);
    });
  });

const command = (handle: (interaction: ChatInputCommandInteraction) => Promise<unknown>): Promise<unknown> =>
  onInteraction(async (interaction) => {
    if (!interaction.isChatInputCommand()) throw new Error("Expected a slash command.");
    return handle(interaction);
  });

const codeOf = async (promise: Promise<unknown>): Promise<unknown> => {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof DiscordAPIError ? error.code : error;
};

const supportModal = (): ModalBuilder => {
  const input = new TextInputBuilder().setCustomId("description").setStyle(TextInputStyle.Paragraph);
  const label = new LabelBuilder().setLabel("What happened?").setTextInputComponent(input);
  return new ModalBuilder().setCustomId("support:open").setTitle("Support").addLabelComponents(label);
};

test("panel, button, modal, ephemeral answer", async () => {
  const { channel, anna } = await scene();
  const place = await client.channels.fetch(channel.id);
  if (place?.isSendable() !== true) throw new Error("not sendable");
  const button = new ButtonBuilder().setCustomId("open").setLabel("Get help").setStyle(ButtonStyle.Primary);
  await place.send({
    content: "Support",
    components: [new ActionRowBuilder<ButtonBuilder>().addComponents(button)],
  });
  const [panel] = anna.messagesIn(channel);
  if (panel === undefined) throw new Error("no panel");

  const shown = onInteraction(async (interaction) => {
    if (interaction.isButton()) await interaction.showModal(supportModal());
  });
  const modal = await anna.presses(panel, "open").modal();
  await shown;
  expect(modal.title).toBe("Support");
  expect(() => anna.submitsModal(modal, {})).toThrow("it is required");

  const answered = onInteraction(async (interaction) => {
    if (!interaction.isModalSubmit()) throw new Error("Expected a modal.");
    const description = interaction.fields.getTextInputValue("description");
    await interaction.reply({ content: `Noted: ${description}`, flags: MessageFlags.Ephemeral });
  });
  const reply = await anna.submitsModal(modal, { description: "site is down" }).reply();
  await answered;
  expect(reply.content).toBe("Noted: site is down");
  expect(reply.ephemeralFor).toBe(anna.id);
  expect(discord.messagesIn(channel)).toHaveLength(1);
  expect(anna.messagesIn(channel)).toHaveLength(2);
});

test("a deferred answer is edited, and followed up, for 15 minutes", async () => {
  const { channel, anna } = await scene();
  const handled = command(async (interaction) => {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    await interaction.editReply("done");
    await interaction.followUp({ content: "and more", flags: MessageFlags.Ephemeral });
    now += 15 * 60_000 + 1;
    return codeOf(interaction.editReply("too late"));
  });
  const pressed = anna.slash("support", { channel });
  expect((await pressed.reply()).content).toBe("done");
  expect(await handled).toBe(50027);
  expect(anna.messagesIn(channel).map((one) => one.content)).toEqual(["done", "and more"]);
});

test("answers later than 3 s meet 10062, second ones 40060", async () => {
  const { channel, anna } = await scene();
  const late = command(async (interaction) => {
    now += 3_001;
    return codeOf(interaction.reply("late"));
  });
  anna.slash("support", { channel });
  expect(await late).toBe(10062);

  const twice = command(async (interaction) => {
    await interaction.reply("first");
    const again = client.rest.post(`/interactions/${interaction.id}/${interaction.token}/callback`, {
      body: { type: 4, data: { content: "second" } },
      auth: false,
    });
    return codeOf(again);
  });
  anna.slash("support", { channel });
  expect(await twice).toBe(40060);
});

test("an answer into a thread that was locked and archived meanwhile is refused: 50083", async () => {
  const { channel, anna } = await scene();
  const parent = await client.channels.fetch(channel.id);
  if (parent?.type !== ChannelType.GuildText) throw new Error("not a text channel");
  const thread = await parent.threads.create({ name: "DC-1", type: ChannelType.PrivateThread });
  await thread.members.add(anna.id);
  const handled = command(async (interaction) => {
    await thread.edit({ archived: true, locked: true });
    return codeOf(interaction.reply("too late"));
  });
  anna.slash("support", { channel: thread.id });
  expect(await handled).toBe(50083);
});

test("a bot that never answers leaves the person with a failure", async () => {
  const { channel, anna } = await scene();
  const silent = anna.slash("support", { channel });
  await expect(silent.answer({ timeoutMs: 50 })).rejects.toThrow(InteractionFailedError);
});

test("a message command hands the message over, and /support works in a DM", async () => {
  const { channel, anna, bot } = await scene();
  await client.application.commands.set([
    { name: "support", description: "Get help" },
    { name: "Get support on this", type: 3 },
  ]);
  const message = anna.sends(channel, "it broke");
  const got = onInteraction(async (interaction) => {
    if (!interaction.isMessageContextMenuCommand()) throw new Error("Expected a message command.");
    await interaction.reply({ content: interaction.targetMessage.content, withResponse: true });
  });
  const reply = await anna.usesMessageCommand("Get support on this", message).reply();
  await got;
  expect(reply.content).toBe("it broke");

  const inDm = command((interaction) => interaction.reply({ content: `guild ${interaction.guildId}` }));
  const answer = await anna.slash("support", { channel: anna.opensDm(bot) }).reply();
  await inDm;
  expect(answer.content).toBe("guild null");
});

test("registering the same commands again keeps their ids", async () => {
  const { guild } = await scene();
  const commands = [{ name: "support", description: "Get help" }];
  const first = await client.application.commands.set(commands);
  const second = await client.application.commands.set(commands);
  expect([...second.keys()]).toEqual([...first.keys()]);
  const inGuild = await client.application.commands.set(commands, guild.id);
  expect([...inGuild.keys()]).not.toEqual([...first.keys()]);
  expect((await client.application.commands.fetch()).size).toBe(1);
});

test("a choice in a modal comes back as one of its options, and the client asks for one", async () => {
  const { channel, anna } = await scene();
  const options = [
    { label: "DNS", value: "dns" },
    { label: "Server", value: "server" },
  ];
  const select = { type: 3, custom_id: "category", options };
  command(async (interaction) =>
    client.rest.post(`/interactions/${interaction.id}/${interaction.token}/callback`, {
      body: {
        type: 9,
        data: {
          custom_id: "m",
          title: "Modal",
          components: [{ type: 18, label: "Category", component: select }],
        },
      },
      auth: false,
    }),
  );
  const modal = await anna.slash("support", { channel }).modal();
  expect(() => anna.submitsModal(modal, {})).toThrow("required");
  expect(() => anna.submitsModal(modal, { category: "mail" })).toThrow("offers dns, server");
  const chosen = onInteraction(async (interaction) => {
    if (!interaction.isModalSubmit()) throw new Error("Expected a modal.");
    await interaction.deferReply();
    return interaction.fields.getStringSelectValues("category");
  });
  anna.submitsModal(modal, { category: "server" });
  expect(await chosen).toEqual(["server"]);
});
