import type { APIEmbed } from "discord.js";
import type { CardView } from "../../src/core/views.ts";
import type { Words } from "../../src/core/words.ts";
import { bounded } from "./components.ts";
import { MAX_EMBED_FIELD, MAX_EMBED_TITLE } from "./limits.ts";
import { neutralise, plainName } from "./markdown.ts";
import { discordTime } from "./time.ts";

const field = (name: string, value: string): NonNullable<APIEmbed["fields"]>[number] => ({
  name: bounded(name, MAX_EMBED_TITLE),
  value: bounded(value === "" ? "–" : value, MAX_EMBED_FIELD),
});

const customer = (card: CardView, words: Words["card"]): string => {
  const { name, userId, accountCreatedAt } = card.customer;
  const age =
    accountCreatedAt === null ? [] : [words.accountAge(Math.max(0, card.openedAt - accountCreatedAt))];
  return [plainName(name), `\`${userId}\``, ...age].join(" · ");
};

/** The parent message of a conversation, for a staff channel on Discord. */
export const cardEmbed = (card: CardView, words: Words["card"]): APIEmbed => ({
  title: bounded(plainName(words.title(card)), MAX_EMBED_TITLE),
  description: bounded(
    [
      `**${words.notAuthenticated}**`,
      ...(card.reachable ? [] : [words.unreachable]),
      words.state(card),
      ...card.clocks.map((clock) => `${words.clock(clock)} ${discordTime(clock.dueAt)}`),
    ].join("\n"),
    MAX_EMBED_FIELD * 2,
  ),
  fields: [
    field(words.customer, customer(card, words)),
    field(words.subject, neutralise(card.subject ?? words.noSubject)),
    field(words.rep, card.rep === null ? words.nobody : plainName(card.rep.name)),
    field("…", neutralise(card.preview)),
  ],
});
