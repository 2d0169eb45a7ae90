import type { Button } from "./core/actions.ts";
import type { Clock as PolicyClock } from "./core/conversation/clock.ts";
import type { Rung } from "./core/conversation/rungs.ts";
import type { Mark } from "./core/effect.ts";
import type { Form } from "./core/form.ts";
import type { SecondView } from "./core/gate/judge.ts";
import type { Secret } from "./core/gate/secret.ts";
import type { ActionPressed, Failure, Inbound, Receipt } from "./core/inbound.ts";
import type { MessageRef, Person, Place, Platform } from "./core/platform.ts";
import type { Desk, Pager, Target } from "./core/policy/policy.ts";
import type { DeskWords } from "./core/sentences.ts";
import type { Unreachable } from "./core/staff.ts";
import type { Timestamp } from "./core/time.ts";
import type { Body, HomeView } from "./core/views.ts";
import type { Words } from "./core/words.ts";
import type { Wake } from "./ports-store.ts";

/** What the shell needs from outside. Adapters implement these; main.ts plugs them in. */

export interface Clock {
  readonly now: () => Timestamp;
}

export interface Ids {
  /** A fresh unique id: lower-case letters, digits and `-`, at most 25 characters (a Discord nonce's length). */
  readonly next: () => string;
}

type Fields = Readonly<Record<string, unknown>>;

/** One line an event; tokens, addresses and message texts never reach it. */
export interface Log {
  readonly debug: (fields: Fields, message: string) => void;
  readonly info: (fields: Fields, message: string) => void;
  readonly warn: (fields: Fields, message: string) => void;
  readonly error: (fields: Fields, message: string) => void;
}

/**
 * Every secret in a text: sorted, not overlapping, UTF-16 offsets. What it is given may be of any length. It may reject:
 * then the text is withheld.
 */
export type SecretFinder = (text: string) => Promise<readonly Secret[]>;

/** Takes an inbound for good: when the promise is fulfilled it is durable, and the platform may be told so. */
export type Receive = (inbound: Inbound) => Promise<void>;

/** An effect with everything filled in: what a platform is asked to do. */
export type Order = OrderBase &
  (
    | {
        readonly type: "open_place";
        readonly prefer: "thread" | "direct";
        /** The support channel in which a thread is made. */
        readonly channel: string;
        readonly number: number;
        readonly customer: Person;
        /** Answers the request that opened it with a link to the place; opaque to all but the adapter. */
        readonly reply: string | null;
      }
    | {
        readonly type: "post";
        readonly to: Place;
        readonly body: Body;
        /** Platform user ids that may be pinged; nobody else ever is. */
        readonly mention: readonly string[];
        readonly buttons: readonly Button[];
        /** The platform user who must read it: it counts as refused when they are gone. Null: whoever is there. */
        readonly reader: string | null;
      }
    | {
        readonly type: "edit";
        readonly messages: readonly MessageRef[];
        readonly body: Body;
        readonly buttons: readonly Button[];
      }
    | {
        readonly type: "delete";
        readonly messages: readonly MessageRef[];
        /** Whose they are; default the desk's. Somebody else's go only where the platform lets the desk remove them. */
        readonly by?: "desk" | "person";
      }
    | { readonly type: "mark"; readonly message: MessageRef; readonly mark: Mark }
    | {
        readonly type: "whisper";
        readonly to: Place;
        readonly user: string;
        readonly body: Body;
        readonly buttons: readonly Button[];
        readonly reply: string | null;
      }
    | { readonly type: "lock"; readonly place: Place }
  );

interface OrderBase {
  /** The outbox id: the same for every attempt, so that what was shown is never shown twice. */
  readonly id: string;
  readonly createdAt: Timestamp;
  /** Every attempt after the first, and every one whose predecessor may have reached the platform. */
  readonly maybeSent: boolean;
  readonly desk: DeskWords;
  readonly language: string;
}

export type OrderType = Order["type"];

/** A press that may open a form. */
export type FormPress = Pick<ActionPressed, "action" | "conversationId" | "subject" | "place" | "author">;

/**
 * The form that this press opens; null: none, and the press itself is what the desk is told. Platforms want a modal
 * within 3 s: after 2 s, and when it rejects, the adapter tells the press like any other.
 */
export type Forms = (press: FormPress) => Promise<Form | null>;

/** What a rep finds on their own page, made when they open it. */
export type Home = (person: Person) => Promise<HomeView>;

/** What every chat adapter is built with. */
export interface ChatOptions {
  /** Without it, and on platforms that have no such thing, nobody has a page of their own. */
  readonly home?: Home;
  /** Without it no press opens a form. */
  readonly forms?: Forms;
  readonly desks: readonly Desk[];
  readonly words: (language: string) => Words;
  readonly clock: Clock;
  readonly log: Log;
  readonly count: Count;
}

/** Counts what is worth watching: `name` becomes a metric, its labels are few and hold no ids. */
export type Count = (name: CountName, labels?: Readonly<Record<string, string>>) => void;

export type CountName =
  /** A request that was refused: `reason` is malformed, unsigned, stale or replayed. */
  | "inbound_refused"
  /** An event or field that the desk does not know: ignored. */
  | "inbound_ignored"
  /** A platform's word to slow down. */
  | "rate_limited"
  /** A timestamp that cannot be true: `reason` is future or past. */
  | "clamped"
  /** The event feed was lost or came back. */
  | "feed";

/** An adapter's own routes on the shared HTTP server, in the web's standard form. */
export type HttpRoutes = (request: Request) => Promise<Response>;

/** A queue of one destination with a limit of its own; a slow one never delays another. */
export interface Lane {
  readonly key: string;
  /** Least time between two sends, ms; 0: no limit of ours. */
  readonly intervalMs: number;
  /** How many may be under way at once. */
  readonly concurrency: number;
}

/** A place where people talk. One per platform; `chatContract` (test/contract) holds for each. */
export interface Chat {
  readonly platform: Platform;
  /**
   * Connects, registers what the platform must know (commands, the panel), and begins to receive. Throws SetupError
   * when somebody must change something; after any other error, and a `stop`, it may be called again.
   */
  readonly start: (receive: Receive) => Promise<void>;
  readonly stop: () => Promise<void>;
  /** Does it, or throws ChatError. Idempotent on `order.id`: with `maybeSent` it looks before it sends. */
  readonly deliver: (order: Order) => Promise<Receipt>;
  /** The queue in which such an order to this place waits. Pure, from the platform's published limits. */
  readonly lane: (type: OrderType, place: Place) => Lane;
  /** A link that opens this message in the platform's own client; null where there is none. Pure after `start`. */
  readonly permalink: (message: MessageRef) => string | null;
  /**
   * What the platform says of these users, as far as it is known by now: a ping in this channel would not reach them.
   * Never waits; who is missing can be reached.
   */
  readonly unreachable: (
    users: readonly string[],
    channel: string,
  ) => ReadonlyMap<string, Exclude<Unreachable, "unacknowledged">>;
  /** Whether the event feed is alive; stale: clocks are unreliable. */
  readonly health: () => ChatHealth;
  /**
   * Catch-up after downtime: reads what was written in these places after the given messages and gives it to
   * `receive`, in order; duplicates are the engine's to drop.
   */
  readonly catchUp: (places: readonly CatchUp[], receive: Receive) => Promise<void>;
}

export interface CatchUp {
  readonly place: Place;
  /** The newest message we know there; null: read from `since`. */
  readonly after: string | null;
  readonly since: Timestamp;
}

export interface ChatHealth {
  readonly ready: boolean;
  /** When the platform was last heard of. */
  readonly lastHeardAt: Timestamp | null;
  /** What is wrong, in one sentence; empty when nothing is. */
  readonly trouble: string;
}

/**
 * Why a delivery did not work.
 * - `retry`: it certainly did not happen; try again, not before `retryAfterMs` (a rate limit's word)
 * - `unknown`: it may have happened (the connection broke); look before trying again
 * - `refused`: it will never happen; `failure` says why
 */
export class ChatError extends Error {
  override readonly name = "ChatError";
  readonly kind: "retry" | "unknown" | "refused";
  readonly failure: Failure;
  readonly retryAfterMs: number;

  constructor(
    kind: "retry" | "unknown" | "refused",
    failure: Failure,
    options: { readonly retryAfterMs?: number; readonly cause?: unknown } = {},
  ) {
    super(`${kind}: ${failure.reason} (${failure.code})`, { cause: options.cause });
    this.kind = kind;
    this.failure = failure;
    this.retryAfterMs = options.retryAfterMs ?? 0;
  }
}

/**
 * A platform cannot be used as it is set up: the message says who must change what, and trying again does not help.
 * Whatever else a start throws may pass, and is tried again.
 */
export class SetupError extends Error {}

/** What a pager is told: enough to act on, and nothing that a lock screen must not show. */
export interface Page {
  /** The outbox id: the same for every attempt, for a receiver that wants to drop repetitions. */
  readonly id: string;
  readonly desk: string;
  /** The conversation's number. */
  readonly number: number;
  readonly target: Target;
  /** The fraction of the target that has passed; 1 is the breach. */
  readonly level: number;
  readonly dueAt: Timestamp;
  /** One line, as on a lock screen. */
  readonly text: string;
  readonly permalink: string | null;
}

/** Calls whoever is not looking at the chat: a webhook or a mailbox of the policy file's. */
export interface Pagers {
  /** Does it, or throws ChatError. */
  readonly call: (pager: Pager, page: Page) => Promise<void>;
}

/** One alarm per conversation. A hint: late, twice or never, the row is the truth. */
export interface Timers {
  /**
   * Returns although the queue is away: it is looked for again and again, and `onReturn` is told when it is back and
   * may have forgotten everything.
   */
  readonly start: (
    onAlarm: (conversationId: string) => Promise<void>,
    onReturn: () => Promise<void>,
  ) => Promise<void>;
  readonly stop: () => Promise<void>;
  /** One round trip for all of them. */
  readonly setMany: (wakes: readonly Wake[]) => Promise<void>;
  /** The clock was stepped: alarms set before ring at the wrong moment, and are set anew when next asked for. */
  readonly clockStepped: () => void;
  readonly ready: () => boolean;
}

/** A named point between two steps; a test may end the process there. Does nothing in production. */
export type Checkpoint = (name: CheckpointName) => void;

export type CheckpointName =
  | "engine:received"
  | "engine:decided"
  | "engine:before-commit"
  | "engine:committed"
  | "dispatcher:claimed"
  | "dispatcher:before-send"
  | "dispatcher:sent"
  | "dispatcher:recorded";

/** One conversation as boards and the sandbox show it. */
export interface ConversationOverview {
  readonly id: string;
  readonly number: number;
  readonly desk: string;
  readonly status: "open" | "closed" | "archived";
  readonly outcome: "resolved" | "handed_off" | "abandoned" | null;
  readonly customer: Person;
  readonly rep: Person | null;
  readonly ball: "rep" | "customer";
  readonly waitingSince: Timestamp | null;
  readonly openedAt: Timestamp;
  readonly endedAt: Timestamp | null;
  /** All of them, oldest first; `clockState` of core/conversation/clocks.ts tells each one's verdict at a moment. */
  readonly clocks: readonly PolicyClock[];
  /** The id of the plan that its targets are from; null: what everybody is promised. */
  readonly plan: string | null;
  /** Who was asked first while nobody has it. */
  readonly offeredTo: Person | null;
  /** *Wait for customer until…* */
  readonly waitUntil: Timestamp | null;
  /** Who is told of its running clocks, and when, in the order of the clocks and their levels. */
  readonly rungs: readonly Rung[];
  /** When a silent customer is asked, or the conversation closed; null: neither lies ahead. */
  readonly idle: { readonly what: "ask_idle" | "close_idle"; readonly at: Timestamp } | null;
  /** What happens next, and when: a clock level ("first_response 0.8"), the idle question, closing, archiving. */
  readonly next: { readonly at: Timestamp; readonly what: string } | null;
}

/** What makes the gate ask back where its rules found nothing. */
export interface SecondOpinion {
  /** Never throws and never waits for long; null: there is no view, and the rules alone decide. */
  readonly ask: (text: string) => Promise<SecondView | null>;
  readonly stop: () => Promise<void>;
}
