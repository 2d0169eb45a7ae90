import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  Routes,
} from "discord.js";
import { z } from "zod";
import type { Words } from "../../src/core/words.ts";
import type { Api } from "./api.ts";
import { bounded } from "./components.ts";
import { MAX_COMMAND_NAME, MAX_COMMAND_TEXT, MAX_INPUT } from "./limits.ts";

/** What of a command is ours to say; Discord adds fields of its own. */
const Command = z.object({
  name: z.string(),
  type: z.number().default(ApplicationCommandType.ChatInput),
  description: z.string().default(""),
  contexts: z.array(z.number()).nullish(),
  integration_types: z.array(z.number()).nullish(),
  options: z
    .array(
      z.object({
        type: z.number(),
        name: z.string(),
        description: z.string(),
        required: z.boolean().default(false),
        max_length: z.number().nullish(),
      }),
    )
    .default([]),
});
type Command = z.infer<typeof Command>;

/** Global, so that they are there in direct messages too. */
const EVERYWHERE = {
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM] as number[],
  integration_types: [ApplicationIntegrationType.GuildInstall] as number[],
};

const wanted = (words: Words): readonly Command[] => [
  {
    ...EVERYWHERE,
    name: "support",
    type: ApplicationCommandType.ChatInput,
    description: bounded(words.command.support, MAX_COMMAND_TEXT),
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: "description",
        description: bounded(words.form.description, MAX_COMMAND_TEXT),
        required: false,
        max_length: MAX_INPUT,
      },
    ],
  },
  {
    ...EVERYWHERE,
    name: bounded(words.command.getSupport, MAX_COMMAND_NAME),
    type: ApplicationCommandType.Message,
    description: "",
    options: [],
  },
];

const isSame = (left: Command, right: Command): boolean =>
  JSON.stringify(Command.parse(left)) === JSON.stringify(Command.parse(right));

/**
 * Creates what is missing and replaces what differs (creating a command of a known name does that); the rest of
 * the application's commands is not ours. A start that changes nothing sends nothing: creations are counted.
 * https://docs.discord.com/developers/interactions/application-commands#create-global-application-command
 */
export const registerCommands = async (api: Api, applicationId: string, words: Words): Promise<number> => {
  const route = Routes.applicationCommands(applicationId);
  const known = z.array(Command).parse(await api.get(route));
  const missing = wanted(words).filter((command) => !known.some((one) => isSame(one, command)));
  for (const command of missing) {
    const { description, options, ...rest } = command;
    const body = command.type === ApplicationCommandType.Message ? rest : { ...rest, description, options };
    await api.post(route, body);
  }
  return missing.length;
};
