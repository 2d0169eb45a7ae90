/** `data` of interactions: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-data */
import type { Modal } from "./interactions.ts";
import {
  type Bot,
  type Channel,
  type Command,
  type Component,
  ComponentType,
  type Json,
  type Message,
} from "./model.ts";
import { has } from "./permissions.ts";
import { renderMember, renderUser } from "./render.ts";
import { renderMessage } from "./render-message.ts";
import type { World } from "./world.ts";

export type SlashOptions = Readonly<Record<string, string | number | boolean>>;

export class NotOfferedError extends Error {
  override readonly name = "NotOfferedError";
}

const flatten = (components: readonly Component[]): readonly Component[] =>
  components.flatMap((component) => [
    component,
    ...flatten(component.components ?? []),
    ...(component.component === undefined ? [] : flatten([component.component])),
    ...(isComponent(component["accessory"]) ? [component["accessory"]] : []),
  ]);

const isComponent = (value: unknown): value is Component =>
  typeof value === "object" && value !== null && "type" in value;

export const componentOf = (
  message: Message,
  customId: string,
  values: readonly string[] | null,
): Component => {
  const all = flatten(message.components);
  const component = all.find((one) => one.custom_id === customId);
  if (component === undefined) {
    const ids = all.flatMap((one) => (one.custom_id === undefined ? [] : [one.custom_id]));
    throw new NotOfferedError(
      `Message ${message.id} has no component "${customId}", only: ${ids.join(", ")}.`,
    );
  }
  if (component["disabled"] === true) throw new NotOfferedError(`Component "${customId}" is disabled.`);
  if ((values === null) !== (component.type === ComponentType.Button)) {
    throw new NotOfferedError(
      `Component "${customId}" is of type ${component.type}: press buttons, select the rest.`,
    );
  }
  return component;
};

export const componentData = (
  component: Component,
  customId: string,
  values: readonly string[] | null,
): Json => ({
  custom_id: customId,
  component_type: component.type,
  id: component.id,
  ...(values === null ? {} : { values }),
});

const filled = (input: Component, values: Readonly<Record<string, string>>): Json => {
  const value = values[input.custom_id ?? ""] ?? String(input["value"] ?? "");
  const min = Number(input["min_length"] ?? 0);
  const max = Number(input["max_length"] ?? 4_000);
  // "required" is true where it is not said: https://docs.discord.com/developers/components/reference#text-input
  if (input["required"] !== false && value.trim() === "") {
    throw new NotOfferedError(`The client asks for "${input.custom_id}": it is required.`);
  }
  if (value !== "" && (value.length < min || value.length > max)) {
    throw new NotOfferedError(
      `"${input.custom_id}" must have ${min} to ${max} characters, has ${value.length}.`,
    );
  }
  return { type: input.type, id: input.id, custom_id: input.custom_id, value };
};

const optionsOf = (select: Component): readonly Json[] =>
  Array.isArray(select["options"]) ? select["options"] : [];

const chosen = (select: Component, values: Readonly<Record<string, string>>): Json => {
  const options = optionsOf(select);
  const usual = options.find((option) => option["default"] === true)?.["value"];
  const value = values[select.custom_id ?? ""] ?? usual;
  // "required … defaults to true" for selects in modals: https://docs.discord.com/developers/components/reference#string-select
  if (value === undefined && select["required"] !== false) {
    throw new NotOfferedError(`The client asks for "${select.custom_id}": a choice is required.`);
  }
  if (value !== undefined && !options.some((option) => option["value"] === value)) {
    const offers = options.map((option) => String(option["value"])).join(", ");
    throw new NotOfferedError(`"${select.custom_id}" offers ${offers}; not "${value}".`);
  }
  return {
    type: select.type,
    id: select.id,
    custom_id: select.custom_id,
    values: value === undefined ? [] : [value],
  };
};

/** What the client sends of a filled modal; it does not let an invalid one go. */
export const modalData = (modal: Modal, values: Readonly<Record<string, string>>): Json => {
  const inputs = flatten(modal.components).filter(
    (one) => one.type === ComponentType.TextInput || one.type === ComponentType.StringSelect,
  );
  for (const name of Object.keys(values)) {
    if (!inputs.some((input) => input.custom_id === name)) {
      throw new NotOfferedError(`The modal "${modal.title}" has no field "${name}".`);
    }
  }
  const submit = (component: Component): Json => {
    switch (component.type) {
      case ComponentType.TextInput:
        return filled(component, values);
      case ComponentType.StringSelect:
        return chosen(component, values);
      default:
        return {
          type: component.type,
          id: component.id,
          ...(component.components === undefined ? {} : { components: component.components.map(submit) }),
          ...(component.component === undefined ? {} : { component: submit(component.component) }),
        };
    }
  };
  return { custom_id: modal.customId, components: modal.components.map(submit) };
};

const optionTypeOf = (value: string | number | boolean): number => {
  if (typeof value === "boolean") return 5;
  if (typeof value === "string") return 3;
  return Number.isInteger(value) ? 4 : 10;
};

type Invocation = { readonly channel: Channel; readonly userId: string; readonly name: string };

/** Guild commands are offered in their guild alone; global ones also in DMs unless `contexts` says otherwise. */
const offered = (command: Command, channel: Channel): boolean => {
  if (command.guildId !== null) return command.guildId === channel.guildId;
  const contexts = command.raw["contexts"];
  if (!Array.isArray(contexts)) return true;
  return contexts.includes(channel.guildId === null ? 1 : 0);
};

export const commandData = (
  world: World,
  call: Invocation,
  type: 1 | 3,
  more: { readonly options?: SlashOptions; readonly target?: Message },
): { readonly bot: Bot; readonly data: Json } => {
  const { channel, userId, name } = call;
  if (channel.guildId !== null && !has(world, userId, channel, "UseApplicationCommands")) {
    throw new NotOfferedError("The client offers no commands here: USE_APPLICATION_COMMANDS is missing.");
  }
  const bots = [...world.bots.values()].filter((bot) =>
    channel.guildId === null
      ? channel.recipients.includes(bot.user.id)
      : world.guilds.get(channel.guildId)?.members.has(bot.user.id),
  );
  const all = bots.flatMap((bot) => bot.commands.map((command) => ({ bot, command })));
  const found = all.find(
    ({ command }) => command.name === name && command.type === type && offered(command, channel),
  );
  if (found === undefined) {
    const names = all.map(({ command }) => command.name).join(", ");
    throw new NotOfferedError(
      `No command "${name}" of type ${type} is offered here. Registered: ${names || "none"}.`,
    );
  }
  const { bot, command } = found;
  const options = Object.entries(more.options ?? {}).map(([key, value]) => ({
    name: key,
    type: optionTypeOf(value),
    value,
  }));
  return {
    bot,
    data: {
      id: command.id,
      name,
      type,
      ...(command.guildId === null ? {} : { guild_id: command.guildId }),
      ...(options.length === 0 ? {} : { options }),
      ...(more.target === undefined ? {} : targetOf(world, more.target, bot, channel)),
    },
  };
};

/** The message of a message command comes with its content: the user hands it over. */
const targetOf = (world: World, message: Message, bot: Bot, channel: Channel): Json => {
  const author = world.users.get(message.authorId);
  const member = world.guilds.get(channel.guildId ?? "")?.members.get(message.authorId);
  return {
    target_id: message.id,
    resolved: {
      messages: { [message.id]: renderMessage(world, message, { userId: bot.user.id, readsContent: true }) },
      ...(author === undefined ? {} : { users: { [author.id]: renderUser(author) } }),
      ...(member === undefined ? {} : { members: { [member.userId]: renderMember(member) } }),
    },
  };
};
