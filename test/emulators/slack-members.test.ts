import { describe, expect, test } from "vitest";
import { loadSpec } from "./shared/spec.ts";
import { type House, openHouse, refusal, startBolt } from "./slack/house.ts";
import { answerFaults } from "./slack/spec-check.ts";

const NOON = 1_800_000_000_000;
const HOUR = 60 * 60_000;
const seconds = (at: number) => at / 1000;

/** What the app is told from now on, by the inner events. */
function listen({ slack }: House): () => unknown[] {
  let read = slack.deliveries.length;
  return () => {
    const fresh = slack.deliveries.slice(read).filter(({ attempt }) => attempt === 0);
    read = slack.deliveries.length;
    return fresh.map(({ payload }) => payload["event"]);
  };
}

describe("Do Not Disturb", () => {
  test("a pause keeps notifications away until its end or until it is taken back", async () => {
    let now = NOON;
    const { ann, bob, staff } = await openHouse({ now: () => now });
    const told = () => {
      const before = bob.notifications().length;
      ann.posts(staff, "@bob look");
      return bob.notifications().length > before;
    };
    bob.pausesNotifications(NOON + HOUR);
    expect(told()).toBe(false);
    expect(bob.sees(staff)).toHaveLength(1);
    now += HOUR;
    expect(told()).toBe(true);
    bob.pausesNotifications(now + HOUR);
    bob.resumesNotifications();
    expect(told()).toBe(true);
  });

  test("quiet hours come back every day", async () => {
    let now = NOON;
    const { ann, bob, client, staff } = await openHouse({ now: () => now });
    bob.keepsQuietHours({ startAt: NOON + HOUR, endAt: NOON + 3 * HOUR });
    const silentAfter = async (hours: number) => {
      now = NOON + hours * HOUR;
      const before = bob.notifications().length;
      ann.posts(staff, "@bob look");
      const status = await client.dnd.info({ user: bob.id });
      return [bob.notifications().length === before, Number(status.next_dnd_start_ts) - seconds(NOON)];
    };
    expect(await silentAfter(0)).toEqual([false, 3_600]);
    expect(await silentAfter(1)).toEqual([true, 3_600]);
    expect(await silentAfter(3)).toEqual([false, 25 * 3_600]);
    expect(await silentAfter(26)).toEqual([true, 25 * 3_600]);
    expect(await silentAfter(51)).toEqual([false, 73 * 3_600]);
  });

  test("of others an app learns the period, not that it is a pause", async () => {
    const { app, ann, bob, client } = await openHouse({ now: () => NOON });
    ann.pausesNotifications(NOON + HOUR);
    const paused = {
      dnd_enabled: true,
      next_dnd_start_ts: seconds(NOON),
      next_dnd_end_ts: seconds(NOON + HOUR),
    };
    const off = { dnd_enabled: false, next_dnd_start_ts: 1, next_dnd_end_ts: 1 };
    const { response_metadata: _, ...info } = await client.dnd.info({ user: ann.id });
    expect(info).toEqual({ ok: true, ...paused });
    expect((await client.dnd.teamInfo({ users: `${ann.id},${bob.id}` })).users).toEqual({
      [ann.id]: paused,
      [bob.id]: off,
    });
    expect(await client.dnd.info({ user: app.botUserId })).toMatchObject({ ...off, snooze_enabled: false });
  });

  test("asks for the scope, for users, and for no more than fifty of them", async () => {
    const { slack, app, client } = await openHouse();
    const ids = Array.from({ length: 51 }, (_, index) => slack.addUser({ name: `rep${index}` }).id);
    expect(Object.keys((await client.dnd.teamInfo({ users: ids.slice(1).join() })).users ?? {})).toHaveLength(
      50,
    );
    expect(slack.violations).toEqual([]);
    expect(await refusal(client.dnd.teamInfo({ users: ids.join() }))).toBe("invalid_arguments");
    expect(slack.violations).toEqual(["dnd.teamInfo: at most 50 users, got 51"]);
    expect(await refusal(client.dnd.teamInfo({ users: "" }))).toBe("no_users_provided");
    expect(await refusal(client.dnd.info({ user: "U0" }))).toBe("user_not_found");
    app.loses("dnd:read");
    expect(await refusal(client.dnd.info())).toBe("missing_scope");
    expect(await refusal(client.dnd.teamInfo({ users: ids[0] ?? "" }))).toBe("missing_scope");
  });

  test("changes arrive as dnd_updated_user, periods that begin by themselves do not", async () => {
    let now = NOON;
    const home = await openHouse({ now: () => now });
    const { app, ann } = home;
    const heard = listen(home);
    ann.pausesNotifications(NOON + HOUR);
    expect(heard()).toEqual([
      {
        type: "dnd_updated_user",
        user: ann.id,
        dnd_status: {
          dnd_enabled: true,
          next_dnd_start_ts: seconds(NOON),
          next_dnd_end_ts: seconds(NOON + HOUR),
        },
        event_ts: "1800000000.000000",
      },
    ]);
    now += 2 * HOUR;
    expect(heard()).toEqual([]);
    ann.resumesNotifications();
    expect(heard()).toMatchObject([{ type: "dnd_updated_user", dnd_status: { dnd_enabled: false } }]);
    app.loses("dnd:read");
    ann.pausesNotifications(now + HOUR);
    expect(heard()).toEqual([]);
  });
});

describe("accounts", () => {
  test("a deactivated one is marked deleted, told once, and given back", async () => {
    const home = await openHouse();
    const { app, ann, client } = home;
    const heard = listen(home);
    const deleted = async () => [
      (await client.users.info({ user: ann.id })).user?.deleted,
      (await client.users.list({})).members?.find(({ id }) => id === ann.id)?.deleted,
    ];
    ann.losesAccount();
    expect(await deleted()).toEqual([true, true]);
    expect(heard()).toMatchObject([{ type: "user_change", user: { id: ann.id, deleted: true } }]);
    expect((await client.users.info({ user: ann.id })).user).not.toHaveProperty("tz");
    expect(await refusal(client.conversations.open({ users: ann.id }))).toBe("user_disabled");
    ann.regainsAccount();
    expect(await deleted()).toEqual([false, false]);
    expect(heard()).toMatchObject([{ type: "user_change", user: { id: ann.id, deleted: false } }]);
    app.loses("users:read");
    ann.losesAccount();
    expect(heard()).toEqual([]);
  });

  test("a deactivated one is notified of nothing and can do nothing", async () => {
    const { ann, bob, client, staff } = await openHouse();
    const { ts: thread_ts } = ann.posts(staff, "mine");
    ann.losesAccount();
    await client.chat.postMessage({ channel: staff.id, thread_ts, text: `<@${ann.id}> yours?` });
    bob.posts(staff, "@ann @channel");
    expect(ann.notifications()).toEqual([]);
    expect(() => ann.posts(staff, "still here")).toThrow("deactivated");
    expect(() => ann.presses({ channel: staff.id, ts: thread_ts }, "claim")).toThrow("deactivated");
    ann.regainsAccount();
    bob.posts(staff, "@ann back?");
    expect(ann.notifications()).toHaveLength(1);
  });
});

describe("members of channels", () => {
  test("are listed page by page, the deactivated among them", async () => {
    const { slack, app, ann, bob, client, staff } = await openHouse();
    bob.losesAccount();
    const pages: string[][] = [];
    for (let cursor: string | undefined = ""; cursor !== undefined; ) {
      const { members = [], response_metadata } = await client.conversations.members({
        channel: staff.id,
        limit: 2,
        ...(cursor ? { cursor } : {}),
      });
      pages.push(members);
      cursor = response_metadata?.next_cursor || undefined;
    }
    expect(pages).toEqual([[ann.id, bob.id], [app.botUserId]]);
    const members = (args: Record<string, unknown>) => refusal(client.apiCall("conversations.members", args));
    expect(await members({ channel: staff.id, limit: 0 })).toBe("invalid_limit");
    expect(await members({ channel: staff.id, cursor: "nowhere" })).toBe("invalid_cursor");
    expect(await members({ channel: "C0" })).toBe("channel_not_found");
    const secret = slack.addChannel({ name: "secret", isPrivate: true, members: [app] });
    app.loses("channels:read");
    expect(await members({ channel: staff.id })).toBe("missing_scope");
    expect(await members({ channel: secret.id })).toBe("not refused");
    app.loses("groups:read");
    expect(await members({ channel: secret.id })).toBe("missing_scope");
  });

  test.each([
    ["public", false],
    ["private", true],
  ])("who come and go in a %s one are told with channel type C", async (_kind, isPrivate) => {
    const home = await openHouse();
    const { slack, app, ann, bob } = home;
    const channel = slack.addChannel({ name: "reps", isPrivate, members: [ann, app] });
    const heard = listen(home);
    const told = () =>
      heard().filter((event) => (event as { type: string }).type.startsWith("member_")) as object[];
    channel.invites(bob, ann);
    const about = { user: bob.id, channel: channel.id, channel_type: "C", team: slack.workspace.team.id };
    expect(told()).toMatchObject([{ type: "member_joined_channel", ...about, inviter: ann.id }]);
    bob.leaves(channel);
    expect(told()).toMatchObject([{ type: "member_left_channel", ...about }]);
    app.loses(isPrivate ? "groups:read" : "channels:read");
    channel.invites(bob, ann);
    expect(told()).toEqual([]);
  });
});

test("Bolt hears pauses, accounts and members", async () => {
  const home = await openHouse();
  const { slack, ann, bob, staff } = home;
  const bolt = await startBolt("socket", home);
  const heard: unknown[] = [];
  bolt.event("dnd_updated_user", async ({ event }) => void heard.push(event.dnd_status.dnd_enabled));
  bolt.event("user_change", async ({ event }) => void heard.push(event.user.deleted));
  bolt.event("member_left_channel", async ({ event }) => void heard.push(event.user));
  ann.pausesNotifications(Date.now() + HOUR);
  await slack.until(() => heard.length === 1);
  ann.losesAccount();
  await slack.until(() => heard.length === 2);
  bob.leaves(staff);
  await slack.until(() => heard.length === 3);
  expect(heard).toEqual([true, true, bob.id]);
});

test.skipIf(!loadSpec("slack-web-openapi.json"))("answers fit the published specification", async () => {
  const { ann, client, staff } = await openHouse();
  ann.pausesNotifications(Date.now() + HOUR);
  const faults = async (method: string, args: Record<string, unknown>) => {
    const { response_metadata, ...answer } = await client.apiCall(method, args);
    const next_cursor = response_metadata?.next_cursor;
    return answerFaults(
      method,
      next_cursor === undefined ? answer : { ...answer, response_metadata: { next_cursor } },
    );
  };
  expect(await faults("dnd.info", { user: ann.id })).toEqual([]);
  expect(await faults("dnd.info", {})).toEqual([]);
  expect(await faults("dnd.teamInfo", { users: ann.id })).toEqual([]);
  expect(await faults("conversations.members", { channel: staff.id })).toEqual([]);
  expect(await faults("conversations.members", { channel: staff.id, limit: 1 })).toEqual([]);
  expect(answerFaults("conversations.members", { ok: true, members: [] })).not.toEqual([]);
});
