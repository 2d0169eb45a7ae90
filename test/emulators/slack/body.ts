import type { IncomingMessage } from "node:http";
import type { Fields } from "./model.ts";

export function read(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => resolve(Buffer.concat(chunks)));
    request.on("error", reject);
  });
}

/**
 * Arguments from the query and from a form or JSON body; an error code when the body cannot be read.
 * https://docs.slack.dev/apis/web-api#basics
 */
export async function parseArgs(request: IncomingMessage, url: URL, body: Buffer): Promise<Fields | string> {
  const query = Object.fromEntries(url.searchParams);
  if (body.length === 0) return query;
  const contentType = request.headers["content-type"] ?? "";
  if (contentType.startsWith("application/json")) {
    try {
      const value: unknown = JSON.parse(body.toString());
      if (typeof value !== "object" || value === null || Array.isArray(value)) return "json_not_object";
      return { ...query, ...value };
    } catch {
      return "invalid_json";
    }
  }
  if (contentType.startsWith("application/x-www-form-urlencoded")) {
    return { ...query, ...Object.fromEntries(new URLSearchParams(body.toString())) };
  }
  const form = await parseForm(contentType, body);
  if (!form) return "invalid_post_type";
  const text = [...form].filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return { ...query, ...Object.fromEntries(text) };
}

/** The bytes of an upload: the file of a multipart form, or the body as it is. */
export async function uploadedBytes(request: IncomingMessage, body: Buffer): Promise<Buffer> {
  const form = await parseForm(request.headers["content-type"] ?? "", body);
  for (const [, value] of form ?? []) {
    if (typeof value !== "string") return Buffer.from(await value.arrayBuffer());
  }
  return body;
}

async function parseForm(contentType: string, body: Buffer): Promise<FormData | undefined> {
  if (!contentType.startsWith("multipart/form-data")) return undefined;
  try {
    return await new Response(new Uint8Array(body), { headers: { "content-type": contentType } }).formData();
  } catch {
    return undefined;
  }
}
