import type { ServerResponse } from "node:http";
import { isFields } from "./blocks.ts";
import { dateTokenFaults } from "./date-tokens.ts";
import type { Interactions, ResponseUrl } from "./interactions.ts";
import { changeMessage, deleteMessage, postMessage, withBlockIds } from "./messages.ts";
import type { Ephemeral, Fields, Message } from "./model.ts";
import type { Workspace } from "./workspace.ts";

/** https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
export function answerResponseUrl(
  workspace: Workspace,
  interactions: Interactions,
  url: URL,
  body: Buffer,
  response: ServerResponse,
): void {
  const target = interactions.responseUrls.get(url.pathname.split("/").at(-1) ?? "");
  const answer = (status: number, fields: Fields): void => {
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(fields));
    workspace.changed();
  };
  const fields = parsed(body);
  if (!target || workspace.now() > target.expiresAt) {
    answer(404, { ok: false, error: "expired_url" });
  } else if (target.usesLeft === 0) {
    answer(404, { ok: false, error: "used_url" });
  } else if (!fields) {
    answer(400, { ok: false, error: "invalid_payload" });
  } else {
    target.usesLeft -= 1;
    respond(workspace, target, fields);
    answer(200, { ok: true });
  }
}

/** What an app says through a response URL, or as the body of its acknowledgement of a command. */
export function respond(workspace: Workspace, target: ResponseUrl, fields: Fields): void {
  const { app, channel, message, user } = target;
  const blocks = Array.isArray(fields["blocks"]) ? fields["blocks"].filter(isFields) : undefined;
  const text = typeof fields["text"] === "string" ? fields["text"] : undefined;
  workspace.violations.push(...dateTokenFaults(text ?? "", blocks ?? []));
  if (fields["delete_original"] === true && message) {
    remove(workspace, target, message);
    return;
  }
  if (fields["replace_original"] === true && message) {
    if (isEphemeral(message)) {
      if (text !== undefined) message.text = text;
      if (blocks) message.blocks = withBlockIds(workspace, blocks);
      else if (text !== undefined) message.blocks = [];
    } else {
      changeMessage(workspace, channel, message, { text, blocks }, app.botId);
    }
    workspace.changed();
    return;
  }
  const threadTs = typeof fields["thread_ts"] === "string" ? fields["thread_ts"] : undefined;
  if (fields["response_type"] === "in_channel") {
    postMessage(workspace, channel, { user: app.botUser.id, app, text: text ?? "", blocks, threadTs });
    return;
  }
  const shown = workspace.ephemerals.get(user) ?? [];
  shown.push({
    channel: channel.id,
    ts: workspace.nextTs(channel),
    forUser: user,
    user: app.botUser.id,
    botId: app.botId,
    appId: app.id,
    threadTs,
    text: text ?? "",
    blocks: withBlockIds(workspace, blocks ?? []),
  });
  workspace.ephemerals.set(user, shown);
  workspace.changed();
}

function remove(workspace: Workspace, { channel, user }: ResponseUrl, message: Message | Ephemeral): void {
  if (!isEphemeral(message)) {
    deleteMessage(workspace, channel, message);
    return;
  }
  const left = (workspace.ephemerals.get(user) ?? []).filter((shown) => shown !== message);
  workspace.ephemerals.set(user, left);
}

export const isEphemeral = (message: Message | Ephemeral): message is Ephemeral => "forUser" in message;

function parsed(body: Buffer): Fields | undefined {
  try {
    const value: unknown = JSON.parse(body.toString());
    return isFields(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
