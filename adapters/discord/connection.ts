import { type Chat, ChatError, type ChatOptions, type Receive } from "../../src/ports.ts";
import { createAcknowledgements } from "./acknowledgements.ts";
import { createApi, createRest } from "./api.ts";
import { createAttendance } from "./attendance.ts";
import { createCatchUp } from "./catch-up.ts";
import { createChannels } from "./channels.ts";
import { registerCommands } from "./commands.ts";
import { createDeliverer } from "./deliver.ts";
import { createDesks } from "./desks.ts";
import { chatErrorOf } from "./errors.ts";
import { createFeed } from "./feed.ts";
import { createIntake, type Intake } from "./intake.ts";
import { createInteractions } from "./interactions.ts";
import { createKnown } from "./known.ts";
import { laneOf } from "./lanes.ts";
import { NOT_STARTED_MS, REMEMBERED } from "./limits.ts";
import { createMemory } from "./memory.ts";
import { ensurePanel } from "./panel.ts";
import { type Heard, parsePacket } from "./parse.ts";
import { patiently } from "./patience.ts";
import { createPlaces } from "./places.ts";
import { preflight } from "./preflight.ts";
import { createRecovery } from "./recovery.ts";
import { usableReply } from "./reply.ts";
import { createSender } from "./send.ts";
import type { Interaction } from "./wire.ts";

export interface DiscordChatOptions extends ChatOptions {
  readonly token: string;
  /** Discord's API or a proxy's, without the version; null: Discord's own. */
  readonly apiUrl: string | null;
}

interface Running {
  readonly intake: Intake;
  readonly interact: (interaction: Interaction) => void;
}

/** One connection from its start to its stop: what it learns (its own id, places, names) goes with it. */
export const createConnection = (options: DiscordChatOptions): Chat => {
  const { clock, log, count, token, apiUrl, words } = options;
  const desks = createDesks(options.desks, words);
  const api = createApi(createRest(token, apiUrl, count), token);
  const channels = createChannels(api);
  let selfId = "";
  let running: Running | null = null;

  const acknowledgements = createAcknowledgements();
  const sender = createSender(api, () => selfId, clock);
  const deleted = createMemory<true>(REMEMBERED);
  const places = createPlaces({ api, channels, selfId: () => selfId, clock, log });
  const deliver = createDeliverer({
    api,
    desks,
    words,
    sender,
    places,
    deleted,
    attends: createAttendance(api, channels, clock),
    clock,
  });

  const onHeard = (heard: Heard): void => {
    if (running === null || heard.kind === "unrelated") return;
    if (heard.kind === "inbound") {
      const { inbound } = heard;
      if (inbound.type === "MessagePosted") recovery.saw(inbound.message.place, inbound.message.id);
      void running.intake.push(heard.channel, inbound);
    } else if (heard.kind === "interaction") running.interact(heard.interaction);
    else count("inbound_ignored", { platform: "discord", reason: heard.reason });
  };

  const feed = createFeed({
    onNewSession: (lostAt) => void recovery.recover(lostAt),
    token,
    apiUrl,
    clock,
    log,
    count,
    onPacket: (packet) => {
      try {
        for (const heard of parsePacket(packet, known)) onHeard(heard);
      } catch (error) {
        // One packet that we misread must not end the connection that carries the others.
        log.error({ err: error }, "a packet of Discord's could not be read");
        count("inbound_ignored", { platform: "discord", reason: "malformed" });
      }
    },
  });
  const known = createKnown({
    client: feed.client,
    selfId: () => selfId,
    channels: desks.channels,
    wrote: sender.wrote,
    deleted: (id) => deleted.get(id) === true,
    clock,
  });
  const catchUp = createCatchUp({ api, channels, known, log });
  const recovery = createRecovery({
    catchUp,
    push: async (channel, inbound) => (await running?.intake.push(channel, inbound)) ?? false,
    log,
  });

  const begin = async (receive: Receive): Promise<void> => {
    const account = await preflight(api, options.desks);
    selfId = account.userId;
    const intake = createIntake(receive, log);
    const guildOf = known.guildOf;
    const interact = createInteractions({
      api,
      desks,
      guildOf,
      intake,
      acknowledgements,
      names: known.names,
      forms: options.forms,
      clock,
      log,
      count,
    });
    running = { intake, interact };
    try {
      await feed.connect();
      const [first] = desks.served;
      if (first !== undefined) {
        await patiently(() => registerCommands(api, account.applicationId, desks.words(first)));
      }
      for (const desk of desks.served) {
        await patiently(() => ensurePanel(api, desk, desks.words(desk), selfId));
      }
    } catch (error) {
      await stop();
      throw error;
    }
    log.info({ bot: account.userId, desks: desks.served.length }, "connected to Discord");
  };

  /** Why there is no connection, while the start is tried again. */
  let away = "";
  const start = async (receive: Receive): Promise<void> => {
    try {
      await begin(receive);
      away = "";
    } catch (error) {
      if (error instanceof Error) away = error.message;
      throw error;
    }
  };

  const stop = async (): Promise<void> => {
    await feed.stop();
    await running?.intake.stop();
    running = null;
  };

  return {
    platform: "discord",
    start,
    stop,
    deliver: async (order) => {
      if (running === null) {
        // Without its own id the desk does not find what it has made before, and would make it again.
        const failure = { reason: "timeout", code: "not_started" } as const;
        throw new ChatError("retry", failure, { retryAfterMs: NOT_STARTED_MS });
      }
      try {
        if ("reply" in order) await acknowledgements.settled(usableReply(order.reply, clock.now()));
        const receipt = await deliver(order);
        recovery.saw(receipt.place, null);
        return receipt;
      } catch (error) {
        throw chatErrorOf(error);
      }
    },
    lane: laneOf,
    permalink: ({ place, id }) => {
      // A direct message's link opens for its two sides alone, and reps are neither.
      const guild = known.guildOf(place.channel);
      return guild === null ? null : `https://discord.com/channels/${guild}/${place.channel}/${id}`;
    },
    // Reps do not answer from Discord: nobody there is pinged.
    unreachable: () => new Map(),
    health: () => {
      const health = feed.health();
      return health.ready || away === "" ? health : { ...health, trouble: away };
    },
    catchUp,
  };
};
