import type { Person } from "../core/platform.ts";
import type { Voice } from "../core/sentences.ts";
import { auditLine } from "../core/texts/en/audit.ts";
import { oneLine, shorten } from "../core/texts/shorten.ts";
import type { ReplyOutcome, TicketEvent } from "../core/ticket/event.ts";
import { type Ticket, ticketName } from "../core/ticket/state.ts";
import type { Timestamp } from "../core/time.ts";
import { type NamedWords, wordsOf } from "./ticket-words.ts";
import { inZone, offset, utc } from "./times.ts";

/** What the database says of a ticket. */
export interface ToldTicket {
  readonly ticket: { readonly desk: string; readonly state: Ticket };
  /** Of the chat that it came from; null: it came from none. */
  readonly conversation: number | null;
  readonly journal: readonly { readonly event: TicketEvent; readonly recordedAt: Timestamp }[];
  readonly texts: ReadonlyMap<string, string>;
  readonly people: ReadonlyMap<string, Person>;
  readonly mails: readonly {
    readonly id: string;
    readonly receivedAt: Timestamp;
    readonly outcome: ReplyOutcome;
    readonly because: readonly string[];
  }[];
}

/** What stands where retention has emptied a text. */
const ERASED = "(erased)";
/** So much of somebody's words is said within a line; what is longer stands below it. */
const MOST_IN_LINE = 60;

/** Words as they were written; null: they were erased. */
const written = ({ texts }: ToldTicket, { id, blank }: NamedWords): string | null => {
  const text = texts.get(id);
  return text === undefined || (text === "" && !blank) ? null : text;
};

const personOf = ({ people }: ToldTicket, id: string): string => {
  const person = people.get(id);
  if (person === undefined || person.name === "") return "somebody (erased)";
  return `${oneLine(person.name)} (${person.platform} ${person.userId})`;
};

const voiceOf = (told: ToldTicket, event: TicketEvent): Voice => {
  const named = wordsOf(event);
  const words = (id: string): string => {
    const text = written(told, named.find((one) => one.id === id) ?? { kind: "request", id, blank: false });
    return text === null ? ERASED : `“${shorten(oneLine(text), MOST_IN_LINE)}”`;
  };
  return {
    time: (at) => `${utc(at)} UTC`,
    bold: (text) => text,
    link: (label, url) => `${label} (${url})`,
    person: (id) => personOf(told, id),
    quote: words,
    words,
  };
};

const iso = (at: Timestamp): string => new Date(at).toISOString();
const isoOrNull = (at: Timestamp | null): string | null => (at === null ? null : iso(at));

const inJson = (told: ToldTicket) => {
  const { ticket, conversation, journal, people, mails } = told;
  const { state } = ticket;
  const person = (id: string | null) => {
    const found = id === null ? undefined : people.get(id);
    if (found === undefined) return null;
    const { platform, userId, name } = found;
    return { platform, userId, name: name === "" ? null : name };
  };
  return {
    ticket: ticketName(state.number),
    desk: ticket.desk,
    conversation,
    status: state.status,
    confirmation: state.confirmation,
    category: state.category,
    permission: state.permission,
    customer: person(state.customer),
    assignee: person(state.assignee),
    openedAt: isoOrNull(state.openedAt),
    closedAt: isoOrNull(state.closedAt),
    events: journal.map(({ event, recordedAt }) => ({
      at: iso(event.at),
      recordedAt: iso(recordedAt),
      type: event.type,
      by: "by" in event ? person(event.by) : null,
      words: auditLine(event, voiceOf(told, event)),
      texts: wordsOf(event).map((one) => ({ kind: one.kind, text: written(told, one) })),
      event,
    })),
    people: Object.fromEntries([...people.keys()].map((id) => [id, person(id)])),
    mails: mails.map(({ receivedAt, ...mail }) => ({ receivedAt: iso(receivedAt), ...mail })),
  };
};

/** Words below their line, each text once; null: they are erased. */
const block = (kind: string, text: string | null): string => {
  const lines = (text ?? ERASED).split("\n").map((line) => `        | ${line.replace(/\p{Cc}/gu, " ")}`);
  return [`      ${kind}:`, ...lines].join("\n");
};

const timeline = (told: ToldTicket, from: Timestamp, local: ((at: Timestamp) => string) | null): string => {
  const shown = new Set<string>();
  const lines = told.journal.map(({ event }) => {
    const when = local === null ? `${utc(event.at)} UTC` : `${utc(event.at)} UTC (${local(event.at)})`;
    const line = `${when}  ${offset(from, event.at)}  ${auditLine(event, voiceOf(told, event))}`;
    const below = wordsOf(event)
      .filter(({ id, blank }) => !blank && !shown.has(id))
      .map((one) => {
        shown.add(one.id);
        return block(one.kind, written(told, one));
      });
    return [line, ...below].join("\n");
  });
  return lines.join("\n");
};

/** Who asked, in which words, what was mailed, what came back, why it counted or not, and who acted. */
export const explainTicket = (
  told: ToldTicket,
  { json, zone }: { readonly json: boolean /** IANA; null: UTC alone. */; readonly zone: string | null },
): string => {
  if (json) return JSON.stringify(inJson(told), null, 2);
  const { state } = told.ticket;
  const from = told.journal[0]?.event.at ?? state.draftedAt;
  const origin = told.conversation === null ? "by mail" : `in conversation #${told.conversation}`;
  const title = `${ticketName(state.number)}, asked for ${origin}: ${state.status}, ${state.confirmation}.`;
  return [title, "", timeline(told, from, zone === null ? null : inZone(zone))].join("\n");
};
