import { describe, expect, test } from "vitest";
import { card, openHouse, startBolt } from "./slack/house.ts";

describe.each(["socket", "http"] as const)("Bolt over %s", (transport) => {
  test("gets a message, answers in its thread, updates, and hears its button", async () => {
    const home = await openHouse();
    const { slack, ann, app, staff } = home;
    const running = await startBolt(transport, home);
    running.message("help", async ({ message, client }) => {
      const { channel, ts } = message;
      const posted = await client.chat.postMessage({ channel, thread_ts: ts, text: "card", blocks: card });
      await client.chat.update({ channel, ts: posted.ts ?? "", text: "card 2", blocks: card });
    });
    const pressed: unknown[] = [];
    running.action("claim", async ({ ack, action, body, respond }) => {
      await ack();
      pressed.push([body.user.id, action]);
      await respond({ text: "yours", replace_original: false });
    });

    const asked = ann.posts(staff, "help me & <them>");
    const answer = await slack.until(() =>
      ann.seesThread(staff, asked.ts).find(({ text }) => text === "card 2"),
    );
    expect(asked.text).toBe("help me &amp; &lt;them&gt;");
    expect(answer.from).toBe(app.botUserId);
    expect(await ann.presses(answer, "claim")).toEqual({ ok: true });
    await slack.until(() => ann.sees(staff).find(({ ephemeral, text }) => ephemeral && text === "yours"));
    expect(pressed).toMatchObject([[ann.id, { action_id: "claim", value: "c-1", type: "button" }]]);
    expect(slack.violations).toEqual([]);
  });

  test("runs a modal: faults keep it open, a good entry closes it", async () => {
    const home = await openHouse();
    const { slack, ann, staff } = home;
    const running = await startBolt(transport, home);
    running.command("/desk", async ({ ack, command, client }) => {
      await ack(`opening for ${command.text}`);
      await client.views.open({
        trigger_id: command.trigger_id,
        view: {
          type: "modal",
          callback_id: "note",
          title: { type: "plain_text", text: "Note" },
          submit: { type: "plain_text", text: "Save" },
          notify_on_close: true,
          blocks: [
            {
              type: "input",
              block_id: "what",
              label: { type: "plain_text", text: "What" },
              element: { type: "plain_text_input", action_id: "text" },
            },
          ],
        },
      });
    });
    const saved: unknown[] = [];
    running.view("note", async ({ ack, view }) => {
      const text = view.state.values["what"]?.["text"]?.value;
      if (text === "bad") return ack({ response_action: "errors", errors: { what: "not this" } });
      saved.push(text);
      return ack();
    });
    running.view({ callback_id: "note", type: "view_closed" }, async ({ ack }) => {
      await ack();
      saved.push("closed");
    });

    expect(await ann.slash("/desk", "me", staff)).toEqual({ ok: true });
    await slack.until(() => ann.modals().at(-1));
    expect(ann.sees(staff).at(-1)).toMatchObject({ text: "opening for me", ephemeral: true });
    expect(await ann.submitsView({ text: "bad" })).toEqual({ ok: false, errors: { what: "not this" } });
    expect(ann.modals()).toHaveLength(1);
    expect(await ann.submitsView({ what: "good" })).toEqual({ ok: true });
    expect(ann.modals()).toHaveLength(0);
    await ann.slash("/desk", "again", staff);
    await slack.until(() => ann.modals().at(-1));
    await ann.closesView();
    expect(saved).toEqual(["good", "closed"]);
    expect(await ann.slash("/desk", "", staff, { threadTs: ann.posts(staff, "x").ts })).toEqual({
      ok: false,
      error: "not_in_threads",
    });
  });

  test("delivers mentions, reactions, joins, edits, deletions and broadcast replies", async () => {
    const home = await openHouse();
    const { slack, ann, bob, app, staff } = home;
    const running = await startBolt(transport, home);
    const seen: string[] = [];
    running.use(async ({ payload, next }) => {
      const { type, subtype } = payload as { type?: string; subtype?: string };
      seen.push(subtype ? `${type}/${subtype}` : `${type}`);
      await next();
    });
    const heard = async (act: () => void, count: number): Promise<string[]> => {
      seen.length = 0;
      act();
      await slack.until(() => seen.length >= count, { what: `${count} events, so far ${seen.join()}` });
      return [...seen].sort();
    };

    const message = ann.posts(staff, "first");
    await slack.until(() => seen.length === 1);
    expect(await heard(() => ann.posts(staff, `hey <@${app.botUserId}>`), 2)).toEqual([
      "app_mention",
      "message",
    ]);
    expect(await heard(() => bob.reacts(message, "eyes"), 1)).toEqual(["reaction_added"]);
    expect(await heard(() => bob.unreacts(message, "eyes"), 1)).toEqual(["reaction_removed"]);
    expect(await heard(() => ann.edits(message, "second"), 1)).toEqual(["message/message_changed"]);
    expect(
      await heard(() => bob.repliesInThread(staff, message.ts, "to all", { broadcast: true }), 2),
    ).toEqual(["message/message_changed", "message/thread_broadcast"]);
    const gone = bob.posts(staff, "never mind");
    expect(await heard(() => bob.deletes(gone), 2)).toContain("message/message_deleted");
    expect(await heard(() => bob.leaves(staff), 2)).toEqual(["member_left_channel", "message/channel_leave"]);
    expect(await heard(() => bob.joins(staff), 2)).toEqual(["member_joined_channel", "message/channel_join"]);
    expect(await heard(() => ann.opensHome(app), 1)).toEqual(["app_home_opened"]);
    expect(await heard(() => ann.writesTo(app, "in private"), 1)).toEqual(["message"]);
    expect(await heard(() => staff.archives(ann), 2)).toEqual(["channel_archive", "message/channel_archive"]);
    expect(await heard(() => staff.deletes(), 1)).toEqual(["channel_deleted"]);
  });

  test("redelivers what was not acknowledged, with the same event id", async () => {
    const home = await openHouse({ ackTimeoutMs: 250, retryDelaysMs: [0, 20, 40] });
    const { slack, ann, app, staff } = home;
    const running = await startBolt(transport, home);
    const { eventsUrl } = slack.workspace.apps.get(app.id) ?? {};
    // Bolt acknowledges events by itself, before any listener: so it must be kept from doing so.
    if (transport === "socket") slack.mute(true);
    else app.deliversTo(`${slack.url}/nowhere`);
    ann.posts(staff, "anybody?");
    const attempts = () => slack.deliveries.filter(({ name }) => name === "message");
    await slack.until(() => attempts().length === 3 && attempts()[2]?.outcome === "failed");
    const heard: unknown[] = [];
    running.message(async ({ body }) => void heard.push(body.event_id));
    if (transport === "socket") slack.mute(false);
    else app.deliversTo(eventsUrl);
    await slack.until(() => attempts()[3]?.outcome === "acknowledged");
    expect(attempts().map(({ attempt }) => attempt)).toEqual([0, 1, 2, 3]);
    expect(attempts().at(-1)?.reason).toBe(transport === "socket" ? "timeout" : "http_error");
    expect(heard).toEqual([attempts()[0]?.payload["event_id"]]);
  });
});
