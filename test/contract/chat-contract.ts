import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ChatError } from "../../src/ports.ts";
import type { ChatHarness } from "./chat-harness.ts";
import { formsContract } from "./forms-contract.ts";
import { createInboundRecorder, type InboundRecorder } from "./inbound-recorder.ts";
import {
  buttonOf,
  deleteOrder,
  editOrder,
  freshId,
  lockOrder,
  markOrder,
  openOrder,
  postOrder,
  textBody,
} from "./orders.ts";

const caught = async (work: Promise<unknown>): Promise<ChatError> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof ChatError) return error;
    throw error;
  }
  throw new Error("Expected a ChatError; the delivery was accepted.");
};

const words = (count: number): string =>
  Array.from({ length: count }, (_, index) => `word${index}`).join(" ");
const bare = (text: string): string => text.replace(/\s+/g, "");

/** Every Chat adapter keeps these promises (ports.ts, Chat). */
export const chatContract = (name: string, make: () => Promise<ChatHarness>): void => {
  describe(`${name} as a chat`, () => {
    let world: ChatHarness;
    let heard: InboundRecorder;

    beforeEach(async () => {
      world = await make();
      heard = createInboundRecorder();
      await world.chat.start(heard.receive);
    });
    afterEach(async () => {
      await world.chat.stop();
      await world.close();
    });

    describe("receives", () => {
      it("what a person writes, with the platform's own time and a key", async () => {
        const message = await world.write(world.place, "It is down");
        const inbound = await heard.next("MessagePosted");
        expect(inbound).toMatchObject({ message, text: "It is down", direct: false, attachments: [] });
        expect(inbound.author).toMatchObject({
          platform: world.person.platform,
          userId: world.person.userId,
          name: world.person.name,
        });
        expect(inbound.key).not.toBe("");
        expect(Number.isInteger(inbound.at)).toBe(true);
      });

      it("messages of one place in the order in which they were written", async () => {
        for (const text of ["one", "two", "three"]) await world.write(world.place, text);
        await heard.next("MessagePosted", (inbound) => inbound.text === "three");
        expect(heard.of("MessagePosted").map((inbound) => inbound.text)).toEqual(["one", "two", "three"]);
      });

      it("nothing of what it wrote itself", async () => {
        await world.chat.deliver(postOrder(world.place, "From the desk"));
        await world.write(world.place, "marker");
        await heard.next("MessagePosted", (inbound) => inbound.text === "marker");
        expect(heard.of("MessagePosted")).toHaveLength(1);
      });

      it("an event that comes twice under one key", async () => {
        world.duplicateNextEvent();
        await world.write(world.place, "twice");
        await world.write(world.place, "marker");
        await heard.next("MessagePosted", (inbound) => inbound.text === "marker");
        const keys = heard.of("MessagePosted").map((inbound) => inbound.key);
        expect(new Set(keys).size).toBe(2);
      });

      it("edits and deletions by the message's id", async () => {
        const message = await world.write(world.place, "It is dwon");
        await world.editOwn(message, "It is down");
        const edited = await heard.next("MessageEdited");
        expect(edited).toMatchObject({ message, text: "It is down" });
        await world.deleteOwn(message);
        const deleted = await heard.next("MessageDeleted");
        expect(deleted).toMatchObject({ message });
      });

      it("what it could not hand over at once, in order", async () => {
        heard.refuse(2);
        await world.write(world.place, "first");
        await world.write(world.place, "second");
        await heard.next("MessagePosted", (inbound) => inbound.text === "second");
        expect([...new Set(heard.of("MessagePosted").map((inbound) => inbound.text))]).toEqual([
          "first",
          "second",
        ]);
      });

      it("again, by catching up, under the same keys", async () => {
        const since = Date.now() - 60_000;
        await world.write(world.place, "one");
        await world.write(world.place, "two");
        await heard.next("MessagePosted", (inbound) => inbound.text === "two");
        const live = heard.of("MessagePosted");
        const again = createInboundRecorder();
        await world.chat.catchUp(
          [
            { place: world.missing, after: null, since },
            { place: world.place, after: null, since },
          ],
          again.receive,
        );
        expect(again.of("MessagePosted").map((inbound) => [inbound.key, inbound.text])).toEqual(
          live.map((inbound) => [inbound.key, inbound.text]),
        );
        const later = createInboundRecorder();
        const after = live[0]?.message.id ?? null;
        await world.chat.catchUp([{ place: world.place, after, since }], later.receive);
        expect(later.of("MessagePosted").map((inbound) => inbound.text)).toEqual(["two"]);
      });
    });

    describe("delivers", () => {
      it("a message, and says where and when it landed", async () => {
        const receipt = await world.chat.deliver(postOrder(world.place, "Hello"));
        const shown = await world.shown(world.place);
        expect(shown.map((message) => message.text)).toEqual(["Hello"]);
        expect(receipt.messages.map((message) => message.id)).toEqual(shown.map((message) => message.id));
        expect(receipt.place).toEqual(world.place);
        expect(Number.isFinite(receipt.at)).toBe(true);
      });

      it("the same order twice as one message", async () => {
        const order = postOrder(world.place, "Once");
        const first = await world.chat.deliver(order);
        const second = await world.chat.deliver({ ...order, maybeSent: true });
        expect(second.messages).toEqual(first.messages);
        expect(await world.shown(world.place)).toHaveLength(1);
      });

      it("two orders of the same words as two messages", async () => {
        await world.chat.deliver(postOrder(world.place, "Yes"));
        await world.chat.deliver(postOrder(world.place, "Yes"));
        expect(await world.shown(world.place)).toHaveLength(2);
      });

      it("a long text in parts, in order, whole, and only once", async () => {
        const text = words(Math.ceil((world.longest * 2.5) / 8));
        const order = postOrder(world.place, text);
        const receipt = await world.chat.deliver(order);
        const shown = await world.shown(world.place);
        expect(bare(shown.map((message) => message.text).join(""))).toBe(bare(text));
        expect(Math.max(...shown.map((message) => message.text.length))).toBeLessThanOrEqual(world.longest);
        expect(receipt.messages.map((message) => message.id)).toEqual(shown.map((message) => message.id));
        const again = await world.chat.deliver({ ...order, maybeSent: true });
        expect(again.messages).toEqual(receipt.messages);
        expect(await world.shown(world.place)).toHaveLength(shown.length);
      });

      it("a rep's words under their name", async () => {
        await world.chat.deliver(
          postOrder(world.place, "Looking", { body: textBody("Looking", world.person) }),
        );
        const [shown] = await world.shown(world.place);
        expect(shown?.text).toContain("Looking");
      });

      it("edits and deletions, each of them twice without harm", async () => {
        const { messages } = await world.chat.deliver(postOrder(world.place, "Helo"));
        const edit = editOrder(messages, "Hello");
        await world.chat.deliver(edit);
        await world.chat.deliver({ ...edit, maybeSent: true });
        expect((await world.shown(world.place)).map((message) => message.text)).toEqual(["Hello"]);
        const remove = deleteOrder(messages);
        await world.chat.deliver(remove);
        await world.chat.deliver({ ...remove, maybeSent: true });
        expect(await world.shown(world.place)).toEqual([]);
      });

      it("marks, twice without harm", async () => {
        const message = await world.write(world.place, "A reply");
        const order = markOrder(message, "delivered");
        await world.chat.deliver(order);
        await expect(world.chat.deliver({ ...order, maybeSent: true })).resolves.toBeDefined();
      });

      it("buttons that come back with what they carried", async () => {
        const button = buttonOf({ action: "claim_and_send", subject: freshId(), style: "primary" });
        const { messages } = await world.chat.deliver(postOrder(world.place, "Held", { buttons: [button] }));
        const message = messages.at(-1);
        if (message === undefined) throw new Error("The receipt names no message.");
        await world.press(message, "claim_and_send");
        const pressed = await heard.next("ActionPressed");
        expect(pressed).toMatchObject({
          action: button.action,
          conversationId: button.conversationId,
          subject: button.subject,
          place: world.place,
        });
        expect(pressed.author.userId).toBe(world.person.userId);
      });

      it("pings nobody but those who are named", async () => {
        await world.chat.deliver(
          postOrder(world.place, `@everyone @here <!channel> <!here> <@${world.person.userId}>`),
        );
        expect(await world.pinged()).toEqual([]);
        await world.chat.deliver(
          postOrder(world.place, "Your answer @everyone", { mention: [world.person.userId] }),
        );
        expect(await world.pinged()).toEqual([world.person.userId]);
      });

      it("a place, and the same one when asked again", async () => {
        if (world.opens === null) return;
        const order = openOrder(world.opens.channel, world.opens.customer);
        const first = await world.chat.deliver(order);
        const second = await world.chat.deliver({ ...order, maybeSent: true });
        expect(second.place).toEqual(first.place);
        await world.chat.deliver(postOrder(first.place, "Welcome"));
        expect(await world.shown(first.place)).toHaveLength(1);
        const lock = lockOrder(first.place);
        await world.chat.deliver(lock);
        await expect(world.chat.deliver({ ...lock, maybeSent: true })).resolves.toBeDefined();
      });
    });

    formsContract(() => ({ world, heard }));

    describe("says why it could not", () => {
      it("refuses a place that is gone", async () => {
        const error = await caught(world.chat.deliver(postOrder(world.missing, "Hello?")));
        expect([error.kind, error.failure.reason]).toEqual(["refused", "place_gone"]);
        expect(error.failure.code).not.toBe("");
      });

      it("asks to come back later on a rate limit", async () => {
        world.trouble("rate_limited");
        const error = await caught(world.chat.deliver(postOrder(world.place, "Hello")));
        expect(error.kind).toBe("retry");
        expect(error.retryAfterMs).toBeGreaterThan(0);
        expect(await world.shown(world.place)).toEqual([]);
      });

      it.each(["server_error", "cut_before", "cut_after"] as const)(
        "does not know after %s, and shows it once when tried again",
        async (trouble) => {
          const order = postOrder(world.place, "Exactly once");
          world.trouble(trouble);
          const error = await caught(world.chat.deliver(order));
          expect(trouble === "cut_after" ? ["unknown"] : ["unknown", "retry"]).toContain(error.kind);
          await world.chat.deliver({ ...order, maybeSent: true });
          expect((await world.shown(world.place)).map((message) => message.text)).toEqual(["Exactly once"]);
        },
      );
    });

    it("is healthy while it runs, and not after", async () => {
      expect(world.chat.health()).toMatchObject({ ready: true, trouble: "" });
      await world.chat.stop();
      expect(world.chat.health().ready).toBe(false);
      expect(world.chat.health().trouble).not.toBe("");
    });

    it("gives each destination a lane of its own, of whole and sane numbers", () => {
      const here = world.chat.lane("post", world.place);
      const elsewhere = world.chat.lane("post", { ...world.missing });
      expect(here.key).not.toBe("");
      expect(here.concurrency).toBeGreaterThanOrEqual(1);
      expect(here.intervalMs).toBeGreaterThanOrEqual(0);
      // An edit may have a queue of its own (Slack limits them for the whole workspace); order is the stream's.
      expect(world.chat.lane("edit", world.place).key).not.toBe("");
      if (elsewhere.key === here.key) expect(world.missing.channel).toBe(world.place.channel);
    });
  });
};
