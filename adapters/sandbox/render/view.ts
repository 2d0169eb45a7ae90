import type { Button } from "../../../src/core/actions.ts";
import type { Attachment, Person } from "../../../src/core/platform.ts";
import type { Target } from "../../../src/core/policy/policy.ts";
import type { Sentence } from "../../../src/core/sentences.ts";
import type { TicketSentence } from "../../../src/core/ticket/sentences.ts";
import type { Timestamp } from "../../../src/core/time.ts";
import type { AlertsView, AlertView, Body, CardView } from "../../../src/core/views.ts";
import type { Words } from "../../../src/core/words.ts";
import type { Post, Reaction, StoredMessage } from "../store/messages.ts";
import { rich } from "./markdown.ts";
import { type Rich, wrap } from "./rich.ts";
import { tell } from "./voice.ts";

/** A message as the page shows it: every word said, every button named. */
export interface MessageView {
  readonly id: string;
  readonly channel: string;
  readonly thread: string | null;
  readonly at: Timestamp;
  readonly editedAt: Timestamp | null;
  readonly deleted: boolean;
  /** Null: the desk's own. */
  readonly author: Author | null;
  /** The desk carried somebody's words here; `author` is that somebody. */
  readonly relayed: boolean;
  readonly content: readonly Rich[];
  /** The Markdown as typed, for editing it; null for what the desk posted. */
  readonly text: string | null;
  readonly attachments: readonly Attachment[];
  readonly card: CardFace | null;
  readonly alert: AlertFace | null;
  /** Of a ticket's card: what its colours follow; null: it is none. */
  readonly ticket: TicketFace | null;
  readonly buttons: readonly ButtonFace[];
  /** Its words name the button that shows what chat can do. */
  readonly explains: boolean;
  readonly reactions: readonly Reaction[];
  /** User ids that this message mentions. */
  readonly mentions: readonly string[];
}

export interface Author {
  readonly userId: string;
  readonly name: string;
  readonly role: "customer" | "rep";
}

export interface ButtonFace extends Button {
  readonly label: string;
}

export interface CardFace {
  readonly number: number;
  readonly title: string;
  readonly state: string;
  readonly notAuthenticated: string;
  readonly rows: readonly { readonly label: string; readonly value: string }[];
  readonly preview: string;
  readonly unreachable: string | null;
  /** Said with the moment since when. */
  readonly unreliable: Moment | null;
  /** Said with the moment until when. */
  readonly waiting: Moment | null;
  readonly clocks: readonly { readonly label: string; readonly dueAt: Timestamp; readonly state: string }[];
  readonly status: CardView["status"];
  readonly waitingSince: Timestamp | null;
}

export interface Moment {
  readonly text: string;
  readonly at: Timestamp;
}

export interface AlertFace {
  readonly number: number;
  /** Null: it is over. */
  readonly clock: Target | null;
  readonly target: string;
  readonly level: number;
  readonly dueAt: Timestamp;
  readonly answeredAt: Timestamp | null;
  readonly here: boolean;
  readonly over: boolean;
  /** The conversations of a merged alert, whose worst is the one above; none: it is about that one alone. */
  readonly lines: readonly { readonly number: number; readonly text: string }[];
  readonly rest: string;
  /** What stands under it: why others are called, what was said last. */
  readonly notes: readonly string[];
}

export type TicketFace = Pick<
  Extract<TicketSentence, { key: "ticket_card" }>,
  "number" | "status" | "confirmation" | "started"
>;

/** Who somebody is on this platform. */
export type NameOf = (userId: string) => Author | null;

const EMPTY = { card: null, alert: null, ticket: null, attachments: [] as readonly Attachment[] };

const moment = (text: string, at: Timestamp | null): Moment | null => (at === null ? null : { text, at });

const card = (view: CardView, words: Words): CardFace => {
  const { customer } = view;
  const age =
    customer.accountCreatedAt === null
      ? ""
      : `, ${words.card.accountAge(view.openedAt - customer.accountCreatedAt)}`;
  return {
    number: view.number,
    title: words.card.title(view),
    state: words.card.state(view),
    notAuthenticated: words.card.notAuthenticated,
    rows: [
      { label: words.card.customer, value: `${customer.name} (${customer.userId}${age})` },
      { label: words.card.subject, value: view.subject ?? words.card.noSubject },
      { label: words.card.rep, value: view.rep?.name ?? words.card.nobody },
      ...(view.plan === null ? [] : [{ label: words.card.plan, value: view.plan }]),
    ],
    preview: view.preview,
    unreachable: view.reachable ? null : words.card.unreachable,
    unreliable: moment(words.card.unreliable, view.unreliableSince),
    waiting: moment(words.card.waiting, view.waitUntil),
    clocks: view.clocks.map((clock) => ({
      label: words.target(clock.target),
      dueAt: clock.dueAt,
      state: clock.state,
    })),
    status: view.status,
    waitingSince: view.waitingSince,
  };
};

const mentionLine = (mention: readonly string[], nameOf: NameOf): readonly Rich[] =>
  mention.map((user) => ({ tag: "person", user, name: nameOf(user)?.name ?? user, mention: true }));

const alertFace = (alert: AlertView, words: Words): AlertFace => ({
  number: alert.number,
  clock: alert.target,
  target: words.target(alert.target),
  level: alert.level,
  dueAt: alert.dueAt,
  answeredAt: alert.answeredAt,
  here: alert.here,
  over: false,
  lines: [],
  rest: "",
  notes: words.alertNotes(alert),
});

const alertsFace = (alerts: AlertsView, words: Words): AlertFace => {
  const worst = alerts.items[0];
  return {
    number: worst?.number ?? 0,
    clock: worst?.target ?? null,
    target: worst === undefined ? "" : words.target(worst.target),
    level: Math.max(0, ...alerts.items.map((item) => item.level)),
    dueAt: worst?.dueAt ?? alerts.now,
    answeredAt: worst?.answeredAt ?? null,
    here: alerts.here,
    over: false,
    notes: [],
    lines: alerts.items.map((item) => ({
      number: item.number,
      text: words.alerts.line(item, alerts.now),
    })),
    rest: alerts.rest === 0 ? "" : words.alerts.rest(alerts.rest, `#${alerts.restAt.channel}`),
  };
};

/** Lines of plain text: the words for a lock screen know no Markdown. */
const lines = (text: string): readonly Rich[] => text.split("\n").map((line) => wrap("p", [line]));

interface Rendered {
  readonly content: readonly Rich[];
  readonly card: CardFace | null;
  readonly alert: AlertFace | null;
  readonly ticket: TicketFace | null;
  readonly attachments: readonly Attachment[];
  readonly from: Person | null;
}

const ticketFace = (sentence: Sentence): TicketFace | null => {
  if (sentence.key !== "ticket_card") return null;
  const { number, status, confirmation, started } = sentence;
  return { number, status, confirmation, started };
};

const body = (it: Body, post: Post, words: Words): Rendered => {
  switch (it.kind) {
    case "text":
      return { ...EMPTY, content: rich(it.text), from: it.from, attachments: it.attachments };
    case "sentence":
      return {
        ...EMPTY,
        content: tell(it, words, post.desk, post.mention),
        ticket: ticketFace(it.sentence),
        from: null,
      };
    case "card":
      return { ...EMPTY, content: rich(it.card.preview), card: card(it.card, words), from: null };
    case "alert":
      return {
        ...EMPTY,
        content: lines(words.alert(it.alert)),
        alert: alertFace(it.alert, words),
        from: null,
      };
    case "alerts":
      return {
        ...EMPTY,
        content: lines(words.alerts.head(it.alerts)),
        alert: alertsFace(it.alerts, words),
        from: null,
      };
    case "closed_alert": {
      const over = {
        clock: null,
        target: "",
        level: 0,
        dueAt: 0,
        answeredAt: null,
        here: false,
        over: true,
        lines: [],
        notes: [],
        rest: "",
      };
      return {
        ...EMPTY,
        content: tell(it.sentence, words, post.desk, post.mention),
        alert: { number: it.number, ...over },
        from: null,
      };
    }
    default:
      return it satisfies never;
  }
};

/** Those mentioned who do not already stand in the sentence, before the words, as a ping begins. */
const pinged = (content: readonly Rich[], mention: readonly string[], nameOf: NameOf): readonly Rich[] => {
  const named = JSON.stringify(content);
  const line = mentionLine(
    mention.filter((user) => !named.includes(`"user":${JSON.stringify(user)}`)),
    nameOf,
  );
  const spaced = line.flatMap((one) => [one, " "]);
  if (spaced.length === 0) return content;
  const [first, ...rest] = content;
  return typeof first === "object" && first.tag === "p"
    ? [wrap("p", [...spaced, ...first.children]), ...rest]
    : [wrap("p", spaced), ...content];
};

export const createView = (wordsFor: (language: string) => Words, nameOf: NameOf) => {
  const face = (button: Button, words: Words): ButtonFace => ({
    ...button,
    label: words.button(button),
  });

  const posted = (message: StoredMessage, post: Post): MessageView => {
    const words = wordsFor(post.language);
    const { from, content, ...rest } = body(post.body, post, words);
    return {
      ...shared(message),
      ...rest,
      author: from === null ? null : (nameOf(from.userId) ?? { ...from, role: "customer" }),
      relayed: from !== null,
      content: rest.alert === null ? pinged(content, post.mention, nameOf) : content,
      text: null,
      buttons: post.buttons.map((button) => face(button, words)),
      mentions: post.mention,
      explains: post.body.kind === "sentence" && post.body.sentence.key === "greeting",
    };
  };

  const written = (message: StoredMessage): MessageView => ({
    ...shared(message),
    ...EMPTY,
    author: message.author === null ? null : nameOf(message.author),
    relayed: false,
    content: rich(message.text ?? ""),
    text: message.text,
    buttons: [],
    mentions: [],
    explains: false,
  });

  return {
    message: (message: StoredMessage): MessageView =>
      message.post === null ? written(message) : posted(message, message.post),
    /** A post that is shown to one person and never stored. */
    post: (post: Post) => {
      const words = wordsFor(post.language);
      return {
        content: pinged(body(post.body, post, words).content, post.mention, nameOf),
        buttons: post.buttons.map((button) => face(button, words)),
      };
    },
  };
};

export type View = ReturnType<typeof createView>;

const shared = ({ id, channel, thread, at, editedAt, deleted, reactions }: StoredMessage) => ({
  id,
  channel,
  thread,
  at,
  editedAt,
  deleted,
  reactions,
});
