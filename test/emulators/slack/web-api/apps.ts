import { ApiError } from "../api-error.ts";
import type { Methods } from "./method.ts";

export const appMethods: Methods = {
  /** https://docs.slack.dev/reference/methods/auth.test */
  "auth.test": {
    tier: "special",
    token: "any",
    run({ workspace, app, isAppToken }) {
      if (isAppToken) return { app_name: app.name, app_id: app.id };
      return {
        url: `https://${workspace.team.domain}.slack.com/`,
        team: workspace.team.name,
        user: app.botUser.name,
        team_id: workspace.team.id,
        user_id: app.botUser.id,
        bot_id: app.botId,
        is_enterprise_install: false,
      };
    },
  },
  /** Takes the app-level token. https://docs.slack.dev/reference/methods/apps.connections.open */
  "apps.connections.open": {
    tier: 3,
    token: "app",
    run({ app, args, socketMode, needs }) {
      needs("connections:write");
      if (!app.socketMode) throw new ApiError("link_disabled");
      return { url: socketMode.open(app, args.flag("debug_reconnects")) };
    },
  },
};
