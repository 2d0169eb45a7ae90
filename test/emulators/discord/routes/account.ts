/** The bot itself: resources/user, resources/application, events/gateway#get-gateway-bot. */
import { z } from "zod";
import { refuse } from "../errors.ts";
import { read } from "../forms.ts";
import { applicationFlags, gatewayUrl } from "../handshake.ts";
import { type Bot, type Channel, ChannelType, type Json } from "../model.ts";
import { basePermissions } from "../permissions.ts";
import { renderChannel, renderGuild, renderUser } from "../render.ts";
import { caller, ok, on, param, type Route } from "../router.ts";
import { userOf, type World, withinLimit } from "../world.ts";

const RecipientForm = z.object({ recipient_id: z.string() });

/** https://docs.discord.com/developers/resources/application#application-object */
const renderApplication = (world: World, bot: Bot): Json => ({
  id: bot.user.id,
  name: bot.user.username,
  icon: null,
  description: "",
  type: null,
  summary: "",
  bot: renderUser(bot.user),
  bot_public: true,
  bot_require_code_grant: false,
  verify_key: "0".repeat(64),
  flags: applicationFlags(bot.privilegedIntents),
  flags_new: String(applicationFlags(bot.privilegedIntents)),
  approximate_user_authorization_count: 0,
  explicit_content_filter: 0,
  eligible_oauth2_scopes: ["bot", "applications.commands"],
  hook: true,
  owner: renderUser(bot.user),
  team: null,
  approximate_guild_count: [...world.guilds.values()].filter((guild) => guild.members.has(bot.user.id))
    .length,
  approximate_user_install_count: 0,
  integration_types_config: { "0": {} },
  redirect_uris: [],
  interactions_endpoint_url: null,
  role_connections_verification_url: null,
});

/** The one DM channel of two users. */
export const dmChannel = (world: World, userId: string, otherId: string): Channel => {
  const known = [...world.channels.values()].find(
    (channel) =>
      channel.type === ChannelType.Dm &&
      channel.recipients.includes(userId) &&
      channel.recipients.includes(otherId),
  );
  if (known !== undefined) return known;
  const channel: Channel = {
    id: world.snowflakes.next(),
    type: ChannelType.Dm,
    guildId: null,
    name: "",
    topic: null,
    position: 0,
    parentId: null,
    overwrites: [],
    recipients: [userId, otherId],
    lastMessageId: null,
    thread: null,
  };
  world.channels.set(channel.id, channel);
  world.changed();
  return channel;
};

export const accountRoutes = (world: World): readonly Route[] => [
  on("GET", "/gateway/bot", () =>
    ok({
      url: gatewayUrl(world),
      shards: 1,
      session_start_limit: { total: 1000, remaining: 999, reset_after: 14_400_000, max_concurrency: 1 },
    }),
  ),
  on("GET", "/gateway", () => ok({ url: gatewayUrl(world) })),
  on("GET", "/users/@me", (call) =>
    ok({ ...renderUser(caller(call).user), verified: true, mfa_enabled: true, locale: "en-US" }),
  ),
  on("GET", "/users/@me/guilds", (call) => {
    const me = caller(call).user.id;
    const guilds = [...world.guilds.values()].filter((guild) => guild.members.has(me));
    return ok(
      guilds.map((guild) => ({
        ...renderGuild(guild),
        owner: guild.ownerId === me,
        permissions: basePermissions(guild, me).toString(),
      })),
    );
  }),
  on("GET", "/users/{user_id}", (call) => ok(renderUser(userOf(world, param(call, "user_id"))))),
  on("GET", "/applications/@me", (call) => ok(renderApplication(world, caller(call)))),
  on("GET", "/oauth2/applications/@me", (call) => ok(renderApplication(world, caller(call)))),
  // Opening succeeds also where writing will be refused: resources/user#create-dm
  on("POST", "/users/@me/channels", (call) => {
    const bot = caller(call);
    const recipient = world.users.get(read(RecipientForm, call.body).recipient_id);
    if (recipient === undefined) throw refuse.invalidRecipient();
    if (recipient.bot) throw refuse.cannotOpenDm();
    if (!withinLimit(world.dmsOpened, bot.user.id, world.limits.dmsOpened, world.now())) {
      throw refuse.openingDmsTooFast();
    }
    return ok(renderChannel(world, dmChannel(world, bot.user.id, recipient.id), bot.user.id));
  }),
];
