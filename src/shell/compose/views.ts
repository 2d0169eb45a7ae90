import { stateButtons } from "../../core/conversation/buttons.ts";
import { clockState, isOpen } from "../../core/conversation/clock.ts";
import type { Alert } from "../../core/effect.ts";
import type { Timestamp } from "../../core/time.ts";
import type { AlertLine, AlertView, CardView, ClockView } from "../../core/views.ts";
import type { ReadStore, StoredConversation } from "../../ports-store.ts";
import type { Filling } from "./composed.ts";
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

export const cardView = async ({
  stored,
  customer,
  read,
  clock,
  desk,
  unreliableSince,
}: Filling): Promise<CardView> => {
  const { state } = stored;
  const [first, rep, offeredTo] = await Promise.all([
    read.firstMessage(stored.id),
    state.rep === null ? null : read.person(state.rep),
    state.offeredTo === null ? null : read.person(state.offeredTo),
  ]);
  return {
    number: stored.number,
    customer,
    subject: first?.subject ?? null,
    preview: previewOf(first?.text ?? "", 2 * PREVIEW_LENGTH),
    status: state.status === "none" ? "open" : state.status,
    outcome: state.outcome,
    rep,
    ball: state.clocks.ball,
    waitingSince: state.clocks.waitingSince,
    openedAt: state.openedAt,
    clocks: clockViews(stored, clock.now()),
    reachable: state.reachable,
    plan: state.plan === null ? null : (desk.policy.plans[state.plan]?.name ?? state.plan),
    offeredTo,
    waitUntil: state.waitUntil,
    unreliableSince: state.status === "open" ? unreliableSince : null,
    buttons: stateButtons(state),
  };
};

/** How much of the conversation somebody new is shown. */
const RECENT = 3;

const recentOf = async (alert: Alert, filling: Filling): Promise<AlertView["recent"]> => {
  if (alert.offer === null || alert.offer === "new") return [];
  const { read, stored } = filling;
  const messages = await read.recentMessages(stored.id, RECENT);
  return Promise.all(
    messages.map(async ({ personId, text }) => ({
      from: (await read.person(personId))?.name ?? "?",
      text: previewOf(redactPreview(text), PREVIEW_LENGTH),
    })),
  );
};

const MOST_ALSO_LATE = 5;

/** A rep who is late in several conversations reads of all of them in one ping. */
const alsoLateOf = async (alert: Alert, { stored, read, desk, clock }: Filling) => {
  const { rep } = stored.state;
  if (alert.level < 1 || rep === null) return [];
  const late = await read.overdueOf(desk.id, rep, clock.now(), MOST_ALSO_LATE + 1);
  return late
    .filter(({ id }) => id !== stored.id)
    .slice(0, MOST_ALSO_LATE)
    .map(({ number, dueAt }) => ({ number, dueAt }));
};

const passedOnOf = async ({ passedOn }: Alert, read: ReadStore): Promise<AlertView["passedOn"]> =>
  Promise.all(
    passedOn.map(async ({ who, person, why }) => ({
      who,
      name: person === null ? null : ((await read.person(person))?.name ?? null),
      why,
    })),
  );

const permalinkOf = async ({ stored, read, chats, desk }: Filling): Promise<string | null> => {
  const card = (await read.landed(stored.id, "card", "staff"))[0]?.message;
  return card === undefined ? null : (chats.get(desk.staff.platform)?.permalink(card) ?? null);
};

/** One line of a merged alert. */
export const lineView = async (alert: Alert, filling: Filling): Promise<AlertLine> => {
  const { stored, customer, read } = filling;
  const { rep } = stored.state;
  const [last, permalink, person] = await Promise.all([
    read.lastCustomerMessage(stored.id),
    permalinkOf(filling),
    rep === null ? null : read.person(rep),
  ]);
  const { target, level, dueAt, answeredAt } = alert;
  return {
    ...{ number: stored.number, customer, target, level, dueAt, answeredAt, permalink },
    preview: previewOf(redactPreview(last?.text ?? ""), PREVIEW_LENGTH),
    buttons: stateButtons(stored.state),
    rep: person,
  };
};

/** `mention`: users of the platform where it is shown. */
export const alertView = async (
  alert: Alert,
  filling: Filling,
  mention: readonly string[],
): Promise<AlertView> => {
  const { stored, customer, read, clock } = filling;
  const [last, permalink, recent, passedOn, alsoLate] = await Promise.all([
    read.lastCustomerMessage(stored.id),
    permalinkOf(filling),
    recentOf(alert, filling),
    passedOnOf(alert, read),
    alsoLateOf(alert, filling),
  ]);
  return {
    number: stored.number,
    customer,
    target: alert.target,
    level: alert.level,
    dueAt: alert.dueAt,
    now: clock.now(),
    answeredAt: alert.answeredAt,
    preview: previewOf(redactPreview(last?.text ?? ""), PREVIEW_LENGTH),
    mention,
    here: alert.here && alert.answeredAt === null && alert.channel === "alerts",
    offer: alert.offer,
    passedOn,
    alsoLate,
    recent,
    unreliableSince: filling.unreliableSince,
    permalink,
    buttons: stateButtons(stored.state),
  };
};
