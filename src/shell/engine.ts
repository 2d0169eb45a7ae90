import type { Command } from "../core/conversation/command.ts";
import type { Gated } from "../core/conversation/event.ts";
import { NO_CONVERSATION } from "../core/conversation/state.ts";
import type { Effect } from "../core/effect.ts";
import type { Inbound } from "../core/inbound.ts";
import type { Desk, Policy } from "../core/policy/policy.ts";
import type { Timestamp } from "../core/time.ts";
import type { Words as Texts } from "../core/words.ts";
import type { Checkpoint, Clock, Ids } from "../ports.ts";
import type { Store, StoredConversation, Tx } from "../ports-store.ts";
import { addressOf, type Chats } from "./address.ts";
import type { Desks } from "./desks.ts";
import type { Board } from "./duty/board.ts";
import { obey } from "./duty/commands.ts";
import type { Shifts, ShiftWork } from "./duty/shifts.ts";
import { createAfterCommit, type Done, type Listeners, NOTHING } from "./engine/after-commit.ts";
import { type Applied, apply, type MakeDraft, type Task, task, write } from "./engine/apply.ts";
import { createBatch } from "./engine/batch.ts";
import { createKnownFor } from "./engine/known.ts";
import { createLoads } from "./engine/loads.ts";
import { createCarryTickets, followUp } from "./engine/tickets.ts";
import { type Outcome, settle } from "./outcome.ts";
import { type Routed, route, type Words } from "./route.ts";
import type { TicketTask } from "./tickets/apply.ts";
import { inChat } from "./tickets/asked-about.ts";
import { newCode } from "./tickets/code.ts";
import { createTicketDesk, type TicketDesk } from "./tickets/desk.ts";

/** Its listeners are told after the commit. */
export interface EngineOptions extends Listeners {
  readonly store: Store;
  readonly desks: Desks;
  readonly chats: Chats;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly board: Board;
  readonly shifts: Shifts;
  readonly words: (language: string) => Texts;
  /** The desk can send mail, and receive it: tickets can be confirmed. */
  readonly mail: boolean;
  readonly checkpoint: Checkpoint;
}

export interface Engine {
  /** Handles an inbound for good, once: when it returns, all that follows from it is durable. */
  readonly handle: (inbound: Inbound) => Promise<void>;
  /**
   * Does what is due in these conversations, all in one transaction. A conversation that cannot be decided on takes
   * no other with it; rejects only while the database is away.
   */
  readonly checkDeadlines: (conversationIds: readonly string[]) => Promise<void>;
  /** What the changes of shift since the last look ask for. */
  readonly lookAtShifts: (desk: Desk) => Promise<void>;
  /** What tickets wait for by themselves, or what came by mail: decided and written in one transaction. */
  readonly carryOutTickets: (tasks: (tx: Tx) => Promise<readonly TicketTask[]>) => Promise<void>;
  readonly nextOn: TicketDesk["nextOn"];
  /** The gate's second opinion on a message that its rules took for plain chat. */
  readonly recordOpinion: (conversationId: string, messageId: string, gate: Gated) => Promise<void>;
  /**
   * Says what is new on a topic that is no conversation's, and remembers it in the same transaction: told once, and
   * never remembered as told when it was not. `news` gets what was remembered before; null: there is nothing new.
   */
  readonly tellNews: (desk: Desk, topic: string, news: (before: unknown) => News | null) => Promise<void>;
  /** The cards of the desk's open conversations show what is true now. */
  readonly refreshCards: (desk: Desk) => Promise<void>;
}

/** What is said, and what is remembered of having said it. */
export interface News {
  readonly remembered: unknown;
  readonly effects: readonly Effect[];
}

/** More cards than anybody looks at: they share the workspace's few edits a minute. */
const CARDS_AT_ONCE = 100;

const isReps = (command: Command): boolean => command.type === "ReceiveStaffMessage" || "by" in command;

/** The eight steps of architecture.md: one transaction for inbox, state, journal and outbox. */
export const createEngine = (options: EngineOptions): Engine => {
  const { store, desks, board, chats, clock, ids, log, words, checkpoint } = options;

  const knownFor = createKnownFor({ desks, board, clock, mail: options.mail });

  const draft: MakeDraft = (effect, desk, about, now) => {
    const { stream, lane } = addressOf(effect, desk, about, chats);
    const conversationId = about?.id ?? null;
    return { id: ids.next(), conversationId, desk: desk.id, effect, stream, lane, createdAt: now };
  };

  const tickets = createTicketDesk({ desks, board, clock, draft, mail: options.mail });

  const how = { draft, decided: () => checkpoint("engine:decided") };

  /** Steps 4 to 8, for one conversation or for several that one inbound concerns. */
  const run = async (tx: Tx, tasks: readonly Task[]): Promise<readonly Applied[]> => {
    const known = await Promise.all(tasks.map((one) => knownFor(tx, one)));
    // One inbound may say two things to a conversation: the second is decided on what the first left.
    const latest = new Map<string, StoredConversation>();
    const loads = createLoads();
    const applied = tasks.flatMap((one, index): Applied[] => {
      const what = known[index];
      if (what === undefined) return [];
      const stored = latest.get(one.stored.id) ?? one.stored;
      const result = apply({ ...one, stored }, { ...what, staff: loads.now(what.staff) }, how);
      loads.moved(stored.state, result.next.state);
      latest.set(one.stored.id, result.next);
      return [result];
    });
    await write(tx, applied);
    return applied;
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

  const carryTickets = createCarryTickets({ tickets, run, remember });

  const open = async (
    tx: Tx,
    routed: Extract<Routed, { to: "new" }>,
    personId: string,
    at: Timestamp,
  ): Promise<Done> => {
    const { desk, door, words, reply, plan, screened, asked } = routed;
    const id = ids.next();
    const number = await tx.nextNumber();
    const policy: Policy = desk.policy;
    await tx.savePolicy(policy);
    const remembered = remember(tx, id, personId, words, at);
    const stored: StoredConversation = {
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
      plan,
      hours: board.hoursFrom(desk, at),
      ...screened,
    };
    const [applied] = await Promise.all([
      run(tx, [{ stored, command, reply, also: asked.also, fresh: true }]),
      remembered,
    ]);
    return { applied, ...followUp(await tickets.run(tx, inChat(asked.tasks, stored))) };
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
        return { applied: [], lanes: drafts.map((one) => one.lane.key) };
      }
      case "new":
        return open(tx, routed, personId, inbound.at);
      case "desk": {
        const commanded = await obey(routed.said, { tx, desks: desks.current(), board, chats, personId });
        if (commanded === null) return NOTHING;
        const carried = await carryOut(tx, commanded.desk, {
          ...commanded,
          effects: async () => commanded.effects,
        });
        await tx.repsSeen([personId], routed.said.at);
        return carried;
      }
      case "ticket":
        return carryTickets(tx, routed.order, inbound.at, personId);
      case "conversation": {
        const { stored, command, words, reply, also } = routed;
        // The text travels with the writes that follow from it.
        const [applied] = await Promise.all([
          run(tx, [{ stored, command, reply, also, fresh: false }]),
          words === null ? undefined : remember(tx, stored.id, personId, words, inbound.at),
        ]);
        const onTickets = followUp(await tickets.run(tx, inChat(routed.tickets, stored)));
        // Last, always: rows that are locked in one order wait for each other, and never in a circle.
        if (isReps(command)) await tx.repsSeen([personId], inbound.at);
        return { applied, ...onTickets };
      }
      default:
        return routed satisfies never;
    }
  };

  /** What is said to nobody's conversation, and what follows for several. */
  const carryOut = async (tx: Tx, desk: Desk, { effects, tasks }: ShiftWork): Promise<Done> => {
    const applied = await run(tx, tasks);
    const drafts = (await effects()).map((effect) => draft(effect, desk, null, clock.now()));
    await tx.putOutbox(drafts);
    return { applied, lanes: drafts.map((one) => one.lane.key) };
  };

  const finish = async (tx: Tx, outcome: Outcome): Promise<Done> => {
    const settled = await settle(tx, outcome, {
      now: clock.now(),
      laneFor: (effect, desk, stored) => addressOf(effect, desk, stored, chats).lane,
      desk: (id) => desks.byId(id),
    });
    if (settled === null) return NOTHING;
    const { commands, lanes, opened, tickets: ordered = [] } = settled;
    const applied = await run(
      tx,
      commands.map(({ stored, command }) => task(stored, command)),
    );
    const onTickets = followUp(await tickets.run(tx, ordered));
    return {
      applied,
      ...onTickets,
      lanes: [...lanes, ...onTickets.lanes],
      ...(opened === undefined ? {} : { opened }),
    };
  };

  const work = async (
    tx: Tx,
    inbound: Exclude<Inbound, { type: "DeadlineReached" }>,
    personId: string,
  ): Promise<Done> => {
    if ("outboxId" in inbound) return finish(tx, inbound);
    const routing = (): Promise<Routed> =>
      route(inbound, {
        tx,
        desks: desks.current(),
        personId,
        newId: ids.next,
        newCode,
        words,
        nextOn: (desk, permission) => tickets.nextOn(tx, desk, permission),
      });
    // A message's routing only reads, so it travels right behind the key; an edit's writes, and waits for it.
    const [isNew, ahead] = await Promise.all([
      tx.claimKey(inbound.key, clock.now()),
      inbound.type === "MessagePosted" ? routing() : null,
    ]);
    return isNew ? follow(tx, inbound, personId, ahead ?? (await routing())) : NOTHING;
  };

  const afterCommit = createAfterCommit(options);
  const done = (what: Done): void => {
    checkpoint("engine:committed");
    afterCommit(what);
  };
  const checkDeadlines = createBatch({ store, knownFor, draft, log, checkpoint, done });

  return {
    handle: async (inbound) => {
      checkpoint("engine:received");
      if (inbound.type === "DeadlineReached") return checkDeadlines([inbound.conversationId]);
      const personId = "author" in inbound ? await store.personId(inbound.author) : "";
      const what = await store.transaction(async (tx) => {
        const result = await work(tx, inbound, personId);
        checkpoint("engine:before-commit");
        return result;
      });
      done(what);
    },
    checkDeadlines,
    nextOn: tickets.nextOn,
    recordOpinion: async (conversationId, messageId, gate) => {
      done(
        await store.transaction(async (tx) => {
          const stored = await tx.conversation(conversationId);
          if (stored === null) return NOTHING;
          const command: Command = { type: "RecordOpinion", at: clock.now(), messageId, gate };
          return { applied: await run(tx, [task(stored, command)]), lanes: [] };
        }),
      );
    },
    carryOutTickets: async (tasks) => {
      done(
        await store.transaction(async (tx) => ({
          applied: [],
          ...followUp(await tickets.run(tx, await tasks(tx))),
        })),
      );
    },
    lookAtShifts: async (desk) => {
      done(await store.transaction(async (tx) => carryOut(tx, desk, await options.shifts.look(tx, desk))));
    },
    refreshCards: async (desk) => {
      done(
        await store.transaction(async (tx) => {
          const open = await tx.openConversations(desk.id, CARDS_AT_ONCE);
          const drafts = open.map((one) => draft({ type: "UpdateCard" }, desk, one, clock.now()));
          await tx.putOutbox(drafts);
          return { applied: [], lanes: drafts.map((one) => one.lane.key) };
        }),
      );
    },
    tellNews: async (desk, topic, news) => {
      done(
        await store.transaction(async (tx) => {
          await tx.serialize(topic);
          const found = news(await tx.setting(topic));
          if (found === null) return NOTHING;
          await tx.setSetting(topic, found.remembered);
          return carryOut(tx, desk, { tasks: [], effects: async () => found.effects });
        }),
      );
    },
  };
};
