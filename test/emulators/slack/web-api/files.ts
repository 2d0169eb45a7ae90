import { ApiError } from "../api-error.ts";
import { isFields } from "../blocks.ts";
import { postMessage } from "../messages.ts";
import type { Fields, StoredFile } from "../model.ts";
import { fileToWire } from "../render.ts";
import { conversation, invalidArguments, type Methods } from "./method.ts";

/** Uploads in three steps. https://docs.slack.dev/messaging/working-with-files#upload */
export const fileMethods: Methods = {
  /** https://docs.slack.dev/reference/methods/files.getUploadURLExternal */
  "files.getUploadURLExternal": {
    tier: 4,
    run(context) {
      context.needs("files:write");
      const { workspace, app, args } = context;
      const size = Number(args.required("length"));
      if (!Number.isInteger(size) || size < 1) throw invalidArguments("length must be a positive integer");
      const id = workspace.id("F");
      workspace.uploads.set(id, {
        id,
        name: args.required("filename"),
        size,
        user: app.botUser.id,
        content: undefined,
      });
      return { upload_url: `${workspace.origin()}/upload/v1/${id}`, file_id: id };
    },
  },

  /** https://docs.slack.dev/reference/methods/files.completeUploadExternal */
  "files.completeUploadExternal": {
    tier: 4,
    run(context) {
      context.needs("files:write");
      const { workspace, app, args } = context;
      const wanted = args.json("files");
      if (!Array.isArray(wanted) || wanted.length === 0)
        throw invalidArguments("missing required field: files");
      const channelId = args.text("channel_id");
      const channel = channelId ? conversation(context, channelId) : undefined;
      if (channel && !channel.members.has(app.botUser.id)) throw new ApiError("not_in_channel");
      const files = wanted.filter(isFields).map((entry): StoredFile => {
        const upload = workspace.uploads.get(String(entry["id"]));
        if (!upload?.content) throw new ApiError("file_not_found");
        const { id, name, user, content } = upload;
        return {
          id,
          name,
          title: String(entry["title"] ?? name),
          mimetype: mimetypeOf(name),
          user,
          createdAt: workspace.now(),
          content,
          channels: new Set(channel ? [channel.id] : []),
        };
      });
      for (const file of files) {
        workspace.uploads.delete(file.id);
        workspace.files.set(file.id, file);
      }
      if (channel) {
        postMessage(workspace, channel, {
          user: app.botUser.id,
          app,
          text: args.text("initial_comment") ?? "",
          subtype: "file_share",
          files,
          threadTs: args.text("thread_ts"),
        });
      }
      return { files: files.map((file): Fields => fileToWire(workspace, file)) };
    },
  },

  /** https://docs.slack.dev/reference/methods/files.info */
  "files.info": {
    tier: 4,
    run(context) {
      context.needs("files:read");
      const file = context.workspace.files.get(context.args.required("file"));
      if (!file) throw new ApiError("file_not_found");
      return {
        file: fileToWire(context.workspace, file),
        comments: [],
        response_metadata: { next_cursor: "" },
      };
    },
  },
};

const MIMETYPES: Readonly<Record<string, string>> = {
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  gif: "image/gif",
  pdf: "application/pdf",
  txt: "text/plain",
  log: "text/plain",
  json: "application/json",
};

export const mimetypeOf = (name: string): string =>
  MIMETYPES[name.split(".").at(-1)?.toLowerCase() ?? ""] ?? "application/octet-stream";
