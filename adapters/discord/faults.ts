import type { Account, ChannelReport, DeskChannel } from "./inspect.ts";
import {
  CUSTOMER_CHANNEL,
  missingOf,
  type PermissionName,
  permissionTitle,
  STAFF_CHANNEL,
} from "./permissions.ts";
import type { Fault } from "./start-error.ts";
import { GUILD_TEXT } from "./wire.ts";

/** What is wrong and how to put it right, in words for whoever sets the desk up. */

const PORTAL = "https://discord.com/developers/applications";

export const TOKEN_FAULT: Fault = {
  code: "token",
  detail: "DISCORD_TOKEN is not accepted.",
  fix: `Reset the token at ${PORTAL} → your application → Bot, and set it in .env.`,
};

export const INTENT_FAULT: Fault = {
  code: "intent",
  detail:
    'the privileged intent "Message Content" is switched off, so messages in threads would arrive empty.',
  fix: `Switch on "Message Content Intent" at ${PORTAL} → your application → Bot.`,
};

export const unreachableFault = (reason: string): Fault => ({
  code: "unreachable",
  detail: `its servers could not be reached (${reason}).`,
  fix: "Check the network and DISCORD_API_URL.",
});

export const accountFaults = (account: Account): readonly Fault[] =>
  account.readsContent === false ? [INTENT_FAULT] : [];

const where = ({ desk, role, id }: DeskChannel): string => `the ${role} channel of "${desk.name}" (${id})`;

export const neededIn = (channel: DeskChannel): readonly PermissionName[] =>
  channel.role === "customers" ? CUSTOMER_CHANNEL : STAFF_CHANNEL;

export const channelFaults = (channel: DeskChannel, report: ChannelReport): readonly Fault[] => {
  if (report.status === "missing") {
    return [
      {
        code: "channel_missing",
        detail: `${where(channel)} does not exist, or the bot is not in its server (${report.code}).`,
        fix: `Invite the bot to the server, and put the channel's id into the policy file under ${channel.role} (Developer Mode → right-click the channel → Copy Channel ID).`,
      },
    ];
  }
  if (report.status === "hidden") {
    return [
      {
        code: "channel_hidden",
        // Missing Access comes to a bot that is no member, too: it cannot tell the two apart.
        detail: `the bot does not see ${where(channel)}, or is not in its server (${report.code}).`,
        fix: `Invite the bot to the server; if it is there, allow "${permissionTitle("ViewChannel")}" for its role: channel settings → Permissions.`,
      },
    ];
  }
  const name = `#${report.channel.name ?? channel.id} of ${report.guild.name}`;
  if (channel.role === "customers" && report.channel.type !== GUILD_TEXT) {
    return [
      {
        code: "channel_kind",
        detail: `${name} is no plain text channel, and private threads exist only in those.`,
        fix: `Choose a text channel for the customers of "${channel.desk.name}" in the policy file.`,
      },
    ];
  }
  return missingOf(report.permissions, neededIn(channel)).map((permission) => ({
    code: "permission" as const,
    detail: `the bot lacks the permission "${permissionTitle(permission)}" in ${name}, ${where(channel)}.`,
    fix: "Allow it for the bot's role: channel settings → Permissions.",
  }));
};
