import { afterEach, describe, expect, test } from "vitest";
import { createSlackWorld, type SlackWorld } from "./harness.ts";

let world: SlackWorld | null = null;
afterEach(() => world?.close());

test("a channel that is gone is named, and does not make the rest unready", async () => {
  world = await createSlackWorld();
  world.alerts.deletes();
  await world.chat.start(async () => {});
  const { ready, trouble } = world.chat.health();
  expect(ready).toBe(true);
  expect(trouble).toContain(`${world.alerts.id} (alerts channel`);
});

test("a token that is revoked while the desk runs makes Slack unready", async () => {
  world = await createSlackWorld();
  await world.chat.start(async () => {});
  expect(world.chat.health()).toMatchObject({ ready: true, trouble: "" });
  world.app.revokeToken();
  const mark = {
    type: "mark",
    id: "o1",
    createdAt: 0,
    maybeSent: false,
    desk: { deskName: "Support", policyUrl: null, texts: {} },
    language: "en",
    message: { place: world.thread, id: world.thread.thread ?? "" },
    mark: "note",
  } as const;
  // A new token will do it: nothing that waits is given up for this one.
  await expect(world.chat.deliver(mark)).rejects.toMatchObject({ kind: "retry" });
  const { ready, trouble } = world.chat.health();
  expect(ready).toBe(false);
  expect(trouble).toContain("SLACK_BOT_TOKEN");
});

test("a channel that is deleted while the desk runs is named", async () => {
  world = await createSlackWorld();
  const { chat, alerts, emulator } = world;
  await chat.start(async () => {});
  alerts.deletes();
  const post = {
    type: "post",
    id: "o2",
    createdAt: 0,
    maybeSent: false,
    desk: { deskName: "Support", policyUrl: null, texts: {} },
    language: "en",
    to: { platform: "slack", channel: alerts.id, thread: null },
    body: { kind: "text", text: "a ping", from: null, attachments: [] },
    mention: [],
    buttons: [],
    reader: null,
  } as const;
  await expect(chat.deliver(post)).rejects.toThrow();
  await emulator.until(() => chat.health().trouble.includes(`${alerts.id} (alerts channel`));
  expect(chat.health().ready).toBe(true);
});

describe("silence on every socket", () => {
  test("for 30 s makes Slack unready, since when it says, until it is heard again", async () => {
    let aheadMs = 0;
    world = await createSlackWorld({ slack: { clock: { now: () => Date.now() + aheadMs } } });
    const { chat } = world;
    await chat.start(async () => {});
    const { lastHeardAt } = chat.health();
    aheadMs = 29_000;
    expect(chat.health()).toMatchObject({ ready: true, trouble: "" });
    aheadMs = 60_000;
    expect(chat.health()).toMatchObject({ ready: false, lastHeardAt });
    expect(chat.health().trouble).toMatch(/^Nothing was heard of Slack for 6\d s\.$/);
    world.rosa.posts(world.staff, "anybody there?");
    await world.emulator.until(() => chat.health().ready);
    expect(chat.health().trouble).toBe("");
    await chat.stop();
  });

  test("says nothing over HTTP, where nothing comes while nothing happens", async () => {
    let aheadMs = 0;
    world = await createSlackWorld({
      transport: "http",
      slack: { clock: { now: () => Date.now() + aheadMs } },
    });
    await world.chat.start(async () => {});
    aheadMs = 3_600_000;
    expect(world.chat.health()).toMatchObject({ ready: true, trouble: "" });
    await world.chat.stop();
  });
});
