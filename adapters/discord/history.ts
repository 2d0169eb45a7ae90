import { Routes } from "discord.js";
import { z } from "zod";
import type { Api } from "./api.ts";
import { MESSAGES_PER_PAGE } from "./limits.ts";
import { isAfter } from "./snowflake.ts";
import { Message } from "./wire.ts";

const Page = z.array(z.unknown());

/** Messages that we cannot read are left out: one strange message must not hide the others. */
const readPage = (answer: unknown): { readonly size: number; readonly messages: readonly Message[] } => {
  const raw = Page.parse(answer);
  const messages = raw.flatMap((one) => {
    const parsed = Message.safeParse(one);
    return parsed.success ? [parsed.data] : [];
  });
  return { size: raw.length, messages };
};

const newestId = (messages: readonly Message[]): string | undefined =>
  messages.reduce<string | undefined>(
    (newest, { id }) => (newest === undefined || isAfter(id, newest) ? id : newest),
    undefined,
  );

const byId = (left: Message, right: Message): number => (isAfter(left.id, right.id) ? 1 : -1);

/**
 * What was written in a channel after a message or moment, oldest first, page by page.
 * https://docs.discord.com/developers/resources/message#get-channel-messages
 */
export async function* messagesAfter(
  api: Api,
  channel: string,
  after: string,
  pages: number,
): AsyncGenerator<Message, void, void> {
  let from = after;
  for (let page = 0; page < pages; page += 1) {
    const answer = await api.get(Routes.channelMessages(channel), {
      after: from,
      limit: String(MESSAGES_PER_PAGE),
    });
    const { size, messages } = readPage(answer);
    yield* [...messages].sort(byId);
    const newest = newestId(messages);
    if (size < MESSAGES_PER_PAGE || newest === undefined) return;
    from = newest;
  }
}

/** The newest messages of a channel, newest first. */
export async function* messagesBefore(
  api: Api,
  channel: string,
  pages: number,
): AsyncGenerator<Message, void, void> {
  let before: string | undefined;
  for (let page = 0; page < pages; page += 1) {
    const answer = await api.get(Routes.channelMessages(channel), {
      limit: String(MESSAGES_PER_PAGE),
      ...(before === undefined ? {} : { before }),
    });
    const { size, messages } = readPage(answer);
    const sorted = [...messages].sort(byId).reverse();
    yield* sorted;
    before = sorted.at(-1)?.id;
    if (size < MESSAGES_PER_PAGE || before === undefined) return;
  }
}
