import { findSecrets } from "../core/gate/secrets.ts";
import type { Desk } from "../core/policy/policy.ts";
import type { Staff } from "../core/staff.ts";
import { wordsFor } from "../core/texts/index.ts";
import type { Timestamp } from "../core/time.ts";
import {
  type Chat,
  ChatError,
  type Checkpoint,
  type Clock,
  type Count,
  type Forms,
  type Home,
  type Ids,
  type Log,
  type Pagers,
  type Receive,
  type SecondOpinion,
  type SecretFinder,
  type Timers,
} from "../ports.ts";
import type { Calendars } from "../ports-calendars.ts";
import type { Helpdesk } from "../ports-helpdesk.ts";
import type { Store } from "../ports-store.ts";
import type { Chats } from "./address.ts";
import { createAlarms } from "./alarms.ts";
import { createArming } from "./arming.ts";
import { createBelieve } from "./believable.ts";
import { createCatchUps } from "./catch-up.ts";
import { createCompose } from "./compose.ts";
import { createDesks } from "./desks.ts";
import { createDispatcher } from "./dispatcher.ts";
import { createBoard } from "./duty/board.ts";
import { createRounds } from "./duty/rounds.ts";
import { createShifts } from "./duty/shifts.ts";
import { createEngine, type Engine } from "./engine.ts";
import { createHome } from "./home.ts";
import { createJoining } from "./joining.ts";
import { createReceive } from "./receive.ts";
import { createScreen } from "./screen.ts";
import { createSecondLook } from "./second-look.ts";
import { createSweeper, type Sweeper } from "./sweeper.ts";
import type { MailDesk } from "./tickets/letters.ts";
import { createTicketRoom } from "./tickets/room.ts";

/** What is worth measuring of a running desk; metrics.ts makes histograms of it. */
export interface Observer {
  readonly lag: (lag: "ingest" | "detection" | "notification", ms: number) => void;
  readonly sent: (send: { readonly type: string; readonly outcome: string; readonly ms: number }) => void;
}

export interface HouseOptions {
  readonly store: Store;
  readonly chats: readonly Chat[];
  readonly timers: Timers;
  readonly desks: () => readonly Desk[];
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly observer: Observer;
  /** Default: nothing is counted. */
  readonly count?: Count;
  /** Shifts that stand in calendars; none where it is left out. */
  readonly calendars?: Pick<Calendars, "current">;
  /** Without any, a page is refused, and said to be. */
  readonly pagers?: Pagers;
  /** Without it tickets that are opened from chat cannot be confirmed. */
  readonly mail?: MailDesk;
  /** Where confirmed tickets go on to; none: they stay here. */
  readonly helpdesk?: Helpdesk;
  /** Asked about what the gate's rules took for plain chat; none: the rules alone. */
  readonly second?: SecondOpinion;
  /** Default: the desk's own rules alone. */
  readonly secrets?: SecretFinder;
  readonly checkpoint?: Checkpoint;
}

const NO_CALENDARS: Pick<Calendars, "current"> = { current: () => new Map() };
const ownFinder: SecretFinder = async (text) => findSecrets(text);
const NO_PAGERS: Pagers = {
  call: async () => {
    throw new ChatError("refused", { reason: "forbidden", code: "no_pager" });
  },
};

/** Since when a platform of this desk has been silent; null: both are heard (sla.md, decision 18). */
const silentSince = (desk: Desk, chats: Chats, now: Timestamp): Timestamp | null => {
  const silent = [desk.customers.platform, desk.staff.platform].flatMap((platform) => {
    const health = chats.get(platform)?.health();
    return health === undefined || health.ready ? [] : [health.lastHeardAt ?? now];
  });
  return silent.length === 0 ? null : Math.min(...silent);
};

/** The engine and all that keeps it going, on whatever adapters it is given. */
export interface House {
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly receive: Receive;
  /** The clock was stepped: everything that is due now is done, and the timers are set anew. */
  readonly clockStepped: () => Promise<void>;
  /** The policy file or a calendar changed. */
  readonly desksChanged: () => Promise<void>;
  /** The desk's reps as a decision would see them now. */
  readonly staff: (desk: Desk) => Promise<Staff>;
  /** What presses open. */
  readonly forms: Forms;
  /** What a rep's own page shows. */
  readonly home: Home;
  readonly engine: Engine;
  readonly sweeper: Sweeper;
}

export const createHouse = (options: HouseOptions): House => {
  const { store, timers, clock, ids, log, observer } = options;
  const checkpoint = options.checkpoint ?? (() => {});
  const believe = createBelieve({ clock, log, count: options.count ?? (() => {}) });
  const chats: Chats = new Map(options.chats.map((chat) => [chat.platform, chat]));
  const desks = createDesks(options.desks);
  const calendars = options.calendars ?? NO_CALENDARS;
  const board = createBoard({ chats, calendars, clock });
  const shifts = createShifts({ board, chats, clock });
  const unreliableSince = (desk: Desk): Timestamp | null => silentSince(desk, chats, clock.now());
  const compose = createCompose({
    read: store.read,
    tickets: store.tickets,
    policy: store.policy,
    desks,
    chats,
    clock,
    words: wordsFor,
    unreliableSince,
  });
  const find = options.secrets ?? ownFinder;
  const tickets = createTicketRoom({
    store,
    desks,
    words: wordsFor,
    engine: () => engine,
    mail: options.mail ?? null,
    find,
    clock,
    ids,
    log,
  });
  const engine: Engine = createEngine({
    store,
    desks,
    chats,
    clock,
    ids,
    log,
    timers,
    board,
    shifts,
    words: wordsFor,
    mail: options.mail !== undefined,
    checkpoint,
    nudge: (lanes) => dispatcher.nudge(lanes),
    ticketsDue: tickets.due,
    wrote: (conversationId, messageIds) => second(conversationId, messageIds),
    placeOpened: (place, since) => catchUps.add({ place, after: null, since }),
    observe: observer.lag,
  });
  const dispatcher = createDispatcher({
    outbox: store.outbox,
    compose,
    chats,
    pagers: options.pagers ?? NO_PAGERS,
    mail: options.mail ?? null,
    helpdesk: options.helpdesk ?? null,
    ticketFor: tickets.ticketFor,
    letters: tickets.letters,
    engine,
    believe,
    clock,
    log,
    checkpoint,
    observe: (sent) => {
      observer.sent(sent);
      if (sent.type === "PostAlert" && sent.outcome === "delivered") {
        observer.lag("notification", sent.ageMs);
      }
    },
  });
  const second = createSecondLook({
    opinion: options.second ?? null,
    read: store.read,
    desks,
    record: engine.recordOpinion,
    clock,
    log,
  });
  const alarms = createAlarms(engine.checkDeadlines);
  const rounds = createRounds({
    store,
    engine,
    board,
    shifts,
    desks: desks.current,
    unreliableSince,
    clock,
    log,
  });
  const sweeper = createSweeper({
    store,
    engine,
    alarms,
    dispatcher,
    rounds,
    tickets,
    clock,
    log,
  });
  const catchUps = createCatchUps({
    chats,
    places: store.read.places,
    receive: createReceive({
      engine,
      store,
      believe,
      screen: createScreen({ find, log }),
      clock,
      log,
    }),
    log,
  });
  const { receive } = catchUps;

  const arm = createArming({ store, timers, clock });
  const joining = createJoining({ chats: options.chats, catchUps, sweep: dispatcher.sweep, log });

  return {
    engine,
    home: createHome({ store, desks, chats, clock }),
    forms: tickets.forms,
    sweeper,
    receive,
    desksChanged: rounds.prepare,
    staff: (desk) => store.transaction((tx) => board.staff(tx, desk, true)),
    clockStepped: async () => {
      timers.clockStepped();
      await sweeper.sweep();
      await arm();
    },
    start: async () => {
      await timers.start(alarms.ring, arm);
      await rounds.prepare();
      await dispatcher.start();
      const armed = arm().catch((cause: unknown) =>
        log.warn({ err: cause }, "timers could not be set; the sweeper stands in for them"),
      );
      // What is overdue is looked at when it was heard what people answered meanwhile, and then at once.
      await tickets.start();
      await joining.join();
      await armed;
      sweeper.start();
    },
    stop: async () => {
      joining.leave();
      const swept = sweeper.stop();
      await alarms.stop();
      await swept;
      await timers.stop();
      await catchUps.stop();
      await tickets.stop();
      // What is under way is sent to its end; what comes in meanwhile waits in the outbox for the next start.
      await dispatcher.stop();
      await tickets.close();
      for (const chat of options.chats) await chat.stop();
    },
  };
};
