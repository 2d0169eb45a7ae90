import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Place } from "../../src/core/platform.ts";
import { MINUTE } from "../../src/core/time.ts";
import { ChatError } from "../../src/ports.ts";
import { deleteOrder, editOrder, lockOrder, openOrder, postOrder, textBody } from "../contract/orders.ts";
import { asCustomer, createScene, openThread, placeAt, refTo, type Scene } from "./scene.ts";

const refusal = async (work: Promise<unknown>): Promise<readonly string[]> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof ChatError) return [error.kind, error.failure.reason, error.failure.code];
    throw error;
  }
  throw new Error("Expected a refusal; it was accepted.");
};

describe("relaying on Discord", () => {
  let scene: Scene;
  let thread: Place;
  let aheadMs: number;

  beforeEach(async () => {
    aheadMs = 0;
    scene = await createScene({ now: () => Date.now() + aheadMs });
    await scene.chat.start(scene.heard.receive);
    thread = await openThread(scene);
  });
  afterEach(async () => {
    await scene.chat.stop();
    await scene.close();
  });

  const inThread = () =>
    scene.discord.messagesIn({ id: thread.channel }).filter((message) => message.type === 0);
  const isSend = ({ method, path }: { method: string; path: string }): boolean =>
    method === "POST" && path.endsWith("/messages");

  describe("from the customer", () => {
    it("words with names for mentions, and everything that is not text by its name", async () => {
      const { anna, bot, discord, heard, guild } = scene;
      const carol = discord.addUser({ username: "carol", displayName: "Carol", guild });
      const attachments = [{ filename: "log.txt", content: "no" }];
      anna.sends(thread.channel, `${carol.mention} says <:ok:123> to ${bot.mention} \`<@1>\``, {
        attachments,
      });
      const inbound = await heard.next("MessagePosted");
      expect(inbound.text).toBe("@Carol says :ok: to @Desk `<@1>`");
      expect(inbound.addressedTo).toBe(carol.id);
      expect(inbound.attachments).toMatchObject([{ name: "log.txt", size: 2 }]);
    });

    it("a forwarded message by its snapshot, and a reply like any other", async () => {
      const { anna, heard, support } = scene;
      const first = anna.sends(thread.channel, "the log says no");
      anna.forwards(first, thread.channel);
      anna.sends(thread.channel, "see above", { replyTo: first });
      await heard.next("MessagePosted", (one) => one.text === "see above");
      const texts = heard.of("MessagePosted").map((one) => one.text);
      expect(texts).toEqual(["the log says no", "[forwarded message]\nthe log says no", "see above"]);
      expect(heard.of("MessagePosted").every((one) => one.message.place.channel !== support.id)).toBe(true);
    });

    it("edits, and not the previews and pins that look like them", async () => {
      const { anna, discord, heard } = scene;
      const message = anna.sends(thread.channel, "https://example.com");
      discord.unfurls(message);
      anna.sends(thread.channel, "marker");
      await heard.next("MessagePosted", (one) => one.text === "marker");
      expect(heard.of("MessageEdited")).toEqual([]);
      anna.edits(message, "https://example.org");
      const edited = await heard.next("MessageEdited");
      discord.unfurls(message);
      anna.sends(thread.channel, "end");
      await heard.next("MessagePosted", (one) => one.text === "end");
      expect(new Set(heard.of("MessageEdited").map((one) => one.key))).toEqual(new Set([edited.key]));
    });

    it("reactions", async () => {
      const { anna, chat, heard } = scene;
      await chat.deliver(postOrder(thread, "Better now?"));
      const [message] = inThread();
      if (message === undefined) throw new Error("Nothing was shown.");
      anna.reacts(message, "👍");
      expect(await heard.next("ReactionAdded")).toMatchObject({
        message: refTo(message),
        author: { userId: anna.id, name: "Anna" },
      });
    });

    it("nothing of our own deletions", async () => {
      const { anna, chat, heard } = scene;
      const { messages } = await chat.deliver(postOrder(thread, "oops"));
      await chat.deliver(deleteOrder(messages));
      anna.sends(thread.channel, "marker");
      await heard.next("MessagePosted", (one) => one.text === "marker");
      expect(heard.of("MessageDeleted")).toEqual([]);
    });
  });

  describe("to the customer", () => {
    it("mentions that one customer, and nobody whom the text names", async () => {
      const { anna, chat, discord, guild } = scene;
      const carol = discord.addUser({ username: "carol", guild });
      await chat.deliver(postOrder(thread, `ask ${carol.mention} or @everyone`, { mention: [anna.id] }));
      expect(discord.notifications.map((one) => [one.userId, one.reason])).toEqual([[anna.id, "mention"]]);
      const body = discord.requests.findLast(isSend)?.body;
      expect(body).toMatchObject({ allowed_mentions: { parse: [], users: [anna.id] }, enforce_nonce: true });
    });

    it("a name that formats nothing", async () => {
      const from = { ...asCustomer(scene.anna), name: "**Bob** [x](https://evil.example) @everyone" };
      await scene.chat.deliver(postOrder(thread, "hi", { body: textBody("hi", from) }));
      expect(inThread()[0]?.content).toMatch(
        /^\*\*\\\*\\\*Bob\\\*\\\* \\\[x\\\]\\\(.*@\u200beveryone\*\*: hi$/,
      );
    });

    it("5,000 characters in three parts, a code block whole in each", async () => {
      const code = Array.from({ length: 160 }, (_, index) => `line ${index} of the configuration`).join("\n");
      const text = `Look:\n\`\`\`yaml\n${code}\n\`\`\`\nDone.`;
      expect(text.length).toBeGreaterThan(4500);
      await scene.chat.deliver(postOrder(thread, text));
      const parts = inThread().map((message) => message.content);
      expect(parts.length).toBe(Math.ceil(text.length / 1900));
      for (const part of parts) {
        expect(part.length).toBeLessThanOrEqual(2000);
        expect((part.match(/```/g) ?? []).length % 2).toBe(0);
      }
      const lines = parts
        .join("\n")
        .split("\n")
        .filter((line) => line.startsWith("line "));
      expect(lines).toEqual(code.split("\n"));
    });

    it("goes on where a rate limit stopped a long text", async () => {
      let asked = 0;
      const toThread = (request: { method: string; path: string }) =>
        isSend(request) && request.path.includes(thread.channel);
      const secondSend = (request: { method: string; path: string }) => toThread(request) && ++asked === 2;
      scene.discord.faults.rest.inject(secondSend, {
        kind: "respond",
        status: 429,
        headers: { "retry-after": "0.001", "x-ratelimit-scope": "user" },
        body: { message: "", retry_after: 0.001, global: false },
      });
      const order = postOrder(thread, "word ".repeat(1000));
      expect((await refusal(scene.chat.deliver(order)))[0]).toBe("retry");
      const receipt = await scene.chat.deliver({ ...order, maybeSent: true });
      expect(inThread().map((message) => message.id)).toEqual(receipt.messages.map((ref) => ref.id));
      // The parts that had arrived are not asked for again: their requests would use up the same bucket.
      expect(scene.discord.requests.filter(toThread)).toHaveLength(receipt.messages.length + 1);
    });

    it("once, when the outcome was unknown and the nonce is forgotten meanwhile", async () => {
      const { chat, discord, createChat } = scene;
      await chat.deliver(postOrder(thread, "ok"));
      discord.faults.rest.inject(isSend, { kind: "cut-after" });
      const order = postOrder(thread, "ok");
      expect((await refusal(chat.deliver(order)))[0]).toBe("unknown");
      aheadMs = 10 * MINUTE;
      const receipt = await chat.deliver({ ...order, maybeSent: true });
      expect(inThread()).toHaveLength(2);
      expect(receipt.messages.map((ref) => ref.id)).toEqual([inThread()[1]?.id]);
      const restarted = createChat();
      await restarted.start(scene.heard.receive);
      await restarted.deliver({ ...order, maybeSent: true });
      await restarted.stop();
      expect(inThread()).toHaveLength(2);
    });

    it("a thread once, when the outcome of its making was unknown", async () => {
      const { anna, chat, discord, support } = scene;
      discord.faults.rest.inject(({ path }) => path.endsWith("/threads"), { kind: "cut-after" });
      const order = openOrder(support.id, asCustomer(anna), { number: 99 });
      expect((await refusal(chat.deliver(order)))[0]).toBe("unknown");
      const { place } = await chat.deliver({ ...order, maybeSent: true });
      const named = [...discord.world.channels.values()].filter((channel) => channel.name === "chat-99");
      expect(named.map((channel) => channel.id)).toEqual([place.channel]);
      expect(anna.sees(place.channel)).toBe(true);
    });

    it("an edit that has grown goes on below, one that has shrunk takes the rest away", async () => {
      const { messages } = await scene.chat.deliver(postOrder(thread, "short"));
      const grown = await scene.chat.deliver(editOrder(messages, "word ".repeat(700)));
      expect(inThread()).toHaveLength(2);
      await scene.chat.deliver(editOrder(grown.messages, "short again"));
      expect(inThread().map((message) => message.content)).toEqual(["short again"]);
    });
  });

  describe("when it cannot", () => {
    it("direct messages are closed", async () => {
      const { anna, bot, chat } = scene;
      const place = placeAt(anna.opensDm(bot).id);
      anna.closesDms();
      expect(await refusal(chat.deliver(postOrder(place, "hello")))).toEqual([
        "refused",
        "customer_unreachable",
        "50007",
      ]);
    });

    it("the customer has left the server", async () => {
      const { anna, bot, chat, guild, support } = scene;
      const place = placeAt(anna.opensDm(bot).id);
      anna.leaves(guild);
      expect((await refusal(chat.deliver(postOrder(place, "hello"))))[1]).toBe("customer_unreachable");
      const open = openOrder(support.id, asCustomer(anna));
      expect((await refusal(chat.deliver(open)))[1]).toBe("customer_gone");
    });

    it("the thread was deleted", async () => {
      const { chat, discord, heard } = scene;
      const channel = discord.world.channels.get(thread.channel);
      if (channel === undefined) throw new Error("no thread");
      discord.deleteChannel(channel);
      expect((await refusal(chat.deliver(postOrder(thread, "hello"))))[1]).toBe("place_gone");
      expect(heard.all).toEqual([]);
    });

    it("a permission was taken away", async () => {
      const { bot, chat, discord, support } = scene;
      discord.overwrite(support, { id: bot.id, type: 1 }, { deny: ["SendMessagesInThreads"] });
      expect((await refusal(chat.deliver(postOrder(thread, "hello")))).slice(0, 2)).toEqual([
        "refused",
        "forbidden",
      ]);
    });

    it.each([
      [240000, "blocked"],
      [200000, "blocked"],
      [30046, "blocked"],
      [160005, "place_locked"],
      [50035, "invalid"],
    ] as const)("Discord says %i", async (code, reason) => {
      scene.discord.faults.rest.inject(isSend, {
        kind: "respond",
        status: 400,
        body: { message: "x", code },
      });
      expect(await refusal(scene.chat.deliver(postOrder(thread, "hello")))).toEqual([
        "refused",
        reason,
        String(code),
      ]);
    });

    it("locks a thread, also one that archived itself, and again without harm", async () => {
      const { anna, chat, discord } = scene;
      await chat.deliver(postOrder(thread, "bye"));
      aheadMs = 25 * 60 * MINUTE;
      discord.archiveIdleThreads();
      await chat.deliver(lockOrder(thread));
      await chat.deliver(lockOrder(thread));
      expect(discord.world.channels.get(thread.channel)?.thread).toMatchObject({
        locked: true,
        archived: true,
      });
      expect(() => anna.sends(thread.channel, "wait")).toThrow();
      await chat.deliver(lockOrder(placeAt(anna.opensDm(scene.bot).id)));
    });
  });
});
