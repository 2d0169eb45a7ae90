import type { Person } from "../../src/core/platform.ts";
import { isStaffSide } from "./access.ts";
import type { Platform } from "./platform.ts";
import { Refusal } from "./refusal.ts";
import { slashCommand } from "./slash.ts";
import { enqueue, nextTick } from "./store/feed.ts";
import { placeOf } from "./store/messages.ts";
import { setDoNotDisturb } from "./store/people.ts";
import { commandReply } from "./whisper-place.ts";

/** What reps do that is about no message. */
export const createRepActs = ({ directory, options, channels, watchers, doNotDisturb, fed }: Platform) => {
  const { sql, clock } = options;

  const rep = (userId: string): Person => {
    const found = directory.isRep(userId) ? directory.person(userId) : null;
    if (found !== null) return found;
    throw new Refusal(
      403,
      "not_a_rep",
      `Only reps can do that, and "${userId}" is none: see reps in /api/sandbox/state.`,
    );
  };

  const staffSide = (channel: string | null): string => {
    const kinds = [...channels];
    if (channel === null) return kinds.find(([, kind]) => kind === "staff")?.[0] ?? "staff";
    const kind = channels.get(channel);
    if (isStaffSide(kind)) return channel;
    const known = kinds.flatMap(([id, one]) => (one === "support" ? [] : [id])).join(", ");
    throw new Refusal(
      403,
      "not_your_channel",
      `Commands are given in ${known}; "${channel}" is none of them.`,
    );
  };

  const command = async (userId: string, text: string, where: Where = {}): Promise<void> => {
    const author = rep(userId);
    const place = placeOf({ channel: staffSide(where.channel ?? null), thread: null });
    const said = slashCommand(text);
    await sql.begin(async (queries) => {
      await enqueue(queries, {
        type: "DeskCommanded",
        key: `sandbox:command:${await nextTick(queries)}`,
        at: clock.now(),
        ...said,
        place,
        author,
        reply: commandReply(place.channel, where.thread ?? null),
      });
    });
    fed();
  };

  return {
    command,
    duty: (userId: string, on: boolean): Promise<void> => command(userId, on ? "/desk on" : "/desk off"),
    /** Their notifications are paused, or no longer: the desk asks the platform and hears it from there. */
    doNotDisturb: async (userId: string, on: boolean): Promise<void> => {
      rep(userId);
      await setDoNotDisturb(sql, userId, on);
      if (on) doNotDisturb.add(userId);
      else doNotDisturb.delete(userId);
      watchers.facts();
    },
  };
};

/** Where a command is given; the staff channel, where it is not said. */
interface Where {
  readonly channel?: string | null | undefined;
  readonly thread?: string | null | undefined;
}

export type RepActs = ReturnType<typeof createRepActs>;
