import { stateButtons } from "../../core/conversation/buttons.ts";
import { clockState, isOpen } from "../../core/conversation/clock.ts";
import type { Alert } from "../../core/effect.ts";
import type { Person } from "../../core/platform.ts";
import type { Timestamp } from "../../core/time.ts";
import type { AlertView, CardView, ClockView } from "../../core/views.ts";
import type { ReadStore, StoredConversation } from "../../ports-store.ts";
import { PREVIEW_LENGTH, previewOf, redactPreview } from "./preview.ts";

/** Clocks that still ask for something: those that run, and those that are over due and unanswered. */
const clockViews = (stored: StoredConversation, now: Timestamp): readonly ClockView[] => {
  const open = stored.state.clocks.all.filter(isOpen);
  const reply = open.filter((clock) => clock.target !== "resolution");
  const resolution = open.filter((clock) => clock.target === "resolution");
  return [...reply, ...resolution].map((clock) => ({
    target: clock.target,
    dueAt: clock.dueAt,
    state: clockState(clock, now),
  }));
};

export const cardView = async (
  stored: StoredConversation,
  customer: Person,
  read: ReadStore,
  now: Timestamp,
): Promise<CardView> => {
  const { state } = stored;
  const first = await read.firstMessage(stored.id);
  return {
    number: stored.number,
    customer,
    subject: first?.subject ?? null,
    preview: previewOf(first?.text ?? "", 2 * PREVIEW_LENGTH),
    status: state.status === "none" ? "open" : state.status,
    outcome: state.outcome,
    rep: state.rep === null ? null : await read.person(state.rep),
    ball: state.clocks.ball,
    waitingSince: state.clocks.waitingSince,
    openedAt: state.openedAt,
    clocks: clockViews(stored, now),
    reachable: state.reachable,
    buttons: stateButtons(state),
  };
};

export const alertView = async (
  stored: StoredConversation,
  customer: Person,
  alert: Alert,
  how: {
    readonly read: ReadStore;
    readonly now: Timestamp;
    readonly mention: readonly string[];
    readonly permalink: string | null;
  },
): Promise<AlertView> => {
  const last = await how.read.lastCustomerMessage(stored.id);
  return {
    number: stored.number,
    customer,
    target: alert.target,
    level: alert.level,
    dueAt: alert.dueAt,
    now: how.now,
    answeredAt: alert.answeredAt,
    preview: previewOf(redactPreview(last?.text ?? ""), PREVIEW_LENGTH),
    mention: how.mention,
    here: how.mention.length === 0 && alert.answeredAt === null && alert.channel === "alerts",
    permalink: how.permalink,
    buttons: stateButtons(stored.state),
  };
};
