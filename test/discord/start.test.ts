import { afterEach, describe, expect, it } from "vitest";
import { checkDiscord, DiscordAwayError, DiscordStartError } from "../../adapters/discord/index.ts";
import { Intent } from "../emulators/discord/index.ts";
import { createScene, deskAt, type Scene, type SceneOptions, TOKEN } from "./scene.ts";

describe("starting on Discord", () => {
  let scene: Scene;
  const given = async (options: SceneOptions = {}): Promise<Scene> => {
    scene = await createScene(options);
    return scene;
  };
  afterEach(() => scene.close());

  const startFault = async (chat = scene.chat): Promise<DiscordStartError> => {
    try {
      await chat.start(scene.heard.receive);
    } catch (error) {
      if (error instanceof DiscordStartError) return error;
      throw error;
    }
    await chat.stop();
    throw new Error("Expected the start to fail; it did not.");
  };

  const writes = () =>
    scene.discord.requests
      .filter((request) => request.method !== "GET" && !request.path.startsWith("/interactions"))
      .map((request) => `${request.method} ${request.route}`);

  it("makes one panel and two commands, and nothing at all the second time", async () => {
    const { chat, createChat, discord, heard, support, bot } = await given();
    await chat.start(heard.receive);
    await chat.stop();
    expect(writes().sort()).toEqual([
      "POST /applications/{application_id}/commands",
      "POST /applications/{application_id}/commands",
      "POST /channels/{channel_id}/messages",
    ]);
    expect(bot.commands.map((command) => [command.name, command.type])).toEqual([
      ["support", 1],
      ["Get support on this", 3],
    ]);
    const again = createChat();
    await again.start(heard.receive);
    await again.stop();
    expect(writes()).toHaveLength(3);
    expect(discord.messagesIn(support)).toHaveLength(1);
  });

  it("changes the panel when its words change, and keeps exactly one", async () => {
    const { chat, createChat, discord, heard, support, bot } = await given();
    await chat.start(heard.receive);
    await chat.stop();
    const [before] = discord.messagesIn(support);
    const other = createChat(deskAt(support.id, "https://example.com/policy"));
    await other.start(heard.receive);
    await other.stop();
    const after = discord.messagesIn(support).filter((message) => message.authorId === bot.id);
    expect(after.map((message) => message.id)).toEqual([before?.id]);
    expect(JSON.stringify(after[0]?.components)).toContain("https://example.com/policy");
  });

  it("finds its panel again below a hundred messages of others", async () => {
    const { chat, createChat, discord, guild, heard, support, bot } = await given();
    await chat.start(heard.receive);
    await chat.stop();
    const moderator = discord.addUser({ username: "mod" });
    discord.joins(guild, moderator, [discord.addRole(guild, "mods", ["Administrator"])]);
    for (let index = 0; index < 130; index += 1) moderator.sends(support, `notice ${index}`);
    const again = createChat();
    await again.start(heard.receive);
    await again.stop();
    expect(discord.messagesIn(support).filter((message) => message.authorId === bot.id)).toHaveLength(1);
  });

  it("names a missing intent, and where it is switched on", async () => {
    await given({ bot: { intents: 0 } });
    const fault = await startFault();
    expect(fault.code).toBe("intent");
    expect(fault.message).toMatch(/Message Content.*discord\.com\/developers/s);
  });

  it("names it by the gateway's close code too, where the application's flags did not tell", async () => {
    const { discord } = await given({ bot: { intents: Intent.GuildMembers } });
    discord.faults.rest.inject(({ path }) => path.startsWith("/applications/@me"), {
      kind: "respond",
      status: 200,
      body: { id: scene.bot.id },
    });
    const fault = await startFault();
    expect(fault.code).toBe("intent");
    expect(scene.chat.health().ready).toBe(false);
  });

  it("names a token that is not accepted", async () => {
    const { discord, bot } = await given();
    discord.world.bots.set(bot.id, { ...bot, token: "another" });
    expect((await startFault()).message).toContain("DISCORD_TOKEN is not accepted");
  });

  it("names every missing permission with its channel", async () => {
    await given({ bot: { permissions: ["ViewChannel", "SendMessages", "ReadMessageHistory"] } });
    scene.discord.overwrite(scene.support, { id: scene.bot.id, type: 1 }, { deny: ["ManageThreads"] });
    const fault = await startFault();
    expect(fault.code).toBe("permission");
    expect(fault.message).toContain('"Manage Threads" in #support');
    expect(fault.message).toContain('"Create Private Threads" in #support');
    expect(fault.message).toContain("channel settings → Permissions");
  });

  it("names a channel that is not there, and one that it may not see", async () => {
    await given();
    const missing = scene.createChat(deskAt(scene.discord.world.snowflakes.next()));
    expect((await startFault(missing)).code).toBe("channel_missing");
    scene.discord.overwrite(scene.support, { id: scene.bot.id, type: 1 }, { deny: ["ViewChannel"] });
    const fault = await startFault();
    expect(fault.code).toBe("channel_hidden");
    // Discord answers a bot that is no member of the server in the same way.
    expect(fault.message).toContain("Invite the bot to the server");
  });

  it("says so when Discord cannot be reached, and may be started again when it is back", async () => {
    const { chat, heard } = await given();
    await scene.discord.goAway();
    await expect(chat.start(heard.receive)).rejects.toBeInstanceOf(DiscordAwayError);
    await chat.stop();
    expect(chat.health().trouble).toContain("could not be reached");
    await scene.discord.comeBack();
    await chat.start(heard.receive);
    expect(chat.health().ready).toBe(true);
    await chat.stop();
  });

  describe("doctor", () => {
    const look = () =>
      checkDiscord({
        desks: [scene.desk],
        token: TOKEN,
        apiUrl: scene.discord.apiUrl,
        clock: { now: Date.now },
      });

    it("finds nothing wrong where nothing is, and changes nothing", async () => {
      await given();
      const checks = await look();
      expect(checks.filter((check) => !check.ok)).toEqual([]);
      expect(checks.length).toBeGreaterThanOrEqual(6);
      expect(writes()).toEqual([]);
    });

    it("looks at the channel of the tickets where that is on Discord", async () => {
      const { discord, guild } = await given();
      const tickets = discord.addTextChannel(guild, { name: "tickets" });
      discord.overwrite(tickets, { id: guild.id, type: 0 }, { deny: ["ViewChannel"] });
      const checks = await checkDiscord({
        desks: [{ ...scene.desk, tickets: { platform: "discord", channel: tickets.id } }],
        token: TOKEN,
        apiUrl: scene.discord.apiUrl,
        clock: { now: Date.now },
      });
      expect(checks.filter((check) => !check.ok).map((check) => check.name)).toContain(
        "Discord: tickets channel of Example Hosting",
      );
    });

    it("says who else reads private threads, and what customers may not do", async () => {
      const { discord, guild, support } = await given();
      discord.addRole(guild, "Moderators", ["ManageThreads"]);
      discord.overwrite(support, { id: guild.id, type: 0 }, { deny: ["SendMessagesInThreads"] });
      const checks = await look();
      expect(checks.find((check) => check.name.includes("who else"))?.detail).toContain("Moderators");
      const customers = checks.find((check) => check.name.includes("what customers"));
      expect(customers?.ok).toBe(false);
      expect(customers?.fix).toContain('Allow "Send Messages in Threads"');
      expect(customers?.fix).toContain('deny "Send Messages"');
      // What @everyone is denied in a channel, the bot is denied too, unless its role is allowed it there.
      expect(customers?.fix).toContain("allow the bot's role");
    });

    it("says what to do about a token that is not accepted", async () => {
      const { discord, bot } = await given();
      discord.world.bots.set(bot.id, { ...bot, token: "another" });
      const bad = (await look()).filter((check) => !check.ok);
      expect(bad.map((check) => check.name)).toEqual(["Discord: token"]);
      expect(bad[0]?.fix).toContain("Reset the token");
    });
  });
});
