import { afterEach, beforeEach, expect, test } from "vitest";
import { createDiscordEmulator, type DiscordEmulator, RAISED_LIMITS, specAtHand } from "./index.ts";

const token = "a.bot.token";
let discord: DiscordEmulator;

beforeEach(async () => {
  discord = await createDiscordEmulator({ rateLimits: RAISED_LIMITS, checksAnswers: true });
});

afterEach(async () => {
  await discord.close();
});

const call = async (method: string, path: string, body?: unknown): Promise<{ readonly id: string }> => {
  const response = await fetch(`${discord.apiUrl}/v10${path}`, {
    method,
    headers: { authorization: `Bot ${token}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect(`${method} ${path} ${response.status < 300 ? "fine" : await response.text()}`).toBe(
    `${method} ${path} fine`,
  );
  return response.status === 204 ? { id: "" } : ((await response.json()) as { id: string });
};

test.skipIf(!specAtHand())("every answer fits the published specification", async () => {
  const guild = discord.addGuild();
  const bot = discord.addBot({
    token,
    guild,
    permissions: ["Administrator"],
  });
  const channel = discord.addTextChannel(guild, { everyone: { deny: ["SendMessages"] } });
  const anna = discord.addUser({ guild, displayName: "Anna" });
  for (const path of ["/gateway", "/gateway/bot", "/users/@me", "/users/@me/guilds", "/applications/@me"]) {
    await call("GET", path);
  }
  await call("GET", "/oauth2/applications/@me");
  await call("GET", `/users/${anna.id}`);
  for (const path of ["", "/roles", "/channels", `/members/${anna.id}`, "/members?limit=10"]) {
    await call("GET", `/guilds/${guild.id}${path}`);
  }
  await call("POST", `/guilds/${guild.id}/channels`, { name: "logs", type: 0 });
  const dm = await call("POST", "/users/@me/channels", { recipient_id: anna.id });
  await call("POST", `/channels/${dm.id}/messages`, { content: "hello" });
  await call("GET", `/channels/${dm.id}`);
  const here = `/channels/${channel.id}`;
  await call("PATCH", here, { topic: "Ask away" });
  const first = await call("POST", `${here}/messages`, { content: "first", nonce: "1", enforce_nonce: true });
  const reply = { content: "second", message_reference: { message_id: first.id } };
  const second = await call("POST", `${here}/messages`, reply);
  await call("PUT", `${here}/messages/${first.id}/reactions/${encodeURIComponent("✅")}/@me`);
  await call("GET", `${here}/messages/${first.id}/reactions/${encodeURIComponent("✅")}`);
  await call("PUT", `${here}/messages/pins/${first.id}`);
  await call("GET", `${here}/messages/pins`);
  await call("GET", `${here}/messages?limit=50`);
  await call("PATCH", `${here}/messages/${second.id}`, { content: "changed" });
  await call("DELETE", `${here}/messages/${second.id}`);
  await call("POST", `${here}/typing`);
  const open = await call("POST", `${here}/messages/${first.id}/threads`, { name: "about it" });
  const thread = await call("POST", `${here}/threads`, { name: "private", type: 12, invitable: false });
  await call("PUT", `/channels/${thread.id}/thread-members/${anna.id}`);
  await call("GET", `/channels/${thread.id}/thread-members?with_member=true`);
  await call("GET", `/channels/${thread.id}/thread-members/${anna.id}`);
  await call("GET", `/guilds/${guild.id}/threads/active`);
  for (const one of [open, thread])
    await call("PATCH", `/channels/${one.id}`, { archived: true, locked: true });
  for (const path of ["/threads/archived/private", "/threads/archived/public"])
    await call("GET", here + path);
  await call("GET", `${here}/users/@me/threads/archived/private`);
  const commands = `/applications/${bot.id}/commands`;
  await call("PUT", commands, [{ name: "support", description: "Get help" }]);
  const command = await call("POST", commands, { name: "Get support on this", type: 3 });
  await call("PATCH", `${commands}/${command.id}`, { name: "Ask about this" });
  await call("GET", commands);
  await call("GET", `${commands}/${command.id}`);
  await call("DELETE", `${commands}/${command.id}`);
  await call("DELETE", here);
  expect(discord.violations).toEqual([]);
});
