import { subjectAdvice } from "../../src/core/ticket/subject.ts";
import type { Chat, HttpRoutes, Receive } from "../../src/ports.ts";
import { createAccess } from "./access.ts";
import { createActs } from "./acts.ts";
import { createBells } from "./bells.ts";
import { catchUpFrom } from "./catch-up.ts";
import { deliverTo } from "./deliver.ts";
import { createDirectory } from "./directory.ts";
import { createFeedSwitch } from "./feed-switch.ts";
import { laneOf } from "./lane.ts";
import { createLive } from "./live.ts";
import type { PendingWhisper, Platform, SandboxOptions } from "./platform.ts";
import { createPresses } from "./presses.ts";
import { createPump, type Pump } from "./pump.ts";
import { createView } from "./render/view.ts";
import { createRepActs } from "./rep-acts.ts";
import { createRoutes } from "./routes.ts";
import { createScenarios } from "./scenarios.ts";
import { createSeen } from "./seen.ts";
import { createSnapshot } from "./snapshot.ts";
import { findMessages } from "./store/messages.ts";
import { listCustomers, listDoNotDisturb } from "./store/people.ts";
import { deskChannels, ensureChannel, findChannel } from "./store/places.ts";
import { createTables, emptyTables } from "./store/schema.ts";
import { watchOverview } from "./watch.ts";

export type { SandboxControls, SkipResult } from "./controls.ts";
export { ACCOUNTS } from "./mail/cast.ts";
export { type Mailboxes, startMailboxes } from "./mail/mailboxes.ts";
export type { SandboxOptions } from "./platform.ts";

/** How long the answer to "open a chat" waits for the desk to make the place, ms. */
const PLACE_WAIT_MS = 5000;
/** Whispers whose buttons still work; older ones are long off the screen. */
const KEPT_WHISPERS = 200;

const FEED_CUT =
  "The feed was cut on the sandbox's page: what people do waits, and is told when it is restored there.";

const continuedBell = (customer: string): string => `continued:${customer}`;

export interface Sandbox {
  readonly chat: Chat;
  /** The page and its HTTP API (README.md). */
  readonly routes: HttpRoutes;
}

/** The third platform: a web page where one person plays every part. */
export const createSandbox = (options: SandboxOptions): Sandbox => {
  const { sql, clock, log, controls } = options;
  const directory = createDirectory(controls.reps);
  const view = createView(options.words, directory.nameOf);
  const places = createBells<string | null>();
  const answers = createBells<void>();
  const whispers = new Map<string, PendingWhisper>();
  const doNotDisturb = new Set<string>();
  const feed = createFeedSwitch(clock);
  let pump: Pump | null = null;
  let lastHeardAt: number | null = null;

  const seen = createSeen(sql);
  const mailboxes = options.mailboxes ?? null;

  const noticed = async (ids: readonly string[]): Promise<void> => {
    for (const { channel, post } of await findMessages(sql, ids)) {
      seen.changed(channel);
      if (post?.body.kind === "text" && post.body.from !== null) answers.ring(channel, undefined);
      // A second request of a customer whose chat is open goes on there.
      if (post?.body.kind === "sentence" && post.body.sentence.key === "continued_here") {
        const customer = (await findChannel(sql, channel))?.customer ?? null;
        if (customer !== null) platform.watchers.answered(continuedBell(customer), customer, channel);
      }
    }
  };

  const platform: Platform = {
    options,
    directory,
    channels: deskChannels(options.desks),
    whispers,
    doNotDisturb,
    feed,
    fed: () => {
      lastHeardAt = clock.now();
      pump?.kick();
    },
    watchers: {
      messages: (ids) => {
        void live.publish(async () => ({ event: "messages", data: await snapshot.messages(ids) }));
        void noticed(ids).catch(unseen);
        watch.soon();
      },
      places: () => void live.publish(async () => ({ event: "places", data: await snapshot.places() })),
      facts: () => watch.soon(),
      dismissed: (id) => {
        whispers.delete(id);
        void live.publish(async () => ({ event: "dismissed", data: { id } }));
      },
      whispered: (whisper) => {
        whispers.set(whisper.id, whisper);
        const oldest = whispers.size > KEPT_WHISPERS ? whispers.keys().next().value : undefined;
        if (oldest !== undefined) whispers.delete(oldest);
        void live.publish(async () => ({ event: "whisper", data: snapshot.whisper(whisper) }));
      },
      answered: (reply, customer, channel) => {
        places.ring(reply, channel);
        void live.publish(async () => ({ event: "opened", data: { customer, channel } }));
      },
    },
  };

  const unseen = (error: unknown): void =>
    log.warn({ err: error }, "A change could not be shown on the page.");
  const snapshot = createSnapshot(platform, view);
  const live = createLive(snapshot.state, unseen);
  mailboxes?.onChange(() => {
    seen.mailed();
    void live.publish(async () => ({ event: "mail", data: { mail: await mailboxes.show() } }));
  });
  const watch = watchOverview(live, snapshot.overview);
  const access = createAccess(platform);
  const acts = createActs(platform, access);
  const presses = createPresses(platform, access);
  const repActs = createRepActs(platform);
  const scenarios = createScenarios({
    acts,
    presses,
    mailboxes,
    seen,
    clock,
    log,
    speed: controls.speed,
    answerIn: (channel, signal) => answers.wait(channel, signal),
    placeOf: async (request, customer, signal) => {
      const channel = await placeOf(request, customer, signal);
      if (channel === null) throw new Error("The desk opened no place for this customer.");
      return channel;
    },
  });

  const placeOf = async (request: string, customer: string, signal: AbortSignal): Promise<string | null> => {
    const done = new AbortController();
    const either = AbortSignal.any([signal, done.signal]);
    try {
      return await Promise.race([places.wait(request, either), places.wait(continuedBell(customer), either)]);
    } finally {
      done.abort();
    }
  };

  const prepare = async (): Promise<void> => {
    for (const [id, kind] of platform.channels) await ensureChannel(sql, { id, kind });
    directory.replace(await listCustomers(sql));
    doNotDisturb.clear();
    for (const user of await listDoNotDisturb(sql)) doNotDisturb.add(user);
  };

  const reset = async (): Promise<void> => {
    await scenarios.stop();
    await controls.reset();
    await emptyTables(sql);
    whispers.clear();
    feed.set(false);
    await prepare();
    await live.refresh();
  };

  return {
    chat: {
      platform: "sandbox",
      start: async (receive: Receive) => {
        await createTables(sql);
        await prepare();
        pump = createPump(sql, receive, log, () => feed.cutAt() !== null);
        pump.kick();
        watch.start();
      },
      stop: async () => {
        await scenarios.stop();
        watch.stop();
        await live.close();
        await pump?.stop();
        pump = null;
      },
      deliver: deliverTo(platform),
      permalink: (message) => `/#message-${message.id}`,
      lane: laneOf,
      unreachable: (users) =>
        new Map(users.filter((user) => doNotDisturb.has(user)).map((user) => [user, "do_not_disturb"])),
      health: () => {
        const cutAt = feed.cutAt();
        return {
          ready: pump !== null && cutAt === null,
          lastHeardAt: cutAt ?? lastHeardAt,
          trouble: pump === null ? "The sandbox is not started." : cutAt === null ? pump.trouble() : FEED_CUT,
        };
      },
      catchUp: catchUpFrom(platform),
    },
    routes: createRoutes({
      acts,
      presses,
      mailboxes,
      repActs,
      advise: (subject, request) => {
        const advice = subjectAdvice(subject, request);
        const { language } = options.desks[0]?.policy ?? { language: "en" };
        if (advice === null) return null;
        const { suggestion } = advice;
        // The suggestion stands on a button of its own.
        return { text: options.words(language).typed.subject({ ...advice, suggestion: null }), suggestion };
      },
      setFeed: (cut) => {
        feed.set(cut);
        pump?.kick();
        watch.soon();
      },
      live,
      snapshot,
      scenarios,
      controls,
      log,
      reset,
      ready: () => pump !== null,
      placeOf: (request, customer) =>
        placeOf(request, customer, AbortSignal.timeout(PLACE_WAIT_MS)).catch(() => null),
    }),
  };
};
