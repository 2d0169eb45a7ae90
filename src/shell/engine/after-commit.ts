import type { ConversationEvent } from "../../core/conversation/event.ts";
import type { Place } from "../../core/platform.ts";
import type { Timestamp } from "../../core/time.ts";
import type { Log, Timers } from "../../ports.ts";
import type { Applied } from "./apply.ts";

/** What a transaction did, once it is committed. */
export interface Done {
  readonly applied: readonly Applied[];
  /** Lanes that have something to send, beside those of `applied`. */
  readonly lanes: readonly string[];
  /** A ticket has something to do at once. */
  readonly ticketsDue?: boolean;
  /** A place belongs to a conversation now, and was there for people to write in since then. */
  readonly opened?: { readonly place: Place; readonly since: Timestamp };
}

export const NOTHING: Done = { applied: [], lanes: [] };

export interface Listeners {
  readonly log: Log;
  readonly timers: Pick<Timers, "setMany">;
  /** Lanes that have something to send. */
  readonly nudge: (lanes: readonly string[]) => void;
  readonly ticketsDue: () => void;
  /** A customer wrote these, and the gate's rules took them for plain chat. */
  readonly wrote: (conversationId: string, messageIds: readonly string[]) => void;
  readonly placeOpened: (place: Place, since: Timestamp) => void;
  readonly observe: (lag: "ingest" | "detection", ms: number) => void;
}

/** What an operator follows a conversation by; the rest is in the journal. */
const WORTH_A_LINE: ReadonlySet<ConversationEvent["type"]> = new Set<ConversationEvent["type"]>([
  "ConversationOpened",
  "CustomerMoved",
  "CustomerUnreachable",
  "CardFailed",
  "AlertFailed",
  "PageFailed",
  "ConversationClaimed",
  "ConversationTakenOver",
  "DeliveryFailed",
  "WarningReached",
  "ClockBreached",
  "BreachCorrected",
  "ConversationEnded",
  "ConversationReopened",
  "ConversationArchived",
]);

const plainChat = (events: readonly ConversationEvent[]): readonly string[] => {
  const gated = new Set(events.flatMap((event) => (event.type === "RequestGated" ? [event.messageId] : [])));
  return events.flatMap((event) =>
    (event.type === "CustomerMessageReceived" && !event.pleasantry) || event.type === "CustomerMessageEdited"
      ? [event.messageId].filter((id) => !gated.has(id))
      : [],
  );
};

/** Log, lanes, places and timers hear of what is durable now. */
export const createAfterCommit =
  ({ log, timers, nudge, ticketsDue, wrote, placeOpened, observe }: Listeners) =>
  ({ applied, lanes, opened, ticketsDue: due = false }: Done): void => {
    if (due) ticketsDue();
    for (const { next, events, at } of applied) {
      const plain = plainChat(events);
      if (plain.length > 0) wrote(next.id, plain);
      for (const event of events) {
        if (event.type === "WarningReached" || event.type === "ClockBreached") {
          observe("detection", at - event.at);
        } else if (event.type === "CustomerMessageReceived") observe("ingest", at - event.at);
        if (!WORTH_A_LINE.has(event.type)) continue;
        const { type, ...fields } = event;
        log.info({ conversation: next.number, ...fields }, type);
      }
    }
    const drafted = applied.flatMap(({ drafts }) => drafts.map((one) => one.lane.key));
    const nudged = new Set([...drafted, ...lanes]);
    if (nudged.size > 0) nudge([...nudged]);
    if (opened !== undefined) placeOpened(opened.place, opened.since);
    const wakes = applied.flatMap(({ wake }) => wake ?? []);
    if (wakes.length === 0) return;
    // A hint: when it is lost the sweeper finds the row.
    timers.setMany(wakes).catch((cause: unknown) => {
      log.warn(
        {
          cause: String(cause),
          conversationIds: wakes.slice(0, 5).map(({ id }) => id),
          timers: wakes.length,
        },
        "timers not set; the sweeper will find them",
      );
    });
  };
