import type { Command } from "../core/conversation/command.ts";
import { nextWakeAt } from "../core/conversation/deadlines.ts";
import { decide } from "../core/conversation/decide.ts";
import type { ConversationEvent } from "../core/conversation/event.ts";
import { evolve } from "../core/conversation/evolve.ts";
import type { Known } from "../core/conversation/known.ts";
import { react } from "../core/conversation/react.ts";
import { NO_CONVERSATION } from "../core/conversation/state.ts";
import type { Effect } from "../core/effect.ts";
import type { Inbound } from "../core/inbound.ts";
import type { Place } from "../core/platform.ts";
import type { Desk, Policy } from "../core/policy/policy.ts";
import type { Timestamp } from "../core/time.ts";
import type { Checkpoint, Clock, Ids, Log, Timers } from "../ports.ts";
import type { OutboxDraft, Store, StoredConversation, Tx } from "../ports-store.ts";
import { addressOf, type Chats } from "./address.ts";
import type { Desks } from "./desks.ts";
import { type Outcome, settle } from "./outcome.ts";
import { type Routed, route, type Words } from "./route.ts";

export interface EngineOptions {
  readonly store: Store;
  readonly desks: Desks;
  readonly chats: Chats;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly timers: Pick<Timers, "set">;
  readonly checkpoint: Checkpoint;
  /** Called after the commit with the lanes that have something to send. */
  readonly nudge: (lanes: readonly string[]) => void;
  /** After the commit: a place belongs to a conversation now, and was there for people to write in since then. */
  readonly placeOpened: (place: Place, since: Timestamp) => void;
  readonly observe: (lag: "ingest" | "detection", ms: number) => void;
}

export interface Engine {
  /** Handles an inbound for good, once: when it returns, all that follows from it is durable. */
  readonly handle: (inbound: Inbound) => Promise<void>;
}

interface Done {
  /** What happened, for the log; ids, kinds and times only. */
  readonly happened?: { readonly stored: StoredConversation; readonly events: readonly ConversationEvent[] };
  readonly lanes: readonly string[];
  readonly wake: { readonly id: string; readonly at: Timestamp } | null;
  readonly opened?: { readonly place: Place; readonly since: Timestamp };
}

/** What an operator follows a conversation by; the rest is in the journal. */
const WORTH_A_LINE: ReadonlySet<ConversationEvent["type"]> = new Set<ConversationEvent["type"]>([
  "ConversationOpened",
  "CustomerMoved",
  "CustomerUnreachable",
  "CardFailed",
  "AlertFailed",
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

const NOTHING: Done = { lanes: [], wake: null };

/** The eight steps of architecture.md: one transaction for inbox, state, journal and outbox. */
export const createEngine = (options: EngineOptions): Engine => {
  const { store, desks, chats, clock, ids, log, checkpoint } = options;

  const knownFor = async (stored: { desk: string; policyVersion: string }): Promise<Known> => ({
    now: clock.now(),
    desk: await desks.asPromised(stored.desk, stored.policyVersion),
  });

  const draft = (
    effect: Effect,
    desk: Desk,
    stored: StoredConversation | null,
    now: Timestamp,
  ): OutboxDraft => {
    const { stream, lane } = addressOf(effect, desk, stored, chats);
    const conversationId = stored?.id ?? null;
    return { id: ids.next(), conversationId, desk: desk.id, effect, stream, lane, createdAt: now };
  };

  /** Steps 4 to 8 for one conversation whose row is locked (or not there yet). */
  const apply = async (
    tx: Tx,
    stored: StoredConversation,
    command: Command,
    extra: { readonly reply: string | null; readonly also: readonly Effect[]; readonly fresh: boolean },
  ): Promise<Done> => {
    const known = await knownFor(stored);
    const events = decide(command, stored.state, known);
    checkpoint("engine:decided");
    const effects: Effect[] = [];
    let state = stored.state;
    for (const event of events) {
      const after = evolve(state, event);
      effects.push(...react(event, state, after, known, { reply: extra.reply }));
      state = after;
    }
    const wakeAt = nextWakeAt(state, known.desk.policy);
    const next: StoredConversation = { ...stored, state, nextWakeAt: wakeAt };
    const drafts = [...effects, ...extra.also].map((effect) => draft(effect, known.desk, next, known.now));
    if (extra.fresh) await tx.insertConversation(next);
    // Sent together: one round trip for the three writes, in the order of this list.
    await Promise.all([
      extra.fresh || (events.length === 0 && wakeAt === stored.nextWakeAt)
        ? undefined
        : tx.saveConversation(next),
      tx.appendJournal(next, events, known.now),
      tx.putOutbox(drafts),
    ]);
    observe(events, known.now);
    return {
      happened: { stored: next, events },
      lanes: drafts.map((one) => one.lane.key),
      // An alarm that came a moment too early is set again.
      wake:
        wakeAt === null || (wakeAt === stored.nextWakeAt && command.type !== "CheckDeadlines")
          ? null
          : { id: next.id, at: wakeAt },
    };
  };

  const observe = (events: readonly ConversationEvent[], now: Timestamp): void => {
    for (const event of events) {
      if (event.type === "WarningReached" || event.type === "ClockBreached") {
        options.observe("detection", now - event.at);
      } else if (event.type === "CustomerMessageReceived") options.observe("ingest", now - event.at);
    }
  };

  const remember = async (tx: Tx, conversationId: string, personId: string, words: Words, at: Timestamp) =>
    tx.insertMessage({
      id: words.messageId,
      conversationId,
      side: words.side,
      personId,
      text: words.text,
      subject: words.subject,
      attachments: words.attachments,
      at,
      ref: words.ref,
    });

  const open = async (
    tx: Tx,
    routed: Extract<Routed, { to: "new" }>,
    personId: string,
    at: Timestamp,
  ): Promise<Done> => {
    const { desk, door, words, reply } = routed;
    const id = ids.next();
    const number = await tx.nextNumber();
    const policy: Policy = desk.policy;
    await tx.savePolicy(policy);
    const remembered = remember(tx, id, personId, words, at);
    const fresh: StoredConversation = {
      id,
      number,
      desk: desk.id,
      customerId: personId,
      policyVersion: policy.version,
      nextWakeAt: null,
      customerPlace: null,
      staffPlace: null,
      state: NO_CONVERSATION,
    };
    const command: Command = {
      type: "OpenConversation",
      at,
      conversationId: id,
      number,
      customer: personId,
      door,
      messageId: words.messageId,
    };
    const [done] = await Promise.all([
      apply(tx, fresh, command, { reply, also: [], fresh: true }),
      remembered,
    ]);
    return done;
  };

  const follow = async (
    tx: Tx,
    inbound: Extract<Inbound, { key: string }>,
    personId: string,
    routed: Routed,
  ): Promise<Done> => {
    switch (routed.to) {
      case "nowhere":
        log.debug({ inbound: inbound.type, why: routed.why }, "inbound leads nowhere");
        // Nothing came of it, so it may come again: its place may be a conversation's that is not recorded yet.
        await tx.releaseKey(inbound.key);
        return NOTHING;
      case "nobody": {
        const drafts = routed.effects.map((effect) => draft(effect, routed.desk, null, clock.now()));
        await tx.putOutbox(drafts);
        return { lanes: drafts.map((one) => one.lane.key), wake: null };
      }
      case "new":
        return open(tx, routed, personId, inbound.at);
      case "conversation": {
        const { stored, command, words, reply, also } = routed;
        // The text travels with the writes that follow from it.
        const [done] = await Promise.all([
          apply(tx, stored, command, { reply, also, fresh: false }),
          words === null ? undefined : remember(tx, stored.id, personId, words, inbound.at),
        ]);
        return done;
      }
      default:
        return routed satisfies never;
    }
  };

  const finish = async (tx: Tx, outcome: Outcome): Promise<Done> => {
    const settled = await settle(tx, outcome, {
      now: clock.now(),
      laneFor: (effect, desk, stored) => addressOf(effect, desk, stored, chats).lane,
      desk: (id) => desks.byId(id),
    });
    if (settled === null) return NOTHING;
    const { stored, command, lanes, opened } = settled;
    if (command === null) return { lanes, wake: null };
    const done = await apply(tx, stored, command, { reply: null, also: [], fresh: false });
    return { ...done, lanes: [...done.lanes, ...lanes], ...(opened === undefined ? {} : { opened }) };
  };

  const work = async (tx: Tx, inbound: Inbound, personId: string): Promise<Done> => {
    if (inbound.type === "EffectDelivered" || inbound.type === "EffectFailed") return finish(tx, inbound);
    if (inbound.type === "DeadlineReached") {
      const stored = await tx.conversation(inbound.conversationId);
      return stored === null
        ? NOTHING
        : apply(tx, stored, { type: "CheckDeadlines" }, { reply: null, also: [], fresh: false });
    }
    const routing = (): Promise<Routed> =>
      route(inbound, { tx, desks: desks.current(), personId, newId: ids.next });
    // A message's routing only reads, so it travels right behind the key; an edit's writes, and waits for it.
    const [isNew, ahead] = await Promise.all([
      tx.claimKey(inbound.key, clock.now()),
      inbound.type === "MessagePosted" ? routing() : null,
    ]);
    return isNew ? follow(tx, inbound, personId, ahead ?? (await routing())) : NOTHING;
  };

  return {
    handle: async (inbound) => {
      checkpoint("engine:received");
      const personId = "author" in inbound ? await store.personId(inbound.author) : "";
      const done = await store.transaction(async (tx) => {
        const result = await work(tx, inbound, personId);
        checkpoint("engine:before-commit");
        return result;
      });
      checkpoint("engine:committed");
      for (const event of done.happened?.events ?? []) {
        if (!WORTH_A_LINE.has(event.type)) continue;
        const { type, ...fields } = event;
        log.info({ conversation: done.happened?.stored.number, ...fields }, type);
      }
      if (done.lanes.length > 0) options.nudge([...new Set(done.lanes)]);
      if (done.opened !== undefined) options.placeOpened(done.opened.place, done.opened.since);
      if (done.wake !== null) {
        // A hint: when it is lost the sweeper finds the row.
        options.timers.set(done.wake.id, done.wake.at).catch((cause: unknown) => {
          log.warn(
            { cause: String(cause), conversationId: done.wake?.id },
            "timer not set; the sweeper will find it",
          );
        });
      }
    },
  };
};
