import { isOpen } from "../../core/conversation/clock.ts";
import { clockKey } from "../../core/conversation/state.ts";
import type { Alert } from "../../core/effect.ts";
import type { Place } from "../../core/platform.ts";
import type { Target } from "../../core/policy/policy.ts";
import { SECOND } from "../../core/time.ts";
import type { Body } from "../../core/views.ts";
import type { Order } from "../../ports.ts";
import type { Landed } from "../../ports-store.ts";
import { relayBody, sentenceBody, usersOf } from "./bodies.ts";
import {
  baseOf,
  type Composed,
  DROP,
  editLanded,
  type Filling,
  fail,
  type Of,
  post,
  send,
  WAIT,
} from "./composed.ts";
import { alertView, cardView } from "./views.ts";

/** How long a ping waits for the thread that it is to stand in, ms. */
const CARD_PATIENCE_MS = 5 * SECOND;

const NO_CARD = fail("place_gone", "no_card");

export const postCard = async (filling: Filling): Promise<Composed> => {
  const card = await cardView(filling);
  return post(
    filling,
    { ...filling.desk.staff, thread: null },
    { body: { kind: "card", card }, buttons: card.buttons },
  );
};

export const updateCard = async (filling: Filling): Promise<Composed> => {
  const composed = await editLanded(filling, "card", "staff", async () => {
    const card = await cardView(filling);
    return { body: { kind: "card", card }, buttons: card.buttons };
  });
  return composed.do === "drop" && !filling.stored.state.cardPosted ? WAIT : composed;
};

export const relay = async (filling: Filling): Promise<Composed> => {
  const { staffPlace } = filling.stored;
  if (staffPlace === null) return NO_CARD;
  const body = await relayBody(filling);
  return body === null ? DROP : post(filling, staffPlace, { body });
};

export const say = async (effect: Of<"SayToStaff">, filling: Filling): Promise<Composed> => {
  const { read, stored } = filling;
  if (stored.staffPlace === null) return NO_CARD;
  const mention = await usersOf(effect.mention, stored.staffPlace.platform, read);
  const body = await sentenceBody(effect.sentence, read);
  return post(filling, stored.staffPlace, { body, mention, buttons: effect.buttons });
};

export const closeNotice = (effect: Of<"CloseNotice">, filling: Filling): Promise<Composed> =>
  editLanded(filling, `notice:${effect.about}`, "staff", async () => ({
    body: await sentenceBody(effect.sentence, filling.read),
  }));

/** The messages of a clock's alert, oldest first; one that was edited is still one. */
const alertsOf = async (
  { stored, read }: Filling,
  target: Target,
  cycle: number,
): Promise<readonly Landed[]> => {
  const landed = await read.landed(stored.id, `alert:${target}:${cycle}`, "staff");
  return [...new Map(landed.map((one) => [one.message.id, one])).values()];
};

/** Nothing is asked of anybody any more: it was answered, or it is over. */
export const isOver = ({ target, cycle, answeredAt }: Alert, { stored }: Filling): boolean => {
  const clock = stored.state.clocks.all.find((one) => one.target === target && one.cycle === cycle);
  return answeredAt === null && (clock === undefined || !isOpen(clock));
};

/**
 * Fencing: an alert says nothing any more once the answer has come, a rep has what was offered, or a higher level was
 * told in the same channel: nobody is told half of it when all of it is due.
 */
export const isStale = (alert: Alert, filling: Filling): boolean => {
  const { level, channel, offer } = alert;
  const { state } = filling.stored;
  if (isOver(alert, filling)) return true;
  if (channel === "managers") return false;
  // Offered on: the levels that were told before were told to others.
  if (offer !== null && offer !== "new") return state.rep !== null;
  return (state.alerted[clockKey(alert)] ?? 0) > level;
};

/** Whom the alert calls; where none of its clock stands yet, also whom those before it would have called. */
const calledBy = async (alert: Alert, filling: Filling): Promise<readonly string[]> => {
  const { target, cycle, mention, channel } = alert;
  const called = filling.stored.state.called[clockKey(alert)] ?? [];
  const missing = called.filter((person) => !mention.includes(person));
  if (channel === "managers" || missing.length === 0) return mention;
  return (await alertsOf(filling, target, cycle)).length > 0 ? mention : [...mention, ...missing];
};

export const postAlert = async ({ alert }: Of<"PostAlert">, filling: Filling): Promise<Composed> => {
  const { row, desk, stored, clock, read } = filling;
  if (isStale(alert, filling)) return DROP;
  const waits = alert.channel === "staff" && stored.staffPlace === null;
  // The card is on its way; where it never arrives, the channel itself has to do.
  if (waits && clock.now() - row.createdAt < CARD_PATIENCE_MS) return WAIT;
  const to: Place =
    alert.channel === "staff"
      ? (stored.staffPlace ?? { ...desk.staff, thread: null })
      : { ...(alert.channel === "managers" ? desk.managers : desk.alerts), thread: null };
  const mention = await usersOf(await calledBy(alert, filling), to.platform, read);
  const view = await alertView(alert, filling, mention);
  const body: Body = { kind: "alert", alert: view };
  const standing = alert.notify
    ? undefined
    : (await alertsOf(filling, alert.target, alert.cycle)).findLast(
        ({ message }) => message.place.channel === to.channel,
      );
  return standing === undefined
    ? post(filling, to, { body, mention, buttons: view.buttons })
    : send(to.platform, {
        ...baseOf(row, desk),
        type: "edit",
        messages: [standing.message],
        body,
        buttons: view.buttons,
      });
};

/** All but the newest in the alerts channel; what stands elsewhere is others' to read. */
export const retireAlerts = async (effect: Of<"RetireAlerts">, filling: Filling): Promise<Composed> => {
  const { row, desk } = filling;
  const landed = await alertsOf(filling, effect.target, effect.cycle);
  const inChannel = landed.filter(({ message }) => message.place.channel === desk.alerts.channel);
  const messages = inChannel.slice(0, -1).map(({ message }) => message);
  return messages.length === 0
    ? DROP
    : send(desk.alerts.platform, { ...baseOf(row, desk), type: "delete", messages });
};

export const page = async (effect: Of<"Page">, filling: Filling): Promise<Composed> => {
  const { row, desk, stored } = filling;
  const { target, cycle, level } = effect;
  const clock = stored.state.clocks.all.find((one) => one.target === target && one.cycle === cycle);
  const pager = desk.policy.pagers[effect.pager];
  if (pager === undefined || clock === undefined || !isOpen(clock)) return DROP;
  const { dueAt } = clock;
  const nobody = { mention: [], here: false, notify: true, passedOn: [], offer: null, answeredAt: null };
  const alert: Alert = { target, cycle, level, dueAt, channel: "alerts", ...nobody };
  const view = await alertView(alert, filling, []);
  const { permalink } = view;
  const text = filling.words(desk.policy.language).alert(view);
  return {
    do: "page",
    pager,
    page: { id: row.id, desk: desk.name, number: stored.number, target, level, dueAt, text, permalink },
  };
};

/** Every message of the alert, each changed on its own. */
export const closeAlert = async (effect: Of<"CloseAlert">, filling: Filling): Promise<Composed> => {
  const { row, desk, stored, read } = filling;
  const landed = await alertsOf(filling, effect.target, effect.cycle);
  const sentence = await sentenceBody(effect.sentence, read);
  const body: Body = { kind: "closed_alert", number: stored.number, sentence };
  const orders = landed.map(
    ({ message }, index): Order => ({
      ...baseOf(row, desk),
      id: `${row.id}-${index}`,
      type: "edit",
      messages: [message],
      body,
      buttons: [],
    }),
  );
  const platform = landed[0]?.message.place.platform;
  return platform === undefined ? DROP : send(platform, ...orders);
};

export const whisper = async (effect: Of<"Whisper">, filling: Filling): Promise<Composed> => {
  const { row, desk, stored, read } = filling;
  const person = await read.person(effect.person);
  if (person === null) return DROP;
  const isCustomer = effect.person === stored.customerId;
  const place = isCustomer ? stored.customerPlace : stored.staffPlace;
  // The answer to a request is given where it was made, although the place is not there yet.
  const asked: Place = { ...(isCustomer ? desk.customers : desk.staff), thread: null };
  if (place === null && effect.reply === null) return DROP;
  return send(person.platform, {
    ...baseOf(row, desk),
    type: "whisper",
    to: place ?? asked,
    user: person.userId,
    body: await sentenceBody(effect.sentence, read),
    buttons: effect.buttons,
    reply: effect.reply,
  });
};
