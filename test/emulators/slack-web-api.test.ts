import { describe, expect, test } from "vitest";
import { loadSpec } from "./shared/spec.ts";
import { button, card, clientFor, openHouse, refusal, section, startBolt } from "./slack/house.ts";

describe("Web API", () => {
  test("names tokens, scopes, channels and messages that are missing", async () => {
    const { slack, app, client, staff, ann } = await openHouse();
    const elsewhere = slack.addChannel({ name: "elsewhere" });
    const secret = slack.addChannel({ name: "secret", isPrivate: true, members: [ann] });
    expect(await client.auth.test()).toMatchObject({
      user_id: app.botUserId,
      response_metadata: { scopes: expect.arrayContaining(["chat:write"]) },
    });
    expect(await refusal(clientFor(slack, "xoxb-wrong").auth.test())).toBe("invalid_auth");
    expect(await refusal(client.chat.postMessage({ channel: elsewhere.id, text: "x" }))).toBe(
      "not_in_channel",
    );
    expect(await refusal(client.chat.postMessage({ channel: secret.id, text: "x" }))).toBe(
      "channel_not_found",
    );
    expect(await refusal(client.chat.postMessage({ channel: staff.id, text: "" }))).toBe("no_text");
    expect(await refusal(client.chat.update({ channel: staff.id, ts: "1700000000.000000", text: "x" }))).toBe(
      "message_not_found",
    );
    const anns = ann.posts(staff, "mine");
    expect(await refusal(client.chat.update({ channel: staff.id, ts: anns.ts, text: "x" }))).toBe(
      "cant_update_message",
    );
    app.loses("chat:write");
    const error = await client.chat
      .postMessage({ channel: staff.id, text: "x" })
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      data: { error: "missing_scope", needed: "chat:write", provided: expect.stringContaining("users:read") },
    });
    app.grants("chat:write");
    staff.archives(ann);
    expect(await refusal(client.chat.postMessage({ channel: staff.id, text: "x" }))).toBe("is_archived");
    app.revokeToken();
    expect(await refusal(client.auth.test())).toBe("token_revoked");
  });

  test("holds a channel to a message a second after a short burst", async () => {
    let now = 1_800_000_000_000;
    const { slack, client, staff } = await openHouse({ now: () => now });
    const post = () => client.chat.postMessage({ channel: staff.id, text: "again" });
    for (let sent = 0; sent < 4; sent += 1) await post();
    expect(await post().catch((reason: unknown) => reason)).toMatchObject({
      code: "slack_webapi_rate_limited_error",
      retryAfter: 1,
    });
    now += 1_000;
    await post();
    expect(await refusal(post())).toBe("slack_webapi_rate_limited_error");
    expect(slack.callsTo("chat.postMessage").map(({ status }) => status)).toEqual([
      200, 200, 200, 200, 429, 200, 429,
    ]);
  });

  test("finds a message of unknown outcome by its metadata", async () => {
    const { slack, ann, client, staff } = await openHouse();
    const { ts: thread_ts } = ann.posts(staff, "parent");
    const metadata = { event_type: "desk_post", event_payload: { outboxId: "o-1" } };
    const post = () => client.chat.postMessage({ channel: staff.id, thread_ts, text: "once", metadata });
    slack.apiFaults.inject(({ method }) => method === "chat.postMessage", { kind: "cut-after" });
    expect(await refusal(post())).toBe("slack_webapi_request_error");
    slack.apiFaults.inject(({ method }) => method === "chat.postMessage", { kind: "cut-before" });
    expect(await refusal(post())).toBe("slack_webapi_request_error");
    slack.apiFaults.inject(({ method }) => method === "chat.postMessage", { kind: "respond", status: 503 });
    expect(await refusal(post())).toBe("slack_webapi_http_error");

    const find = async (include_all_metadata: boolean) => {
      const { messages = [] } = await client.conversations.replies({
        channel: staff.id,
        ts: thread_ts,
        include_all_metadata,
      });
      return messages.map((message) => (message as { metadata?: unknown }).metadata);
    };
    expect(await find(true)).toEqual([undefined, metadata]);
    expect(await find(false)).toEqual([undefined, { event_type: "desk_post" }]);
  });

  test("pages through history, within bounds", async () => {
    let now = 1_800_000_000_000;
    const { ann, client, staff } = await openHouse({ now: () => now });
    const posts = [1, 2, 3, 4, 5].map((number) => {
      now += 1_000;
      return ann.posts(staff, `m${number}`);
    });
    const texts = async (options: object) =>
      (await client.conversations.history({ channel: staff.id, ...options })).messages?.map(
        ({ text }) => text,
      );
    const { response_metadata, has_more } = await client.conversations.history({
      channel: staff.id,
      limit: 2,
    });
    expect(has_more).toBe(true);
    expect(await texts({ limit: 2, cursor: response_metadata?.next_cursor })).toEqual(["m3", "m2"]);
    expect(await texts({ oldest: posts[1]?.ts })).toEqual(["m5", "m4", "m3"]);
    expect(await texts({ oldest: posts[1]?.ts, latest: posts[3]?.ts, inclusive: true })).toEqual([
      "m4",
      "m3",
      "m2",
    ]);
    expect(posts[0]?.ts).toBe("1800000001.000000");
  });

  test("refuses blocks beyond Block Kit's limits, and says where", async () => {
    const { client, staff } = await openHouse({ limits: { enabled: false } });
    const fault = async (blocks: readonly object[]) => {
      const error = await client
        .apiCall("chat.postMessage", { channel: staff.id, text: "x", blocks })
        .catch((reason: { data?: { error: string; response_metadata: { messages: string[] } } }) => reason);
      const { data } = error as { data?: { error: string; response_metadata: { messages: string[] } } };
      return data ? `${data.error}: ${data.response_metadata.messages.join()}` : "taken";
    };
    const text = (length: number) => ({ type: "plain_text", text: "x".repeat(length) });
    const actions = (...elements: object[]) => ({ type: "actions", elements });
    expect(await fault(card)).toBe("taken");
    expect(await fault([{ type: "marquee" }])).toBe(
      "invalid_blocks: [ERROR] unsupported type: marquee [json-pointer:/blocks/0/type]",
    );
    expect(await fault(Array(51).fill({ type: "divider" }))).toContain("no more than 50 items");
    expect(await fault([{ type: "header", text: text(151) }])).toContain("/blocks/0/text/text");
    expect(await fault([{ type: "section", text: text(3001) }])).toContain(
      "must be less than 3001 characters",
    );
    expect(await fault([actions({ ...button("a"), text: text(76) })])).toContain("must be less than 76");
    expect(await fault([actions(button("a", "v".repeat(2001)))])).toContain("/elements/0/value");
    expect(await fault([actions(button("a".repeat(256)))])).toContain("/action_id");
    expect(await fault([actions(button("a"), button("a"))])).toContain("already exists");
    expect(await fault([actions(...Array.from({ length: 26 }, (_, n) => button(`b${n}`)))])).toContain(
      "no more than 25",
    );
    expect(await fault([{ ...section, block_id: "b".repeat(256) }])).toContain("/block_id");
  });

  test("reacts once, unreacts once", async () => {
    const { ann, app, client, staff } = await openHouse();
    const { ts: timestamp } = ann.posts(staff, "x");
    const item = { channel: staff.id, timestamp, name: "white_check_mark" };
    await client.reactions.add(item);
    expect(await refusal(client.reactions.add(item))).toBe("already_reacted");
    expect(ann.sees(staff)[0]?.reactions).toEqual({ white_check_mark: [app.botUserId] });
    await client.reactions.remove(item);
    expect(await refusal(client.reactions.remove(item))).toBe("no_reaction");
    expect(await refusal(client.reactions.add({ ...item, name: ":x:" }))).toBe("invalid_name");
  });

  test("removes blocks where text comes alone, and keeps them where nothing of both comes", async () => {
    const { ann, client, staff } = await openHouse();
    const { ts = "", channel = "" } = await client.chat.postMessage({
      channel: staff.id,
      text: "card",
      blocks: card,
    });
    await client.chat.update({ channel, ts, metadata: { event_type: "e", event_payload: {} } } as never);
    expect(ann.sees(staff)[0]?.controls).toHaveLength(1);
    await client.chat.update({ channel, ts, text: "plain" });
    expect(ann.sees(staff)[0]).toMatchObject({ controls: [], edited: true, shown: "plain" });
  });

  test("takes files in three steps and hands them out to the bot token alone", async () => {
    const { ann, app, client, staff } = await openHouse();
    await client.filesUploadV2({
      channel_id: staff.id,
      filename: "log.txt",
      content: "line 1",
      initial_comment: "here",
    });
    expect(ann.sees(staff)[0]).toMatchObject({
      text: "here",
      files: [{ name: "log.txt", mimetype: "text/plain" }],
    });
    const shared = ann.posts(staff, "mine", { files: [{ name: "a.png", content: Buffer.from([1, 2, 3]) }] });
    const { messages = [] } = await client.conversations.history({
      channel: staff.id,
      latest: shared.ts,
      inclusive: true,
      limit: 1,
    });
    const url = messages[0]?.files?.[0]?.url_private_download ?? "";
    const got = await fetch(url, { headers: { authorization: `Bearer ${app.botToken}` } });
    expect([got.headers.get("content-type"), [...new Uint8Array(await got.arrayBuffer())]]).toEqual([
      "image/png",
      [1, 2, 3],
    ]);
    expect((await fetch(url)).headers.get("content-type")).toContain("text/html");
  });

  test("opens a modal within three seconds of the press, once", async () => {
    let now = 1_800_000_000_000;
    const home = await openHouse({ now: () => now, signingNow: Date.now });
    const { ann, staff, client } = home;
    const running = await startBolt("socket", home);
    const triggers: string[] = [];
    running.action("claim", async ({ ack, body }) => {
      if ("trigger_id" in body) triggers.push(body.trigger_id);
      await ack();
    });
    await client.chat.postMessage({ channel: staff.id, text: "card", blocks: card });
    for (let press = 0; press < 2; press += 1)
      await ann.presses(ann.sees(staff)[0] ?? { channel: "", ts: "" }, "claim");
    const open = (trigger_id = "") =>
      client.views.open({
        trigger_id,
        view: { type: "modal", title: { type: "plain_text", text: "T" }, blocks: [section] },
      });
    await open(triggers[0]);
    expect(await refusal(open(triggers[0]))).toBe("exchanged_trigger_id");
    now += 3_001;
    expect(await refusal(open(triggers[1]))).toBe("expired_trigger_id");
    expect(await refusal(open("none"))).toBe("invalid_trigger_id");
  });

  test("takes JSON bodies, and says what it cannot read", async () => {
    const { slack, app, staff } = await openHouse();
    const call = async (method: string, body: string, contentType = "application/json") => {
      const response = await fetch(`${slack.apiUrl}${method}`, {
        method: "POST",
        body,
        headers: { authorization: `Bearer ${app.botToken}`, "content-type": contentType },
      });
      return (await response.json()) as Record<string, unknown>;
    };
    const message = JSON.stringify({ channel: staff.id, text: "as JSON", blocks: card });
    expect(await call("chat.postMessage", message)).toMatchObject({ ok: true, message: { text: "as JSON" } });
    expect(await call("chat.postMessage", "{")).toEqual({ ok: false, error: "invalid_json" });
    expect(await call("chat.postMessage", "x", "text/plain")).toEqual({
      ok: false,
      error: "invalid_post_type",
    });
    expect(await call("chat.nothing", "{}")).toMatchObject({ ok: false, error: "unknown_method" });
    expect(await call("conversations.info", "{}")).toMatchObject({
      error: "invalid_arguments",
      response_metadata: { messages: ["[ERROR] missing required field: channel"] },
    });
  });

  test("holds against the caller what Slack only warns of", async () => {
    const { slack, ann, client, staff } = await openHouse();
    const { ts } = ann.posts(staff, "parent");
    const reply = ann.repliesInThread(staff, ts, "reply");
    await client.chat.postMessage({ channel: staff.id, thread_ts: reply.ts, text: "x".repeat(4_001) });
    expect(slack.violations).toEqual([
      "chat.postMessage: text of 4001 characters, Slack may split it",
      `chat.postMessage: thread_ts ${reply.ts} is a reply, not a parent`,
    ]);
    expect(ann.seesThread(staff, ts)).toHaveLength(3);
  });

  test("holds against the caller more edits than a minute takes, posts it only holds back", async () => {
    let now = 1_800_000_000_000;
    const { slack, client, staff } = await openHouse({ now: () => now });
    const { ts = "" } = await client.chat.postMessage({ channel: staff.id, text: "card" });
    const edit = () => client.chat.update({ channel: staff.id, ts, text: "card again" });
    for (let edits = 0; edits < 50; edits += 1) await edit();
    expect(slack.violations).toEqual([]);
    expect(await edit().catch((reason: unknown) => reason)).toMatchObject({ retryAfter: 2 });
    expect(slack.violations).toEqual(["chat.update: more edits than Slack takes in a minute"]);
    now += 2_000;
    await edit();
    for (let posts = 0; posts < 5; posts += 1)
      await client.chat.postMessage({ channel: staff.id, text: "x" }).catch(() => undefined);
    expect(slack.callsTo("chat.postMessage").at(-1)?.status).toBe(429);
    expect(slack.violations).toHaveLength(1);
  });

  test.each([
    ["<!date^1800000000^{date_short_pretty} at {time_secs}|15 Jan 2027, 08:00 UTC>", undefined],
    ["due <!date^1800000000^{time}^https://example.org/a|08:00>", undefined],
    ["<!date^1800000000000^{time}|08:00>", "counts milliseconds, not seconds"],
    ["<!date^1800000000.5^{time}|08:00>", "is not of the form <!date^seconds^format|fallback>"],
    ["<!date^1800000000^{time}>", "is not of the form <!date^seconds^format|fallback>"],
    ["<!date^1800000000^{time}|>", "is not of the form <!date^seconds^format|fallback>"],
    ["<!date^1800000000^{time}|08:00", "is not of the form <!date^seconds^format|fallback>"],
    ["<!date^1800000000^at noon|noon>", "has no format such as {time}"],
    ["<!date^1800000000^{clock}|08:00>", "has an unknown format {clock}"],
  ])("reads the date in %s", async (text, fault) => {
    const { slack, client, staff } = await openHouse();
    const blocks = [{ type: "section", text: { type: "mrkdwn", text } }];
    const plain = [{ type: "section", text: { type: "plain_text", text } }];
    const { ts = "" } = await client.chat.postMessage({ channel: staff.id, text: "due soon", blocks });
    await client.chat.update({ channel: staff.id, ts, text });
    expect(slack.violations).toHaveLength(fault ? 2 : 0);
    for (const violation of slack.violations) expect(violation).toContain(fault);
    await client.chat.postMessage({ channel: staff.id, text: "due soon", blocks: plain });
    expect(slack.violations.at(-1)).toContain("is not shown as a date in plain_text");
  });

  test.skipIf(!loadSpec("slack-web-openapi.json"))(
    "compares arguments with the published specification",
    async () => {
      const { slack, client, staff } = await openHouse();
      await client.apiCall("conversations.history", {
        channel: staff.id,
        inclusive: "maybe",
        include_all_metadata: true,
      });
      expect(slack.violations).toEqual(['conversations.history: inclusive is of type boolean, got "maybe"']);
    },
  );
});
