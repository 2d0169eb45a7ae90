import { isOpen } from "../../core/conversation/clock.ts";
import type { Place } from "../../core/platform.ts";
import { SECOND } from "../../core/time.ts";
import type { Body } from "../../core/views.ts";
import type { Order } from "../../ports.ts";
import { audience, relayBody, sentenceBody, usersOf } from "./bodies.ts";
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
  const { desk, stored, customer, read, clock } = filling;
  const card = await cardView(stored, customer, read, clock.now());
  return post(
    filling,
    { ...desk.staff, thread: null },
    { body: { kind: "card", card }, buttons: card.buttons },
  );
};

export const updateCard = async (filling: Filling): Promise<Composed> => {
  const { stored, customer, read, clock } = filling;
  const composed = await editLanded(filling, "card", "staff", async () => {
    const card = await cardView(stored, customer, read, clock.now());
    return { body: { kind: "card", card }, buttons: card.buttons };
  });
  return composed.do === "drop" && !stored.state.cardPosted ? WAIT : composed;
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

export const mark = async (effect: Of<"MarkMessage">, { row, desk, read }: Filling): Promise<Composed> => {
  const message = await read.message(effect.messageId);
  if (message === null) return DROP;
  const { ref } = message;
  return send(ref.place.platform, { ...baseOf(row, desk), type: "mark", message: ref, mark: effect.mark });
};

export const closeNotice = (effect: Of<"CloseNotice">, filling: Filling): Promise<Composed> =>
  editLanded(filling, `notice:${effect.about}`, "staff", async () => ({
    body: await sentenceBody(effect.sentence, filling.read),
  }));

export const postAlert = async ({ alert }: Of<"PostAlert">, filling: Filling): Promise<Composed> => {
  const { desk, stored, customer, read, clock, chats } = filling;
  const running = stored.state.clocks.all.find(
    (one) => one.target === alert.target && one.cycle === alert.cycle,
  );
  // Fencing: an alert that was overtaken by the answer says nothing any more.
  if (alert.answeredAt === null && (running === undefined || !isOpen(running))) return DROP;
  // Nobody is told half of it when all of it is due: an older ping that still waits is dropped.
  const rises = stored.state.told.some((key) => {
    const [target, cycle, level] = key.split(":");
    return target === alert.target && Number(cycle) === alert.cycle && Number(level) > alert.level;
  });
  if (rises && alert.channel !== "managers") return DROP;
  const waits = alert.channel === "staff" && stored.staffPlace === null;
  // The card is on its way; where it never arrives, the channel itself has to do.
  if (waits && clock.now() - filling.row.createdAt < CARD_PATIENCE_MS) return WAIT;
  const mention = await audience(alert, filling);
  const card = (await read.landed(stored.id, "card", "staff"))[0]?.message;
  const permalink = card === undefined ? null : (chats.get(desk.staff.platform)?.permalink(card) ?? null);
  const view = await alertView(stored, customer, alert, { read, now: clock.now(), mention, permalink });
  const to: Place =
    alert.channel === "staff"
      ? (stored.staffPlace ?? { ...desk.staff, thread: null })
      : { ...(alert.channel === "managers" ? desk.managers : desk.alerts), thread: null };
  return post(filling, to, { body: { kind: "alert", alert: view }, mention, buttons: view.buttons });
};

/** Every message of the alert, each changed on its own. */
export const closeAlert = async (effect: Of<"CloseAlert">, filling: Filling): Promise<Composed> => {
  const { row, desk, stored, read } = filling;
  const landed = await read.landed(stored.id, `alert:${effect.target}:${effect.cycle}`, "staff");
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
