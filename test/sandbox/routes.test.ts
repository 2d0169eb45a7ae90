import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Order } from "../../src/ports.ts";
import { createInboundRecorder, type InboundRecorder } from "../contract/inbound-recorder.ts";
import { buttonOf, openOrder, postOrder, textBody, whisperOrder } from "../contract/orders.ts";
import { createWorld, HOST, type World } from "./world.ts";

const staff = { platform: "sandbox", channel: "staff", thread: null } as const;

describe("the sandbox's HTTP API", () => {
  let world: World;
  let heard: InboundRecorder;
  let max = "";

  beforeEach(async () => {
    world = await createWorld();
    heard = createInboundRecorder();
    await world.chat.start(heard.receive);
    max = (await world.post("customers", { name: "Max Berger" })).body.userId;
  });
  afterEach(async () => {
    await world.chat.stop();
    await world.close();
  });

  const openThread = async (more: Partial<Extract<Order, { type: "open_place" }>> = {}): Promise<string> => {
    const customer = {
      platform: "sandbox",
      userId: max,
      name: "Max Berger",
      accountCreatedAt: null,
    } as const;
    return (await world.chat.deliver(openOrder("support", customer, more))).place.channel;
  };

  it("shows channels, people, the panel and nothing else at first", async () => {
    const { status, body } = await world.get("state");
    expect(status).toBe(200);
    expect(body.channels.map((one: { kind: string }) => one.kind)).toEqual([
      "support",
      "staff",
      "alerts",
      "managers",
      "tickets",
    ]);
    expect(body).toMatchObject({ messages: [], conversations: [], speed: 1, desk: { name: "Acme Hosting" } });
    expect(body.desk.panel.open).not.toBe("");
    expect(body.reps).toHaveLength(3);
  });

  it("asks the desk for a chat and answers with the place that it opens", async () => {
    const asking = world.post("chats", { customer: max, description: "It is down", subject: "Down" });
    const request = await heard.next("ConversationRequested");
    expect(request).toMatchObject({ description: "It is down", subject: "Down", door: "panel" });
    expect(request.place).toEqual({ platform: "sandbox", channel: "support", thread: null });
    const channel = await openThread({ number: 7, reply: request.reply });
    expect(await asking).toMatchObject({ status: 201, body: { channel } });
    expect(channel).toBe("thread-7");
  });

  it("needs no subject, but a description", async () => {
    const answer = await world.post("chats", { customer: max, description: "   " });
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toContain("description is empty");
  });

  it("lets a customer write in their own thread, and in nobody else's", async () => {
    const channel = await openThread();
    const other = (await world.post("customers", { name: "Lena" })).body.userId;
    expect((await world.post("messages", { as: max, channel, text: "hello" })).status).toBe(201);
    expect((await world.post("messages", { as: other, channel, text: "hello" })).status).toBe(403);
    expect((await world.post("messages", { as: max, channel: "staff", text: "hello" })).status).toBe(403);
    expect((await world.post("messages", { as: "ada", channel, text: "hello" })).status).toBe(403);
  });

  it("reads whom a rep addresses", async () => {
    await world.post("messages", { as: "ada", channel: "staff", text: "@Ben Sato can you look?" });
    expect(await heard.next("MessagePosted")).toMatchObject({ addressedTo: "ben" });
    await world.post("messages", { as: "ada", channel: "staff", text: "Ben, can you look?" });
    expect(await heard.next("MessagePosted", (one) => one.text.startsWith("Ben"))).toMatchObject({
      addressedTo: null,
    });
  });

  it("locks a thread for writing and pressing", async () => {
    const channel = await openThread();
    const place = { platform: "sandbox", channel, thread: null } as const;
    const { messages } = await world.chat.deliver(
      postOrder(place, "Solved?", { buttons: [buttonOf({ action: "customer_solved" })] }),
    );
    await world.chat.deliver({
      ...openOrder("support", { platform: "sandbox", userId: max, name: "", accountCreatedAt: null }),
      type: "lock",
      place,
    });
    expect((await world.post("messages", { as: max, channel, text: "hello?" })).body.error.code).toBe(
      "locked",
    );
    const press = { as: max, messageId: messages[0]?.id, action: "customer_solved" };
    expect((await world.post("press", press)).body.error.code).toBe("locked");
  });

  it("presses only buttons that are there", async () => {
    const { messages } = await world.chat.deliver(postOrder(staff, "Card", { buttons: [buttonOf()] }));
    const answer = await world.post("press", { as: "ada", messageId: messages[0]?.id, action: "resolve" });
    expect(answer).toMatchObject({ status: 409, body: { error: { code: "no_such_button" } } });
    expect(answer.body.error.message).toContain("claim");
  });

  it("whispers to one person, whose buttons work", async () => {
    const button = buttonOf({ action: "claim_and_send", subject: "m1" });
    const order = whisperOrder(staff, "ada", "Not sent", { buttons: [button] });
    await world.chat.deliver(order);
    expect((await world.get("state")).body.messages).toEqual([]);
    await world.post("press", { as: "ada", messageId: `whisper-${order.id}`, action: "claim_and_send" });
    expect(await heard.next("ActionPressed")).toMatchObject({ subject: "m1", place: staff });
  });

  it("tells who left, and refuses what is meant for them", async () => {
    const channel = await openThread();
    expect((await world.call("DELETE", `customers/${max}`)).status).toBe(204);
    expect(await heard.next("CustomerLeft")).toMatchObject({ author: { userId: max } });
    const place = { platform: "sandbox", channel, thread: null } as const;
    await expect(world.chat.deliver(postOrder(place, "Hello"))).rejects.toMatchObject({
      kind: "refused",
      failure: { reason: "customer_gone" },
    });
  });

  it("hears a reaction", async () => {
    const { body } = await world.post("messages", { as: "ada", channel: "staff", text: "hello" });
    await world.post("react", { as: "ben", messageId: body.id, emoji: "👍" });
    expect(await heard.next("ReactionAdded")).toMatchObject({ author: { userId: "ben" } });
    const [message] = (await world.get("state")).body.messages;
    expect(message?.reactions).toEqual([{ emoji: "👍", person: "ben" }]);
  });

  it("forgets everything on reset", async () => {
    await openThread();
    await world.post("messages", { as: "ada", channel: "staff", text: "hello" });
    expect((await world.post("reset")).status).toBe(204);
    expect(world.desk.resets()).toBe(1);
    const { body } = await world.get("state");
    expect(body).toMatchObject({ messages: [], customers: [] });
    expect(body.channels).toHaveLength(5);
  });

  it("sets the speed, and promises accordingly", async () => {
    const before = JSON.stringify((await world.get("state")).body.desk.panel.text);
    expect((await world.post("speed", { speed: 60 })).body).toEqual({ speed: 60 });
    expect(JSON.stringify((await world.get("state")).body.desk.panel.text)).not.toBe(before);
    expect((await world.post("speed", { speed: "fast" })).body.error.message).toContain("speed");
  });

  it("plays a scenario with its customers", async () => {
    await world.post("speed", { speed: 600 });
    expect((await world.post("scenarios/panic")).status).toBe(202);
    const request = await heard.next("ConversationRequested");
    expect(request.description).toMatch(/DOWN/);
    const { author, reply } = request;
    await world.chat.deliver(openOrder("support", author, { reply }));
    await heard.next("MessagePosted", (one) => one.text === "IS ANYBODY THERE");
    expect((await world.post("scenarios/none")).body.error.message).toContain("panic");
  });

  it("tells what it was not given, by name", async () => {
    expect((await world.post("messages", { as: "ada" })).body.error.message).toMatch(/channel.*text/s);
    expect((await world.get("nothing")).status).toBe(404);
    const form = await world.routes(
      new Request(`${HOST}/api/sandbox/customers`, { method: "POST", body: "name=x" }),
    );
    expect(form.status).toBe(415);
  });

  it("finds everything again after a restart", async () => {
    const channel = await openThread();
    await world.chat.deliver(postOrder({ ...staff, channel }, "Welcome", { body: textBody("Welcome") }));
    await world.chat.stop();
    const again = world.again();
    await again.chat.start(heard.receive);
    const response = await again.routes(new Request(`${HOST}/api/sandbox/state`));
    const state = (await response.json()) as {
      customers: unknown[];
      messages: unknown[];
      channels: unknown[];
    };
    expect([state.customers.length, state.messages.length, state.channels.length]).toEqual([1, 1, 6]);
    await again.chat.stop();
  });

  it("tells again, after a restart, what the desk had not taken", async () => {
    heard.refuse(1000);
    await world.post("messages", { as: "ada", channel: "staff", text: "kept" });
    await world.chat.stop();
    const later = createInboundRecorder();
    const again = world.again();
    await again.chat.start(later.receive);
    expect(await later.next("MessagePosted")).toMatchObject({ text: "kept" });
    await again.chat.stop();
  });

  describe("answers this machine's browser alone", () => {
    const ask = async (headers: Record<string, string>, url = HOST): Promise<number> =>
      (await world.routes(new Request(`${url}/api/sandbox/state`, { headers }))).status;

    it("under its own names", async () => {
      expect(await ask({ host: "localhost:3000" })).toBe(200);
      expect(await ask({ host: "127.0.0.1:3000", origin: "http://127.0.0.1:3000" })).toBe(200);
      expect(await ask({ host: "[::1]:3000" })).toBe(200);
    });
    it("not under a name that was pointed here", async () => {
      expect(await ask({ host: "evil.example:3000" })).toBe(403);
      expect(await ask({ host: "127.0.0.1.evil.example" })).toBe(403);
      expect(await ask({}, "http://evil.example")).toBe(403);
    });
    it("not from another site's page", async () => {
      expect(await ask({ host: "127.0.0.1:3000", origin: "https://evil.example" })).toBe(403);
      expect(await ask({ host: "127.0.0.1:3000", origin: "http://127.0.0.1:4000" })).toBe(403);
      expect(await ask({ host: "127.0.0.1:3000", origin: "null" })).toBe(403);
    });
  });

  it("serves its page with a strict policy, and nothing beside it", async () => {
    const page = await world.routes(new Request(`${HOST}/`));
    expect(page.status).toBe(200);
    expect(page.headers.get("content-security-policy")).toMatch(
      /default-src 'none'.*script-src 'self' 'sha256-/,
    );
    for (const name of [
      "app.js",
      "style/tokens.css",
      "vendor/preact.mjs",
      "vendor/hooks.mjs",
      "vendor/htm.mjs",
    ]) {
      expect((await world.routes(new Request(`${HOST}/sandbox/${name}`))).status, name).toBe(200);
    }
    for (const name of ["../index.ts", "..%2findex.ts", "%2e%2e/README.md", "vendor/other.mjs", "none.js"]) {
      expect((await world.routes(new Request(`${HOST}/sandbox/${name}`))).status, name).toBe(404);
    }
  });
});
