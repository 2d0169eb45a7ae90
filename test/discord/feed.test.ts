import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Place } from "../../src/core/platform.ts";
import { createScene, customIdOf, openThread, placeAt, type Scene } from "./scene.ts";

describe("the feed of Discord's events", () => {
  let scene: Scene;
  let thread: Place;

  beforeEach(async () => {
    scene = await createScene();
    await scene.chat.start(scene.heard.receive);
    thread = await openThread(scene);
  });
  afterEach(async () => {
    await scene.chat.stop();
    await scene.close();
  });

  it("resumes after a cut connection, counts both, and loses nothing", async () => {
    const { anna, chat, counted, discord, heard } = scene;
    discord.gateway.cut();
    anna.sends(thread.channel, "in between");
    await heard.next("MessagePosted", (one) => one.text === "in between");
    await discord.until(() => chat.health().ready);
    const feed = counted.filter((one) => one.name === "feed").map((one) => one.labels["state"]);
    expect(feed).toEqual(["lost", "back"]);
  });

  it("comes back after an outage, with what it says about itself", async () => {
    const { anna, chat, discord, heard } = scene;
    await discord.goAway({ keepSessions: true });
    await expect.poll(() => chat.health().ready).toBe(false);
    expect(chat.health().trouble).toContain("reconnecting");
    anna.sends(thread.channel, "during the outage");
    await discord.comeBack();
    await heard.next("MessagePosted", (one) => one.text === "during the outage");
    await expect.poll(() => chat.health()).toMatchObject({ ready: true, trouble: "" });
  });

  it("reads again what a session that cannot be resumed has missed", async () => {
    const { anna, discord, heard } = scene;
    anna.sends(thread.channel, "before");
    await heard.next("MessagePosted", (one) => one.text === "before");
    await discord.goAway();
    anna.sends(thread.channel, "missed");
    await discord.comeBack();
    const missed = await heard.next("MessagePosted", (one) => one.text === "missed");
    expect(missed.key).toBe(`discord:message:${missed.message.id}`);
    expect(heard.of("MessagePosted").map((one) => one.text)).toEqual(["before", "missed"]);
  });

  it("says what is wrong when Discord closes for good", async () => {
    const { chat, discord, log } = scene;
    discord.gateway.disconnect(4004);
    await expect.poll(() => chat.health().trouble).toContain("DISCORD_TOKEN is not accepted");
    expect(log.lines.some((line) => line.level === "error")).toBe(true);
  });

  it("counts and ignores what it does not know, and goes on", async () => {
    const { anna, counted, discord, heard } = scene;
    discord.announces("QUANTUM_LEAP", { id: "1" });
    discord.announces("MESSAGE_CREATE", { id: "not an id" });
    discord.announces("INTERACTION_CREATE", {});
    anna.sends(thread.channel, "still there");
    await heard.next("MessagePosted", (one) => one.text === "still there");
    const ignored = counted
      .filter((one) => one.name === "inbound_ignored")
      .map((one) => one.labels["reason"]);
    expect(ignored).toEqual(["unknown", "malformed", "malformed"]);
  });

  it("tells about its heartbeat", () => {
    expect(scene.chat.health().lastHeardAt).not.toBeNull();
  });

  it("keeps a form that was sent while the database is away, and takes it later", async () => {
    const { anna, discord, heard, support, log } = scene;
    const [panel] = discord.messagesIn(support);
    if (panel === undefined) throw new Error("There is no panel.");
    heard.refuse(3);
    const modal = await anna.presses(panel, customIdOf(panel, "open")).modal();
    const submitted = anna.submitsModal(modal, { description: "help" });
    expect((await submitted.reply()).content).toContain("One moment");
    expect(await heard.next("ConversationRequested")).toMatchObject({ place: placeAt(support.id) });
    expect(log.lines.map((line) => line.level)).toContain("error");
  });

  it("catches up over more than one page, and past a place that is gone", async () => {
    const { anna, chat, heard, discord } = scene;
    const gone = placeAt(discord.world.snowflakes.next());
    for (let index = 0; index < 130; index += 1) anna.sends(thread.channel, `line ${index}`);
    await heard.next("MessagePosted", (one) => one.text === "line 129");
    const texts: string[] = [];
    await chat.catchUp(
      [
        { place: gone, after: null, since: 0 },
        { place: thread, after: null, since: 0 },
      ],
      async (inbound) => {
        if (inbound.type === "MessagePosted") texts.push(inbound.text);
      },
    );
    expect(texts).toEqual(Array.from({ length: 130 }, (_, index) => `line ${index}`));
    expect(scene.log.lines.some((line) => line.message.includes("skipped"))).toBe(true);
  });
});
