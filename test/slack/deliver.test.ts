import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createSlackChat } from "../../adapters/slack/index.ts";
import type { Body } from "../../src/core/views.ts";
import { ChatError, type Order } from "../../src/ports.ts";
import {
  buttonOf,
  deleteOrder,
  editOrder,
  freshId,
  markOrder,
  postOrder,
  textBody,
  whisperOrder,
} from "../contract/orders.ts";
import { channelPlace, createSlackWorld, refOf, type SlackWorld } from "./harness.ts";

const CUSTOMER = {
  platform: "discord",
  userId: "80351110224678912",
  name: "Mallory",
  accountCreatedAt: null,
} as const;

describe("what Slack is given", () => {
  let world: SlackWorld;

  beforeAll(async () => {
    world = await createSlackWorld();
    await world.chat.start(async () => undefined);
  });
  beforeEach(() => world.emulator.apiFaults.clear());
  afterAll(async () => {
    await world.chat.stop();
    expect(world.emulator.violations).toEqual([]);
    await world.close();
  });

  const deliver = (order: Order) => world.chat.deliver(order);
  const failed = async (order: Order): Promise<ChatError> => {
    const error = await deliver(order).then(
      () => null,
      (caught: unknown) => caught,
    );
    if (error instanceof ChatError) return error;
    throw new Error(`Expected a ChatError, got ${String(error)}`);
  };
  const inThread = () => world.rosa.seesThread(world.staff, world.thread.thread ?? "");
  const seen = (id: string) => inThread().find(({ ts }) => ts === id);
  const respond = (method: string, error: string) =>
    world.emulator.apiFaults.inject((call) => call.method === method, {
      kind: "respond",
      status: 200,
      body: { ok: false, error },
    });

  it("a customer's words under their name and platform, previews off, nothing linked", async () => {
    const { messages, at } = await deliver(
      postOrder(world.thread, "", {
        body: {
          ...textBody("**down** <!channel> @here", { ...CUSTOMER, name: "*Rosa* <!here>\nsecond" }),
          attachments: [
            { name: "a|b>.txt", url: "https://cdn.example/x?a=1&b=2", size: 2_500, mimeType: null },
          ],
        },
      }),
    );
    const message = seen(messages[0]?.id ?? "");
    expect(message?.text).toBe(
      "*Rosa &lt;!here&gt; second · Discord*  *down* &lt;!channel&gt; @\u200Bhere\n📎 <https://cdn.example/x?a=1&amp;b=2|a|b&gt;.txt> (3 kB)",
    );
    expect(at).toBe(Number(messages[0]?.id.replace(".", "").slice(0, 13)));
    expect(world.emulator.callsTo("chat.postMessage").at(-1)?.args).toMatchObject({
      unfurl_links: "false",
      unfurl_media: "false",
      parse: "none",
      link_names: "false",
      thread_ts: world.thread.thread,
    });
  });

  it("a sentence that names people: mentioned only where the order says so", async () => {
    const rosa = {
      platform: "slack",
      userId: world.rosa.id,
      name: "rosa & <co>",
      accountCreatedAt: null,
    } as const;
    const body = {
      kind: "sentence",
      sentence: { key: "claimed", person: "p1" },
      people: { p1: rosa },
      quotes: {},
    } as const;
    const quiet = await deliver(postOrder(world.thread, "", { body }));
    expect(seen(quiet.messages[0]?.id ?? "")?.text).toContain("rosa &amp; &lt;co&gt;");
    const loud = await deliver(postOrder(world.thread, "", { body, mention: [world.rosa.id] }));
    expect(seen(loud.messages[0]?.id ?? "")?.text).toContain(`<@${world.rosa.id}>`);
  });

  it("a sentence with a quote and a time", async () => {
    const due = Date.UTC(2026, 0, 2, 3, 4, 5);
    const body = {
      kind: "sentence",
      sentence: { key: "customer_edited", messageId: "m1" },
      people: {},
      quotes: { m1: "**new**\n<@U1> \uE0000\uE001" },
    } as const;
    const { messages } = await deliver(postOrder(world.thread, "", { body }));
    expect(seen(messages[0]?.id ?? "")?.text).toMatch(/\n> \*new\*\n> &lt;@U1&gt; \uE0000\uE001$/);
    const kept = {
      kind: "sentence",
      sentence: { key: "ball_kept", person: "p", dueAt: due },
      people: {},
      quotes: {},
    } as const;
    const timed = await deliver(postOrder(world.thread, "", { body: kept }));
    expect(seen(timed.messages[0]?.id ?? "")?.text).toContain(
      `<!date^${due / 1000}^{date_short_pretty} {time_secs}|2026-01-02 03:04:05 UTC>`,
    );
  });

  it("once, when the answer was lost after the effect, whichever part it was", async () => {
    const order = postOrder(world.thread, `${"one ".repeat(900)}${"two ".repeat(900)}`);
    const isSecond = (text: unknown): boolean => String(text).startsWith("two");
    world.emulator.apiFaults.inject(({ args }) => isSecond(args["text"]), { kind: "cut-after" });
    expect((await failed(order)).kind).toBe("unknown");
    const before = inThread().length;
    const { messages } = await deliver({ ...order, maybeSent: true });
    expect(messages).toHaveLength(2);
    expect(inThread()).toHaveLength(before);
  });

  it("once, when Slack wants a pause between two parts, or while it is looked for", async () => {
    const order = postOrder(world.thread, `${"one ".repeat(900)}${"two ".repeat(900)}`);
    const isSecond = (text: unknown): boolean => String(text).startsWith("two");
    const pause = { kind: "respond", status: 429, headers: { "retry-after": "3" }, body: {} } as const;
    world.emulator.apiFaults.inject(({ args }) => isSecond(args["text"]), pause);
    expect(await failed(order)).toMatchObject({ kind: "unknown", retryAfterMs: 3_000 });
    world.emulator.apiFaults.inject(({ method }) => method === "conversations.replies", pause);
    expect(await failed({ ...order, maybeSent: true })).toMatchObject({
      kind: "unknown",
      retryAfterMs: 3_000,
    });
    const before = inThread().length;
    expect((await deliver({ ...order, maybeSent: true })).messages).toHaveLength(2);
    expect(inThread()).toHaveLength(before + 1);
  });

  it("once at the top of a channel too", async () => {
    const order = postOrder(channelPlace(world.alerts), "card");
    world.emulator.apiFaults.inject(({ method }) => method === "chat.postMessage", { kind: "cut-after" });
    expect((await failed(order)).kind).toBe("unknown");
    const { messages } = await deliver({ ...order, maybeSent: true });
    expect(world.rosa.sees(world.alerts).map(({ ts }) => ts)).toEqual(messages.map(({ id }) => id));
  });

  it("an edit grows and shrinks with its text", async () => {
    const { messages } = await deliver(postOrder(world.thread, "short"));
    const grown = await deliver(editOrder(messages, "long ".repeat(1_000)));
    expect(grown.messages).toHaveLength(2);
    const shrunk = await deliver(editOrder(grown.messages, "short again"));
    expect(shrunk.messages).toEqual(messages);
    expect(seen(messages[0]?.id ?? "")?.shown).toBe("short again");
    expect(seen(grown.messages[1]?.id ?? "")).toBeUndefined();
  });

  it("buttons go when an edit has none", async () => {
    const button = { action: "claim", conversationId: "c", subject: null, style: "primary" } as const;
    const { messages } = await deliver(postOrder(world.thread, "press", { buttons: [button] }));
    expect(seen(messages[0]?.id ?? "")?.controls).toHaveLength(1);
    await deliver(editOrder(messages, "pressed"));
    expect(seen(messages[0]?.id ?? "")?.controls).toEqual([]);
  });

  it("an alert that rises is the same message, and calls nobody a second time", async () => {
    const alert = (level: number, now: number): Body => ({
      kind: "alert",
      alert: {
        number: 7,
        customer: CUSTOMER,
        target: "first_response",
        level,
        dueAt: 60_000,
        now,
        answeredAt: null,
        preview: "down",
        mention: [world.rosa.id],
        here: false,
        offer: null,
        passedOn: [],
        recent: [],
        unreliableSince: null,
        permalink: null,
        buttons: [buttonOf({ action: "claim" })],
      },
    });
    const place = channelPlace(world.alerts);
    const shown = () => world.rosa.sees(world.alerts);
    const told = () => world.rosa.notifications().filter(({ channel }) => channel === world.alerts.id).length;
    const before = told();
    const { messages } = await deliver(postOrder(place, "", { body: alert(0.5, 30_000) }));
    expect(told()).toBe(before + 1);
    const id = messages[0]?.id;
    const risen = editOrder(messages, "", { body: alert(0.8, 48_000) });
    expect((await deliver(risen)).messages).toEqual(messages);
    await deliver({ ...risen, maybeSent: true });
    expect(shown().filter(({ ts }) => ts === id)).toMatchObject([
      { text: expect.stringContaining("12 s left"), controls: [{ label: "Claim" }] },
    ]);
    expect(told()).toBe(before + 1);
    const over = { kind: "sentence", sentence: { key: "alert_over" }, people: {}, quotes: {} } as const;
    await deliver(editOrder(messages, "", { body: { kind: "closed_alert", number: 7, sentence: over } }));
    expect(shown().find(({ ts }) => ts === id)?.controls).toEqual([]);
    // Retired: a newer message of the same clock stands.
    await deliver(deleteOrder(messages));
    expect(shown().some(({ ts }) => ts === id)).toBe(false);
  });

  it("a whisper to one person in the thread", async () => {
    const { messages } = await deliver(whisperOrder(world.thread, world.rosa.id, "psst"));
    expect(messages).toEqual([]);
    expect(
      inThread()
        .filter(({ ephemeral }) => ephemeral)
        .map(({ shown }) => shown),
    ).toEqual(["psst"]);
  });

  it("one mark at a time", async () => {
    const reply = world.rosa.repliesInThread(world.staff, world.thread.thread ?? "", "a reply");
    for (const mark of ["held", "failed", "delivered", "delivered"] as const)
      await deliver(markOrder(refOf(reply), mark));
    expect(Object.keys(seen(reply.ts)?.reactions ?? {})).toEqual(["white_check_mark"]);
  });

  it("a mark from before a restart gives way too", async () => {
    const reply = world.rosa.repliesInThread(world.staff, world.thread.thread ?? "", "an old reply");
    await deliver(markOrder(refOf(reply), "held"));
    const again = await createSecond(world);
    await again.deliver(markOrder(refOf(reply), "delivered"));
    await again.stop();
    expect(Object.keys(seen(reply.ts)?.reactions ?? {})).toEqual(["white_check_mark"]);
  });

  it("a permalink without asking", async () => {
    const { messages } = await deliver(postOrder(world.thread, "link to me"));
    const [ref] = messages;
    if (ref === undefined) throw new Error("The receipt names no message.");
    const answer = await fetch(
      `${world.emulator.apiUrl}chat.getPermalink?channel=${ref.place.channel}&message_ts=${ref.id}`,
      {
        headers: { authorization: `Bearer ${world.app.botToken}` },
      },
    );
    expect(await answer.json()).toMatchObject({ permalink: world.chat.permalink(ref) });
  });

  it.each([
    ["is_archived", "refused", "place_locked"],
    ["restricted_action_thread_locked", "refused", "place_locked"],
    ["thread_not_found", "refused", "place_gone"],
    ["not_in_channel", "refused", "forbidden"],
    ["missing_scope", "refused", "forbidden"],
    ["msg_too_long", "refused", "invalid"],
    ["something_new", "refused", "invalid"],
    ["token_revoked", "retry", "timeout"],
    ["service_unavailable", "retry", "timeout"],
    ["fatal_error", "unknown", "timeout"],
    ["<html>A proxy's page</html>", "unknown", "timeout"],
  ] as const)("%s is told as %s, %s", async (code, kind, reason) => {
    respond("chat.postMessage", code);
    expect(await failed(postOrder(world.thread, "x"))).toMatchObject({ kind, failure: { reason } });
  });

  it("waits as long as Slack says, and repeats nothing itself", async () => {
    world.emulator.apiFaults.inject(({ method }) => method === "chat.postMessage", {
      kind: "respond",
      status: 429,
      headers: { "retry-after": "7" },
      body: {},
    });
    const before = world.emulator.callsTo("chat.postMessage").length;
    expect(await failed(postOrder(world.thread, "x"))).toMatchObject({ kind: "retry", retryAfterMs: 7_000 });
    expect(world.emulator.callsTo("chat.postMessage")).toHaveLength(before + 1);
    expect(world.counted).toContainEqual({ name: "rate_limited", labels: { platform: "slack" } });
  });

  it("does not open places for customers yet, and says so", async () => {
    const order: Order = {
      ...postOrder(world.thread, ""),
      type: "open_place",
      prefer: "thread",
      channel: world.staff.id,
      number: 1,
      customer: CUSTOMER,
      reply: null,
    };
    expect(await failed(order)).toMatchObject({ kind: "refused", failure: { reason: "invalid" } });
  });

  it("deletes what is there, and is content with what is not", async () => {
    const { messages } = await deliver(postOrder(world.thread, "to go"));
    await deliver(deleteOrder(messages));
    await deliver(deleteOrder(messages));
    expect(seen(messages[0]?.id ?? "")).toBeUndefined();
  });
});

/** The same desk after a restart. */
const createSecond = async (world: SlackWorld) => {
  const { chat } = createSlackChat(world.options);
  await chat.start(async () => undefined);
  return chat;
};

describe("with chat:write.customize", () => {
  it("a customer's words stand under their own name, platform beside it", async () => {
    const world = await createSlackWorld();
    world.app.grants("chat:write.customize");
    await world.chat.start(async () => undefined);
    const order = { ...postOrder(world.thread, "", { body: textBody("hello", CUSTOMER) }), id: freshId() };
    await world.chat.deliver(order);
    const again = await world.chat.deliver({ ...order, maybeSent: true });
    expect(
      world.emulator.callsTo("chat.postMessage").map(({ args }) => [args["username"], args["text"]]),
    ).toEqual([["Mallory · Discord", "hello"]]);
    expect(again.messages).toHaveLength(1);
    await world.chat.stop();
    await world.close();
  });
});
