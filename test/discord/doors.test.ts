import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { whisperOrder } from "../contract/orders.ts";
import type { Message, Reaction } from "../emulators/discord/index.ts";
import { snowflakeTime } from "../emulators/discord/index.ts";
import { asCustomer, createScene, customIdOf, placeAt, type Scene } from "./scene.ts";

const base = {
  createdAt: 0,
  maybeSent: false,
  desk: { deskName: "Example Hosting", policyUrl: null, texts: {} },
  language: "en",
};

describe("the doors to a chat on Discord", () => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await createScene();
    await scene.chat.start(scene.heard.receive);
  });
  afterEach(async () => {
    await scene.chat.stop();
    await scene.close();
  });

  const panel = (): Message => {
    const [message] = scene.discord.messagesIn(scene.support);
    if (message === undefined) throw new Error("There is no panel.");
    return message;
  };

  const fillIn = async (reaction: Reaction, values: Readonly<Record<string, string>>): Promise<Reaction> =>
    scene.anna.submitsModal(await reaction.modal(), values);

  it("panel: button, form, ephemeral answer with a link to the thread", async () => {
    const { anna, discord, support, heard, chat } = scene;
    const form = anna.presses(panel(), customIdOf(panel(), "open"));
    const submitted = await fillIn(form, { description: "My **site** is down", subject: "" });
    expect((await submitted.reply()).ephemeralFor).toBe(anna.id);
    const asked = await heard.next("ConversationRequested");
    expect(asked).toMatchObject({
      door: "panel",
      place: placeAt(support.id),
      description: "My **site** is down",
      subject: null,
      author: { platform: "discord", userId: anna.id, name: "Anna" },
    });
    const [, , interactionId = ""] = (asked.reply ?? "").split(":");
    expect(asked.at).toBe(snowflakeTime(interactionId));
    expect(asked.author.accountCreatedAt).toBe(snowflakeTime(anna.id));

    const { place } = await chat.deliver({
      ...base,
      createdAt: asked.at,
      id: "o1",
      type: "open_place",
      prefer: "thread",
      channel: support.id,
      number: 42,
      customer: asCustomer(anna),
      reply: asked.reply,
    });
    const thread = discord.world.channels.get(place.channel);
    expect(thread).toMatchObject({ name: "chat-42", type: 12, parentId: support.id });
    expect(thread?.thread).toMatchObject({ invitable: false, autoArchiveMinutes: 1440 });
    expect(anna.sees(place.channel)).toBe(true);
    const answers = anna.messagesIn(support).filter((message) => message.ephemeralFor === anna.id);
    expect(answers.map((message) => message.content)).toEqual([expect.stringContaining(place.channel)]);
  });

  it("a request that goes on with an open chat is told so in place of the waiting", async () => {
    const { anna, chat, heard, support } = scene;
    await fillIn(anna.presses(panel(), customIdOf(panel(), "open")), { description: "again" });
    const { reply } = await heard.next("ConversationRequested");
    await chat.deliver(whisperOrder(placeAt(support.id), anna.id, "Your chat is open already.", { reply }));
    const alone = anna.messagesIn(support).filter((one) => one.ephemeralFor === anna.id);
    expect(alone.map((one) => one.content)).toEqual(["Your chat is open already."]);
  });

  it("a second request goes on in the chat that is open, and its answer leads there", async () => {
    const { anna, chat, discord, heard, support } = scene;
    const customer = asCustomer(anna);
    const opening = {
      ...base,
      id: "o1",
      type: "open_place",
      prefer: "thread",
      number: 42,
      customer,
    } as const;
    const { place } = await chat.deliver({ ...opening, channel: support.id, reply: null });
    await fillIn(anna.presses(panel(), customIdOf(panel(), "open")), { description: "and my mail" });
    const { reply } = await heard.next("ConversationRequested");
    const sentence = { key: "continued_here", messageId: "m1" } as const;
    const body = { kind: "sentence", sentence, people: {}, quotes: { m1: "and my mail" } } as const;
    await chat.deliver(whisperOrder(place, anna.id, "", { body, reply }));
    const there = discord.messagesIn({ id: place.channel }).map((one) => one.content);
    expect(there.at(-1)).toContain("> and my mail");
    const alone = anna.messagesIn(support).filter((one) => one.ephemeralFor === anna.id);
    expect(alone.map((one) => one.content)).toEqual([expect.stringContaining(place.channel)]);
  });

  it("what is for one person never stands in the channel that everybody reads", async () => {
    const { anna, chat, discord, support } = scene;
    const before = discord.messagesIn(support).length;
    await expect(chat.deliver(whisperOrder(placeAt(support.id), anna.id, "your words"))).rejects.toThrow();
    expect(discord.messagesIn(support)).toHaveLength(before);
  });

  it("the form asks for a description, and takes a subject", async () => {
    const { anna, heard } = scene;
    const modal = await anna.presses(panel(), customIdOf(panel(), "open")).modal();
    expect(() => anna.submitsModal(modal, { description: "", subject: "x" })).toThrow("required");
    anna.submitsModal(modal, { description: "x".repeat(4000), subject: "Mail" });
    expect(await heard.next("ConversationRequested")).toMatchObject({ subject: "Mail" });
  });

  it("/support, in the server and in direct messages", async () => {
    const { anna, bot, heard, support } = scene;
    const options = { description: "no mail" };
    const modal = await anna.slash("support", { channel: support, options }).modal();
    anna.submitsModal(modal, {});
    expect(await heard.next("ConversationRequested")).toMatchObject({
      door: "command",
      description: "no mail",
      place: placeAt(support.id),
    });
    await fillIn(anna.slash("support", { channel: anna.opensDm(bot) }), { description: "in private" });
    const second = await heard.next("ConversationRequested", (one) => one.description === "in private");
    expect(second.place).toEqual(placeAt(support.id));
  });

  it("Get support on this: the message stands in the form", async () => {
    const { anna, discord, guild, heard } = scene;
    const general = discord.addTextChannel(guild, { name: "general" });
    const message = anna.sends(general, "502 since noon");
    anna.submitsModal(await anna.usesMessageCommand("Get support on this", message).modal(), {});
    expect(await heard.next("ConversationRequested")).toMatchObject({
      door: "shortcut",
      description: "502 since noon",
    });
  });

  it("a mention is answered with the door, whose button opens the form", async () => {
    const { anna, bot, chat, discord, guild, heard, desk } = scene;
    const general = discord.addTextChannel(guild, { name: "general" });
    anna.sends(general, "nothing to do with the desk");
    anna.sends(general, `${bot.mention} is anybody there?`);
    const heardMention = await heard.next("MessagePosted");
    expect(heardMention).toMatchObject({
      mentionsDesk: true,
      direct: false,
      addressedTo: null,
      text: "@Desk is anybody there?",
    });
    expect(heard.of("MessagePosted")).toHaveLength(1);
    const { messages } = await chat.deliver({
      ...base,
      id: "door1",
      type: "post",
      to: placeAt(general.id),
      body: { kind: "sentence", sentence: { key: "door" }, people: {}, quotes: {} },
      mention: [],
      reader: null,
      buttons: [],
    });
    const door = discord.messagesIn(general).find((message) => message.id === messages[0]?.id);
    if (door === undefined) throw new Error("The door was not shown.");
    await fillIn(anna.presses(door, customIdOf(door, "open")), { description: "help" });
    expect(await heard.next("ConversationRequested")).toMatchObject({
      door: "panel",
      place: placeAt(desk.customers.channel),
    });
  });

  it("a direct message; its place is the direct messages", async () => {
    const { anna, bot, chat, heard } = scene;
    const message = anna.sendsDm(bot, "hello?");
    const inbound = await heard.next("MessagePosted");
    expect(inbound).toMatchObject({ direct: true, text: "hello?", message: { id: message.id } });
    const { place } = await chat.deliver({
      ...base,
      id: "o2",
      type: "open_place",
      prefer: "direct",
      channel: scene.support.id,
      number: 43,
      customer: asCustomer(anna),
      reply: null,
    });
    expect(place).toEqual(inbound.message.place);
  });

  it("What can chat do? is told to the one who asks", async () => {
    const { anna, discord, support } = scene;
    const reply = await anna.presses(panel(), customIdOf(panel(), "what")).reply();
    expect(reply.ephemeralFor).toBe(anna.id);
    expect(reply.content).toContain("password");
    expect(discord.messagesIn(support)).toHaveLength(1);
  });

  it("a press counts whether or not the message is remembered, and can be answered alone", async () => {
    const { anna, chat, discord, heard, support } = scene;
    const order = whisperOrder(placeAt(support.id), anna.id, "unused");
    const { messages } = await chat.deliver({
      ...base,
      id: "old",
      type: "post",
      to: placeAt(support.id),
      body: { kind: "text", text: "Solved?", from: null, attachments: [] },
      mention: [],
      reader: null,
      buttons: [{ action: "customer_solved", conversationId: "c1", subject: null, style: "default" }],
    });
    const message = discord.messagesIn(support).find((one) => one.id === messages[0]?.id);
    if (message === undefined) throw new Error("The message was not shown.");
    const press = anna.presses(message, "dc1|customer_solved|c1|");
    expect((await press.answer()).kind).toBe("deferred-update");
    const pressed = await heard.next("ActionPressed");
    expect(pressed).toMatchObject({ action: "customer_solved", conversationId: "c1", subject: null });
    const whisper = { ...order, reply: pressed.reply, createdAt: discord.world.now() };
    await chat.deliver(whisper);
    await chat.deliver({ ...whisper, maybeSent: true });
    const alone = anna.messagesIn(support).filter((one) => one.ephemeralFor === anna.id);
    expect(alone.map((one) => one.content)).toEqual(["unused"]);
  });

  it("an unknown button is acknowledged, counted, and does nothing", async () => {
    const { anna, bot, discord, counted, heard, support } = scene;
    const message = panel();
    const button = { type: 2, style: 2, label: "?", custom_id: "dc9|fly|c1|" };
    discord.world.messages.get(support.id)?.set(message.id, {
      ...message,
      components: [{ type: 1, components: [button] }],
      authorId: bot.id,
    });
    const press = anna.presses(panel(), "dc9|fly|c1|");
    expect((await press.answer()).kind).toBe("deferred-update");
    expect(counted).toContainEqual({
      name: "inbound_ignored",
      labels: { platform: "discord", reason: "unknown_component" },
    });
    expect(heard.all).toEqual([]);
  });
});
