import type { User } from "./model.ts";
import { userToWire } from "./render.ts";
import type { Workspace } from "./workspace.ts";

/** Known to apps by `deleted` alone: messages and memberships stay. https://slack.com/help/articles/204475027-Deactivate-a-members-account */
export function setDeactivated(workspace: Workspace, user: User, deactivated: boolean): void {
  user.deleted = deactivated;
  // https://docs.slack.dev/reference/events/user_change · https://github.com/slackapi/bolt-js/issues/2058
  workspace.occurs({
    event: {
      type: "user_change",
      user: userToWire(workspace, user),
      cache_ts: Math.floor(workspace.now() / 1000),
      event_ts: (workspace.now() / 1000).toFixed(6),
    },
    channel: undefined,
  });
}
