import { ApiError } from "./api-error.ts";
import type { Channel, Ephemeral, Fields, Message, SlackApp } from "./model.ts";
import type { Outcome, Send } from "./transport.ts";
import type { Workspace } from "./workspace.ts";

/** https://docs.slack.dev/interactivity/handling-user-interaction#modal_responses */
const TRIGGER_MS = 3_000;
/** https://docs.slack.dev/interactivity/handling-user-interaction#message_responses ("up to 5 times within 30 minutes") */
const RESPONSE_URL_MS = 30 * 60_000;
const RESPONSE_URL_USES = 5;

export type ResponseUrl = {
  readonly app: SlackApp;
  readonly user: string;
  readonly channel: Channel;
  readonly message: Message | Ephemeral | undefined;
  readonly expiresAt: number;
  usesLeft: number;
};

export type Interactions = {
  readonly triggers: {
    readonly create: (app: SlackApp, user: string) => string;
    /** The user who acted; each trigger serves once. */
    readonly exchange: (trigger: string, app: SlackApp) => string;
  };
  readonly responseUrls: Map<string, ResponseUrl>;
  readonly responseUrl: (target: Pick<ResponseUrl, "app" | "user" | "channel" | "message">) => string;
  readonly send: (app: SlackApp, kind: "interactive" | "slash_commands", payload: Fields) => Promise<Outcome>;
};

export function createInteractions(workspace: Workspace, send: Send): Interactions {
  const triggers = new Map<
    string,
    { readonly app: SlackApp; readonly user: string; readonly expiresAt: number; used: boolean }
  >();
  const responseUrls = new Map<string, ResponseUrl>();
  return {
    triggers: {
      create(app, user) {
        const trigger = `${Math.floor(workspace.now())}.${triggers.size + 1}.${workspace.secret()}`;
        triggers.set(trigger, { app, user, expiresAt: workspace.now() + TRIGGER_MS, used: false });
        return trigger;
      },
      exchange(id, app) {
        const trigger = triggers.get(id);
        if (trigger?.app !== app) throw new ApiError("invalid_trigger_id");
        if (trigger.used) throw new ApiError("exchanged_trigger_id");
        if (workspace.now() > trigger.expiresAt) throw new ApiError("expired_trigger_id");
        trigger.used = true;
        return trigger.user;
      },
    },
    responseUrls,
    responseUrl(target) {
      const id = workspace.secret();
      responseUrls.set(id, {
        ...target,
        expiresAt: workspace.now() + RESPONSE_URL_MS,
        usesLeft: RESPONSE_URL_USES,
      });
      return `${workspace.origin()}/actions/${workspace.team.id}/${id}`;
    },
    send: (app, kind, payload) => send(app, { kind, payload }),
  };
}
