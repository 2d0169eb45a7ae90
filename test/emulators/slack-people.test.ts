import { describe, expect, test } from "vitest";
import { card, openHouse, refusal, section, startBolt } from "./slack/house.ts";

describe("what people see", () => {
  test("thread followers are told of new replies, not of edits", async () => {
    const { slack, ann, bob, client, staff } = await openHouse({ limits: { enabled: false } });
    const cay = slack.addUser({ name: "cay" });
    staff.invites(cay, ann);
    let read = 0;
    const told = () => {
      const fresh = slack.notifications.slice(read).map(({ user, reasons }) => [user, ...reasons].join(" "));
      read = slack.notifications.length;
      return fresh;
    };
    const { ts: thread_ts = "" } = await client.chat.postMessage({
      channel: staff.id,
      text: "card",
      blocks: card,
    });
    expect(told()).toEqual([]);
    const reply = (text: string) => client.chat.postMessage({ channel: staff.id, thread_ts, text });
    await reply("customer writes");
    expect(told()).toEqual([]);
    const { ts: claim = "" } = await reply(`<@${ann.id}> claimed`);
    expect(told()).toEqual([`${ann.id} mention thread`]);
    await reply("customer writes again");
    expect(told()).toEqual([`${ann.id} thread`]);
    await client.chat.update({ channel: staff.id, ts: claim, text: `<@${bob.id}> and <@${ann.id}>` });
    expect(told()).toEqual([]);
    bob.repliesInThread(staff, thread_ts, "@ann mine? @here");
    expect(told()).toEqual([`${ann.id} mention thread`]);
    await reply("both hear this");
    expect(told()).toEqual([`${ann.id} thread`, `${bob.id} thread`]);
    bob.unfollows(staff, thread_ts);
    cay.isPresent("away");
    ann.posts(staff, "@here look");
    expect(told()).toEqual([`${bob.id} here`]);
    ann.posts(staff, "@channel look");
    expect(told()).toEqual([`${bob.id} channel`, `${cay.id} channel`]);
    await client.chat.postMessage({ channel: ann.id, text: "psst" });
    expect(told()).toEqual([`${ann.id} dm`]);
  });

  test("ephemerals are for one active member, and gone after a reload", async () => {
    const { slack, ann, bob, client, staff } = await openHouse();
    const whisper = (user: string) =>
      client.chat.postEphemeral({ channel: staff.id, user, text: "psst", blocks: card });
    await whisper(ann.id);
    expect(ann.sees(staff)).toMatchObject([{ ephemeral: true, text: "psst" }]);
    expect(bob.sees(staff)).toEqual([]);
    ann.reload();
    expect(ann.sees(staff)).toEqual([]);
    bob.isPresent("away");
    await whisper(bob.id);
    expect(bob.sees(staff)).toEqual([]);
    expect(await refusal(whisper(slack.addUser({ name: "eve" }).id))).toBe("user_not_in_channel");
  });

  test("a press that nobody acknowledges shows as an error", async () => {
    const home = await openHouse({ ackTimeoutMs: 50 });
    const { ann, client, staff } = home;
    await startBolt("socket", home);
    await client.chat.postMessage({ channel: staff.id, text: "card", blocks: card });
    const [message] = ann.sees(staff);
    expect(message && (await ann.presses(message, "claim"))).toEqual({
      ok: false,
      error: "operation_timeout",
    });
  });

  test("the Home shows what was published", async () => {
    const { ann, app, client } = await openHouse();
    await client.views.publish({
      user_id: ann.id,
      view: { type: "home", callback_id: "desk", blocks: [section] },
    });
    expect(ann.home(app)).toMatchObject({ callbackId: "desk" });
  });
});
