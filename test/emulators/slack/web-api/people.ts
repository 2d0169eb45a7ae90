import { ApiError } from "../api-error.ts";
import { dndStatus } from "../dnd.ts";
import type { User } from "../model.ts";
import { userToWire } from "../render.ts";
import { type ApiContext, invalidArguments, type Methods, page } from "./method.ts";

/** "for up to 50 users" https://docs.slack.dev/reference/methods/dnd.teamInfo */
const DND_USERS_MAX = 50;

export const peopleMethods: Methods = {
  /** https://docs.slack.dev/reference/methods/users.info */
  "users.info": {
    tier: 4,
    run(context) {
      context.needs("users:read");
      return { user: userToWire(context.workspace, asked(context)) };
    },
  },
  /** https://docs.slack.dev/reference/methods/users.list */
  "users.list": {
    tier: 2,
    run(context) {
      context.needs("users:read");
      const { workspace, args } = context;
      const { items, response_metadata } = page(args, [...workspace.users.values()], 1000, 1000);
      return {
        members: items.map((user) => userToWire(workspace, user)),
        cache_ts: Math.floor(workspace.now() / 1000),
        response_metadata,
      };
    },
  },
  /** https://docs.slack.dev/reference/methods/users.getPresence */
  "users.getPresence": {
    tier: 3,
    run(context) {
      context.needs("users:read");
      return { presence: asked(context).presence };
    },
  },
  /** https://docs.slack.dev/reference/methods/dnd.info */
  "dnd.info": {
    tier: 3,
    run(context) {
      context.needs("dnd:read");
      const { app, workspace } = context;
      const user = asked(context);
      const status = dndStatus(user, workspace.now());
      // "All of the snooze_* properties will only be visible if the user being queried is also the current user."
      return user === app.botUser ? { ...status, snooze_enabled: false } : status;
    },
  },
  /** https://docs.slack.dev/reference/methods/dnd.teamInfo */
  "dnd.teamInfo": {
    tier: 2,
    run(context) {
      context.needs("dnd:read");
      const { workspace, args } = context;
      const ids = (args.text("users") ?? "").split(",").filter((id) => id !== "");
      if (ids.length === 0) throw new ApiError("no_users_provided");
      if (ids.length > DND_USERS_MAX) {
        workspace.violations.push(`dnd.teamInfo: at most ${DND_USERS_MAX} users, got ${ids.length}`);
        throw invalidArguments(`no more than ${DND_USERS_MAX} users`);
      }
      const users = ids.flatMap((id) => workspace.users.get(id) ?? []);
      return { users: Object.fromEntries(users.map((user) => [user.id, dndStatus(user, workspace.now())])) };
    },
  },
  /** https://docs.slack.dev/reference/methods/usergroups.list */
  "usergroups.list": {
    tier: 2,
    run(context) {
      context.needs("usergroups:read");
      const { workspace, args } = context;
      return {
        usergroups: [...workspace.usergroups.values()].map((group) => ({
          id: group.id,
          team_id: workspace.team.id,
          is_usergroup: true,
          name: group.name,
          handle: group.handle,
          user_count: group.users.size,
          ...(args.flag("include_users") ? { users: [...group.users] } : {}),
        })),
      };
    },
  },
  /** https://docs.slack.dev/reference/methods/bots.info */
  "bots.info": {
    tier: 3,
    run(context) {
      context.needs("users:read");
      const { workspace, args } = context;
      const app = [...workspace.apps.values()].find(({ botId }) => botId === args.text("bot"));
      if (!app) throw new ApiError("bot_not_found");
      return {
        bot: {
          id: app.botId,
          app_id: app.id,
          user_id: app.botUser.id,
          name: app.name,
          deleted: false,
          updated: 0,
        },
      };
    },
  },
  /** https://docs.slack.dev/reference/methods/team.info */
  "team.info": {
    tier: 3,
    run(context) {
      context.needs("team:read");
      return { team: { ...context.workspace.team, email_domain: "", icon: {} } };
    },
  },
};

function asked({ workspace, app, args }: ApiContext): User {
  const user = workspace.users.get(args.text("user") ?? app.botUser.id);
  if (!user) throw new ApiError("user_not_found");
  return user;
}
