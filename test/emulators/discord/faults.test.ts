import { type Client, DiscordAPIError, type SendableChannels } from "discord.js";
import { afterEach, expect, test } from "vitest";
import { connect } from "./connect.ts";
import { createDiscordEmulator, DISCORD_LIMITS, type DiscordEmulator, RAISED_LIMITS } from "./index.ts";

const token = "a.bot.token";
let discord: DiscordEmulator;
let client: Client<true>;

afterEach(async () => {
  await client.destroy();
  expect(discord.violations).toEqual([]);
  await discord.close();
});

const scene = async (rateLimits = RAISED_LIMITS) => {
  discord = await createDiscordEmulator({ rateLimits });
  const guild = discord.addGuild();
  discord.addBot({ token, guild });
  const channel = discord.addTextChannel(guild);
  client = await connect(discord, { token });
  const place = await client.channels.fetch(channel.id);
  if (place?.isSendable() !== true) throw new Error("not sendable");
  return { channel, place: place as SendableChannels };
};

const isSend = (request: { method: string; path: string }): boolean =>
  request.method === "POST" && request.path.endsWith("/messages");

const sends = () => discord.requests.filter(isSend).map((request) => request.status);

test("the client waits out a 429 and sends again", async () => {
  const { place, channel } = await scene();
  discord.faults.rest.inject(isSend, {
    kind: "respond",
    status: 429,
    headers: { "retry-after": "1", "x-ratelimit-scope": "user" },
    body: { message: "You are being rate limited.", retry_after: 0.05, global: false },
  });
  await place.send("patient");
  expect(sends()).toEqual([429, 200]);
  expect(discord.messagesIn(channel)).toHaveLength(1);
});

test("buckets tell their limit, and the client keeps to it", async () => {
  const bucket = () => ({ limit: 2, windowMs: 200 });
  const { place } = await scene({ ...DISCORD_LIMITS, bucket });
  for (const text of ["1", "2", "3"]) await place.send(text);
  expect(sends()).toEqual([200, 200, 200]);
  const raw = () => fetch(`${discord.apiUrl}/v10/users/@me`, { headers: { authorization: `Bot ${token}` } });
  const answers = [await raw(), await raw(), await raw()];
  expect(answers.map((one) => one.status)).toEqual([200, 200, 429]);
  expect(answers[2]?.headers.get("x-ratelimit-scope")).toBe("user");
  expect(await answers[2]?.json()).toMatchObject({ global: false });
});

test("a connection cut after the effect: the retry with the same nonce makes no second message", async () => {
  const { place, channel } = await scene();
  discord.faults.rest.inject(isSend, { kind: "cut-after" });
  await place.send({ content: "once", nonce: "n1", enforceNonce: true }).catch(() => undefined);
  await place.send({ content: "once", nonce: "n1", enforceNonce: true });
  expect(discord.messagesIn(channel)).toHaveLength(1);
});

test("a connection cut before the effect leaves nothing", async () => {
  const { place, channel } = await scene();
  discord.faults.rest.inject(isSend, { kind: "cut-before" }, 10);
  await expect(place.send("lost")).rejects.toThrow();
  expect(discord.messagesIn(channel)).toHaveLength(0);
});

test("a 500 that is told after the effect", async () => {
  const { place, channel } = await scene();
  discord.faults.rest.inject(isSend, { kind: "respond-after", status: 403, body: { message: "x", code: 0 } });
  await expect(place.send("twofold")).rejects.toThrow(DiscordAPIError);
  expect(discord.messagesIn(channel)).toHaveLength(1);
});

test("a held request takes effect when it is let go", async () => {
  const { place, channel } = await scene();
  const held = discord.faults.rest.inject(isSend, { kind: "hold" });
  const sending = place.send("slow");
  await discord.until(() => held.hits() === 1);
  expect(discord.messagesIn(channel)).toHaveLength(0);
  held.release();
  await sending;
  expect(discord.messagesIn(channel)).toHaveLength(1);
});

test("waiting in vain tells what went on", async () => {
  const { place } = await scene();
  await place.send("only this");
  const waiting = discord.until(() => false, { timeoutMs: 20, what: "a miracle" });
  await expect(waiting).rejects.toThrow(/20 ms went by while waiting for a miracle[\s\S]*only this/);
});
