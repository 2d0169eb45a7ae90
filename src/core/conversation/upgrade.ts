import { foldClocks, type Promised } from "./clocks.ts";
import { type Conversation, NO_CONVERSATION } from "./state.ts";

/** What a state of before rosters, hours and plans held instead of `promised`. */
interface Older {
  readonly targets: Promised["targets"];
  readonly reopenMs: number;
}

/** What other fields tell of it: `told` holds every level, and what was called for was told in the channel. */
const alertedBy = ({ told, called }: Conversation): Conversation["alerted"] =>
  Object.fromEntries(
    Object.keys(called).flatMap((key) => {
      const levels = told.filter((one) => one.startsWith(`${key}:`)).map((one) => Number(one.split(":")[2]));
      return levels.length === 0 ? [] : [[key, Math.max(...levels)]];
    }),
  );

const isOlder = (state: Conversation | (Conversation & Older)): state is Conversation & Older =>
  state.promised === undefined;

/** A state that an older desk stored: its moments are the truth, and its clocks are folded from them again. */
export const upToDate = (state: Conversation): Conversation => {
  if (!isOlder(state)) {
    const { gated = {}, tickets = [], alerted = alertedBy(state) } = state;
    return { ...state, gated, tickets, alerted };
  }
  const { targets, reopenMs, ...rest } = state;
  const promised: Promised = { targets, reopenMs, shortAbandonMs: 0, hours: null };
  return { ...NO_CONVERSATION, ...rest, promised, clocks: foldClocks(state.moments, promised) };
};
