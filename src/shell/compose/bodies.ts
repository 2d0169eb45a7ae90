import type { Person, Platform } from "../../core/platform.ts";
import type { Desk } from "../../core/policy/policy.ts";
import type { Sentence } from "../../core/sentences.ts";
import type { TicketEvent } from "../../core/ticket/event.ts";
import type { TicketListItem } from "../../core/ticket/sentences.ts";
import type { Body } from "../../core/views.ts";
import type { ReadStore } from "../../ports-store.ts";
import type { Filling } from "./composed.ts";

const peopleOf = (event: TicketEvent): readonly (string | null)[] => [
  "by" in event ? event.by : null,
  "customer" in event ? event.customer : null,
];

const ticketsListedIn = (sentence: Sentence): readonly TicketListItem[] => {
  switch (sentence.key) {
    case "ticket_list":
    case "ticket_own_list":
    case "ticket_shift_list":
      return sentence.items;
    default:
      return [];
  }
};

const peopleIn = (sentence: Sentence): readonly string[] =>
  [
    "person" in sentence ? sentence.person : null,
    "from" in sentence ? sentence.from : null,
    "claimedBy" in sentence ? sentence.claimedBy : null,
    "to" in sentence ? sentence.to : null,
    "called" in sentence ? sentence.called : null,
    "by" in sentence ? sentence.by : null,
    ...(sentence.key === "ticket_audit" ? sentence.events.flatMap(peopleOf) : []),
    ...ticketsListedIn(sentence).map((one) => one.assignee),
  ].filter((id) => id !== null);

/** The texts of tickets that a sentence shows, by their ids. */
const ticketTextsIn = (sentence: Sentence): readonly string[] => [
  ...("texts" in sentence ? Object.values(sentence.texts) : []),
  ...("suggestion" in sentence && sentence.suggestion !== null ? [sentence.suggestion] : []),
  ...("code" in sentence && sentence.key === "ticket_opened" && sentence.code !== null
    ? [sentence.code]
    : []),
  ...(sentence.key === "ticket_audit"
    ? sentence.events.flatMap((event) => ("texts" in event ? [event.texts.request] : []))
    : []),
  ...("textId" in sentence && sentence.textId !== null ? [sentence.textId] : []),
  ...ticketsListedIn(sentence).map((one) => one.subject),
];

/** A sentence with the names and the words that it speaks of. */
export const sentenceBody = async (
  sentence: Sentence,
  read: ReadStore,
): Promise<Body & { readonly kind: "sentence" }> => {
  const people: Record<string, Person> = {};
  for (const id of peopleIn(sentence)) {
    const person = await read.person(id);
    if (person !== null) people[id] = person;
  }
  const quoted =
    "messageId" in sentence && sentence.messageId !== null ? await read.message(sentence.messageId) : null;
  const quotes = {
    ...(quoted === null ? {} : { [quoted.id]: quoted.text }),
    ...(await read.ticketTexts(ticketTextsIn(sentence))),
  };
  return { kind: "sentence", sentence, people, quotes };
};

/** Reps are known to customers by the name that the policy file gives them, whatever their profile says. */
const asCustomersKnow = (person: Person, desk: Desk): Person => {
  const rep = desk.reps.find((one) => one[person.platform] === person.userId);
  return rep === undefined ? person : { ...person, name: rep.name };
};

/** The same body as the customer reads it. */
export const forCustomers = <T extends Body>(body: T, desk: Desk): T => {
  if (body.kind === "text" && body.from !== null) return { ...body, from: asCustomersKnow(body.from, desk) };
  if (body.kind !== "sentence") return body;
  const people = Object.entries(body.people).map(([id, person]) => [id, asCustomersKnow(person, desk)]);
  return { ...body, people: Object.fromEntries(people) };
};

/** What somebody wrote, passed on as theirs; a burst is one text. Null when the words were erased. */
export const relayBody = async ({
  messages,
  stored,
  customer,
  read,
}: Filling): Promise<(Body & { readonly kind: "text" }) | null> => {
  const [first] = messages;
  if (first === undefined) return null;
  return {
    kind: "text",
    text: messages.map((message) => message.text).join("\n"),
    from: first.personId === stored.customerId ? customer : await read.person(first.personId),
    // A rep's files stay where they are: the customer could not open them, and the rep was told so.
    attachments: messages.flatMap((message) => (message.side === "customer" ? message.attachments : [])),
  };
};

/** Users of this platform among these people: nobody can be pinged elsewhere. */
export const usersOf = async (
  ids: readonly string[],
  platform: Platform,
  read: ReadStore,
): Promise<readonly string[]> => {
  const people = await Promise.all(ids.map((id) => read.person(id)));
  return people.flatMap((person) => (person?.platform === platform ? [person.userId] : []));
};
