import type { Period, User } from "./model.ts";
import type { Workspace } from "./workspace.ts";

const DAY_MS = 24 * 60 * 60_000;

/** Desktop and phone stay silent then. https://slack.com/help/articles/214888418-Set-default-do-not-disturb-hours */
export function isSilent(user: User, now: number): boolean {
  const period = dndPeriod(user, now);
  return period !== undefined && period.startAt <= now;
}

/** What nobody but the user themselves is told: `snooze_*` is not among it. */
export type DndStatus = {
  readonly dnd_enabled: boolean;
  readonly next_dnd_start_ts: number;
  readonly next_dnd_end_ts: number;
};

/**
 * `dnd_enabled` says that there is a period, not that it has begun: that is so when now lies within it.
 * Without one both bounds are 1. https://docs.slack.dev/reference/methods/dnd.teamInfo
 */
export function dndStatus(user: User, now: number): DndStatus {
  const period = dndPeriod(user, now);
  return {
    dnd_enabled: period !== undefined,
    next_dnd_start_ts: period ? Math.floor(period.startAt / 1000) : 1,
    next_dnd_end_ts: period ? Math.floor(period.endAt / 1000) : 1,
  };
}

/** "Do not Disturb settings changed": not when a period begins or ends by itself. https://docs.slack.dev/reference/events/dnd_updated_user */
export function tellDnd(workspace: Workspace, user: User): void {
  const dnd_status = dndStatus(user, workspace.now());
  const event_ts = (workspace.now() / 1000).toFixed(6);
  workspace.occurs({
    event: { type: "dnd_updated_user", user: user.id, dnd_status, event_ts },
    channel: undefined,
  });
}

/** The one that runs, a pause before quiet hours; else the next quiet hours. */
function dndPeriod({ pause, quietHours }: User, now: number): Period | undefined {
  if (pause && pause.endAt > now) return pause;
  if (!quietHours) return undefined;
  const daysOver = Math.max(0, Math.floor((now - quietHours.endAt) / DAY_MS) + 1);
  const shiftMs = daysOver * DAY_MS;
  return { startAt: quietHours.startAt + shiftMs, endAt: quietHours.endAt + shiftMs };
}
