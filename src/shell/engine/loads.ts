import type { Conversation } from "../../core/conversation/state.ts";
import type { Staff } from "../../core/staff.ts";

const holder = ({ status, rep, offeredTo }: Conversation): string | null =>
  status === "open" ? (rep ?? offeredTo) : null;

/** How much each rep has by now, while several conversations are decided on one after the other. */
export const createLoads = () => {
  const moved = new Map<string, number>();
  const add = (person: string | null, by: number): void => {
    if (person !== null) moved.set(person, (moved.get(person) ?? 0) + by);
  };
  return {
    now: (staff: Staff): Staff =>
      moved.size === 0
        ? staff
        : staff.map((rep) => ({ ...rep, open: Math.max(0, rep.open + (moved.get(rep.person) ?? 0)) })),
    moved: (before: Conversation, after: Conversation): void => {
      add(holder(before), -1);
      add(holder(after), 1);
    },
  };
};
