/** Roles of a guild and of its members: https://docs.discord.com/developers/topics/permissions#role-object */
import type { Guild, Role } from "./model.ts";
import { bitsOf, type PermissionName } from "./permissions.ts";
import { memberUpdated, roleCreated } from "./place-events.ts";
import type { World } from "./world.ts";

export const createRole = (
  world: World,
  guild: Guild,
  options: Pick<Role, "name" | "botId"> & { readonly permissions: readonly PermissionName[] },
): string => {
  const role: Role = {
    ...options,
    id: world.snowflakes.next(),
    permissions: bitsOf(options.permissions),
    position: guild.roles.size,
  };
  guild.roles.set(role.id, role);
  world.dispatch(roleCreated(guild, role));
  world.changed();
  return role.id;
};

/** `member.roles` of interactions and messages says it from then on. */
export const setRole = (
  world: World,
  guild: Guild,
  change: { readonly userId: string; readonly roleId: string; readonly has: boolean },
): void => {
  const { userId, roleId, has } = change;
  const member = guild.members.get(userId);
  if (member === undefined)
    throw new Error(`Expected a member of ${guild.name}, got ${userId}: joins() first.`);
  if (!guild.roles.has(roleId))
    throw new Error(`Expected a role of ${guild.name}, got ${roleId}: addRole() first.`);
  if (member.roles.includes(roleId) === has) return;
  member.roles = has ? [...member.roles, roleId] : member.roles.filter((id) => id !== roleId);
  world.dispatch(memberUpdated(world, guild, member));
  world.changed();
};
