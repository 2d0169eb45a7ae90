import { setTimeout as sleep } from "node:timers/promises";
import {
  ApplicationCommandType,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
  Routes,
} from "discord.js";
import type { Inbound } from "../../src/core/inbound.ts";
import type { Person } from "../../src/core/platform.ts";
import type { Desk } from "../../src/core/policy/policy.ts";
import { deskWordsOf } from "../../src/core/policy/policy.ts";
import type { Clock, Count, Log } from "../../src/ports.ts";
import type { Acknowledgements } from "./acknowledgements.ts";
import type { Api } from "./api.ts";
import { type CustomId, decode, type FormDoor } from "./custom-id.ts";
import type { Desks } from "./desks.ts";
import { chatErrorOf } from "./errors.ts";
import { formOf, readForm } from "./form.ts";
import type { Intake } from "./intake.ts";
import { DURABLE_WITHIN_MS } from "./limits.ts";
import { canonical, type Names } from "./markdown.ts";
import { readContent } from "./message-text.ts";
import { personOf, placeOf, rolesOf } from "./parse.ts";
import { render } from "./render.ts";
import { answerAlone, editAnswer, encodeReply, type ReplyTo } from "./reply.ts";
import { timeOf } from "./snowflake.ts";
import type { Interaction } from "./wire.ts";

export interface InteractionsOptions {
  readonly api: Api;
  readonly desks: Desks;
  readonly guildOf: (channel: string) => string | null;
  readonly intake: Intake;
  readonly acknowledgements: Acknowledgements;
  readonly names: Names;
  readonly clock: Clock;
  readonly log: Log;
  readonly count: Count;
}

const replyOf = (interaction: Interaction): ReplyTo => ({
  to: interaction.type === InteractionType.ModalSubmit ? "form" : "press",
  applicationId: interaction.application_id,
  interactionId: interaction.id,
  token: interaction.token,
});

const authorOf = (interaction: Interaction): Person | null => {
  const user = interaction.member?.user ?? interaction.user;
  return user == null ? null : personOf(user, interaction.member?.nick);
};

/** Durable before acknowledged; but Discord waits 3 s only, and an asker who hears nothing asks again. */
const withinReason = (taken: Promise<unknown>): Promise<unknown> =>
  Promise.race([taken, sleep(DURABLE_WITHIN_MS, undefined, { ref: false })]);

/**
 * Buttons, commands and the form: everything that Discord wants acknowledged within 3 s.
 * https://docs.discord.com/developers/interactions/receiving-and-responding
 */
export const createInteractions = (options: InteractionsOptions) => {
  const { api, desks, guildOf, intake, acknowledgements, names, clock, log, count } = options;

  const callback = (interaction: Interaction, type: InteractionResponseType, data?: unknown) =>
    api.answer("POST", Routes.interactionCallback(interaction.id, interaction.token), {
      type,
      ...(data === undefined ? {} : { data }),
    });

  /** Where the request stands names the desk; elsewhere (a DM, another channel) it is that server's first. */
  const deskFor = (interaction: Interaction): Desk | null => {
    const { channel_id: channel, channel: facts, guild_id: guild } = interaction;
    return (
      desks.at(channel ?? "") ??
      desks.at(facts?.parent_id ?? "") ??
      desks.served.find((desk) => guild != null && guildOf(desk.customers.channel) === guild) ??
      desks.served[0] ??
      null
    );
  };

  /** Takes it for good and then acknowledges it: whoever saw the acknowledgement is not forgotten by a crash. */
  const take = async (
    interaction: Interaction,
    channel: string,
    inbound: Inbound,
    acknowledge: () => Promise<unknown>,
  ): Promise<boolean> => {
    const taken = intake.push(channel, inbound);
    const acknowledged = withinReason(taken).then(acknowledge);
    acknowledgements.expect(interaction.id, acknowledged);
    await acknowledged;
    return taken;
  };

  const openForm = (interaction: Interaction, desk: Desk, door: FormDoor, description: string) =>
    callback(interaction, InteractionResponseType.Modal, formOf(desk, door, desks.words(desk), description));

  const command = async (interaction: Interaction): Promise<void> => {
    const { data } = interaction;
    const desk = deskFor(interaction);
    if (desk === null || data == null) return;
    if (data.type === ApplicationCommandType.Message) {
      const target = data.resolved?.messages?.[data.target_id ?? ""];
      await openForm(interaction, desk, "shortcut", target === undefined ? "" : readContent(target, names));
      return;
    }
    const given = data.options?.find((option) => option.name === "description")?.value;
    await openForm(interaction, desk, "command", typeof given === "string" ? given : "");
  };

  const explain = async (interaction: Interaction, desk: Desk): Promise<void> => {
    const body = {
      kind: "sentence",
      sentence: { key: "what_chat_can_do" },
      people: {},
      quotes: {},
    } as const;
    const parts = render({
      body,
      buttons: [],
      mention: [],
      words: desks.words(desk),
      desk: deskWordsOf(desk),
      door: desk,
    });
    const [first, ...rest] = parts;
    await callback(interaction, InteractionResponseType.ChannelMessageWithSource, {
      ...first,
      flags: MessageFlags.Ephemeral,
    });
    await answerAlone(api, replyOf(interaction), rest);
  };

  const pressed = async (
    interaction: Interaction,
    button: Extract<CustomId, { kind: "action" }>,
  ): Promise<void> => {
    const author = authorOf(interaction);
    const channel = interaction.channel_id;
    if (author === null || channel == null) return;
    const taken = await take(
      interaction,
      channel,
      {
        type: "ActionPressed",
        key: `discord:interaction:${interaction.id}`,
        at: timeOf(interaction.id),
        action: button.action,
        conversationId: button.conversationId,
        subject: button.subject,
        place: placeOf(channel),
        author,
        reply: encodeReply(replyOf(interaction)),
      },
      () => callback(interaction, InteractionResponseType.DeferredMessageUpdate),
    );
    if (!taken) await sorry(interaction, deskFor(interaction));
  };

  const sorry = async (interaction: Interaction, desk: Desk | null): Promise<void> => {
    if (desk === null) return;
    const content = desks.words(desk).form.failed;
    const alone = [{ content, components: [], embeds: [], allowed_mentions: { parse: [] } }];
    await answerAlone(api, replyOf(interaction), alone);
  };

  const component = async (interaction: Interaction): Promise<void> => {
    const id = decode(interaction.data?.custom_id ?? "");
    const channel = id === null || id.kind === "action" ? null : id.channel;
    const desk = desks.at(channel ?? "") ?? deskFor(interaction);
    if (id?.kind === "action") return pressed(interaction, id);
    if (id?.kind === "open" && desk !== null) {
      await openForm(interaction, desk, "panel", "");
    } else if (id?.kind === "what" && desk !== null) {
      await explain(interaction, desk);
    } else {
      count("inbound_ignored", { platform: "discord", reason: "unknown_component" });
      await callback(interaction, InteractionResponseType.DeferredMessageUpdate);
    }
  };

  const submitted = async (interaction: Interaction): Promise<void> => {
    const id = decode(interaction.data?.custom_id ?? "");
    const author = authorOf(interaction);
    if (id?.kind !== "form" || author === null) {
      count("inbound_ignored", { platform: "discord", reason: "unknown_form" });
      return;
    }
    const desk = desks.at(id.channel) ?? deskFor(interaction);
    if (desk === null) return;
    const { form } = desks.words(desk);
    const { description, subject } = readForm(interaction.data?.components ?? []);
    const taken = await take(
      interaction,
      `form:${author.userId}`,
      {
        type: "ConversationRequested",
        key: `discord:interaction:${interaction.id}`,
        // The clock starts when the form was sent, not when it reached us.
        at: timeOf(interaction.id),
        door: id.door,
        place: placeOf(desk.customers.channel),
        author,
        ...rolesOf(interaction.member),
        description: canonical(description, names),
        subject,
        reply: encodeReply(replyOf(interaction)),
      },
      () =>
        callback(interaction, InteractionResponseType.ChannelMessageWithSource, {
          content: form.opening,
          flags: MessageFlags.Ephemeral,
          allowed_mentions: { parse: [] },
        }),
    );
    if (!taken) await editAnswer(api, replyOf(interaction), form.failed);
  };

  const handle = (interaction: Interaction): Promise<void> => {
    switch (interaction.type) {
      case InteractionType.ApplicationCommand:
        return command(interaction);
      case InteractionType.MessageComponent:
        return component(interaction);
      case InteractionType.ModalSubmit:
        return submitted(interaction);
      default:
        count("inbound_ignored", { platform: "discord", reason: "unknown_interaction" });
        return Promise.resolve();
    }
  };

  return (interaction: Interaction): void => {
    handle(interaction).catch((error: unknown) => {
      const { kind, failure } = chatErrorOf(error);
      const lateMs = clock.now() - timeOf(interaction.id);
      log.warn(
        { interaction: interaction.id, kind, code: failure.code, lateMs },
        "an interaction was not answered; Discord waits 3 s for it",
      );
    });
  };
};
