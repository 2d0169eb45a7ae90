import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Receive } from "../../src/ports.ts";
import { createInboundRecorder, type InboundRecorder } from "../contract/inbound-recorder.ts";
import { createSlackWorld, type SlackWorld } from "./harness.ts";

describe("Slack over Socket Mode", () => {
  let world: SlackWorld;
  let heard: InboundRecorder;
  let receive: Receive;

  beforeEach(async () => {
    heard = createInboundRecorder();
    receive = heard.receive;
    world = await createSlackWorld({
      emulator: { ackTimeoutMs: 300, retryDelaysMs: [0, 0, 0], pingIntervalMs: 50 },
    });
    await world.chat.start((inbound) => receive(inbound));
    await world.emulator.until(() => world.app.connections() === 2);
  });
  afterEach(async () => {
    await world.chat.stop();
    await world.close();
  });

  const keys = () => new Set(heard.of("MessagePosted").map(({ key }) => key));

  it("acknowledges only what is durable, and gets the rest again under the same key", async () => {
    const waiting: (() => void)[] = [];
    receive = (inbound) =>
      new Promise((resolve) => {
        waiting.push(() => resolve(heard.receive(inbound)));
      });
    world.rosa.posts(world.staff, "once");
    await world.emulator.until(() => world.emulator.deliveries.some(({ outcome }) => outcome === "failed"));
    expect(world.emulator.deliveries.some(({ outcome }) => outcome === "acknowledged")).toBe(false);
    receive = heard.receive;
    for (const go of waiting) go();
    await world.emulator.until(() =>
      world.emulator.deliveries.find(({ outcome }) => outcome === "acknowledged"),
    );
    expect(keys().size).toBe(1);
  });

  it("tries again by itself while the database is away for a moment", async () => {
    heard.refuse(2);
    world.rosa.posts(world.staff, "patience");
    await heard.next("MessagePosted");
  });

  it("hears through one connection while the other is renewed", async () => {
    world.emulator.disconnect("refresh_requested");
    await world.emulator.until(() => world.app.connections() === 2, { timeoutMs: 4_000 });
    world.rosa.posts(world.staff, "still there?");
    await heard.next("MessagePosted");
    expect(world.chat.health()).toMatchObject({ ready: true, trouble: "" });
  });

  it("reads what was written while nothing was heard, in tickets' threads too", async () => {
    const ticket = world.rosa.posts(world.alerts, "A ticket's card");
    world.emulator.mute(true);
    world.emulator.disconnect("cut");
    world.emulator.eventFaults.inject(() => true, { kind: "drop" }, 100);
    world.rosa.repliesInThread(world.staff, world.thread.thread ?? "", "in the thread");
    world.rosa.repliesInThread(world.alerts, ticket.ts, "in a ticket");
    world.rosa.posts(world.staff, "in the channel");
    expect(heard.all.some((one) => one.type === "MessagePosted" && one.text.startsWith("in "))).toBe(false);
    world.emulator.mute(false);
    const reply = await heard.next("MessagePosted", ({ text }) => text === "in the thread");
    expect(reply.message.place).toEqual(world.thread);
    await heard.next("MessagePosted", ({ text }) => text === "in the channel");
    await heard.next("MessagePosted", ({ text }) => text === "in a ticket");
    expect(
      world.counted.filter(({ name }) => name === "feed").map(({ labels }) => labels["state"]),
    ).toContain("back");
  });

  it("hears of Slack by its pings while nobody writes", async () => {
    const before = world.chat.health().lastHeardAt ?? 0;
    await expect.poll(() => world.chat.health().lastHeardAt).toBeGreaterThan(before);
    expect(heard.all).toEqual([]);
  });

  it("comes back after Slack was unreachable", async () => {
    await world.emulator.goAway();
    await expect.poll(() => world.chat.health().ready).toBe(false);
    expect(world.chat.health().trouble).not.toBe("");
    await world.emulator.comeBack();
    await expect.poll(() => world.chat.health().ready, { timeout: 10_000 }).toBe(true);
    world.rosa.posts(world.staff, "back");
    await heard.next("MessagePosted", ({ text }) => text === "back");
  });

  it("shows the person who presses that it did not work while nothing can be made durable", async () => {
    const { messages } = await world.chat.deliver({
      type: "post",
      id: "p1",
      createdAt: Date.now(),
      maybeSent: false,
      language: "en",
      desk: { deskName: "D", policyUrl: null, texts: {} },
      to: world.thread,
      body: { kind: "text", text: "press", from: null, attachments: [] },
      mention: [],
      reader: null,
      buttons: [{ action: "claim", conversationId: "c1", subject: null, style: "primary" }],
    });
    heard.refuse(100);
    const reaction = await world.rosa.presses(
      { channel: world.staff.id, ts: messages[0]?.id ?? "" },
      "deskclock:1:claim",
    );
    expect(reaction.ok).toBe(false);
  });
});

describe("a Slack that is not set up", () => {
  const refusal = async (
    options: Parameters<typeof createSlackWorld>[0],
    change: (world: SlackWorld) => void = () => undefined,
  ) => {
    const world = await createSlackWorld(options);
    change(world);
    const message = await world.chat
      .start(async () => undefined)
      .then(
        () => "started",
        (error: Error) => error.message,
      );
    await world.chat.stop();
    await world.close();
    return { message, world };
  };

  it("names the missing scopes and how to give them", async () => {
    const { message } = await refusal({}, ({ app }) => app.loses("reactions:write"));
    expect(message).toContain("lacks the scope reactions:write");
    expect(message).toContain("https://api.slack.com/apps");
  });

  it("names a token that is not accepted", async () => {
    expect((await refusal({}, ({ app }) => app.revokeToken())).message).toContain(
      "SLACK_BOT_TOKEN (token_revoked)",
    );
    expect((await refusal({ app: { appScopes: [] } })).message).toContain("connections:write");
  });

  it("names a channel that it is not in, and works in the others", async () => {
    const { message, world } = await refusal({}, ({ emulator, alerts, app }) => {
      emulator.workspace.channels.get(alerts.id)?.members.delete(app.botUserId);
    });
    expect(message).toBe("started");
    expect(world.complaints.join()).toContain("/invite");
    expect(world.complaints.join()).toContain(world.alerts.id);
  });
});
