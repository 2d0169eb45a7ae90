import { setTimeout as sleep } from "node:timers/promises";
import { type InteractionResponseType, Routes } from "discord.js";
import type { Inbound } from "../../src/core/inbound.ts";
import type { Person } from "../../src/core/platform.ts";
import type { Desk } from "../../src/core/policy/policy.ts";
import type { Acknowledgements } from "./acknowledgements.ts";
import type { Api } from "./api.ts";
import type { Desks } from "./desks.ts";
import type { Intake } from "./intake.ts";
import { DURABLE_WITHIN_MS } from "./limits.ts";
import { quoted } from "./markdown.ts";
import { personOf } from "./parse.ts";
import type { Part } from "./render.ts";
import { answerAlone, type ReplyTo } from "./reply.ts";
import { splitText } from "./split.ts";
import type { Interaction } from "./wire.ts";

export interface AnsweringOptions {
  readonly api: Api;
  readonly desks: Desks;
  readonly guildOf: (channel: string) => string | null;
  readonly intake: Intake;
  readonly acknowledgements: Acknowledgements;
}

/** What every interaction needs: whose it is, an answer in time, and to be taken for good before that. */
export interface Answering {
  readonly callback: (
    interaction: Interaction,
    type: InteractionResponseType,
    data?: unknown,
  ) => Promise<unknown>;
  /** Where the request stands names the desk; elsewhere (a DM, another channel) it is that server's first. */
  readonly deskFor: (interaction: Interaction) => Desk | null;
  /**
   * Takes it for good and then acknowledges it, or after `withinMs`: whoever saw the acknowledgement is not forgotten
   * by a crash. Resolves with whether it was taken.
   */
  readonly take: (
    interaction: Interaction,
    channel: string,
    inbound: Inbound,
    acknowledge: () => Promise<unknown>,
    withinMs?: number,
  ) => Promise<boolean>;
  /** Says to whoever asked, alone, that it did not work, and gives back what they had typed. */
  readonly sorry: (interaction: Interaction, to: ReplyTo, typed?: readonly string[]) => Promise<void>;
}

export const replyTo = (interaction: Interaction, to: ReplyTo["to"]): ReplyTo => ({
  to,
  applicationId: interaction.application_id,
  interactionId: interaction.id,
  token: interaction.token,
});

export const authorOf = (interaction: Interaction): Person | null => {
  const user = interaction.member?.user ?? interaction.user;
  return user == null ? null : personOf(user, interaction.member?.nick);
};

export const createAnswering = (options: AnsweringOptions): Answering => {
  const { api, desks, guildOf, intake, acknowledgements } = options;

  const deskFor: Answering["deskFor"] = (interaction) => {
    const { channel_id: channel, channel: facts, guild_id: guild } = interaction;
    return (
      desks.at(channel ?? "") ??
      desks.at(facts?.parent_id ?? "") ??
      desks.served.find((desk) => guild != null && guildOf(desk.customers.channel) === guild) ??
      desks.served[0] ??
      null
    );
  };

  return {
    deskFor,
    callback: (interaction, type, data) =>
      api.answer("POST", Routes.interactionCallback(interaction.id, interaction.token), {
        type,
        ...(data === undefined ? {} : { data }),
      }),
    take: async (interaction, channel, inbound, acknowledge, withinMs = DURABLE_WITHIN_MS) => {
      const taken = intake.push(channel, inbound);
      // Durable before acknowledged; but Discord waits 3 s only, and an asker who hears nothing asks again.
      const durable = Promise.race([taken, sleep(withinMs, undefined, { ref: false })]);
      const acknowledged = durable.then(acknowledge);
      acknowledgements.expect(interaction.id, acknowledged);
      await acknowledged;
      return taken;
    },
    sorry: async (interaction, to, typed = []) => {
      const desk = deskFor(interaction);
      if (desk === null) return;
      const { form, typed: words } = desks.words(desk);
      const said = typed.length === 0 ? form.failed : [words.notTaken, ...typed.map(quoted)].join("\n\n");
      const parts = splitText(said).map(
        (content): Part => ({ content, components: [], embeds: [], allowed_mentions: { parse: [] } }),
      );
      await answerAlone(api, to, parts);
    },
  };
};
