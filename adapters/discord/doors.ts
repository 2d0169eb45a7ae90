import { ApplicationCommandType, InteractionResponseType, MessageFlags } from "discord.js";
import type { Desk } from "../../src/core/policy/policy.ts";
import { deskWordsOf } from "../../src/core/policy/policy.ts";
import { type Answering, authorOf, replyTo } from "./answering.ts";
import type { Api } from "./api.ts";
import type { CustomId, FormDoor } from "./custom-id.ts";
import type { Desks } from "./desks.ts";
import { formOf, readForm } from "./form.ts";
import { canonical, type Names } from "./markdown.ts";
import { readContent } from "./message-text.ts";
import { placeOf, rolesOf } from "./parse.ts";
import { render } from "./render.ts";
import { answerAlone, editAnswer, encodeReply } from "./reply.ts";
import { timeOf } from "./snowflake.ts";
import type { Interaction } from "./wire.ts";

export interface DoorsOptions {
  readonly api: Api;
  readonly desks: Desks;
  readonly answering: Answering;
  readonly names: Names;
}

/** Ways to a chat that Discord wants answered at once: the panel, the commands, and the form behind them. */
export const createDoors = ({ api, desks, answering, names }: DoorsOptions) => {
  const { callback, deskFor, take } = answering;

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
    await answerAlone(api, replyTo(interaction, "press"), rest);
  };

  const submitted = async (
    interaction: Interaction,
    id: Extract<CustomId, { kind: "form" }>,
  ): Promise<void> => {
    const author = authorOf(interaction);
    const desk = desks.at(id.channel) ?? deskFor(interaction);
    if (desk === null || author === null) return;
    const { form } = desks.words(desk);
    const { description, subject } = readForm(interaction.data?.components ?? []);
    const reply = replyTo(interaction, "form");
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
        reply: encodeReply(reply),
      },
      () =>
        callback(interaction, InteractionResponseType.ChannelMessageWithSource, {
          content: form.opening,
          flags: MessageFlags.Ephemeral,
          allowed_mentions: { parse: [] },
        }),
    );
    if (!taken) await editAnswer(api, reply, form.failed);
  };

  return { command, explain, openForm, submitted };
};
