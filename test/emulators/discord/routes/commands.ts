/** https://docs.discord.com/developers/interactions/application-commands#endpoints */
import { z } from "zod";
import { refuse } from "../errors.ts";
import { read } from "../forms.ts";
import type { Bot, Command, Json } from "../model.ts";
import { type Call, caller, created, NO_CONTENT, ok, on, param, type Route } from "../router.ts";
import type { World } from "../world.ts";

const CommandForm = z.looseObject({
  name: z.string().min(1).max(32),
  type: z.number().nullish(),
  description: z.string().max(100).nullish(),
});

const CHAT_INPUT = 1;

/** https://docs.discord.com/developers/interactions/application-commands#application-command-object */
const renderCommand = (command: Command): Json => ({
  description: "",
  options: [],
  default_member_permissions: null,
  nsfw: false,
  dm_permission: true,
  contexts: null,
  integration_types: [0],
  ...command.raw,
  id: command.id,
  application_id: command.applicationId,
  ...(command.guildId === null ? {} : { guild_id: command.guildId }),
  name: command.name,
  type: command.type,
  version: command.version,
});

export const commandRoutes = (world: World): readonly Route[] => {
  const own = (call: Call): Bot => {
    const bot = caller(call);
    if (param(call, "application_id") !== bot.user.id) throw refuse.unknownApplication();
    return bot;
  };
  const scopeOf = (call: Call): string | null => {
    const guildId = call.params["guild_id"];
    if (guildId === undefined) return null;
    if (world.guilds.get(guildId)?.members.has(caller(call).user.id) !== true) throw refuse.missingAccess();
    return guildId;
  };
  const inScope = (call: Call): Command[] =>
    own(call).commands.filter((command) => command.guildId === scopeOf(call));
  const byId = (call: Call): Command => {
    const command = inScope(call).find((one) => one.id === param(call, "command_id"));
    if (command === undefined) throw refuse.unknownCommand();
    return command;
  };
  const same = (left: Command, right: Pick<Command, "name" | "type" | "guildId">): boolean =>
    left.name === right.name && left.type === right.type && left.guildId === right.guildId;
  const make = (call: Call, body: unknown): Command => {
    const form = read(CommandForm, body);
    const identity = { name: form.name, type: form.type ?? CHAT_INPUT, guildId: scopeOf(call) };
    // "Commands that do not already exist will count toward daily limits", the others keep their id.
    const known = own(call).commands.find((one) => same(one, identity));
    const unchanged = known !== undefined && JSON.stringify(known.raw) === JSON.stringify(form);
    return {
      ...identity,
      id: known?.id ?? world.snowflakes.next(),
      applicationId: own(call).user.id,
      version: unchanged ? known.version : world.snowflakes.next(),
      raw: form,
    };
  };
  const put = (bot: Bot, command: Command): void => {
    const at = bot.commands.findIndex((one) => one.id === command.id);
    if (at === -1) bot.commands.push(command);
    else bot.commands[at] = command;
    world.changed();
  };
  const scopes = ["/applications/{application_id}", "/applications/{application_id}/guilds/{guild_id}"];
  return scopes.flatMap((scope) => [
    on("GET", `${scope}/commands`, (call) => ok(inScope(call).map(renderCommand))),
    on("PUT", `${scope}/commands`, (call) => {
      const bot = own(call);
      const scopeId = scopeOf(call);
      const next = read(z.array(z.unknown()), call.body).map((one) => make(call, one));
      const others = bot.commands.filter((command) => command.guildId !== scopeId);
      bot.commands.splice(0, bot.commands.length, ...others, ...next);
      world.changed();
      return ok(next.map(renderCommand));
    }),
    on("POST", `${scope}/commands`, (call) => {
      const bot = own(call);
      const command = make(call, call.body);
      const isNew = !bot.commands.some((one) => one.id === command.id);
      put(bot, command);
      return isNew ? created(renderCommand(command)) : ok(renderCommand(command));
    }),
    on("GET", `${scope}/commands/{command_id}`, (call) => ok(renderCommand(byId(call)))),
    on("PATCH", `${scope}/commands/{command_id}`, (call) => {
      const known = byId(call);
      const raw = { ...known.raw, ...read(CommandForm.partial(), call.body) };
      const command = { ...known, raw, version: world.snowflakes.next() };
      put(own(call), command);
      return ok(renderCommand(command));
    }),
    on("DELETE", `${scope}/commands/{command_id}`, (call) => {
      const bot = own(call);
      bot.commands.splice(bot.commands.indexOf(byId(call)), 1);
      world.changed();
      return NO_CONTENT;
    }),
  ]);
};
