import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { actionIdOf, actionValueOf, readAction } from "../../adapters/slack/action-id.ts";
import { CUSTOMER_ACTIONS, REP_ACTIONS } from "../../src/core/actions.ts";
import { createInboundRecorder, type InboundRecorder } from "../contract/inbound-recorder.ts";
import { buttonOf, postOrder } from "../contract/orders.ts";
import { createSlackWorld, refOf, type SlackWorld } from "./harness.ts";

describe("what Slack brings", () => {
  let world: SlackWorld;
  let heard: InboundRecorder;

  beforeAll(async () => {
    world = await createSlackWorld();
    await world.chat.start((inbound) => heard.receive(inbound));
  });
  beforeEach(() => {
    heard = createInboundRecorder();
  });
  afterAll(async () => {
    await world.chat.stop();
    await world.close();
  });

  const reply = (text: string, options = {}) =>
    world.rosa.repliesInThread(world.staff, world.thread.thread ?? "", text, options);
  /** Comes after everything before it in the same place. */
  const settled = async () => {
    reply("marker");
    await heard.next("MessagePosted", ({ text }) => text === "marker");
  };

  it("a top-level message has no thread", async () => {
    const seen = world.rosa.posts(world.staff, "hello desk");
    const inbound = await heard.next("MessagePosted");
    expect(inbound).toMatchObject({
      key: `slack:message:${world.staff.id}:${seen.ts}`,
      message: { id: seen.ts, place: { platform: "slack", channel: world.staff.id, thread: null } },
      author: { platform: "slack", userId: world.rosa.id, name: "rosa", accountCreatedAt: null },
      mentionsDesk: false,
      addressedTo: null,
    });
  });

  it("a reply that is also sent to the channel comes once, as the reply", async () => {
    const seen = reply("to both", { broadcast: true });
    await settled();
    const posted = heard.of("MessagePosted").filter(({ text }) => text === "to both");
    expect(posted.map(({ message }) => message)).toEqual([refOf(seen)]);
    expect(heard.of("MessageEdited")).toEqual([]);
    const again = createInboundRecorder();
    await world.chat.catchUp(
      [{ place: { ...world.thread, thread: null }, after: null, since: Date.now() - 60_000 }],
      again.receive,
    );
    expect(
      again
        .of("MessagePosted")
        .filter(({ text }) => text === "to both")
        .map(({ key, message }) => [key, message]),
    ).toEqual([[posted[0]?.key, refOf(seen)]]);
  });

  it("a link that unfurls is no edit", async () => {
    const seen = reply("see https://example.com");
    world.emulator.unfurls(seen, { title: "Example", url: "https://example.com" });
    await settled();
    expect(heard.of("MessageEdited")).toEqual([]);
    world.rosa.edits(seen, "see https://example.org");
    expect(await heard.next("MessageEdited")).toMatchObject({
      message: refOf(seen),
      text: "see https://example.org",
    });
  });

  it("a deleted parent is a deletion too, though its headstone stays", async () => {
    const parent = world.rosa.posts(world.staff, "parent to be deleted");
    world.rosa.repliesInThread(world.staff, parent.ts, "reply");
    world.rosa.deletes(parent);
    expect(await heard.next("MessageDeleted")).toMatchObject({ message: refOf(parent) });
    await heard.next("MessagePosted", ({ text }) => text === "reply");
  });

  it("a message says whom it begins by naming, and whether it names the desk", async () => {
    const sam = world.emulator.addUser({ name: "sam" });
    reply("@sam can you look?");
    expect(await heard.next("MessagePosted")).toMatchObject({
      text: "@sam can you look?",
      addressedTo: sam.id,
      mentionsDesk: false,
    });
    heard = createInboundRecorder();
    reply("@deskclock help @sam");
    expect(await heard.next("MessagePosted")).toMatchObject({
      text: "@deskclock help @sam",
      addressedTo: null,
      mentionsDesk: true,
    });
  });

  it("files come with their message", async () => {
    reply("look", { files: [{ name: "log.txt", content: "12345", mimetype: "text/plain" }] });
    expect(await heard.next("MessagePosted")).toMatchObject({
      text: "look",
      attachments: [{ name: "log.txt", size: 5, mimeType: "text/plain" }],
    });
  });

  it("a direct message says that it is one", async () => {
    world.rosa.writesTo(world.app, "hello you");
    expect(await heard.next("MessagePosted")).toMatchObject({ direct: true, text: "hello you" });
  });

  it("reactions of people come, the desk's own do not", async () => {
    const seen = reply("react to me");
    await world.chat.deliver({
      ...postOrder(world.thread, ""),
      type: "mark",
      message: refOf(seen),
      mark: "note",
    });
    world.rosa.reacts(seen, "thumbsup");
    await heard.next("ReactionAdded");
    expect(heard.of("ReactionAdded")).toMatchObject([
      { author: { userId: world.rosa.id }, message: { id: seen.ts } },
    ]);
  });

  it("catching up with many threads asks only for those that were written in", async () => {
    const after = reply("the last that the desk heard").ts;
    await heard.next("MessagePosted");
    const parents = Array.from({ length: 6 }, (_, index) => world.rosa.posts(world.staff, `parent ${index}`));
    const { ts } = parents[3] ?? { ts: "" };
    world.rosa.repliesInThread(world.staff, ts, "missed");
    const places = parents.map((parent) => ({
      place: { ...world.thread, thread: parent.ts },
      after: parent.ts === ts ? after : parent.ts,
      since: 0,
    }));
    const before = world.emulator.callsTo("conversations.replies").length;
    const again = createInboundRecorder();
    await world.chat.catchUp(places, again.receive);
    expect(again.of("MessagePosted").map(({ text }) => text)).toEqual(["missed"]);
    expect(world.emulator.callsTo("conversations.replies")).toHaveLength(before + 1);
  });

  it("what other bots and the channel itself say is not for the desk", async () => {
    const other = world.emulator.addApp({ name: "other", eventsUrl: "http://127.0.0.1:9/" });
    world.staff.invites(other, world.rosa);
    await fetch(`${world.emulator.apiUrl}chat.postMessage`, {
      method: "POST",
      headers: { authorization: `Bearer ${other.botToken}`, "content-type": "application/json" },
      body: JSON.stringify({ channel: world.staff.id, thread_ts: world.thread.thread, text: "I am a bot" }),
    });
    await settled();
    expect(heard.of("MessagePosted").map(({ text }) => text)).toEqual(["marker"]);
  });

  it("a press carries what the button is about, from the card as from its thread", async () => {
    const button = buttonOf({ action: "take_over", subject: "a b/c" });
    const top = { ...world.thread, thread: null };
    const { messages } = await world.chat.deliver(postOrder(top, "card", { buttons: [button] }));
    const ref = { channel: world.staff.id, ts: messages[0]?.id ?? "" };
    world.rosa.repliesInThread(world.staff, ref.ts, "so that the card is a parent");
    const reaction = await world.rosa.presses(ref, actionIdOf("take_over"));
    expect(reaction.ok).toBe(true);
    expect(await heard.next("ActionPressed")).toMatchObject({
      action: "take_over",
      conversationId: button.conversationId,
      subject: "a b/c",
      place: top,
      author: { userId: world.rosa.id, name: "rosa" },
    });
  });
});

describe("a button's name and value", () => {
  const ids = fc.constantFrom("0197-abc", "ölçü id", "");
  const subjects = fc.oneof(
    fc.constantFrom(
      null,
      "rep:ana",
      "permission:billing",
      "300000",
      "investigation",
      "held message/1",
      "100% ünder",
    ),
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 10 }),
  );

  it("come back as they went, whatever it is about", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...REP_ACTIONS, ...CUSTOMER_ACTIONS),
        ids,
        subjects,
        fc.nat(24),
        (action, id, subject, twin) => {
          const button = buttonOf({ action, conversationId: id, subject });
          const value = actionValueOf(button);
          expect(readAction(actionIdOf(action, twin), value)).toEqual({
            action,
            conversationId: id,
            subject,
          });
          // Slack keeps no blanks at the ends.
          expect(value).toBe(value.trim());
          expect(value.length).toBeLessThanOrEqual(2_000);
        },
      ),
    );
  });

  it("are not the desk's when they are not", () => {
    for (const [id, value] of [
      ["claim", "c1"],
      ["deskclock:1:explode", "c1"],
      ["deskclock:1:claim:", "c1"],
      ["deskclock:1:toString", "c1"],
      ["deskclock:2:claim", "c1"],
      ["deskclock:1:claim", ""],
      ["deskclock:1:claim", "%"],
    ]) {
      expect(readAction(id ?? "", value ?? "")).toBeNull();
    }
  });
});
