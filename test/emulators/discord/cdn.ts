/** Attachments, by signed addresses that expire: https://docs.discord.com/developers/reference#signed-attachment-cdn-urls */
import type { ServerResponse } from "node:http";
import type { Attachment } from "./model.ts";
import type { World } from "./world.ts";

const find = (world: World, channelId: string, attachmentId: string): Attachment | undefined => {
  const stored = [...(world.messages.get(channelId)?.values() ?? []), ...world.ephemerals.values()];
  return stored.flatMap((message) => message.attachments).find((one) => one.id === attachmentId);
};

export const serveAttachment = (world: World, url: URL, response: ServerResponse): void => {
  const [, , channelId = "", attachmentId = ""] = url.pathname.split("/");
  const expiresAt = Number.parseInt(url.searchParams.get("ex") ?? "0", 16) * 1000;
  const attachment = find(world, channelId, attachmentId);
  const signed = url.searchParams.get("hm") === attachmentId;
  if (attachment === undefined || !signed || world.now() > expiresAt) {
    response.writeHead(404, { "content-type": "text/plain" }).end("This content is no longer available.");
    return;
  }
  response.writeHead(200, { "content-type": attachment.contentType }).end(attachment.bytes);
};
