import type { Alert } from "../../core/effect.ts";
import type { Place } from "../../core/platform.ts";
import type { Desk } from "../../core/policy/policy.ts";
import type { Timestamp } from "../../core/time.ts";
import { ALERT_LINES, type AlertLine, type AlertsView } from "../../core/views.ts";
import type { FoundConversation, OutboxRow, ReadStore } from "../../ports-store.ts";
import { usersOf } from "./bodies.ts";
import { type Composed, DROP, type Filling, post } from "./composed.ts";
import { isOver, isStale, postAlert } from "./for-staff.ts";
import { lineView } from "./views.ts";

/** Conversations read at once: two thousand of them need not be in memory together. */
const READ_AT_ONCE = 200;

interface Help {
  readonly read: ReadStore;
  readonly now: Timestamp;
  /** Null: the customer was erased, and nobody waits any more. */
  readonly fill: (row: OutboxRow, found: FoundConversation) => Promise<Filling | null>;
}

interface Telling {
  readonly row: OutboxRow;
  readonly alert: Alert;
}

const alertIn = ({ effect }: OutboxRow): Alert | null => (effect.type === "PostAlert" ? effect.alert : null);

const isOverdue = ({ dueAt, answeredAt }: Alert, now: Timestamp): boolean =>
  answeredAt === null && dueAt < now;

/** Unanswered before answered, then whoever is due first: so the longest overdue leads. */
const byUrgency = (one: Telling, other: Telling): number =>
  Number(one.alert.answeredAt !== null) - Number(other.alert.answeredAt !== null) ||
  one.alert.dueAt - other.alert.dueAt;

/** With its conversation as it stands now; null where there is none any more. */
const filled = async (rows: readonly OutboxRow[], { read, fill }: Help) => {
  const found = await read.conversations(rows.flatMap((row) => row.conversationId ?? []));
  const byId = new Map(found.map((one) => [one.stored.id, one]));
  return Promise.all(
    rows.map(async (row) => {
      const one = byId.get(row.conversationId ?? "");
      return { row, filling: one === undefined ? null : await fill(row, one) };
    }),
  );
};

/** Those that still say something, the most urgent first, and the ids of those that say nothing any more. */
const sorted = async (rows: readonly OutboxRow[], help: Help) => {
  const telling: Telling[] = [];
  const untold: string[] = [];
  const overtaken: string[] = [];
  for (let from = 0; from < rows.length; from += READ_AT_ONCE) {
    for (const { row, filling } of await filled(rows.slice(from, from + READ_AT_ONCE), help)) {
      const alert = alertIn(row);
      if (alert !== null && filling !== null && !isStale(alert, filling)) telling.push({ row, alert });
      else {
        untold.push(row.id);
        // Its clock still waits: whom it calls is called by the one that has overtaken it.
        if (alert !== null && filling !== null && !isOver(alert, filling)) overtaken.push(...alert.mention);
      }
    }
  }
  return { telling: telling.sort(byUrgency), untold, overtaken };
};

/** One for each conversation, its most urgent. */
const perConversation = (telling: readonly Telling[]): readonly Telling[] => {
  const first = new Map<string | null, Telling>();
  for (const one of telling) {
    if (!first.has(one.row.conversationId)) first.set(one.row.conversationId, one);
  }
  return [...first.values()];
};

const linesOf = async (worst: readonly Telling[], help: Help): Promise<readonly AlertLine[]> => {
  const again = await filled(
    worst.map(({ row }) => row),
    help,
  );
  const lines = await Promise.all(
    again.map(async ({ row, filling }) => {
      const alert = alertIn(row);
      return filling === null || alert === null ? null : lineView(alert, filling);
    }),
  );
  return lines.flatMap((line) => line ?? []);
};

const viewOf = async (
  telling: readonly Telling[],
  also: readonly string[],
  desk: Desk,
  to: Place,
  help: Help,
): Promise<AlertsView> => {
  const { read, now } = help;
  const each = perConversation(telling);
  const told = each.filter(({ alert }) => isOverdue(alert, now)).length;
  const called = [...new Set([...telling.flatMap(({ alert }) => alert.mention), ...also])];
  const [items, counted, mention] = await Promise.all([
    linesOf(each.slice(0, ALERT_LINES), help),
    read.overdue(desk.id, now),
    usersOf(called, to.platform, read),
  ]);
  // Alarms of the same moment may still be on their way here: the rows know of them already.
  const overdue = Math.max(told, counted);
  const others = each.length - told;
  return {
    overdue,
    others,
    now,
    items,
    rest: overdue + others - items.length,
    restAt: { ...desk.staff, thread: null },
    mention: [...new Set(mention)],
    here: telling.some(({ alert }) => alert.here && alert.answeredAt === null && alert.channel === "alerts"),
  };
};

/** Alerts that were claimed together: one message, as long as more than one of them still says something. */
export const mergeAlerts = async (rows: readonly OutboxRow[], desk: Desk, help: Help): Promise<Composed> => {
  const { telling, untold, overtaken } = await sorted(rows, help);
  const [first, ...others] = telling;
  if (first === undefined) return DROP;
  if (others.length === 0) {
    const [one] = await filled([first.row], help);
    if (one === undefined || one.filling === null) return DROP;
    const composed = await postAlert({ type: "PostAlert", alert: first.alert }, one.filling);
    return composed.do === "send" ? { ...composed, untold } : composed;
  }
  const { channel } = first.alert;
  const to: Place = { ...(channel === "managers" ? desk.managers : desk.alerts), thread: null };
  const view = await viewOf(telling, overtaken, desk, to, help);
  const row = { ...first.row, maybeSent: rows.some((one) => one.maybeSent) };
  const composed = post({ row, desk }, to, {
    body: { kind: "alerts", alerts: view },
    mention: view.mention,
  });
  return composed.do === "send" ? { ...composed, untold } : composed;
};
