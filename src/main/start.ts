import { createTimers } from "../../adapters/bullmq/index.ts";
import { CUSTOMERS_PATH, createCustomersWebhook } from "../../adapters/customers-webhook/index.ts";
import { createPagers } from "../../adapters/pager/index.ts";
import { createSecondOpinion } from "../../adapters/second-opinion/index.ts";
import { createSecretFinder } from "../../adapters/secretlint/index.ts";
import { createMetricsSource } from "../../db/metrics.ts";
import { openStore } from "../../db/store.ts";
import type { Config } from "../config.ts";
import { wordsFor } from "../core/texts/index.ts";
import { createIds } from "../ids.ts";
import { policyNotices } from "../policy-file/notices.ts";
import { desksFor, readPolicyFile } from "../policy-file.ts";
import type { Log } from "../ports.ts";
import { createHouse, type House } from "../shell/house.ts";
import { type Http, startHttp } from "../shell/http.ts";
import type { Metrics } from "../shell/metrics.ts";
import type { Part } from "../shell/ready.ts";
import { createSteppableClock, systemClock } from "./clock.ts";
import { type RunningDatabase, startDatabase } from "./database.ts";
import { createDeskCalendars } from "./desk-calendars.ts";
import { createHelpdesk } from "./helpdesk.ts";
import { createLiveDesks } from "./live-desks.ts";
import { createManagers } from "./managers.ts";
import { connected, type Mount, type Shared } from "./platforms.ts";

export interface RunningDesk {
  readonly http: Http;
  /** Looks into the policy file at once. */
  readonly look: () => void;
  readonly stop: () => Promise<void>;
}

const calledOff = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    if (signal.aborted) reject(signal.reason);
  });

/** Builds and starts everything, in order; `stop` undoes it in reverse. */
export const startDesk = async (
  config: Config,
  log: Log,
  metrics: Metrics,
  signal: AbortSignal,
): Promise<RunningDesk> => {
  const { mode, policyFile } = config;
  // Wrong at the start is wrong at once, though the database may be away for long.
  desksFor(mode, readPolicyFile(policyFile));
  const undo: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const one of undo.splice(0).reverse()) {
      await one().catch((cause: unknown) => log.error({ err: cause }, "stopping went on after a fault"));
    }
  };
  try {
    const starting: Part = {
      name: "start",
      check: () => ({ ready: false, why: "the desk is still starting" }),
    };
    let parts: readonly Part[] = [
      starting,
      { name: "database", check: () => ({ ready: false, why: "not reached yet; the desk keeps trying" }) },
    ];
    let mounts: readonly Mount[] = [];
    const http = await startHttp({
      host: config.host,
      port: config.port,
      next: config.mode === "sandbox",
      parts: () => parts,
      metrics,
      mounts: () => mounts,
      log,
    });
    undo.push(http.stop);

    const database: RunningDatabase = await startDatabase(config, log, signal);
    undo.push(database.stop);

    const clock = config.mode === "sandbox" ? createSteppableClock() : null;
    const ids = createIds(Date.now);
    const store = openStore(database.url, ids);
    undo.push(store.close);
    const timers = createTimers({
      redisUrl: config.redisUrl,
      databaseUrl: database.url,
      clock: clock ?? systemClock,
      log,
    });
    const late: { house?: House } = {};
    const theHouse = (): House => {
      if (late.house === undefined) throw new Error("the house is asked for before it is built");
      return late.house;
    };
    const managers = createManagers({ store, engine: () => theHouse().engine, log });
    const live = createLiveDesks({
      mode,
      policyFile,
      file: readPolicyFile(policyFile),
      managers,
      log,
    });
    for (const notice of policyNotices(live.current(), { mail: clock !== null || config.mail !== null }))
      log.warn({}, notice);
    const shared: Shared = {
      desks: live.current(),
      words: wordsFor,
      log,
      count: metrics.count,
      forms: (press) => theHouse().forms(press),
      home: (person) => theHouse().home(person),
    };
    // Loaded where they are used alone: together they are 50 MB of a desk that may have 200.
    const inSandbox = clock === null ? null : await import("./sandbox.ts");
    const postOffice = config.mail === null ? null : await import("./post-office.ts");
    const sandboxMail =
      clock === null || inSandbox === null
        ? null
        : await inSandbox.startSandboxMail({ store, databaseUrl: database.url, clock, ids, log });
    if (sandboxMail !== null) undo.push(sandboxMail.stop);
    const platforms =
      clock === null || sandboxMail === null || inSandbox === null
        ? connected(config, { ...shared, clock: systemClock }, live)
        : await inSandbox.sandbox(config, shared, clock, store, live, theHouse, sandboxMail);
    const deskClock = clock ?? systemClock;
    const post = await postOffice?.createPost({ config: config.mail, store, clock: deskClock, log });
    const mailDesk =
      sandboxMail?.desk ??
      (postOffice === null || post === undefined
        ? null
        : postOffice.mailDeskOf(config.mail, post, live.current));
    // What is played in the sandbox leaves this machine by no way.
    const helpdesk = clock === null ? createHelpdesk(config, post?.mail ?? null, deskClock) : null;
    const second = createSecondOpinion({ log });
    undo.push(second.stop);
    const renew = (): Promise<void> => theHouse().desksChanged();
    const calendars = createDeskCalendars({
      desks: live.current,
      store,
      managers,
      clock: clock ?? systemClock,
      log,
      onChange: () =>
        void renew().catch((cause: unknown) => log.error({ err: cause }, "rosters could not be made anew")),
    });
    const house = createHouse({
      store,
      chats: platforms.chats,
      timers,
      desks: platforms.desks,
      calendars,
      pagers: createPagers({
        smtpUrl: config.mail?.smtpUrl ?? null,
        mailFrom: config.mail?.from ?? null,
        log,
      }),
      secrets: createSecretFinder({ log }),
      ...(mailDesk === null ? {} : { mail: mailDesk }),
      ...(helpdesk === null ? {} : { helpdesk }),
      second,
      clock: clock ?? systemClock,
      ids,
      log,
      observer: metrics,
      count: metrics.count,
    });
    late.house = house;
    mounts = [
      ...(config.customersSecret === null
        ? []
        : [
            {
              prefix: CUSTOMERS_PATH,
              routes: createCustomersWebhook({
                secret: config.customersSecret,
                takeNews: store.takeNews,
                clock: deskClock,
                count: metrics.count,
                log,
              }),
            },
          ]),
      ...platforms.mounts,
    ];
    undo.push(house.stop);
    await calendars.start();
    undo.push(calendars.stop);
    metrics.watch(createMetricsSource(store.sql, clock ?? systemClock));
    const standing: readonly Part[] = [
      { name: "database", check: async () => store.ping().then(() => ({ ready: true, why: "" })) },
      {
        name: "queue",
        check: () => ({
          ready: timers.ready(),
          why: timers.ready() ? "" : "The queue is away: deadlines are found by the sweep, up to 2 s late.",
        }),
      },
      ...(mailDesk?.sources ?? []).map((source) => ({
        name: "mail",
        check: () => {
          const { ready, trouble } = source.health();
          return { ready, why: trouble };
        },
      })),
      ...platforms.chats.map((chat) => ({
        name: chat.platform,
        check: () => {
          const { ready, trouble } = chat.health();
          return { ready, why: trouble };
        },
      })),
    ];
    parts = [starting, ...standing];
    const watch = live.watch(async () => {
      await renew();
      await calendars.refresh();
    });
    undo.push(async () => watch.stop());
    // A platform that is away holds the start up, and must not hold the stop up too.
    await Promise.race([house.start(), calledOff(signal)]);
    parts = standing;
    return { http, look: watch.look, stop };
  } catch (cause) {
    await stop();
    throw cause;
  }
};
