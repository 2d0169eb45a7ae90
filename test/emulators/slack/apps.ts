import type { SlackApp } from "./model.ts";
import type { SocketMode } from "./socket.ts";
import { directMessage, type Workspace } from "./workspace.ts";

/** Scopes of a desk's bot: what `addApp` gives unless told otherwise. */
export const USUAL_SCOPES = [
  "app_mentions:read",
  "channels:history",
  "channels:join",
  "channels:read",
  "chat:write",
  "commands",
  "dnd:read",
  "files:read",
  "files:write",
  "groups:history",
  "groups:read",
  "im:history",
  "im:read",
  "im:write",
  "mpim:history",
  "mpim:read",
  "mpim:write",
  "reactions:read",
  "reactions:write",
  "team:read",
  "usergroups:read",
  "users:read",
] as const;

export type AppOptions = {
  readonly name?: string;
  readonly botToken?: string;
  readonly appToken?: string;
  readonly signingSecret?: string;
  readonly scopes?: readonly string[];
  /** Scopes of the app-level token. */
  readonly appScopes?: readonly string[];
  /** Subscribed events, e.g. `message.channels`. Default: all that the scopes allow. */
  readonly events?: readonly string[];
  /** Registered slash commands. Default: every command is this app's. */
  readonly commands?: readonly string[];
  /** Callback ids of registered message shortcuts. Default: every one is this app's. */
  readonly shortcuts?: readonly string[];
  /** HTTP endpoint for events; without it the app is in Socket Mode. */
  readonly eventsUrl?: string;
  /** Default: the events' endpoint. */
  readonly interactivityUrl?: string;
};

export type AppHandle = {
  readonly id: string;
  readonly botId: string;
  readonly botUserId: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  /** Moves the app to HTTP delivery, or back to Socket Mode with undefined. */
  deliversTo(eventsUrl: string | undefined): void;
  /** Open Socket Mode connections. */
  connections(): number;
  grants(scope: string): void;
  loses(scope: string): void;
  revokeToken(): void;
  /** Its direct message with a user. */
  directMessage(user: { readonly id: string }): string;
};

export function addApp(workspace: Workspace, socketMode: SocketMode, options: AppOptions = {}): AppHandle {
  const id = workspace.id("A");
  const botId = workspace.id("B");
  const name = options.name ?? "deskclock";
  const botUser = {
    id: workspace.id("U"),
    name,
    realName: name,
    timezone: "UTC",
    presence: "active" as const,
    pause: undefined,
    quietHours: undefined,
    deleted: false,
    bot: { botId, appId: id },
  };
  const appToken = options.appToken ?? `xapp-1-${id}-${workspace.secret()}`;
  const app: SlackApp = {
    id,
    name,
    botId,
    botUser,
    botToken: options.botToken ?? `xoxb-${workspace.secret()}`,
    appToken,
    signingSecret: options.signingSecret ?? workspace.secret(),
    verificationToken: workspace.secret(),
    scopes: new Set(options.scopes ?? USUAL_SCOPES),
    appScopes: new Set(options.appScopes ?? ["connections:write"]),
    events: options.events && new Set(options.events),
    commands: options.commands && new Set(options.commands),
    shortcuts: options.shortcuts && new Set(options.shortcuts),
    eventsUrl: options.eventsUrl,
    interactivityUrl: options.interactivityUrl,
    socketMode: options.eventsUrl === undefined,
    tokenRevoked: false,
  };
  workspace.users.set(botUser.id, botUser);
  workspace.apps.set(id, app);
  return {
    id,
    botId,
    botUserId: botUser.id,
    botToken: app.botToken,
    appToken,
    signingSecret: app.signingSecret,
    deliversTo(eventsUrl) {
      app.eventsUrl = eventsUrl;
      app.socketMode = eventsUrl === undefined;
    },
    connections: () => socketMode.connections(app),
    grants: (scope) => void app.scopes.add(scope),
    loses: (scope) => void app.scopes.delete(scope),
    revokeToken() {
      app.tokenRevoked = true;
    },
    directMessage: (user) => directMessage(workspace, botUser.id, user.id).id,
  };
}
