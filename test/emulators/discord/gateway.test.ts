import { type Client, Events, GatewayIntentBits, type Message, PermissionFlagsBits } from "discord.js";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { connect, createClient } from "./connect.ts";
import {
  createDiscordEmulator,
  type DiscordEmulator,
  Intent,
  RAISED_LIMITS,
  snowflakeTime,
} from "./index.ts";

const token = "a.bot.token";
let discord: DiscordEmulator;
const clients: Client[] = [];

beforeEach(async () => {
  discord = await createDiscordEmulator({ rateLimits: RAISED_LIMITS, checksAnswers: true });
});

afterEach(async () => {
  for (const client of clients.splice(0)) await client.destroy();
  expect(discord.violations).toEqual([]);
  await discord.close();
});

const scene = () => {
  const guild = discord.addGuild({ name: "Host" });
  const bot = discord.addBot({ token, guild });
  const channel = discord.addTextChannel(guild);
  const anna = discord.addUser({ username: "anna", guild });
  return { guild, bot, channel, anna };
};

const login = async (intents?: readonly GatewayIntentBits[]): Promise<Client<true>> => {
  const client = await connect(discord, { token, ...(intents === undefined ? {} : { intents }) });
  clients.push(client);
  return client;
};

const hears = (client: Client): string[] => {
  const heard: string[] = [];
  client.on(Events.MessageCreate, (message: Message) => {
    heard.push(message.content);
    discord.world.changed();
  });
  return heard;
};

/** A bare connection, for what discord.js never does. */
const bare = async (send: unknown, query = "v=10&encoding=json"): Promise<number> => {
  const socket = new WebSocket(`${discord.url.replace("http", "ws")}/gateway?${query}`);
  return new Promise((resolve) => {
    socket.on("message", () => socket.send(typeof send === "string" ? send : JSON.stringify(send)));
    socket.on("close", (code) => resolve(code));
  });
};

describe("logging in", () => {
  test("the client knows its guild, channels and permissions", async () => {
    const { guild, channel, bot } = scene();
    const client = await login();
    expect(client.user.id).toBe(bot.id);
    expect(client.guilds.cache.get(guild.id)?.name).toBe("Host");
    const known = client.guilds.cache.get(guild.id)?.channels.cache.get(channel.id);
    expect(known?.permissionsFor(bot.id)?.has(PermissionFlagsBits.ManageThreads)).toBe(true);
    const application = await client.application.fetch();
    expect(application.flags.has("GatewayMessageContentLimited")).toBe(true);
  });

  test("a wrong token is refused on REST and on the gateway (4004)", async () => {
    scene();
    await expect(createClient(discord, { token: "x" }).login("wrong.token.x")).rejects.toThrow();
    const wrong = { op: 2, d: { token: "wrong", intents: 0, properties: {} } };
    expect(await bare(wrong)).toBe(4004);
  });

  test("intents that are not switched on close with 4014, unknown ones with 4013", async () => {
    const guild = discord.addGuild();
    discord.addBot({ token, guild, intents: Intent.MessageContent });
    const asks = (intents: number) => bare({ op: 2, d: { token, intents, properties: {} } });
    expect(await asks(Intent.GuildMembers)).toBe(4014);
    expect(await asks(1 << 30)).toBe(4013);
  });

  test("nonsense, early payloads and other versions close with their codes", async () => {
    expect(await bare("{")).toBe(4002);
    expect(await bare({ op: 99, d: null })).toBe(4001);
    expect(await bare({ op: 3, d: null })).toBe(4003);
    expect(await bare({ op: 1, d: null }, "v=6&encoding=json")).toBe(4012);
  });
});

describe("message content", () => {
  const all = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages];

  test("is empty without the intent, but for mentions and DMs", async () => {
    const { channel, anna, bot } = scene();
    const client = await login(all);
    const heard = hears(client);
    anna.sends(channel, "secret");
    anna.sends(channel, `${bot.mention} help`);
    anna.sendsDm(bot, "in private");
    await discord.until(() => heard.length === 3);
    expect(heard).toEqual(["", `${bot.mention} help`, "in private"]);
  });
});

describe("losing the connection", () => {
  test("missed events are replayed on resume, once and in order", async () => {
    const { channel, anna } = scene();
    const client = await login();
    const heard = hears(client);
    anna.sends(channel, "one");
    await discord.until(() => heard.length === 1);
    discord.gateway.disconnect(4000);
    anna.sends(channel, "two");
    anna.sends(channel, "three");
    await discord.until(() => heard.length === 3, { timeoutMs: 15_000 });
    expect(heard).toEqual(["one", "two", "three"]);
    expect(discord.gateway.received.some((packet) => packet.op === 6)).toBe(true);
  });

  test("opcode 7 makes the client come back and resume", async () => {
    const { channel, anna } = scene();
    const client = await login();
    const heard = hears(client);
    const resumed = new Promise((resolve) => client.once(Events.ShardResume, resolve));
    discord.gateway.askToReconnect();
    await resumed;
    anna.sends(channel, "still here?");
    await discord.until(() => heard.length === 1);
  });

  test("an invalid session makes the client identify anew", async () => {
    const { channel, anna } = scene();
    const heard = hears(await login());
    const [before] = discord.sessions.all.keys();
    discord.gateway.invalidate(false);
    await discord.until(() => discord.sessions.all.size === 1 && !discord.sessions.all.has(before ?? ""), {
      timeoutMs: 20_000,
    });
    anna.sends(channel, "hello again");
    await discord.until(() => heard.includes("hello again"));
  }, 30_000);

  test("after going away the client identifies anew; what was missed is in the history", async () => {
    const { channel, anna } = scene();
    const client = await login();
    const heard = hears(client);
    await discord.goAway();
    const missed = anna.sends(channel, "anybody?");
    await discord.comeBack();
    await discord.untilConnected(undefined, { timeoutMs: 30_000 });
    const place = await client.channels.fetch(channel.id);
    if (place?.isTextBased() !== true) throw new Error("not a text channel");
    const history = await place.messages.fetch({ limit: 10 });
    expect(history.get(missed.id)?.content).toBe("anybody?");
    expect(heard).toEqual([]);
  }, 40_000);
});

describe("faults on the event stream", () => {
  test("drop, duplicate, swap and hold", async () => {
    const { channel, anna } = scene();
    const heard = hears(await login());
    const isMessage = (text: string) => (event: { name: string; data: unknown }) =>
      event.name === "MESSAGE_CREATE" && JSON.stringify(event.data).includes(`"content":"${text}"`);
    discord.faults.events.inject(isMessage("lost"), { kind: "drop" });
    discord.faults.events.inject(isMessage("twice"), { kind: "duplicate" });
    discord.faults.events.inject(isMessage("late"), { kind: "swap" });
    const held = discord.faults.events.inject(isMessage("held"), { kind: "hold" });
    for (const text of ["lost", "twice", "late", "early", "held", "last"]) anna.sends(channel, text);
    await discord.until(() => heard.includes("last"));
    held.release();
    await discord.until(() => heard.includes("held"));
    // discord.js itself keeps quiet about a message that it has in its cache.
    expect(heard).toEqual(["twice", "early", "late", "last", "held"]);
    const delivered = discord.events.filter(isMessage("twice"));
    expect(delivered).toHaveLength(2);
  });
});

test("an unknown event and unknown fields do not hurt the client", async () => {
  const { channel, anna } = scene();
  const heard = hears(await login());
  discord.announces("SOMETHING_NEW", { id: "1", nested: { a: [1] } });
  anna.sends(channel, "still fine");
  await discord.until(() => heard.includes("still fine"));
});

test("a bot that is thrown out hears GUILD_DELETE", async () => {
  const { guild, bot } = scene();
  const client = await login();
  const left = new Promise<string>((resolve) => client.once(Events.GuildDelete, (one) => resolve(one.id)));
  discord.kicks(guild, bot);
  expect(await left).toBe(guild.id);
});

test("a connection without acknowledged heartbeats is given up and resumed by the client", async () => {
  await discord.close();
  discord = await createDiscordEmulator({
    rateLimits: RAISED_LIMITS,
    gateway: { heartbeatIntervalMs: 100 },
  });
  const { channel, anna } = scene();
  const client = await login();
  const heard = hears(client);
  discord.gateway.acknowledges = false;
  const resumed = new Promise<void>((resolve) => client.once(Events.ShardResume, () => resolve()));
  await discord.until(() => [...discord.sessions.all.values()].some((session) => session.wire === null));
  anna.sends(channel, "in the gap");
  discord.gateway.acknowledges = true;
  await resumed;
  await discord.until(() => heard.includes("in the gap"));
});

test("ids carry the emulator's time", async () => {
  const birthday = Date.UTC(2020, 1, 2);
  const user = discord.addUser({ createdAt: birthday });
  expect(snowflakeTime(user.id)).toBe(birthday);
});
