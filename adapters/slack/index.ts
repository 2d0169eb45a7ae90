import type { MessageRef } from "../../src/core/platform.ts";
import type { Desk } from "../../src/core/policy/policy.ts";
import { SECOND, type Timestamp } from "../../src/core/time.ts";
import { type Chat, ChatError, type ChatOptions, type HttpRoutes, type Receive } from "../../src/ports.ts";
import {
  channelsOf,
  channelTrouble,
  introduce,
  missingScopes,
  PAUSES_SCOPE,
  PERSONA_SCOPE,
  SlackAwayError,
  SlackSetupError,
  scopesSentence,
} from "./access.ts";
import {
  type CatchUpReader,
  CHATS_BACK_MS,
  createCatchUp,
  type MissedChannel,
  TICKETS_BACK_MS,
} from "./catch-up.ts";
import { createClient } from "./client.ts";
import { type Delivery, deliver } from "./deliver.ts";
import { chatErrorOf, isTokenTrouble } from "./failure.ts";
import { createHomes, type Homes } from "./home.ts";
import { createHttpRoutes } from "./http.ts";
import { createIngest, type Ingest } from "./ingest.ts";
import { laneOf } from "./limits.ts";
import { createMarks } from "./marks.ts";
import { type Answer, createModals, type Modals } from "./modals.ts";
import { createNameBook } from "./names.ts";
import { pause } from "./pause.ts";
import { createReach, type Reach } from "./reach.ts";
import { createReplies } from "./replies.ts";
import { createSocketFeed, type SocketFeed } from "./socket.ts";

export interface SlackOptions extends ChatOptions {
  readonly botToken: string;
  /** Set: Socket Mode, whatever else is set. */
  readonly appToken: string | null;
  /** Set without `appToken`: HTTP on /slack/events. */
  readonly signingSecret: string | null;
  /** Null: Slack's own. */
  readonly apiUrl: string | null;
  /** Least time between two posts in a channel, ms; default Slack's limit. Only a benchmark raises it. */
  readonly laneIntervalMs?: number;
}

/** Channels that could not be used are looked at again this often. */
const LOOK_AGAIN_MS = 30 * SECOND;
/** Slack pings every few seconds: so much silence is no quiet night (platforms.md, 1). */
const SILENT_MS = 30 * SECOND;
/** What waits for a start is tried again soon after it. */
const NOT_STARTED_MS = 250;

/** All that exists between start and stop. */
interface Running {
  readonly ingest: Ingest;
  readonly modals: Modals;
  readonly homes: Homes;
  readonly delivery: Delivery;
  readonly feed: SocketFeed | null;
  readonly catchUp: CatchUpReader;
  readonly reach: Reach;
  readonly stopping: AbortController;
  readonly address: string;
}

/** Slack as a place where people talk; on the rep side for now. */
export const createSlackChat = (
  options: SlackOptions,
): { readonly chat: Chat; readonly routes: HttpRoutes | null } => {
  const { botToken, appToken, signingSecret, clock, log, count, desks, words } = options;
  if (appToken === null && signingSecret === null) {
    throw new SlackSetupError(
      "SLACK_BOT_TOKEN stands alone: set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP on /slack/events.",
    );
  }
  const client = createClient(botToken, options);
  let running: Running | null = null;
  let lastHeardAt: Timestamp | null = null;
  let stopped = "Slack has not been started.";
  /** Without a token nothing works; without a channel the rest does. */
  let tokenTrouble = "";
  let channelTroubles = "";

  const take = async (body: unknown): Promise<Answer> => {
    if (running === null) throw new Error("the Slack adapter does not run");
    lastHeardAt = clock.now();
    const { ingest, delivery, homes, modals, reach } = running;
    reach.hear(body);
    homes.hear(body);
    delivery.replies.remember(body);
    const answer = await modals.answer(body);
    if (answer !== null) return answer;
    await ingest.take(body);
    void delivery.replies.dismiss(body);
    return {};
  };

  const started = async (receive: Receive): Promise<Running> => {
    const { self, scopes, address } = await introduce(client);
    const missing = missingScopes(scopes);
    if (missing.length > 0) throw new SlackSetupError(scopesSentence(missing));
    const names = createNameBook(client, clock);
    const ingest = createIngest({ self, names, receive, clock, count, log });
    const modals = createModals({ ...options, client, self, names });
    const homes = createHomes({ ...options, client, self, names });
    const stopping = new AbortController();
    const catchUp = createCatchUp({ client, ingest, log, signal: stopping.signal });
    const onReturn = (since: Timestamp): void => void catchUp.missed(threadedIn(desks), since, receive);
    const onSign = (): void => {
      lastHeardAt = clock.now();
    };
    const feed =
      appToken === null ? null : createSocketFeed({ ...options, appToken, take, onSign, onReturn });
    const marks = createMarks(client, self, clock.now());
    const replies = createReplies(clock, log);
    const persona = scopes.includes(PERSONA_SCOPE);
    const delivery = { client, self, marks, replies, words, clock, persona };
    const reach = createReach({ client, desks, clock, log, readsPauses: scopes.includes(PAUSES_SCOPE) });
    return { ingest, modals, homes, delivery, feed, catchUp, reach, stopping, address };
  };

  const lookAtChannels = async (): Promise<void> => {
    const troubles = await Promise.all(channelsOf(desks).map((use) => channelTrouble(client, use)));
    const found = troubles.filter((one) => one !== null);
    for (const one of found) if (!channelTroubles.includes(one)) log.error({}, one);
    channelTroubles = found.join(" ");
  };

  let watching = false;
  /** Looks, and again until all is well: somebody puts it right in Slack, and nothing tells us of it. */
  const watchChannels = async (signal: AbortSignal): Promise<void> => {
    if (watching) return;
    watching = true;
    await lookAtChannels();
    while (channelTroubles !== "" && !signal.aborted) {
      await pause(LOOK_AGAIN_MS, signal);
      if (!signal.aborted) await lookAtChannels();
    }
    watching = false;
  };

  const chat: Chat = {
    platform: "slack",
    async start(receive) {
      running = await started(receive).catch((error: unknown) => {
        if (error instanceof Error) stopped = error.message;
        throw error;
      });
      if (appToken !== null && signingSecret !== null) {
        log.info(
          {},
          "SLACK_APP_TOKEN and SLACK_SIGNING_SECRET are both set: Socket Mode is used, HTTP is not",
        );
      }
      try {
        await running.feed?.start();
      } catch (error) {
        await chat.stop();
        const failed = chatErrorOf(error);
        const { code } = failed.failure;
        if (failed.kind !== "refused" && !isTokenTrouble(failed)) {
          throw new SlackAwayError(`Slack's Socket Mode could not be reached (${code}): check the network.`, {
            cause: error,
          });
        }
        throw new SlackSetupError(
          `Slack's Socket Mode could not be connected to (${code}): switch it on in the app's settings and give ` +
            "SLACK_APP_TOKEN an app-level token with connections:write.",
          { cause: error },
        );
      }
      lastHeardAt = clock.now();
      stopped = "";
      tokenTrouble = "";
      channelTroubles = "";
      void running.reach.watch(running.stopping.signal);
      await lookAtChannels();
      if (channelTroubles !== "") void watchChannels(running.stopping.signal);
    },
    async stop() {
      const ending = running;
      if (ending !== null) stopped = "Slack has been stopped.";
      ending?.stopping.abort();
      await ending?.feed?.stop();
      await ending?.ingest.stop();
      await ending?.modals.idle();
      await ending?.homes.idle();
      running = null;
    },
    async deliver(order) {
      if (running === null)
        throw new ChatError(
          "retry",
          { reason: "timeout", code: "not_started" },
          { retryAfterMs: NOT_STARTED_MS },
        );
      try {
        const receipt = await deliver(order, running.delivery);
        tokenTrouble = "";
        return receipt;
      } catch (cause) {
        const error = chatErrorOf(cause);
        if (isTokenTrouble(error)) {
          const { code } = error.failure;
          if (tokenTrouble === "") log.error({ code }, "Slack refuses the bot token; what waits is kept");
          tokenTrouble = `Slack refuses the bot token (${code}): put a new one into SLACK_BOT_TOKEN and start again.`;
        } else if (error.kind === "refused") {
          // It may be this message's fault, or a channel was deleted, archived, or closed to the app.
          void watchChannels(running.stopping.signal);
        }
        throw error;
      }
    },
    lane: (type, place) => laneOf(type, place, options.laneIntervalMs),
    permalink: (message) => (running === null ? null : permalinkOf(running.address, message)),
    unreachable: (users, channel) => running?.reach.unreachable(users, channel) ?? new Map(),
    health: () => {
      const feed = running?.feed ?? null;
      // Over HTTP nothing comes while nothing happens: silence says nothing there.
      const heardMs = feed === null || lastHeardAt === null ? 0 : clock.now() - lastHeardAt;
      const silence =
        heardMs < SILENT_MS ? "" : `Nothing was heard of Slack for ${Math.floor(heardMs / SECOND)} s.`;
      const connected = feed === null || feed.open() > 0;
      return {
        ready: running !== null && tokenTrouble === "" && connected && silence === "",
        lastHeardAt,
        trouble: stopped || tokenTrouble || feed?.trouble() || silence || channelTroubles,
      };
    },
    async catchUp(places, receive) {
      await running?.catchUp.places(places, receive);
    },
  };
  const routes =
    appToken === null && signingSecret !== null
      ? createHttpRoutes({ signingSecret, clock, count, log, take })
      : null;
  return { chat, routes };
};

/** Channels in whose threads reps write; one that has both goes back as far as tickets do. */
const threadedIn = (desks: readonly Desk[]): readonly MissedChannel[] => {
  const back = new Map<string, number>();
  for (const { staff, tickets } of desks) {
    if (staff.platform === "slack")
      back.set(staff.channel, Math.max(CHATS_BACK_MS, back.get(staff.channel) ?? 0));
    if (tickets.platform === "slack") back.set(tickets.channel, TICKETS_BACK_MS);
  }
  return [...back].map(([channel, backMs]) => ({ channel, backMs }));
};

/** The form that chat.getPermalink answers with. https://docs.slack.dev/reference/methods/chat.getPermalink */
const permalinkOf = (address: string, { place, id }: MessageRef): string => {
  const thread = place.thread === null ? "" : `?thread_ts=${place.thread}&cid=${place.channel}`;
  return `${address}archives/${place.channel}/p${id.replace(".", "")}${thread}`;
};
