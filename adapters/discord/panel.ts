import { Routes } from "discord.js";
import { z } from "zod";
import type { Desk } from "../../src/core/policy/policy.ts";
import { deskWordsOf } from "../../src/core/policy/policy.ts";
import type { Words } from "../../src/core/words.ts";
import type { Api } from "./api.ts";
import { openButton, policyButton, rowsOf } from "./components.ts";
import { encodeOpen } from "./custom-id.ts";
import { isRefused } from "./errors.ts";
import { messagesBefore } from "./history.ts";
import { PANEL_PAGES } from "./limits.ts";
import { splitText } from "./split.ts";
import { Message } from "./wire.ts";

const Component: z.ZodType<Looks> = z.lazy(() =>
  z.object({
    custom_id: z.string().optional(),
    label: z.string().optional(),
    url: z.string().optional(),
    style: z.number().optional(),
    components: z.array(Component).optional(),
  }),
);
interface Looks {
  readonly custom_id?: string | undefined;
  readonly label?: string | undefined;
  readonly url?: string | undefined;
  readonly style?: number | undefined;
  readonly components?: readonly Looks[] | undefined;
}

const flat = (components: readonly Looks[]): readonly Looks[] =>
  components.flatMap((component) => component.components ?? [component]);

const looksOf = (components: unknown): readonly Looks[] => {
  const parsed = z.array(Component).safeParse(components);
  return parsed.success ? flat(parsed.data) : [];
};

const panelOf = (desk: Desk, words: Words) => {
  const { title, text } = words.panel(deskWordsOf(desk), desk.policy.targets);
  const [content = title] = splitText(`**${title}**\n${text}`);
  return {
    content,
    components: rowsOf([openButton(desk, words), policyButton(desk, words)]),
    allowed_mentions: { parse: [] },
  };
};

const Pins = z.object({ items: z.array(z.object({ message: z.unknown() })) });

/** Pinned messages; a desk's people may have pinned the panel, and the channel may be long. */
const pinned = async (api: Api, channel: string): Promise<readonly Message[]> => {
  try {
    const { items } = Pins.parse(await api.get(Routes.channelMessagesPins(channel)));
    return items.flatMap(({ message }) => {
      const parsed = Message.safeParse(message);
      return parsed.success ? [parsed.data] : [];
    });
  } catch (error) {
    if (!isRefused(error)) throw error;
    return [];
  }
};

const ownPanels = async (api: Api, desk: Desk, selfId: string): Promise<readonly Message[]> => {
  const { channel } = desk.customers;
  const id = encodeOpen(channel);
  const isPanel = (message: Message): boolean =>
    message.author.id === selfId &&
    looksOf(message.components).some((component) => component.custom_id === id) &&
    // A door offered to somebody who mentioned the desk has the same button, and is no panel.
    looksOf(message.components).length > 1;
  const found = new Map<string, Message>();
  for await (const message of messagesBefore(api, channel, PANEL_PAGES)) {
    if (isPanel(message)) found.set(message.id, message);
  }
  for (const message of await pinned(api, channel)) if (isPanel(message)) found.set(message.id, message);
  return [...found.values()];
};

const picture = (content: string, components: unknown): string =>
  JSON.stringify([
    content.trim(),
    looksOf(components).map(({ custom_id, label, url, style }) => [custom_id, label, url, style]),
  ]);

/** Keeps exactly one panel in a desk's support channel, and changes it only when its words changed. */
export const ensurePanel = async (api: Api, desk: Desk, words: Words, selfId: string): Promise<void> => {
  const { channel } = desk.customers;
  const wanted = panelOf(desk, words);
  const [kept, ...surplus] = await ownPanels(api, desk, selfId);
  for (const message of surplus) await api.delete(Routes.channelMessage(channel, message.id));
  if (kept === undefined) {
    await api.post(Routes.channelMessages(channel), wanted);
    return;
  }
  if (picture(kept.content, kept.components) === picture(wanted.content, wanted.components)) return;
  try {
    await api.patch(Routes.channelMessage(channel, kept.id), wanted);
  } catch (error) {
    // Too many edits of an old message: a new one takes its place.
    if (!isRefused(error, 30046)) throw error;
    await api.post(Routes.channelMessages(channel), wanted);
    await api.delete(Routes.channelMessage(channel, kept.id));
  }
};
