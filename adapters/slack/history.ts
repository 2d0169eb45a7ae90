import type { WebClient } from "@slack/web-api";
import type { Place } from "../../src/core/platform.ts";
import { LIMITS } from "./limits.ts";

/** A message as it stands in a channel's or thread's history; read further by `wire.ts`. */
export type HistoryMessage = Readonly<Record<string, unknown>> & { readonly ts?: string };

/**
 * What stands in a place after `oldest`, oldest first. Of a thread its replies, without the parent that Slack puts
 * before every page. https://docs.slack.dev/reference/methods/conversations.replies
 */
export const readPlace = async (
  client: WebClient,
  place: Place,
  oldest: string,
): Promise<readonly HistoryMessage[]> => {
  const found: HistoryMessage[] = [];
  let cursor: string | undefined;
  do {
    const page = await pageOf(client, place, oldest, cursor);
    found.push(...page.messages);
    cursor = page.cursor;
  } while (cursor !== undefined);
  // Histories come newest first, threads oldest first.
  return place.thread === null ? found.reverse() : found.filter((message) => message.ts !== place.thread);
};

const pageOf = async (client: WebClient, place: Place, oldest: string, cursor: string | undefined) => {
  const asked = {
    channel: place.channel,
    oldest,
    limit: LIMITS.historyPage,
    include_all_metadata: true,
    ...(cursor === undefined ? {} : { cursor }),
  };
  const answer =
    place.thread === null
      ? await client.conversations.history(asked)
      : await client.conversations.replies({ ...asked, ts: place.thread });
  const next = answer.response_metadata?.next_cursor;
  const messages: readonly object[] = answer.messages ?? [];
  return {
    messages: messages.map((message): HistoryMessage => ({ ...message })),
    cursor: next === undefined || next === "" ? undefined : next,
  };
};
