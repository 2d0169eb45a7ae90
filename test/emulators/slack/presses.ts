import { isFields } from "./blocks.ts";
import { type Reaction, reactionTo } from "./modals.ts";
import type { Channel, SlackApp } from "./model.ts";
import { type Actor, channelField, chosenFields, common, pressed } from "./payloads.ts";
import type { MessageRef } from "./person.ts";
import { messageToWire } from "./render.ts";
import { respond } from "./response-url.ts";
import { controlsOf } from "./see.ts";
import { channelOf, messageOf } from "./workspace.ts";

type Someone = Omit<Actor, "app">;

export async function pressMessage(
  someone: Someone,
  ref: MessageRef,
  actionId: string,
  value?: string | readonly string[],
): Promise<Reaction> {
  const { workspace, interactions, user } = someone;
  const channel = channelOf(workspace, ref.channel);
  const shown = (workspace.ephemerals.get(user.id) ?? []).find(
    (one) => one.channel === channel.id && one.ts === ref.ts,
  );
  const message = shown ?? messageOf(channel, ref.ts);
  const controls = controlsOf(message.blocks);
  const control = controls.find((candidate) => candidate.actionId === actionId);
  const app = workspace.apps.get(message.appId ?? "");
  if (!control || !app) {
    throw new Error(
      `expected a control ${actionId} in message ${ref.ts}, got [${controls.map((one) => one.actionId).join(", ")}]`,
    );
  }
  const chosen = value === undefined ? {} : chosenFields(control.element, value);
  const payload = pressed({ ...someone, app }, channel, message, control, chosen);
  return reactionTo(await interactions.send(app, "interactive", payload));
}

/**
 * The acknowledgement's body is shown to the person who typed the command.
 * "Slash commands created by developers cannot, however, be invoked in message threads."
 * https://docs.slack.dev/interactivity/implementing-slash-commands
 */
export async function useCommand(
  someone: Someone,
  command: string,
  text: string,
  channel: Channel,
  threadTs: string | undefined,
): Promise<Reaction> {
  const { workspace, interactions, user } = someone;
  if (threadTs !== undefined) return { ok: false, error: "not_in_threads" };
  const app = [...workspace.apps.values()].find(
    ({ commands, scopes }) => scopes.has("commands") && (commands === undefined || commands.has(command)),
  );
  if (!app) return { ok: false, error: "invalid_command" };
  const target = { app, user: user.id, channel, message: undefined };
  const outcome = await interactions.send(app, "slash_commands", {
    token: app.verificationToken,
    team_id: workspace.team.id,
    team_domain: workspace.team.domain,
    channel_id: channel.id,
    channel_name: String(channelField(channel)["name"]),
    user_id: user.id,
    user_name: user.name,
    command,
    text,
    api_app_id: app.id,
    is_enterprise_install: "false",
    response_url: interactions.responseUrl(target),
    trigger_id: interactions.triggers.create(app, user.id),
  });
  if (outcome.ok) {
    const body = typeof outcome.response === "string" ? { text: outcome.response } : outcome.response;
    if (isFields(body) && (body["text"] !== undefined || body["blocks"] !== undefined)) {
      respond(workspace, { ...target, expiresAt: 0, usesLeft: 0 }, body);
    }
  }
  return reactionTo(outcome);
}

/** https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload */
export async function useMessageShortcut(
  someone: Someone,
  callbackId: string,
  ref: MessageRef,
): Promise<Reaction> {
  const { workspace, interactions, user } = someone;
  const app = soleApp(someone);
  if (!app.scopes.has("commands") || app.shortcuts?.has(callbackId) === false) {
    throw new Error(
      `expected a message shortcut ${callbackId}, got none: the client's menu does not offer it`,
    );
  }
  const channel = channelOf(workspace, ref.channel);
  const message = messageOf(channel, ref.ts);
  const actor = { ...someone, app };
  const outcome = await interactions.send(app, "interactive", {
    type: "message_action",
    ...common(actor),
    callback_id: callbackId,
    trigger_id: interactions.triggers.create(app, user.id),
    action_ts: (workspace.now() / 1000).toFixed(6),
    message_ts: message.ts,
    channel: channelField(channel),
    message: messageToWire(workspace, message),
    response_url: interactions.responseUrl({ app, user: user.id, channel, message: undefined }),
  });
  return reactionTo(outcome);
}

export async function useGlobalShortcut(someone: Someone, callbackId: string): Promise<Reaction> {
  const { workspace, interactions, user } = someone;
  const app = soleApp(someone);
  const outcome = await interactions.send(app, "interactive", {
    type: "shortcut",
    ...common({ ...someone, app }),
    callback_id: callbackId,
    trigger_id: interactions.triggers.create(app, user.id),
    action_ts: (workspace.now() / 1000).toFixed(6),
  });
  return reactionTo(outcome);
}

function soleApp({ workspace }: Someone): SlackApp {
  const [app] = workspace.apps.values();
  if (!app) throw new Error("expected an app with shortcuts, got none: addApp first");
  return app;
}
