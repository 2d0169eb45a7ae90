import type { WebClient } from "@slack/web-api";
import type { Desk } from "../../src/core/policy/policy.ts";
import { MINUTE, SECOND, type Timestamp } from "../../src/core/time.ts";
import type { Chat, Clock, Log } from "../../src/ports.ts";
import { createFacts } from "./facts.ts";
import { chatErrorOf } from "./failure.ts";
import { LIMITS } from "./limits.ts";
import { pause } from "./pause.ts";
import { accountSchema, callbackSchema, dndEventSchema, dndSchema, memberSchema } from "./wire.ts";

/** Events tell of every change at once; this finds what was missed. */
const LOOK_EVERY_MS = MINUTE;
/** One account a call: so many a look, in turn, which leaves more than half of users.info's 100 a minute to names. */
const ACCOUNTS_A_LOOK = 40;

/** Notifications are paused from the one to the other, by hand or by schedule. */
interface Quiet {
  readonly from: Timestamp;
  readonly to: Timestamp;
}

/** Whom a ping would not reach: kept current, so that whoever asks need not wait. */
export interface Reach {
  readonly unreachable: Chat["unreachable"];
  /** Takes note of what an event says; anything else is none of its business. */
  readonly hear: (body: unknown) => void;
  /** Looks at once and every minute until it is called off. */
  readonly watch: (signal: AbortSignal) => Promise<void>;
}

export interface ReachOptions {
  readonly client: WebClient;
  readonly desks: readonly Desk[];
  readonly clock: Clock;
  readonly log: Log;
  /** Pauses may be read (`dnd:read`). */
  readonly readsPauses: boolean;
}

export const createReach = ({ client, desks, clock, log, readsPauses }: ReachOptions): Reach => {
  const gone = createFacts<boolean>();
  const quiet = createFacts<Quiet | null>();
  const inside = createFacts<boolean>();
  const memberKey = (channel: string, user: string): string => `${channel} ${user}`;
  const users = new Set(desks.flatMap((desk) => desk.reps.flatMap(({ slack }) => slack ?? [])));
  const channels = new Set(
    desks.flatMap(({ alerts }) => (alerts.platform === "slack" ? [alerts.channel] : [])),
  );
  const failing = new Set<string>();

  /** One failure keeps what was known, and is told once until it works again. */
  const attempt = async (what: string, look: () => Promise<void>): Promise<void> => {
    try {
      await look();
      failing.delete(what);
    } catch (error) {
      const { code } = chatErrorOf(error).failure;
      if (!failing.has(what))
        log.warn({ code }, `${what} could not be read from Slack; what was known stands`);
      failing.add(what);
    }
  };

  const lookAtPauses = async (): Promise<void> => {
    const all = [...users];
    for (let at = 0; at < all.length; at += LIMITS.dndUsers) {
      const learn = quiet.ask();
      const asked = all.slice(at, at + LIMITS.dndUsers);
      const answer = await client.dnd.teamInfo({ users: asked.join(",") });
      for (const [user, status] of Object.entries(answer.users ?? {})) learn(user, quietOf(status));
    }
  };

  let next = 0;
  const lookAtAccounts = async (): Promise<void> => {
    const all = [...users];
    for (let count = Math.min(all.length, ACCOUNTS_A_LOOK); count > 0; count -= 1) {
      const user = all[next++ % all.length];
      if (user === undefined) return;
      const learn = gone.ask();
      const answer = await client.users.info({ user });
      learn(user, answer.user?.deleted === true);
    }
  };

  const lookAtMembers = async (channel: string): Promise<void> => {
    const learn = inside.ask();
    const missing = new Set(users);
    if (missing.size === 0) return;
    let cursor: string | undefined;
    do {
      const page = await client.conversations.members({
        channel,
        limit: LIMITS.membersPage,
        ...(cursor === undefined ? {} : { cursor }),
      });
      for (const user of page.members ?? []) if (missing.delete(user)) learn(memberKey(channel, user), true);
      cursor = page.response_metadata?.next_cursor || undefined;
    } while (cursor !== undefined && missing.size > 0);
    for (const user of missing) learn(memberKey(channel, user), false);
  };

  const look = (): Promise<unknown> =>
    Promise.all([
      attempt("Whose account is deactivated", lookAtAccounts),
      ...(readsPauses ? [attempt("Who has paused notifications", lookAtPauses)] : []),
      ...[...channels].map((one) => attempt(`Who is in channel ${one}`, () => lookAtMembers(one))),
    ]);

  const reasonFor = (user: string, channel: string, now: Timestamp) => {
    if (gone.get(user) === true) return "deactivated";
    if (inside.get(memberKey(channel, user)) === false) return "not_in_channel";
    const period = quiet.get(user);
    // The end needs no news: none comes when a pause is over.
    return period && period.from <= now && now < period.to ? "do_not_disturb" : null;
  };

  return {
    unreachable(asked, channel) {
      const now = clock.now();
      // The policy file may have been edited since: who is new in it is looked at from the next look on.
      for (const user of asked) users.add(user);
      channels.add(channel);
      return new Map(
        asked.flatMap((user) => {
          const reason = reasonFor(user, channel, now);
          return reason === null ? [] : [[user, reason] as const];
        }),
      );
    },
    hear(body) {
      const callback = callbackSchema.safeParse(body);
      if (!callback.success) return;
      const { event } = callback.data;
      if (event.type === "dnd_updated_user") {
        const read = dndEventSchema.safeParse(event);
        if (read.success && users.has(read.data.user))
          quiet.hear(read.data.user, quietOf(read.data.dnd_status));
      } else if (event.type === "user_change") {
        const read = accountSchema.safeParse(event);
        if (read.success && users.has(read.data.user.id))
          gone.hear(read.data.user.id, read.data.user.deleted === true);
      } else if (event.type === "member_joined_channel" || event.type === "member_left_channel") {
        const read = memberSchema.safeParse(event);
        if (!read.success || !users.has(read.data.user) || !channels.has(read.data.channel)) return;
        inside.hear(memberKey(read.data.channel, read.data.user), event.type === "member_joined_channel");
      }
    },
    async watch(signal) {
      if (!readsPauses) {
        log.warn(
          {},
          "SLACK_BOT_TOKEN lacks the scope dnd:read: pings also go to reps whose notifications are paused",
        );
      }
      while (!signal.aborted) {
        await look();
        await pause(LOOK_EVERY_MS, signal);
      }
    },
  };
};

/** `dnd_enabled` says that there is a period, not that it has begun. https://docs.slack.dev/reference/methods/dnd.teamInfo */
const quietOf = (status: unknown): Quiet | null => {
  const read = dndSchema.safeParse(status);
  if (!read.success || !read.data.dnd_enabled) return null;
  return { from: read.data.next_dnd_start_ts * SECOND, to: read.data.next_dnd_end_ts * SECOND };
};
