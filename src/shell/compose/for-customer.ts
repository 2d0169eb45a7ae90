import { forCustomers, relayBody, sentenceBody } from "./bodies.ts";
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
} from "./composed.ts";

const nowhere = ({ stored }: Filling): Composed =>
  stored.state.reachable ? fail("place_gone", "no_place") : fail("customer_gone", "unreachable");

export const openPlace = (effect: Of<"OpenCustomerPlace">, filling: Filling): Composed => {
  const { row, desk, stored, customer } = filling;
  return send(desk.customers.platform, {
    ...baseOf(row, desk),
    type: "open_place",
    prefer: effect.prefer,
    channel: desk.customers.channel,
    number: stored.number,
    customer,
    reply: effect.reply,
  });
};

export const say = async (effect: Of<"SayToCustomer">, filling: Filling): Promise<Composed> => {
  const { stored, customer, read, desk } = filling;
  if (stored.customerPlace === null) return nowhere(filling);
  return post(filling, stored.customerPlace, {
    body: forCustomers(await sentenceBody(effect.sentence, read), desk),
    mention: effect.mention ? [customer.userId] : [],
    buttons: effect.buttons,
  });
};

export const relay = async (effect: Of<"RelayToCustomer">, filling: Filling): Promise<Composed> => {
  const { stored, customer } = filling;
  const body = await relayBody(filling);
  if (body === null) return DROP;
  if (stored.customerPlace === null) return nowhere(filling);
  const mention = effect.mention ? [customer.userId] : [];
  return post(filling, stored.customerPlace, {
    body: forCustomers(body, filling.desk),
    mention,
    reader: customer.userId,
  });
};

export const edit = (effect: Of<"EditForCustomer">, filling: Filling): Promise<Composed> =>
  editLanded(filling, effect.messageId, "customer", async () => {
    const body = await relayBody(filling);
    return body === null ? null : { body: forCustomers(body, filling.desk) };
  });

export const remove = async (effect: Of<"DeleteForCustomer">, filling: Filling): Promise<Composed> => {
  const { row, desk, stored, read } = filling;
  const messages = (await read.landed(stored.id, effect.messageId, "customer")).map((one) => one.message);
  const [first] = messages;
  if (first === undefined) return DROP;
  return send(first.place.platform, { ...baseOf(row, desk), type: "delete", messages });
};

/** The customer's own message, where the desk may: it held a secret. */
export const removeOriginal = async (
  effect: Of<"DeleteOriginal">,
  { row, desk, read }: Filling,
): Promise<Composed> => {
  const message = await read.message(effect.messageId);
  if (message === null) return DROP;
  return send(message.ref.place.platform, {
    ...baseOf(row, desk),
    type: "delete",
    messages: [message.ref],
    by: "person",
  });
};

export const lock = (filling: Filling): Composed => {
  const { row, desk, stored } = filling;
  const place = stored.customerPlace;
  return place === null ? DROP : send(place.platform, { ...baseOf(row, desk), type: "lock", place });
};
