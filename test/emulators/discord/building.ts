/** Setting up who and what there is. */
import { Intent, messageUpdated, PRIVILEGED_INTENTS } from "./events.ts";
import { greetGuild } from "./handshake.ts";
import { leaveGuild } from "./membership.ts";
import {
  type Bot,
  type Channel,
  ChannelType,
  type Guild,
  type Json,
  type Member,
  type Message,
  type Overwrite,
  type User,
} from "./model.ts";
import { createPerson } from "./people.ts";
import { ALL_PERMISSIONS, bitsOf, canSee, EVERYONE_DEFAULT, type PermissionName } from "./permissions.ts";
import type { Person } from "./person.ts";
import { channelChanged, guildLeft, memberAdded, threadListSynced } from "./place-events.ts";
import { createRole, setRole } from "./roles.ts";
import { removeChannel } from "./routes/channels.ts";
import type { Sessions } from "./sessions.ts";
import type { Traffic } from "./traffic.ts";
import type { World } from "./world.ts";

export type Access = {
  readonly allow?: readonly PermissionName[];
  readonly deny?: readonly PermissionName[];
};

export type NewUser = {
  readonly username?: string;
  readonly displayName?: string;
  readonly createdAt?: number;
  /** Default true. */
  readonly dmOpen?: boolean;
  readonly guild?: Guild;
  /** Ids of `addRole`. */
  readonly roles?: readonly string[];
};

export type NewBot = {
  readonly token: string;
  readonly username?: string;
  /** Privileged intents switched on in the portal, as bits; default all. */
  readonly intents?: number;
  readonly guild?: Guild;
  /** Of the bot's own role in `guild`; default all but Administrator: what `@everyone` has, and managing. */
  readonly permissions?: readonly PermissionName[];
};

export type BotHandle = Bot & { readonly id: string; readonly mention: string };

export type Building = {
  addGuild(options?: { readonly name?: string; readonly everyone?: readonly PermissionName[] }): Guild;
  /** Its id, for `roles`, `givesRole` and mentions. */
  addRole(guild: Guild, name: string, permissions: readonly PermissionName[]): string;
  givesRole(guild: Guild, who: { readonly id: string }, roleId: string): void;
  takesRole(guild: Guild, who: { readonly id: string }, roleId: string): void;
  addTextChannel(
    guild: Guild,
    options?: { readonly name?: string; readonly everyone?: Access; readonly bots?: Access },
  ): Channel;
  addUser(options?: NewUser): Person;
  addBot(options: NewBot): BotHandle;
  /** Of a bot or a person: out of the guild, and of all its threads. */
  kicks(guild: Guild, who: { readonly id: string }): void;
  /** The link in a message got its preview: the gateway tells of a change, though nobody edited. */
  unfurls(message: Message): void;
  /** Any event to every session, such as one that no client knows yet. */
  announces(name: string, data: Json): void;
  joins(guild: Guild, who: { readonly id: string }, roles?: readonly string[]): void;
  /** Sets what a role or member may in a channel. */
  overwrite(channel: Channel, subject: { readonly id: string; readonly type: 0 | 1 }, access: Access): void;
  deleteChannel(channel: Channel): void;
};

const BOT_PERMISSIONS: readonly PermissionName[] = [
  "ManageThreads",
  "ManageMessages",
  "CreatePrivateThreads",
  "SendMessagesInThreads",
  "ViewChannel",
  "SendMessages",
  "ReadMessageHistory",
  "AttachFiles",
  "EmbedLinks",
  "AddReactions",
];

const asOverwrite = (id: string, type: 0 | 1, access: Access): Overwrite => ({
  id,
  type,
  allow: bitsOf(access.allow ?? []),
  deny: bitsOf(access.deny ?? []),
});

/** An account older than any test, so that its age can be told. */
const ACCOUNT_AGE_MS = 400 * 24 * 60 * 60 * 1000;

export const createBuilding = (world: World, traffic: Traffic, sessions: Sessions): Building => {
  let count = 0;

  const addAccount = (options: NewUser & { readonly bot: boolean }): User => {
    count += 1;
    const createdAt = options.createdAt ?? world.now() - ACCOUNT_AGE_MS;
    const user: User = {
      id: world.snowflakes.at(createdAt),
      username: options.username ?? `${options.bot ? "bot" : "user"}${count}`,
      globalName: options.displayName ?? null,
      bot: options.bot,
      dmOpen: options.dmOpen ?? true,
    };
    world.users.set(user.id, user);
    return user;
  };

  const joins = (guild: Guild, who: { readonly id: string }, roles: readonly string[] = []): void => {
    const member: Member = { userId: who.id, nick: null, roles: [...roles], joinedAt: world.now() };
    guild.members.set(who.id, member);
    world.dispatch(memberAdded(world, guild, member));
    for (const session of sessions.all.values()) {
      if (session.bot.user.id !== who.id || (session.intents & Intent.Guilds) === 0) continue;
      greetGuild(world, sessions, session, guild);
    }
    world.changed();
  };

  return {
    addRole: (guild, name, permissions) => createRole(world, guild, { name, permissions, botId: null }),
    givesRole: (guild, who, roleId) => setRole(world, guild, { userId: who.id, roleId, has: true }),
    takesRole: (guild, who, roleId) => setRole(world, guild, { userId: who.id, roleId, has: false }),
    joins,
    addGuild(options = {}) {
      const id = world.snowflakes.next();
      const owner = addAccount({ bot: false, username: "owner" });
      const everyone = options.everyone === undefined ? EVERYONE_DEFAULT : bitsOf(options.everyone);
      const guild: Guild = {
        id,
        name: options.name ?? "Test Guild",
        ownerId: owner.id,
        // @everyone has the guild's own id: topics/permissions#role-object
        roles: new Map([
          [id, { id, name: "@everyone", permissions: everyone & ALL_PERMISSIONS, position: 0, botId: null }],
        ]),
        members: new Map(),
      };
      world.guilds.set(id, guild);
      joins(guild, owner);
      return guild;
    },
    addTextChannel(guild, options = {}) {
      const overwrites: Overwrite[] = [];
      if (options.everyone !== undefined) overwrites.push(asOverwrite(guild.id, 0, options.everyone));
      for (const bot of world.bots.values()) {
        if (options.bots === undefined || !guild.members.has(bot.user.id)) continue;
        overwrites.push(asOverwrite(bot.user.id, 1, options.bots));
      }
      const channel: Channel = {
        id: world.snowflakes.next(),
        type: ChannelType.GuildText,
        guildId: guild.id,
        name: options.name ?? "support",
        topic: null,
        position: world.channels.size,
        parentId: null,
        overwrites,
        recipients: [],
        lastMessageId: null,
        thread: null,
      };
      world.channels.set(channel.id, channel);
      world.dispatch(channelChanged(world, "CHANNEL_CREATE", channel));
      world.changed();
      return channel;
    },
    addUser(options = {}) {
      const user = addAccount({ ...options, bot: false });
      if (options.guild !== undefined) joins(options.guild, user, options.roles);
      return createPerson(world, traffic, user);
    },
    addBot(options) {
      const user = addAccount({
        bot: true,
        ...(options.username === undefined ? {} : { username: options.username }),
      });
      const bot: Bot = {
        user,
        token: options.token,
        privilegedIntents: options.intents ?? PRIVILEGED_INTENTS,
        commands: [],
      };
      world.bots.set(user.id, bot);
      if (options.guild !== undefined) {
        const own = createRole(world, options.guild, {
          name: user.username,
          permissions: options.permissions ?? BOT_PERMISSIONS,
          botId: user.id,
        });
        joins(options.guild, user, [own]);
      }
      return Object.assign(bot, { id: user.id, mention: `<@${user.id}>` });
    },
    overwrite(channel, subject, access) {
      const bots = [...world.bots.keys()];
      const before = new Set(bots.filter((botId) => canSee(world, botId, channel)));
      channel.overwrites = [
        ...channel.overwrites.filter((one) => one.id !== subject.id),
        asOverwrite(subject.id, subject.type, access),
      ];
      world.dispatch(channelChanged(world, "CHANNEL_UPDATE", channel));
      const gained = bots.filter((botId) => !before.has(botId) && canSee(world, botId, channel));
      world.dispatch(threadListSynced(world, channel, gained));
      world.changed();
    },
    deleteChannel: (channel) => removeChannel(world, channel),
    kicks(guild, who) {
      leaveGuild(world, guild, who.id);
      world.dispatch(guildLeft(guild, who.id));
    },
    // "edited_timestamp" stays null: https://docs.discord.com/developers/events/gateway-events#message-update
    unfurls(message) {
      const channel = world.channels.get(message.channelId);
      if (channel === undefined) return;
      message.embeds = [...message.embeds, { type: "link", url: "https://example.com", title: "A page" }];
      world.dispatch(messageUpdated(world, message, channel));
      world.changed();
    },
    announces: (name, data) => world.dispatch({ name, intent: 0, visibleTo: () => true, data: () => data }),
  };
};
