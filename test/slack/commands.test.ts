import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { actionIdOf } from "../../adapters/slack/action-id.ts";
import { createSlackChat } from "../../adapters/slack/index.ts";
import type { Receive } from "../../src/ports.ts";
import { createInboundRecorder, type InboundRecorder } from "../contract/inbound-recorder.ts";
import { buttonOf, postOrder, whisperOrder } from "../contract/orders.ts";
import type { Seen } from "../emulators/slack/see.ts";
import { channelPlace, createSlackWorld, type SlackWorld } from "./harness.ts";

const NOW = 1_800_000_000_123;

describe.each(["socket", "http"] as const)("/desk over %s", (transport) => {
  let world: SlackWorld;
  let heard: InboundRecorder;
  let receive: Receive;

  beforeEach(async () => {
    heard = createInboundRecorder();
    receive = heard.receive;
    world = await createSlackWorld({
      transport,
      emulator: { ackTimeoutMs: 400, ...(transport === "http" ? { signingNow: () => NOW } : {}) },
      slack: { clock: { now: () => NOW } },
    });
    await world.chat.start((inbound) => receive(inbound));
  });
  afterEach(async () => {
    await world.chat.stop();
    expect(world.emulator.violations).toEqual([]);
    await world.close();
  });

  const whispers = (): readonly Seen[] => world.rosa.sees(world.staff).filter(({ ephemeral }) => ephemeral);

  it.each([
    ["/desk on", "on", []],
    ["/desk", "help", []],
    ["/desk   CLAIM  1042 ", "claim", ["1042"]],
    ["/desk handoff #1042 investigation", "handoff", ["#1042", "investigation"]],
    ["/desk <!channel> & more", null, ["&", "more"]],
  ])("%s is heard as %s", async (typed, verb, words) => {
    expect(await world.rosa.types(typed, world.staff)).toEqual({ ok: true });
    expect(heard.of("DeskCommanded")).toMatchObject([
      {
        verb,
        words,
        at: NOW,
        place: channelPlace(world.staff),
        author: { platform: "slack", userId: world.rosa.id, name: "rosa" },
      },
    ]);
  });

  it("given twice is two commands, and nothing in them can speak for the desk", async () => {
    await world.rosa.types("/desk list", world.staff);
    await world.rosa.types("/desk list", world.staff);
    expect(new Set(heard.of("DeskCommanded").map(({ key }) => key)).size).toBe(2);
    expect(JSON.stringify(heard.all)).not.toContain(world.emulator.url);
  });

  it("is acknowledged with nothing, once it is durable, and fails before their eyes when it is not", async () => {
    await world.rosa.types("/desk off", world.staff);
    expect(world.rosa.sees(world.staff).at(-1)?.text).toBe("The parent");
    receive = () => Promise.reject(new Error("The database is away."));
    expect((await world.rosa.types("/desk off", world.staff)).ok).toBe(false);
  });

  it("is answered where it was given, for them alone, also in a channel that the app is not in", async () => {
    const elsewhere = world.emulator.addChannel({ name: "lunch", members: [world.rosa] });
    await world.rosa.types("/desk list", elsewhere);
    const [{ reply, place } = { reply: null, place: world.thread }] = heard.of("DeskCommanded");
    await world.chat.deliver(
      whisperOrder(place, world.rosa.id, "your list", { reply, buttons: [buttonOf({ action: "off_duty" })] }),
    );
    expect(world.rosa.sees(elsewhere)).toMatchObject([
      { shown: "your list", ephemeral: true, controls: [{}] },
    ]);
    expect(world.emulator.callsTo("chat.postEphemeral")).toEqual([]);
  });

  it("is answered the ordinary way once Slack's address is used up, or after a restart", async () => {
    await world.rosa.types("/desk list", world.staff);
    const reply = heard.of("DeskCommanded")[0]?.reply ?? null;
    const answer = (text: string) => whisperOrder(channelPlace(world.staff), world.rosa.id, text, { reply });
    for (let n = 1; n <= 6; n += 1) await world.chat.deliver(answer(`answer ${n}`));
    expect(world.emulator.callsTo("chat.postEphemeral")).toHaveLength(1);
    const { chat: again } = createSlackChat(world.options);
    await again.start(async () => undefined);
    await again.deliver(answer("after a restart"));
    await again.stop();
    expect(whispers().map(({ shown }) => shown)).toEqual(
      [1, 2, 3, 4, 5, 6].map((n) => `answer ${n}`).concat("after a restart"),
    );
  });

  it("a choice is offered where it was asked for, and goes when it is made", async () => {
    const card = await world.chat.deliver(
      postOrder(channelPlace(world.alerts), "ping", { buttons: [buttonOf({ action: "wait" })] }),
    );
    await world.rosa.presses(
      { channel: world.alerts.id, ts: card.messages[0]?.id ?? "" },
      actionIdOf("wait"),
    );
    const { reply } = await heard.next("ActionPressed");
    const choices = [300_000, 900_000].map((ms) =>
      buttonOf({ action: "wait_for", conversationId: "c1", subject: String(ms) }),
    );
    await world.chat.deliver(
      whisperOrder(world.thread, world.rosa.id, "For how long?", { reply, buttons: choices }),
    );
    const asked = world.rosa.sees(world.alerts).find(({ ephemeral }) => ephemeral);
    expect(asked?.controls.map(({ label }) => label)).toEqual(["5 minutes", "15 minutes"]);
    await world.rosa.presses({ channel: world.alerts.id, ts: asked?.ts ?? "" }, actionIdOf("wait_for", 1));
    expect(await heard.next("ActionPressed", ({ action }) => action === "wait_for")).toMatchObject({
      conversationId: "c1",
      subject: "900000",
      place: channelPlace(world.alerts),
    });
    await world.emulator.until(() => !world.rosa.sees(world.alerts).some(({ ephemeral }) => ephemeral));
    expect(world.rosa.sees(world.alerts).at(-1)?.ts).toBe(card.messages[0]?.id);
  });

  it("in a thread it is offered in the thread, and goes too", async () => {
    const inThread = () => world.rosa.seesThread(world.staff, world.thread.thread ?? "");
    const press = (ts: string | undefined) =>
      world.rosa.presses({ channel: world.staff.id, ts: ts ?? "" }, actionIdOf("claim"));
    const { messages } = await world.chat.deliver(postOrder(world.thread, "held", { buttons: [buttonOf()] }));
    await press(messages[0]?.id);
    const { reply } = await heard.next("ActionPressed");
    await world.chat.deliver(
      whisperOrder(world.thread, world.rosa.id, "which?", { reply, buttons: [buttonOf()] }),
    );
    expect(inThread().at(-1)).toMatchObject({ shown: "which?", ephemeral: true });
    await press(inThread().at(-1)?.ts);
    await world.emulator.until(() => !inThread().some(({ ephemeral }) => ephemeral));
    expect(heard.of("ActionPressed")).toMatchObject([{ place: world.thread }, { place: world.thread }]);
  });
});
