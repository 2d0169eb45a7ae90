import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createInboundRecorder } from "../contract/inbound-recorder.ts";
import { postOrder, whisperOrder } from "../contract/orders.ts";
import { listen } from "./page-events.ts";
import { createWorld, HOST, type World } from "./world.ts";

const staff = { platform: "sandbox", channel: "staff", thread: null } as const;

describe("the sandbox's events", () => {
  let world: World;
  const connect = async () => listen(await world.routes(new Request(`${HOST}/api/sandbox/events`)));

  beforeEach(async () => {
    world = await createWorld();
    await world.chat.start(createInboundRecorder().receive);
  });
  afterEach(async () => {
    await world.chat.stop();
    await world.close();
  });

  it("begin with everything, and go on with what changes", async () => {
    await world.chat.deliver(postOrder(staff, "before"));
    const page = await connect();
    expect((await page.next("state")).data.messages).toHaveLength(1);
    const { messages } = await world.chat.deliver(postOrder(staff, "after"));
    expect((await page.next("messages")).data.messages?.map((one) => one.id)).toEqual([messages[0]?.id]);
    await world.post("reset");
    expect((await page.next("state")).data.messages).toEqual([]);
    await page.leave();
  });

  it("tell a whisper once, to those who are there", async () => {
    const page = await connect();
    await page.next("state");
    const order = whisperOrder(staff, "ada", "psst");
    await world.chat.deliver(order);
    await world.chat.deliver({ ...order, maybeSent: true });
    expect((await page.next("whisper")).data.user).toBe("ada");
    await world.chat.deliver(postOrder(staff, "marker"));
    expect((await page.next("messages")).data.messages).toHaveLength(1);
    await page.leave();
  });

  it("end when the sandbox stops", async () => {
    const page = await connect();
    await page.next("state");
    await world.chat.stop();
    expect(await page.ended()).toBe(true);
  });
});
