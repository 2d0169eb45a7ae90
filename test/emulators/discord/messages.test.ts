import {
  ActionRowBuilder,
  AttachmentBuilder,
  ButtonBuilder,
  ButtonStyle,
  type Client,
  DiscordAPIError,
  type Message,
  type SendableChannels,
} from "discord.js";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { connect } from "./connect.ts";
import { createDiscordEmulator, type DiscordEmulator, RAISED_LIMITS, specAtHand } from "./index.ts";

const token = "a.bot.token";
let now = Date.UTC(2026, 10, 1, 12);
let discord: DiscordEmulator;
let client: Client<true>;

beforeEach(async () => {
  discord = await createDiscordEmulator({ rateLimits: RAISED_LIMITS, now: () => now, checksAnswers: true });
});

afterEach(async () => {
  await client.destroy();
  expect(discord.violations.filter((one) => one.request.startsWith("answer"))).toEqual([]);
  await discord.close();
});

const scene = async () => {
  const guild = discord.addGuild();
  const bot = discord.addBot({ token, guild });
  const channel = discord.addTextChannel(guild);
  const anna = discord.addUser({ username: "anna", guild });
  client = await connect(discord, { token });
  const place = await sendable(channel.id);
  return { guild, bot, channel, anna, place };
};

const sendable = async (id: string): Promise<SendableChannels> => {
  const place = await client.channels.fetch(id);
  if (place?.isSendable() !== true) throw new Error(`Channel ${id} is not sendable.`);
  return place;
};

const refusedWith = async (promise: Promise<unknown>): Promise<{ code: unknown; status: number }> => {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DiscordAPIError)) throw new Error(`Expected a refusal, got ${String(error)}`);
  return { code: error.code, status: error.status };
};

describe("sending", () => {
  test("text, buttons and files arrive, and a file can be fetched until its address expires", async () => {
    const { place, channel } = await scene();
    const button = new ButtonBuilder().setCustomId("open").setLabel("Open").setStyle(ButtonStyle.Primary);
    const row = new ActionRowBuilder<ButtonBuilder>().addComponents(button);
    const file = new AttachmentBuilder(Buffer.from("log line"), { name: "log.txt" });
    const sent = await place.send({ content: "hi", components: [row], files: [file] });
    expect(discord.messagesIn(channel)[0]?.attachments[0]?.filename).toBe("log.txt");
    const url = sent.attachments.first()?.url ?? "";
    expect(await (await fetch(url)).text()).toBe("log line");
    now += 25 * 3_600_000;
    expect((await fetch(url)).status).toBe(404);
    expect(discord.violations).toEqual([]);
  });

  test("the same nonce within minutes gives back the first message", async () => {
    const { place, channel } = await scene();
    const first = await place.send({ content: "once", nonce: "outbox-1", enforceNonce: true });
    const again = await place.send({ content: "once", nonce: "outbox-1", enforceNonce: true });
    expect(again.id).toBe(first.id);
    now += 6 * 60_000;
    const later = await place.send({ content: "once", nonce: "outbox-1", enforceNonce: true });
    expect(later.id).not.toBe(first.id);
    expect(discord.messagesIn(channel)).toHaveLength(2);
  });

  test("2,001 characters, nothing at all and an unknown reply are refused", async () => {
    const { place } = await scene();
    expect(await refusedWith(place.send("x".repeat(2_001)))).toEqual({ code: 50035, status: 400 });
    expect(await refusedWith(place.send({ content: "" }))).toEqual({ code: 50006, status: 400 });
    const reply = { messageReference: "123", failIfNotExists: true };
    expect(await refusedWith(place.send({ content: "a", reply }))).toEqual({ code: 50035, status: 400 });
  });

  test("only allowed mentions notify", async () => {
    const { place, anna, guild } = await scene();
    const bert = discord.addUser({ guild });
    const content = `${anna.mention} ${bert.mention}`;
    const sent = await place.send({ content, allowedMentions: { users: [anna.id] } });
    expect([...sent.mentions.users.keys()]).toEqual([anna.id]);
    expect(anna.notifications()).toHaveLength(1);
    expect(bert.notifications()).toHaveLength(0);
    await place.send({ content, allowedMentions: { parse: [] } });
    expect(anna.notifications()).toHaveLength(1);
  });

  test("without the permission 50013, without sight 50001, in a gone channel 10003", async () => {
    const { place, channel, bot } = await scene();
    discord.overwrite(channel, { id: bot.id, type: 1 }, { deny: ["SendMessages"] });
    expect(await refusedWith(place.send("a"))).toEqual({ code: 50013, status: 403 });
    discord.overwrite(channel, { id: bot.id, type: 1 }, { deny: ["ViewChannel"] });
    expect(await refusedWith(place.send("a"))).toEqual({ code: 50001, status: 403 });
    discord.deleteChannel(channel);
    expect(await refusedWith(place.send("a"))).toEqual({ code: 10003, status: 404 });
  });
});

describe("direct messages", () => {
  test("reach an open user, and meet 50007 when closed, 50278 when nothing is shared", async () => {
    const { anna, guild } = await scene();
    const user = await client.users.fetch(anna.id);
    await user.send("hello");
    expect(anna.notifications().map((one) => one.reason)).toEqual(["dm"]);
    anna.closesDms();
    expect(await refusedWith(user.send("again"))).toEqual({ code: 50007, status: 403 });
    anna.leaves(guild);
    expect(await refusedWith(user.send("again"))).toEqual({ code: 50278, status: 403 });
    const strangers = Array.from({ length: 10 }, () => discord.addUser({ guild }));
    const opened = Promise.all(strangers.map((one) => client.users.createDM(one.id)));
    expect(await refusedWith(opened)).toEqual({ code: 40003, status: 403 });
  });
});

describe("history and changes", () => {
  test("pages by after, before and around, newest first", async () => {
    const { place, anna, channel } = await scene();
    const ids = ["a", "b", "c", "d", "e"].map((text) => anna.sends(channel, text).id);
    const texts = async (options: object) =>
      [...(await place.messages.fetch({ cache: false, ...options })).values()]
        .map((one) => one.content)
        .join("");
    expect(await texts({ after: ids[1] })).toBe("edc");
    expect(await texts({ after: ids[1], limit: 2 })).toBe("dc");
    expect(await texts({ before: ids[3], limit: 2 })).toBe("cb");
    expect(await texts({ around: ids[2], limit: 3 })).toBe("dcb");
    expect(await refusedWith(place.messages.fetch("1"))).toEqual({ code: 10008, status: 404 });
  });

  test("edits, deletions and reactions of people reach the bot", async () => {
    const { anna, channel, place } = await scene();
    const seen: string[] = [];
    const saw = (what: string): void => {
      seen.push(what);
      discord.world.changed();
    };
    client.on("messageUpdate", (_old, message) => saw(`edit ${message.content}`));
    client.on("messageDelete", () => saw("delete"));
    client.on("messageReactionAdd", (reaction) => saw(`react ${reaction.emoji.name}`));
    const own = await place.send("ours");
    const message = anna.sends(channel, "tpyo");
    anna.edits(message, "typo");
    anna.deletes(message);
    const ours = discord.messagesIn(channel).find((one) => one.id === own.id);
    if (ours === undefined) throw new Error("our message is gone");
    anna.reacts(ours, "✅");
    await discord.until(() => seen.length === 3);
    expect(seen).toEqual(["edit typo", "delete", "react ✅"]);
    const theirs = anna.sends(channel, "mine");
    const foreign = await place.messages.fetch(theirs.id);
    expect(await refusedWith(foreign.edit("x"))).toEqual({ code: 50005, status: 403 });
  });

  test("messages older than an hour can be edited only so often: 429 with 30046", async () => {
    const { place, channel } = await scene();
    const sent = await place.send("card");
    now += 61 * 60_000;
    for (const text of ["1", "2", "3"]) await sent.edit(text);
    const response = await fetch(`${discord.apiUrl}/v10/channels/${channel.id}/messages/${sent.id}`, {
      method: "PATCH",
      headers: { authorization: `Bot ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ content: "4" }),
    });
    expect(response.status).toBe(429);
    expect(await response.json()).toMatchObject({ code: 30046 });
  });
});

test("pins are listed, newest first, and need their own permission", async () => {
  const { place, guild, channel, anna } = await scene();
  const moderator = discord.addUser({ guild, roles: [discord.addRole(guild, "mod", ["PinMessages"])] });
  const sent = await place.send("the panel");
  const [panel] = discord.messagesIn(channel);
  if (panel === undefined) throw new Error("no panel");
  expect(() => anna.pins(panel)).toThrow("Missing Permissions");
  moderator.pins(panel);
  const pins = await place.messages.fetchPins();
  expect(pins.items.map((one) => one.message.id)).toEqual([sent.id]);
  expect(await refusedWith(sent.unpin())).toEqual({ code: 50013, status: 403 });
});

test("a forwarded message has its text in the snapshot; a preview changes nothing but embeds", async () => {
  const { anna, channel } = await scene();
  const original = anna.sends(channel, "the log says no");
  const heard = new Promise<Message>((resolve) =>
    client.on("messageCreate", (message) => {
      if (message.messageSnapshots.size > 0) resolve(message);
    }),
  );
  anna.forwards(original, channel);
  const forwarded = await heard;
  expect(forwarded.content).toBe("");
  expect(forwarded.messageSnapshots.first()?.content).toBe("the log says no");
  const updated = new Promise<Message>((resolve) =>
    client.once("messageUpdate", (_old, now) => resolve(now)),
  );
  discord.unfurls(original);
  expect(await updated).toMatchObject({ content: "the log says no", editedTimestamp: null });
});

test.skipIf(!specAtHand())(
  "a body that the published specification refuses is 50035 and recorded",
  async () => {
    const { channel } = await scene();
    const response = await fetch(`${discord.apiUrl}/v10/channels/${channel.id}/messages`, {
      method: "POST",
      headers: { authorization: `Bot ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ content: 7 }),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 50035 });
    expect(discord.violations.map((one) => one.path)).toContain("/content");
  },
);
