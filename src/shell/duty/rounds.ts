import type { Desk } from "../../core/policy/policy.ts";
import { gapsIn } from "../../core/policy/roster.ts";
import { DAY, HOUR, MINUTE, type Timestamp } from "../../core/time.ts";
import type { Clock, Log } from "../../ports.ts";
import type { Store } from "../../ports-store.ts";
import type { Engine } from "../engine.ts";
import { isPassing } from "../receive.ts";
import { accountOf, type Board } from "./board.ts";
import type { Shifts } from "./shifts.ts";

export interface RoundsOptions {
  readonly store: Store;
  readonly engine: Pick<Engine, "lookAtShifts" | "tellNews" | "refreshCards">;
  readonly board: Board;
  readonly shifts: Shifts;
  readonly desks: () => readonly Desk[];
  readonly unreliableSince: (desk: Desk) => Timestamp | null;
  readonly clock: Clock;
  readonly log: Log;
}

/** Looked at this often although nothing is known to be due: another process may have moved the roster. */
const LOOK_EVERY_MS = MINUTE;
/** How far ahead managers are told of times without anybody on duty. */
const COVER_AHEAD_MS = 7 * DAY;

export interface Rounds {
  /** The reps as the policy file names them now become known as people. */
  readonly prepare: () => Promise<void>;
  /** Shifts that change, cover that is missing, clocks that cannot be believed: what no conversation's timer sees. */
  readonly go: () => Promise<void>;
}

const gapsKey = (desk: Desk): string => `cover_gaps_told:${desk.id}`;

export const createRounds = (options: RoundsOptions): Rounds => {
  const { store, engine, board, shifts, desks, unreliableSince, clock, log } = options;
  const lookAt = new Map<string, Timestamp>();
  const deaf = new Map<string, boolean>();
  let coverAt: Timestamp = 0;

  const lookAtShifts = async (desk: Desk): Promise<void> => {
    const now = clock.now();
    if (now < (lookAt.get(desk.id) ?? 0)) return;
    await engine.lookAtShifts(desk);
    lookAt.set(desk.id, Math.min(shifts.nextAt(desk) ?? Number.POSITIVE_INFINITY, now + LOOK_EVERY_MS));
  };

  /** Told when there is a gap that was not told before: once each, not once an hour. */
  const tellGaps = async (desk: Desk): Promise<void> => {
    if (desk.reps.length === 0) return;
    const now = clock.now();
    const gaps = gapsIn(board.roster(desk), now, now + COVER_AHEAD_MS);
    await engine.tellNews(desk, gapsKey(desk), (told) => {
      const known: readonly unknown[] = Array.isArray(told) ? told : [];
      // A gap that has begun has no other start than now: it was told before, or it is new with this start of the desk.
      const news = gaps.filter((gap) => !known.includes(gap.to));
      if (news.length === 0) return null;
      return {
        remembered: [...known.slice(-MOST_REMEMBERED), ...news.map((gap) => gap.to)],
        effects: [{ type: "SayToManagers", sentence: { key: "cover_gaps", gaps } }],
      };
    });
  };

  /** The cards say whether their clocks can be believed (sla.md, decision 18). */
  const watchFeed = async (desk: Desk): Promise<void> => {
    const silent = unreliableSince(desk) !== null;
    const before = deaf.get(desk.id) ?? false;
    deaf.set(desk.id, silent);
    if (before !== silent) await engine.refreshCards(desk);
  };

  /** One desk's fault keeps no other desk, and no other part, from its turn. */
  const each = async (desk: Desk, part: string, look: (desk: Desk) => Promise<void>): Promise<void> => {
    try {
      await look(desk);
    } catch (cause) {
      if (isPassing(cause)) throw cause;
      log.error({ err: cause, desk: desk.id, part }, "a round failed; the next one tries again");
    }
  };

  return {
    prepare: async () => {
      board.forget();
      for (const desk of desks()) {
        const { platform } = desk.staff;
        const reps = desk.reps.flatMap((rep) => {
          const userId = accountOf(desk, rep);
          if (userId === null) return [];
          return [{ rep: rep.id, person: { platform, userId, name: rep.name, accountCreatedAt: null } }];
        });
        await store.saveReps(desk.id, reps);
      }
      lookAt.clear();
      coverAt = 0;
    },
    go: async () => {
      const all = desks();
      for (const desk of all) {
        await each(desk, "shifts", lookAtShifts);
        await each(desk, "feed", watchFeed);
      }
      const now = clock.now();
      if (now < coverAt) return;
      coverAt = now + HOUR;
      for (const desk of all) await each(desk, "cover", tellGaps);
    },
  };
};

const MOST_REMEMBERED = 100;
