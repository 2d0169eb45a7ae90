import { ApplicationFlags, Routes } from "discord.js";
import { z } from "zod";
import type { Desk } from "../../src/core/policy/policy.ts";
import { ChatError } from "../../src/ports.ts";
import type { Api } from "./api.ts";
import { Guild, GuildMember, permissionsIn } from "./permissions.ts";
import { Channel } from "./wire.ts";

/** What REST alone tells about the desk's account and channels; the start and the doctor judge it. */

const Me = z.object({ id: z.string(), username: z.string() });
const Application = z.object({ id: z.string(), flags: z.number().optional() });

export interface Account {
  readonly userId: string;
  readonly name: string;
  readonly applicationId: string;
  /** Null: Discord did not say. */
  readonly readsContent: boolean | null;
}

export const inspectAccount = async (api: Api): Promise<Account> => {
  const me = Me.parse(await api.get(Routes.user()));
  const application = Application.parse(await api.get(Routes.currentApplication()));
  const { flags } = application;
  const granted = ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited;
  return {
    userId: me.id,
    name: me.username,
    applicationId: application.id,
    readsContent: flags === undefined ? null : (flags & granted) !== 0,
  };
};

export interface DeskChannel {
  readonly desk: Desk;
  readonly role: "customers" | "staff" | "alerts" | "managers" | "tickets";
  readonly id: string;
}

export const deskChannels = (desks: readonly Desk[]): readonly DeskChannel[] =>
  desks.flatMap((desk) =>
    (["customers", "staff", "alerts", "managers", "tickets"] as const)
      .filter((role) => desk[role].platform === "discord")
      .map((role) => ({ desk, role, id: desk[role].channel })),
  );

export type ChannelReport =
  | { readonly status: "missing"; readonly code: string }
  | { readonly status: "hidden"; readonly code: string }
  | {
      readonly status: "seen";
      readonly channel: Channel;
      readonly guild: Guild;
      /** The bot's own roles there. */
      readonly roles: readonly string[];
      readonly permissions: bigint;
    };

export const inspectChannel = async (api: Api, selfId: string, id: string): Promise<ChannelReport> => {
  try {
    const channel = Channel.parse(await api.get(Routes.channel(id)));
    const guildId = channel.guild_id;
    if (guildId == null) return { status: "missing", code: "not_in_a_server" };
    const guild = Guild.parse(await api.get(Routes.guild(guildId)));
    const { roles } = GuildMember.parse(await api.get(Routes.guildMember(guildId, selfId)));
    return {
      status: "seen",
      channel,
      guild,
      roles,
      permissions: permissionsIn(guild, channel, roles, selfId),
    };
  } catch (error) {
    if (!(error instanceof ChatError) || error.kind !== "refused") throw error;
    const { reason, code } = error.failure;
    return reason === "forbidden" ? { status: "hidden", code } : { status: "missing", code };
  }
};
