import type { Button } from "../../core/actions.ts";
import type { Command } from "../../core/conversation/command.ts";
import { deadlines } from "../../core/conversation/deadlines.ts";
import { HANDOFF_REASONS, type HandoffReason } from "../../core/conversation/event.ts";
import type { Effect } from "../../core/effect.ts";
import type { DeskCommanded } from "../../core/inbound.ts";
import { type Desk, isPlaceOf, type Rep } from "../../core/policy/policy.ts";
import type { ListItem, Sentence } from "../../core/sentences.ts";
import type { StoredConversation, Tx } from "../../ports-store.ts";
import type { Chats } from "../address.ts";
import { type Task, task } from "../engine/apply.ts";
import { ticketItems } from "../tickets/list.ts";
import type { Board } from "./board.ts";

/** What follows from a rep's word to the desk. */
export interface Commanded {
  readonly desk: Desk;
  readonly effects: readonly Effect[];
  readonly tasks: readonly Task[];
}

export interface CommandHelp {
  readonly tx: Tx;
  readonly desks: readonly Desk[];
  readonly board: Board;
  readonly chats: Chats;
  /** The desk's id of whoever said it. */
  readonly personId: string;
}

const repOf = (desk: Desk, { author }: DeskCommanded): Rep | undefined =>
  desk.reps.find((rep) => rep[author.platform] === author.userId);

/** The desk whose channel it was said in, else the first that knows them. */
const deskOf = (inbound: DeskCommanded, desks: readonly Desk[]): Desk | undefined =>
  desks.find((desk) => isPlaceOf(desk, inbound.place)) ??
  desks.find((desk) => repOf(desk, inbound) !== undefined);

export const dutyButton = (desk: Desk, on: boolean): Button => ({
  action: on ? "on_duty" : "off_duty",
  conversationId: "",
  subject: desk.id,
  style: "default",
});

/** The rep's own, and what nobody has yet: what they need to see first. */
export const listFor = async (
  tx: Tx,
  desk: Desk,
  personId: string,
  chats: Chats,
): Promise<readonly ListItem[]> => {
  const chat = chats.get(desk.staff.platform);
  const item =
    (theirs: boolean) =>
    (stored: StoredConversation): ListItem => {
      const place = stored.staffPlace;
      const card = place?.thread == null ? null : { place: { ...place, thread: null }, id: place.thread };
      const level = deadlines(stored.state, desk.policy).find((one) => one.type === "level");
      return {
        number: stored.number,
        url: card === null ? null : (chat?.permalink(card) ?? null),
        dueAt: level?.type === "level" ? level.clock.dueAt : null,
        theirs,
      };
    };
  const [own, nobodys] = await Promise.all([
    tx.openOf(desk.id, personId),
    tx.unclaimed(desk.id, MOST_LISTED),
  ]);
  const ids = new Set(own.map((one) => one.id));
  return [...own.map(item(true)), ...nobodys.filter((one) => !ids.has(one.id)).map(item(false))].slice(
    0,
    MOST_LISTED,
  );
};

const MOST_LISTED = 20;
/** The newest; `npm run audit` has all. */
const MOST_AUDITED = 40;

const isReason = (word: string | undefined): word is HandoffReason =>
  HANDOFF_REASONS.some((reason) => reason === word);

const commandFor = (inbound: DeskCommanded, by: string): Command | null => {
  const { at, verb, words } = inbound;
  if (verb === "claim") return { type: "ClaimConversation", at, by };
  if (verb === "resolve") return { type: "ResolveConversation", at, by };
  if (verb !== "handoff") return null;
  const reason = words[1];
  return isReason(reason)
    ? { type: "HandOff", at, by, reason, way: "ask", next: null }
    : { type: "AskChoice", at, by, choice: "handoff" };
};

/** Checked, then done: whoever is no rep of the desk changes nothing on it. Null: it is no desk's business. */
export const obey = async (inbound: DeskCommanded, help: CommandHelp): Promise<Commanded | null> => {
  const { tx, board, chats, personId } = help;
  const desk = deskOf(inbound, help.desks);
  if (desk === undefined) return null;
  const { verb, place, reply, at } = inbound;
  const rep = repOf(desk, inbound);
  const answer = (sentence: Sentence, buttons: readonly Button[] = []): Effect => ({
    type: "AnswerRep",
    place: { ...place, thread: null },
    person: personId,
    sentence,
    buttons,
    reply,
  });
  const only = (...effects: readonly Effect[]): Commanded => ({ desk, effects, tasks: [] });
  switch (verb) {
    case "on":
    case "off": {
      if (rep === undefined) return only(answer({ key: "not_on_the_desk" }));
      const until = board.wordHoldsUntil(desk, rep.id, at);
      // Conversations, then offers, then reps: the order in which everybody locks them.
      const open = verb === "off" ? await tx.openOf(desk.id, personId) : [];
      if (open.length > 0) await tx.serialize(`offers:${desk.id}`);
      await tx.setDuty(desk.id, rep.id, verb, at, until);
      const sentence: Sentence = {
        key: "duty_set",
        person: personId,
        on: verb === "on",
        until,
        offeredOn: open.length,
      };
      return {
        desk,
        effects: [answer(sentence, [dutyButton(desk, verb === "off")])],
        tasks: open.map((one) => task(one, { type: "EndDuty", at, person: personId, cause: "off_duty" })),
      };
    }
    case "list": {
      const items = await listFor(tx, desk, personId, chats);
      return only(answer({ key: "your_list", person: personId, begins: false, items }));
    }
    case "claim":
    case "resolve":
    case "handoff": {
      const number = Number(inbound.words[0]?.replace(/^#/, ""));
      const known = Number.isSafeInteger(number) && number > 0;
      const stored = known ? await tx.conversationByNumber(desk.id, number) : null;
      const command = commandFor(inbound, personId);
      if (stored === null || command === null) {
        return only(answer({ key: "no_such_conversation", number: known ? number : null }));
      }
      return { desk, effects: [], tasks: [{ ...task(stored, command), reply }] };
    }
    case "tickets":
      return only(answer({ key: "ticket_list", items: await ticketItems(tx, desk, chats) }));
    case "audit": {
      const number = Number(inbound.words[0]?.replace(/^#?T-/i, ""));
      const known = Number.isSafeInteger(number) && number > 0;
      if (rep?.lead !== true) {
        return only(
          answer({ key: "ticket_refused", action: "audit", reason: "not_a_lead", person: null, at: null }),
        );
      }
      const stored = known ? await tx.ticketByNumber(desk.id, number) : null;
      if (stored === null) return only(answer({ key: "ticket_unknown", number: known ? number : null }));
      const events = (await tx.ticketEvents(stored.id)).slice(-MOST_AUDITED);
      return only(answer({ key: "ticket_audit", number, events }));
    }
    case "help":
    case null:
      return only(answer({ key: "desk_help", unknown: verb === null }));
    default:
      return verb satisfies never;
  }
};
