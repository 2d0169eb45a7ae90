import { describe, expect, test } from "vitest";
import { card, clientFor, openHouse, refusal, section, startBolt } from "./slack/house.ts";

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
    await client.chat.delete({ channel: staff.id, ts: claim });
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

  test("a response URL serves five times in half an hour, for an ephemeral too", async () => {
    let now = 1_800_000_000_000;
    const home = await openHouse({ now: () => now, limits: { enabled: false } });
    const { slack, ann, client, staff } = home;
    const running = await startBolt("socket", home);
    const urls: string[] = [];
    running.action("claim", async ({ ack, body }) => {
      if ("response_url" in body) urls.push(body.response_url);
      await ack();
    });
    await client.chat.postEphemeral({
      channel: staff.id,
      user: ann.id,
      text: "send it?",
      blocks: card as never,
    });
    const press = async (): Promise<string> => {
      const [shown] = ann.sees(staff);
      if (shown) await ann.presses(shown, "claim");
      return slack.until(() => urls.shift());
    };
    const say = async (url: string, body: object) =>
      (await fetch(url, { method: "POST", body: JSON.stringify(body) })).status;
    const url = await press();
    expect(await say(url, { replace_original: true, text: "sent" })).toBe(200);
    expect(ann.sees(staff)).toMatchObject([{ text: "sent", ephemeral: true, controls: [] }]);
    expect(await say(url, { delete_original: true })).toBe(200);
    expect(ann.sees(staff)).toEqual([]);
    const rest = [];
    for (let use = 0; use < 4; use += 1)
      rest.push(await say(url, { response_type: "in_channel", text: "more" }));
    expect(rest).toEqual([200, 200, 200, 404]);

    await client.chat.postEphemeral({
      channel: staff.id,
      user: ann.id,
      text: "again?",
      blocks: card as never,
    });
    const shown = ann.sees(staff).find(({ text }) => text === "again?");
    if (shown) await ann.presses(shown, "claim");
    const late = await slack.until(() => urls.shift());
    now += 30 * 60_000 + 1;
    expect(await say(late, { text: "too late" })).toBe(404);
  });

  test("shortcuts bring the message along, menus what was chosen", async () => {
    const home = await openHouse();
    const { slack, ann, bob, client, staff } = home;
    const running = await startBolt("http", home);
    const got: unknown[] = [];
    running.shortcut("open_request", async ({ ack, shortcut }) => {
      await ack();
      got.push("message" in shortcut ? shortcut.message.text : shortcut.type);
    });
    running.action("assign", async ({ ack, action }) => {
      await ack();
      got.push("selected_user" in action ? action.selected_user : undefined);
    });
    await ann.usesShortcut("open_request", bob.posts(staff, "please help"));
    await ann.usesShortcut("open_request");
    const select = {
      type: "users_select",
      action_id: "assign",
      placeholder: { type: "plain_text", text: "Who?" },
    };
    await client.chat.postMessage({
      channel: staff.id,
      text: "assign",
      blocks: [{ ...section, accessory: select }] as never,
    });
    const shown = await slack.until(() => ann.sees(staff).find(({ text }) => text === "assign"));
    await ann.selects(shown, "assign", bob.id);
    expect(got).toEqual(["please help", "shortcut", bob.id]);
  });

  test.each(["socket", "http"] as const)(
    "a select in a message tells the option chosen, %s",
    async (transport) => {
      const home = await openHouse();
      const { slack, ann, client, staff } = home;
      const running = await startBolt(transport, home);
      const got: object[] = [];
      running.action({ action_id: "transfer", type: "block_actions" }, async ({ ack, action, body }) => {
        await ack();
        got.push({ ...action, state: body.state?.values });
      });
      const option = (value: string) => ({ text: { type: "plain_text", text: value }, value });
      const select = {
        type: "static_select",
        action_id: "transfer",
        placeholder: { type: "plain_text", text: "To whom?" },
        options: [option("hosting"), option("billing")],
      };
      const blocks = [{ type: "actions", block_id: "rota", elements: [select] }];
      await client.chat.postMessage({ channel: staff.id, text: "transfer", blocks } as never);
      const [shown = { channel: "", ts: "" }] = ann.sees(staff);
      await ann.selects(shown, "transfer", "billing");
      await expect(ann.selects(shown, "transfer", "catering")).rejects.toThrow("catering");
      const chosen = { type: "static_select", selected_option: option("billing") };
      expect(got).toMatchObject([
        {
          ...chosen,
          block_id: "rota",
          placeholder: select.placeholder,
          state: { rota: { transfer: chosen } },
        },
      ]);
      expect(slack.violations).toEqual([]);
    },
  );

  test("typed names, groups and links become markup", async () => {
    const { slack, ann, bob, staff } = await openHouse();
    const group = slack.addUsergroup({ handle: "firewall", users: [bob] });
    const sent = ann.posts(staff, "@bob see https://example.org/a?b=1&c, @firewall @nobody");
    expect(sent.text).toBe(
      `<@${bob.id}> see <https://example.org/a?b=1&amp;c>, <!subteam^${group.id}> @nobody`,
    );
    expect(bob.notifications()).toMatchObject([{ ts: sent.ts, reasons: ["mention", "usergroup"] }]);
  });

  test("a link's preview comes as a change without a change of text", async () => {
    const home = await openHouse();
    const { slack, ann, staff } = home;
    const running = await startBolt("socket", home);
    const changes: unknown[] = [];
    running.event("message", async ({ event }) => {
      if (event.subtype !== "message_changed") return;
      const { message, previous_message } = event as unknown as Record<
        string,
        { text: string; edited?: unknown }
      >;
      changes.push([message?.text === previous_message?.text, message?.edited]);
    });
    const sent = ann.posts(staff, "see https://example.org/a");
    slack.unfurls(sent, { title: "A", url: "https://example.org/a" });
    await slack.until(() => changes.length === 1);
    expect(changes).toEqual([[true, undefined]]);
  });
});

describe("what apps learn of people and places", () => {
  test("who they are, where, and whether they are there", async () => {
    const { slack, ann, bob, app, client, staff } = await openHouse();
    slack.addUsergroup({ handle: "firewall", users: [bob] });
    ann.isPresent("away");
    expect((await client.users.info({ user: ann.id })).user).toMatchObject({
      real_name: "Ann Example",
      tz: "Europe/Berlin",
    });
    expect((await client.users.getPresence({ user: ann.id })).presence).toBe("away");
    expect((await client.usergroups.list({ include_users: true })).usergroups).toMatchObject([
      { users: [bob.id] },
    ]);
    expect((await client.bots.info({ bot: app.botId })).bot).toMatchObject({ user_id: app.botUserId });
    expect((await client.conversations.info({ channel: staff.id })).channel).toMatchObject({
      name: "staff",
      is_member: true,
    });
    expect((await client.conversations.members({ channel: staff.id })).members).toEqual([
      ann.id,
      bob.id,
      app.botUserId,
    ]);
    expect((await client.conversations.list()).channels).toHaveLength(1);
    expect((await client.conversations.open({ users: ann.id })).channel?.id).toBe(app.directMessage(ann));
    expect(await refusal(client.users.info({ user: "U0" }))).toBe("user_not_found");
    const hall = slack.addChannel({ name: "hall" });
    await client.conversations.join({ channel: hall.id });
    const { ts = "" } = await client.chat.postMessage({ channel: "#hall", text: "hi" });
    const { permalink } = await client.chat.getPermalink({ channel: hall.id, message_ts: ts });
    expect(permalink).toBe(`https://emulated.slack.com/archives/${hall.id}/p${ts.replace(".", "")}`);
    expect(await clientFor(slack, app.appToken).auth.test()).toMatchObject({ app_id: app.id });
  });
});
