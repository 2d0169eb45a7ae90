import { ApiError } from "../api-error.ts";
import { isFields } from "../blocks.ts";
import { dateTokenFaults } from "../date-tokens.ts";
import type { Fields, Metadata } from "../model.ts";
import { type ApiContext, type Args, blocksArg } from "./method.ts";

/** https://docs.slack.dev/reference/methods/chat.postMessage#arguments */
const MARKDOWN_TEXT_MAX = 12_000;
/** Undocumented total over all blocks, as measured in https://github.com/slackapi/bolt-js/issues/2509 */
const BLOCKS_TEXT_MAX = 13_200;

type Content = {
  readonly text: string;
  readonly blocks: readonly Fields[] | undefined;
  readonly attachments: readonly Fields[] | undefined;
};

export function contentOf({ workspace, args }: ApiContext, mayBeEmpty = false): Content {
  const blocks = blocksArg(args);
  const attachments = args.json("attachments", "invalid_attachments");
  const markdown = args.text("markdown_text");
  if (markdown !== undefined && (args.has("text") || blocks)) throw new ApiError("markdown_text_conflict");
  if (markdown !== undefined && markdown.length > MARKDOWN_TEXT_MAX) throw new ApiError("msg_too_long");
  const text = markdown ?? args.text("text") ?? "";
  const attached = Array.isArray(attachments) ? attachments.filter(isFields) : undefined;
  if (attached && attached.length > 100) throw new ApiError("too_many_attachments");
  if (text === "" && !blocks?.length && !attached?.length && !mayBeEmpty) throw new ApiError("no_text");
  if (blocks && textLength(blocks) > BLOCKS_TEXT_MAX) throw new ApiError("msg_blocks_too_long");
  workspace.violations.push(...dateTokenFaults(text, blocks ?? []));
  return { text, blocks, attachments: attached };
}

function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + textLength(item), 0);
  if (!isFields(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [key, inner]) =>
      sum + (key === "text" && typeof inner === "string" ? inner.length : textLength(inner)),
    0,
  );
}

/** Null when it is to be removed. https://docs.slack.dev/messaging/message-metadata */
export function metadataOf(args: Args): Metadata | null | undefined {
  const metadata = args.json("metadata", "invalid_metadata_format");
  if (metadata === undefined) return undefined;
  if (!isFields(metadata)) throw new ApiError("invalid_metadata_format");
  if (Object.keys(metadata).length === 0) return null;
  const { event_type, event_payload } = metadata as { event_type?: unknown; event_payload?: unknown };
  if (typeof event_type !== "string" || !isFields(event_payload))
    throw new ApiError("invalid_metadata_schema");
  if (JSON.stringify(metadata).length > 8_000) throw new ApiError("metadata_too_large");
  return { event_type, event_payload };
}
