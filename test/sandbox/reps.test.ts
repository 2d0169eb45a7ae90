import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createInboundRecorder, type InboundRecorder } from "../contract/inbound-recorder.ts";
import { buttonOf, deleteOrder, postOrder, whisperOrder } from "../contract/orders.ts";
import { createWorld, type World } from "./world.ts";

const staff = { platform: "sandbox", channel: "staff", thread: null } as const;

describe("what reps do that is about no message", () => {
  let world: World;
  let heard: InboundRecorder;

  beforeEach(async () => {
    world = await createWorld();
    heard = createInboundRecorder();
    await world.chat.start(heard.receive);
  });
  afterEach(async () => {
    await world.chat.stop();
    await world.close();
  });

  it("tells the desk a command, where it was given", async () => {
    expect((await world.post("command", { as: "ada", text: "/desk claim 1042" })).status).toBe(202);
    expect(await heard.next("DeskCommanded")).toMatchObject({
      verb: "claim",
      words: ["1042"],
      place: staff,
      author: { userId: "ada" },
    });
    await world.post("command", { as: "ada", channel: "alerts", text: "/desk list" });
    expect(await heard.next("DeskCommanded", (one) => one.verb === "list")).toMatchObject({
      place: { channel: "alerts" },
    });
  });

  it("goes on and off duty by the desk's own words", async () => {
    await world.post("duty", { as: "ben", on: false });
    expect(await heard.next("DeskCommanded")).toMatchObject({ verb: "off", author: { userId: "ben" } });
    await world.post("duty", { as: "ben", on: true });
    expect(await heard.next("DeskCommanded", (one) => one.verb === "on")).toMatchObject({
      author: { userId: "ben" },
    });
  });

  it("is for reps, in their own channels, and in words", async () => {
    const max = (await world.post("customers", { name: "Max Berger" })).body.userId;
    expect((await world.post("command", { as: max, text: "/desk on" })).body.error.code).toBe("not_a_rep");
    const elsewhere = await world.post("command", { as: "ada", channel: "support", text: "/desk on" });
    expect(elsewhere.body.error.message).toContain("staff, alerts, managers");
    const plain = await world.post("command", { as: "ada", text: "hello" });
    expect(plain).toMatchObject({ status: 400, body: { error: { code: "not_a_command" } } });
    expect((await world.post("duty", { as: "ada" })).body.error.message).toContain("true or false");
    expect((await world.post("dnd", { as: "nobody", on: true })).status).toBe(403);
  });

  it("pauses notifications, so that the desk knows whom a ping does not reach, over a restart", async () => {
    const paused = () => [...world.chat.unreachable(["ada", "ben"], "alerts")];
    expect(paused()).toEqual([]);
    expect((await world.post("dnd", { as: "ben", on: true })).status).toBe(204);
    expect(paused()).toEqual([["ben", "do_not_disturb"]]);
    expect((await world.get("state")).body.staff.map((one) => [one.userId, one.doNotDisturb])).toEqual([
      ["ada", false],
      ["ben", true],
      ["chloe", false],
    ]);
    const again = world.again();
    await again.chat.start(heard.receive);
    expect(again.chat.unreachable(["ben"], "alerts").get("ben")).toBe("do_not_disturb");
    await again.chat.stop();
    await world.post("dnd", { as: "ben", on: false });
    expect(paused()).toEqual([]);
  });

  it("cuts the feed: the platform is silent, and tells what happened when it is back", async () => {
    expect(world.chat.health()).toMatchObject({ ready: true, trouble: "" });
    expect((await world.post("feed", { cut: true })).body).toEqual({ cut: true });
    expect(world.chat.health()).toMatchObject({ ready: false });
    expect(world.chat.health().trouble).toContain("restored");
    await world.post("messages", { as: "ada", channel: "staff", text: "kept meanwhile" });
    expect(world.chat.health().lastHeardAt).toBe((await world.get("state")).body.feed.cutAt);
    await world.post("feed", { cut: false });
    expect(await heard.next("MessagePosted")).toMatchObject({ text: "kept meanwhile" });
    expect(world.chat.health()).toMatchObject({ ready: true, trouble: "" });
  });

  it("tells nothing to the desk while the feed is cut", async () => {
    await world.post("feed", { cut: true });
    await world.post("messages", { as: "ada", channel: "staff", text: "first" });
    const [waiting] = await world.sql<{ count: number }[]>`select count(*)::int as count from sandbox.feed`;
    expect(waiting?.count).toBe(1);
    await world.post("feed", { cut: false });
    expect(await heard.next("MessagePosted")).toMatchObject({ text: "first" });
  });

  it("answers a press under the message that was pressed, and a command where it was given", async () => {
    const { messages } = await world.chat.deliver(
      postOrder(staff, "Card", { buttons: [buttonOf({ action: "transfer" })] }),
    );
    const card = messages[0]?.id ?? "";
    await world.post("press", { as: "ada", messageId: card, action: "transfer" });
    const { reply } = await heard.next("ActionPressed");
    const choice = buttonOf({ action: "transfer_to", subject: "rep:ben" });
    const order = whisperOrder({ ...staff, thread: card }, "ada", "To whom?", { reply, buttons: [choice] });
    await world.chat.deliver(order);
    const whisper = `whisper-${order.id}`;
    await world.post("press", { as: "ada", messageId: whisper, action: "transfer_to" });
    const chosen = await heard.next("ActionPressed", (one) => one.action === "transfer_to");
    // What is said about the choice stands where the question stood.
    expect(chosen).toMatchObject({ subject: "rep:ben", reply });
    // The choice was made: its buttons are gone.
    const twice = await world.post("press", { as: "ada", messageId: whisper, action: "transfer_to" });
    expect(twice.status).toBe(404);
  });

  it("takes a message that is gone already for deleted", async () => {
    const { messages } = await world.chat.deliver(postOrder(staff, "An alert"));
    await world.chat.deliver(deleteOrder(messages));
    await expect(world.chat.deliver(deleteOrder(messages))).resolves.toMatchObject({ messages });
  });
});
