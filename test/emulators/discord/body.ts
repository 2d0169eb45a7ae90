/** Request bodies: JSON, or multipart with `payload_json` and `files[n]`: https://docs.discord.com/developers/reference#uploading-files */
import type { IncomingMessage } from "node:http";
import { refuse } from "./errors.ts";

export type Upload = {
  /** n of `files[n]`. */
  readonly index: string;
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
};

export type Body = { readonly json: unknown; readonly uploads: readonly Upload[] };

/** "The maximum request size is 25 MiB": resources/message#create-message */
const MAX_REQUEST_BYTES = 25 * 1024 * 1024;
/** Default of `attachment_size_limit`: https://docs.discord.com/developers/reference#uploading-files */
const MAX_FILE_BYTES = 10 * 1024 * 1024;

export const readBytes = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

const parseJson = (text: string): unknown => {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw refuse.invalidJson();
  }
};

export const parseBody = async (bytes: Buffer, contentType: string): Promise<Body> => {
  if (bytes.length > MAX_REQUEST_BYTES) throw refuse.tooLarge();
  if (!contentType.startsWith("multipart/form-data")) {
    return { json: parseJson(bytes.toString("utf8")), uploads: [] };
  }
  const form = await new Response(new Uint8Array(bytes), {
    headers: { "content-type": contentType },
  }).formData();
  const uploads: Upload[] = [];
  const fields: Record<string, unknown> = {};
  for (const [name, value] of form) {
    if (typeof value === "string") {
      fields[name] = value;
      continue;
    }
    const content = new Uint8Array(await value.arrayBuffer());
    if (content.length > MAX_FILE_BYTES) throw refuse.tooLarge();
    uploads.push({
      index: /^files\[(\d+)\]$/.exec(name)?.[1] ?? String(uploads.length),
      filename: value.name,
      contentType: value.type === "" ? "application/octet-stream" : value.type,
      bytes: content,
    });
  }
  const payload = fields["payload_json"];
  return { json: typeof payload === "string" ? parseJson(payload) : fields, uploads };
};
