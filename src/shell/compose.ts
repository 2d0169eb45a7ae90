import type { Button } from "../core/actions.ts";
import { isOpen } from "../core/conversation/clock.ts";
import type { Alert, Effect } from "../core/effect.ts";
import type { Failure } from "../core/inbound.ts";
import type { Person, Place, Platform } from "../core/platform.ts";
import type { Desk } from "../core/policy/policy.ts";
import type { Sentence } from "../core/sentences.ts";
import type { Body } from "../core/views.ts";
import type { Clock, Order } from "../ports.ts";
import type { OutboxRow, ReadStore, StoredConversation, StoredMessage } from "../ports-store.ts";
import type { Chats } from "./address.ts";
import { alertView, cardView } from "./compose-views.ts";
import type { Desks } from "./desks.ts";

/** What becomes of an outbox row when it is filled in. */
export type Composed =
  | { readonly do: "send"; readonly platform: Platform; readonly orders: readonly Order[] }
  /** No longer worth saying: the clock is answered, the message was never sent. */
  | { readonly do: "drop" }
  | { readonly do: "wait" }
  | { readonly do: "fail"; readonly failure: Failure };

export interface ComposeOptions {
  readonly read: ReadStore;
  readonly desks: Desks;
  readonly chats: Chats;
  readonly clock: Clock;
}

/** What nearly every effect needs, read at once. */
interface Read {
  readonly stored: StoredConversation;
  readonly customer: Person | null;
  /** What is passed on, in its order. */
  readonly messages: readonly StoredMessage[];
}

type Content = { readonly body: Body; readonly mention: readonly string[] };

const passesOn = (
  effect: Effect,
): effect is Extract<Effect, { type: "RelayToStaff" | "RelayToCustomer" | "EditForCustomer" }> =>
  effect.type === "RelayToStaff" || effect.type === "RelayToCustomer" || effect.type === "EditForCustomer";

const DROP: Composed = { do: "drop" };
const fail = (reason: Failure["reason"], code: string): Composed => ({
  do: "fail",
  failure: { reason, code },
});

/** Fills an effect in with texts, names and places, at the moment it is sent: so it says what is true now. */
export const createCompose = ({ read, desks, chats, clock }: ComposeOptions) => {
  const personOf = async (id: string): Promise<Person | null> => read.person(id);

  const sentenceBody = async (sentence: Sentence): Promise<Body & { kind: "sentence" }> => {
    const ids = [
      ...("person" in sentence && sentence.person !== null ? [sentence.person] : []),
      ...("from" in sentence && sentence.from !== null ? [sentence.from] : []),
      ...("claimedBy" in sentence && sentence.claimedBy !== null ? [sentence.claimedBy] : []),
    ];
    const people: Record<string, Person> = {};
    for (const id of ids) {
      const person = await personOf(id);
      if (person !== null) people[id] = person;
    }
    const quotes: Record<string, string> = {};
    if ("messageId" in sentence && sentence.messageId !== null) {
      const message = await read.message(sentence.messageId);
      if (message !== null) quotes[message.id] = message.text;
    }
    return { kind: "sentence", sentence, people, quotes };
  };

  /** Users of this platform among these people: nobody can be pinged elsewhere. */
  const usersOf = async (ids: readonly string[], platform: Platform): Promise<readonly string[]> => {
    const people = await Promise.all(ids.map(personOf));
    return people.flatMap((person) => (person?.platform === platform ? [person.userId] : []));
  };

  const repUser = (desk: Desk, platform: Platform): readonly string[] =>
    desk.reps.flatMap((rep) => rep[platform] ?? []);

  /** Roster and shifts decide who is on (core/policy/roster.ts, when it comes); until then everybody is. */
  const audience = async (
    alert: Alert,
    desk: Desk,
    stored: StoredConversation,
    platform: Platform,
  ): Promise<readonly string[]> => {
    const users = new Set<string>();
    for (const who of alert.tell) {
      const assignee = stored.state.rep === null ? [] : await usersOf([stored.state.rep], platform);
      if (who === "assignee") for (const user of assignee) users.add(user);
      else if (who === "lead") {
        for (const rep of desk.reps)
          if (rep.lead) for (const user of [rep[platform]]) if (user) users.add(user);
      } else if (who !== "managers") for (const user of repUser(desk, platform)) users.add(user);
    }
    return [...users];
  };

  const relayed = async ({ messages, stored, customer }: Read): Promise<(Body & { kind: "text" }) | null> => {
    const first = messages[0];
    if (first === undefined) return null;
    return {
      kind: "text",
      text: messages.map((message) => message.text).join("\n"),
      from: first.personId === stored.customerId ? customer : await personOf(first.personId),
      attachments: messages.flatMap((message) => message.attachments),
    };
  };

  const fill = async (row: OutboxRow, desk: Desk, found: Read | null): Promise<Composed> => {
    const { effect } = row;
    const base = {
      id: row.id,
      createdAt: row.createdAt,
      maybeSent: row.maybeSent,
      desk: { deskName: desk.name, policyUrl: desk.policy.policyUrl },
      language: desk.policy.language,
    };
    const send = (platform: Platform, ...orders: readonly Order[]): Composed => ({
      do: "send",
      platform,
      orders,
    });
    const post = (to: Place, { body, mention }: Content, buttons: readonly Button[] = []): Composed =>
      send(to.platform, { ...base, type: "post", to, body, mention, buttons });

    if (effect.type === "SayAt") {
      return post(effect.place, { body: await sentenceBody(effect.sentence), mention: [] });
    }
    if (effect.type === "SayToManagers") {
      const to: Place = { ...desk.managers, thread: null };
      return post(to, { body: await sentenceBody(effect.sentence), mention: [] });
    }
    if (found === null) return DROP;
    const { stored, customer } = found;
    const { customerPlace, staffPlace, state } = stored;
    const noCustomer = state.reachable
      ? fail("place_gone", "no_place")
      : fail("customer_gone", "unreachable");
    if (customer === null) return fail("customer_gone", "erased");

    switch (effect.type) {
      case "OpenCustomerPlace":
        return send(desk.customers.platform, {
          ...base,
          type: "open_place",
          prefer: effect.prefer,
          channel: desk.customers.channel,
          number: stored.number,
          customer,
          reply: effect.reply,
        });
      case "SayToCustomer":
        if (customerPlace === null) return noCustomer;
        return post(
          customerPlace,
          { body: await sentenceBody(effect.sentence), mention: effect.mention ? [customer.userId] : [] },
          effect.buttons,
        );
      case "RelayToCustomer": {
        const body = await relayed(found);
        if (body === null) return DROP;
        if (customerPlace === null) return noCustomer;
        return post(customerPlace, { body, mention: effect.mention ? [customer.userId] : [] });
      }
      case "EditForCustomer":
      case "DeleteForCustomer": {
        const landed = await read.landed(stored.id, effect.messageId, "customer");
        const place = landed[0]?.message.place;
        if (place === undefined) return DROP;
        const messages = landed.map((one) => one.message);
        if (effect.type === "DeleteForCustomer")
          return send(place.platform, { ...base, type: "delete", messages });
        const body = await relayed(found);
        return body === null
          ? DROP
          : send(place.platform, { ...base, type: "edit", messages, body, buttons: [] });
      }
      case "LockCustomerPlace":
        return customerPlace === null
          ? DROP
          : send(customerPlace.platform, { ...base, type: "lock", place: customerPlace });
      case "PostCard": {
        const card = await cardView(stored, customer, read, clock.now());
        return post(
          { ...desk.staff, thread: null },
          { body: { kind: "card", card }, mention: [] },
          card.buttons,
        );
      }
      case "UpdateCard": {
        const landed = await read.landed(stored.id, "card", "staff");
        const message = landed[0]?.message;
        if (message === undefined) return state.cardPosted ? DROP : { do: "wait" };
        const card = await cardView(stored, customer, read, clock.now());
        return send(message.place.platform, {
          ...base,
          type: "edit",
          messages: [message],
          body: { kind: "card", card },
          buttons: card.buttons,
        });
      }
      case "RelayToStaff": {
        if (staffPlace === null) return fail("place_gone", "no_card");
        const body = await relayed(found);
        return body === null ? DROP : post(staffPlace, { body, mention: [] });
      }
      case "SayToStaff": {
        if (staffPlace === null) return fail("place_gone", "no_card");
        const mention = await usersOf(effect.mention, staffPlace.platform);
        return post(staffPlace, { body: await sentenceBody(effect.sentence), mention }, effect.buttons);
      }
      case "MarkMessage": {
        const message = await read.message(effect.messageId);
        if (message === null) return DROP;
        return send(message.ref.place.platform, {
          ...base,
          type: "mark",
          message: message.ref,
          mark: effect.mark,
        });
      }
      case "PostAlert": {
        const { alert } = effect;
        const clockNow = state.clocks.all.find(
          (one) => one.target === alert.target && one.cycle === alert.cycle,
        );
        // Fencing: an alert that was overtaken by the answer says nothing any more.
        if (alert.answeredAt === null && (clockNow === undefined || !isOpen(clockNow))) return DROP;
        const { platform } = desk.alerts;
        const mention = await audience(alert, desk, stored, platform);
        const staff = chats.get(desk.staff.platform);
        const card = (await read.landed(stored.id, "card", "staff"))[0]?.message;
        const view = await alertView(stored, customer, alert, {
          read,
          now: clock.now(),
          mention,
          permalink: card === undefined ? null : (staff?.permalink(card) ?? null),
        });
        return post(
          { ...desk.alerts, thread: null },
          { body: { kind: "alert", alert: view }, mention },
          view.buttons,
        );
      }
      case "CloseAlert": {
        const landed = await read.landed(stored.id, `alert:${effect.target}:${effect.cycle}`, "staff");
        if (landed.length === 0) return DROP;
        const sentence = await sentenceBody(effect.sentence);
        const body: Body = { kind: "closed_alert", number: stored.number, sentence };
        const orders = landed.map(
          (one, index): Order => ({
            ...base,
            id: `${row.id}-${index}`,
            type: "edit",
            messages: [one.message],
            body,
            buttons: [],
          }),
        );
        return send(desk.alerts.platform, ...orders);
      }
      case "CloseNotice": {
        const landed = await read.landed(stored.id, `notice:${effect.about}`, "staff");
        const place = landed[0]?.message.place;
        if (place === undefined) return DROP;
        return send(place.platform, {
          ...base,
          type: "edit",
          messages: landed.map((one) => one.message),
          body: await sentenceBody(effect.sentence),
          buttons: [],
        });
      }
      case "Whisper": {
        const person = await personOf(effect.person);
        if (person === null) return DROP;
        const place = effect.person === stored.customerId ? customerPlace : staffPlace;
        if (place === null) return DROP;
        return send(person.platform, {
          ...base,
          type: "whisper",
          to: place,
          user: person.userId,
          body: await sentenceBody(effect.sentence),
          buttons: effect.buttons,
          reply: effect.reply,
        });
      }
      default:
        return effect satisfies never;
    }
  };

  const find = async (rows: readonly OutboxRow[], id: string): Promise<Read | null> => {
    const ids = rows.flatMap(({ effect }) => (passesOn(effect) ? [effect.messageId] : []));
    const [conversation, messages] = await Promise.all([read.conversation(id), read.messages(ids)]);
    return conversation === null ? null : { ...conversation, messages };
  };

  return async (rows: readonly OutboxRow[]): Promise<Composed> => {
    const row = rows[0];
    if (row === undefined) return DROP;
    const found = row.conversationId === null ? null : await find(rows, row.conversationId);
    const desk =
      found === null
        ? desks.byId(row.desk)
        : await desks.asPromised(found.stored.desk, found.stored.policyVersion);
    return fill(row, desk, found);
  };
};

export type Compose = ReturnType<typeof createCompose>;
