import type { AppHandle } from "./apps.ts";
import { archive, deleteChannel, join } from "./membership.ts";
import type { Person } from "./person.ts";
import { addChannelTo, type Workspace } from "./workspace.ts";

type Member = Person | AppHandle;

export type ChannelOptions = {
  readonly name: string;
  readonly isPrivate?: boolean;
  /** People and apps in it from the start; nobody is told. */
  readonly members?: readonly Member[];
};

export type ChannelHandle = {
  readonly id: string;
  readonly name: string;
  invites(member: Member, by: Person): void;
  archives(by: Person): void;
  unarchives(): void;
  deletes(): void;
};

export function addChannel(workspace: Workspace, options: ChannelOptions): ChannelHandle {
  const members = (options.members ?? []).map(userId);
  const channel = addChannelTo(workspace, {
    name: options.name,
    kind: options.isPrivate ? "group" : "channel",
    creator: members[0] ?? "",
    members,
  });
  return {
    id: channel.id,
    name: channel.name,
    invites: (member, by) => join(workspace, channel, userId(member), by.id),
    archives: (by) => archive(workspace, channel, by.id),
    unarchives() {
      channel.archived = false;
    },
    deletes: () => deleteChannel(workspace, channel),
  };
}

const userId = (member: Member): string => ("botUserId" in member ? member.botUserId : member.id);
