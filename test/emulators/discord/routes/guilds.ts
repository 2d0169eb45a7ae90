/** https://docs.discord.com/developers/resources/guild */
import { z } from "zod";
import { refuse } from "../errors.ts";
import { Intent } from "../events.ts";
import { read } from "../forms.ts";
import { type Channel, ChannelType, type Guild } from "../model.ts";
import { needInGuild } from "../permissions.ts";
import { channelChanged } from "../place-events.ts";
import { renderChannel, renderGuild, renderMemberWithUser, renderRole } from "../render.ts";
import { type Call, caller, created, ok, on, param, type Route } from "../router.ts";
import { compareSnowflakes } from "../snowflake.ts";
import { guildOf, type World } from "../world.ts";
import { OverwritesForm, overwritesOf } from "./channels.ts";

const NewChannelForm = z.object({
  name: z.string().min(1).max(100),
  type: z.number().nullish(),
  topic: z.string().nullish(),
  parent_id: z.string().nullish(),
  permission_overwrites: OverwritesForm.nullish(),
});

export const guildRoutes = (world: World): readonly Route[] => {
  /** A guild that the bot is not in answers as one that does not exist: 10004. */
  const joined = (call: Call): { readonly guild: Guild; readonly me: string } => {
    const me = caller(call).user.id;
    const guild = guildOf(world, param(call, "guild_id"));
    if (!guild.members.has(me)) throw refuse.unknownGuild();
    return { guild, me };
  };
  return [
    on("GET", "/guilds/{guild_id}", (call) => {
      const { guild } = joined(call);
      const count = guild.members.size;
      return ok({
        ...renderGuild(guild),
        approximate_member_count: count,
        approximate_presence_count: count,
      });
    }),
    on("GET", "/guilds/{guild_id}/roles", (call) =>
      ok([...joined(call).guild.roles.values()].map(renderRole)),
    ),
    on("GET", "/guilds/{guild_id}/channels", (call) => {
      const { guild, me } = joined(call);
      const channels = [...world.channels.values()].filter(
        (channel) => channel.guildId === guild.id && channel.thread === null,
      );
      return ok(channels.map((channel) => renderChannel(world, channel, me)));
    }),
    on("POST", "/guilds/{guild_id}/channels", (call) => {
      const { guild, me } = joined(call);
      needInGuild(guild, me, "ManageChannels");
      const form = read(NewChannelForm, call.body);
      const channel: Channel = {
        id: world.snowflakes.next(),
        type: form.type ?? ChannelType.GuildText,
        guildId: guild.id,
        name: form.name,
        topic: form.topic ?? null,
        position: 0,
        parentId: form.parent_id ?? null,
        overwrites: overwritesOf(form.permission_overwrites ?? []),
        recipients: [],
        lastMessageId: null,
        thread: null,
      };
      world.channels.set(channel.id, channel);
      world.dispatch(channelChanged(world, "CHANNEL_CREATE", channel));
      world.changed();
      return created(renderChannel(world, channel, me));
    }),
    on("GET", "/guilds/{guild_id}/members/{user_id}", (call) => {
      const { guild } = joined(call);
      const userId = param(call, "user_id");
      if (!world.users.has(userId)) throw refuse.unknownUser();
      const member = guild.members.get(userId);
      if (member === undefined) throw refuse.unknownMember();
      return ok(renderMemberWithUser(world, member));
    }),
    // "Requires the GUILD_MEMBERS privileged intent."
    on("GET", "/guilds/{guild_id}/members", (call) => {
      const { guild } = joined(call);
      if ((caller(call).privilegedIntents & Intent.GuildMembers) === 0) throw refuse.missingAccess();
      const after = call.query.get("after") ?? "0";
      const limit = Number(call.query.get("limit") ?? "1");
      const members = [...guild.members.values()]
        .filter((member) => compareSnowflakes(member.userId, after) > 0)
        .sort((left, right) => compareSnowflakes(left.userId, right.userId));
      return ok(members.slice(0, limit).map((member) => renderMemberWithUser(world, member)));
    }),
  ];
};
