import { AllowedMentionsTypes, type APIAllowedMentions, type APIEmbed } from "discord.js";
import type { Button } from "../../src/core/actions.ts";
import type { Person } from "../../src/core/platform.ts";
import type { Desk } from "../../src/core/policy/policy.ts";
import type { DeskWords, Voice } from "../../src/core/sentences.ts";
import type { AlertsView, Body } from "../../src/core/views.ts";
import type { Words } from "../../src/core/words.ts";
import { cardEmbed } from "./card.ts";
import { actionButton, openButton, policyButton, type Row, rowsOf } from "./components.ts";
import { markdownLink, neutralise, plainName, quoted } from "./markdown.ts";
import { splitText } from "./split.ts";
import { discordTime } from "./time.ts";

/** One message of those that a body becomes. */
export interface Part {
  readonly content: string;
  readonly components: readonly Row[];
  readonly embeds: readonly APIEmbed[];
  readonly allowed_mentions: APIAllowedMentions;
}

export interface Rendering {
  readonly body: Body;
  readonly buttons: readonly Button[];
  /** Platform user ids that may be pinged. */
  readonly mention: readonly string[];
  readonly words: Words;
  readonly desk: DeskWords;
  /** The desk whose doors stand on messages that offer one; null where no customers are served here. */
  readonly door: Desk | null;
}

const voiceOf = (
  people: Readonly<Record<string, Person>>,
  quotes: Readonly<Record<string, string>>,
  mention: readonly string[],
): Voice => ({
  time: discordTime,
  bold: (text) => `**${text}**`,
  link: markdownLink,
  person: (id) => {
    const person = people[id];
    if (person === undefined) return "?";
    return person.platform === "discord" && mention.includes(person.userId)
      ? `<@${person.userId}>`
      : plainName(person.name);
  },
  quote: (messageId) => quoted(quotes[messageId] ?? ""),
  words: (textId) => plainName((quotes[textId] ?? "").replace(/\s+/g, " ")),
});

/** Markup that only works at the beginning of a line must stand there, below the name. */
const STARTS_BLOCK = /^(```|#{1,3} |-# |>|[-*] |\d+\. )/;

const spoken = (body: Body & { readonly kind: "text" }): string => {
  const links = body.attachments.map((attachment) => markdownLink(attachment.name, attachment.url));
  const text = [neutralise(body.text), ...links].filter((line) => line !== "").join("\n");
  if (body.from === null) return text;
  return `**${plainName(body.from.name)}**:${STARTS_BLOCK.test(text) ? "\n" : " "}${text}`;
};

const sentenceOf = (body: Body & { readonly kind: "sentence" }, rendering: Rendering): string =>
  rendering.words.say(body.sentence, voiceOf(body.people, body.quotes, rendering.mention), rendering.desk);

/** Without buttons: Discord takes 25 of them, and they could not stand beside their lines. */
const alertsText = (alerts: AlertsView, words: Words): string => {
  const { restAt } = alerts;
  const where = restAt.platform === "discord" ? `<#${restAt.channel}>` : null;
  const lines = alerts.items.map((line) => {
    const number =
      line.permalink === null ? `#${line.number}` : markdownLink(`#${line.number}`, line.permalink);
    return `${number} ${neutralise(words.alerts.line(line, alerts.now))}`;
  });
  return [
    `${alerts.here ? "@here " : ""}${neutralise(words.alerts.head(alerts))}`,
    ...lines,
    ...(alerts.rest === 0 ? [] : [words.alerts.rest(alerts.rest, where)]),
  ].join("\n");
};

const contentOf = (body: Body, rendering: Rendering): string => {
  switch (body.kind) {
    case "text":
      return spoken(body);
    case "sentence":
      return sentenceOf(body, rendering);
    case "card":
      return "";
    case "alert":
      return [
        ...(body.alert.here ? ["@here"] : []),
        neutralise(rendering.words.alert(body.alert)),
        ...(body.alert.permalink === null ? [] : [body.alert.permalink]),
      ].join(" ");
    case "alerts":
      return alertsText(body.alerts, rendering.words);
    case "closed_alert":
      return `#${body.number}: ${sentenceOf(body.sentence, rendering)}`;
    default:
      return body satisfies never;
  }
};

/** The doors that a sentence offers, beside the buttons of its order. */
const doorsOf = ({ body, door, desk, words }: Rendering) => {
  if (body.kind !== "sentence" || door === null) return [];
  if (body.sentence.key === "door") return [openButton(door, words)];
  return body.sentence.key === "greeting" && desk.policyUrl === null ? [policyButton(door, words)] : [];
};

const buttonsOf = ({ body, buttons }: Rendering): readonly Button[] => {
  if (body.kind === "card") return [...body.card.buttons, ...buttons];
  return body.kind === "alert" ? [...body.alert.buttons, ...buttons] : buttons;
};

/** Everything that a body becomes: texts in parts, the buttons under the last one. */
export const render = (rendering: Rendering): readonly Part[] => {
  const { body, words } = rendering;
  const alert = body.kind === "alert" ? body.alert : body.kind === "alerts" ? body.alerts : null;
  const mention = [...new Set([...rendering.mention, ...(alert?.mention ?? [])])];
  const content = contentOf(body, rendering);
  const missing = mention.filter((id) => !content.includes(`<@${id}>`)).map((id) => `<@${id}>`);
  const parts = splitText([...missing, content].filter((text) => text !== "").join(" "));
  const components = rowsOf([
    ...buttonsOf(rendering).map((button) => actionButton(button, words)),
    ...doorsOf(rendering),
  ]);
  const embeds = body.kind === "card" ? [cardEmbed(body.card, words.card)] : [];
  return parts.map((part, index) => ({
    content: part,
    components: index === parts.length - 1 ? components : [],
    embeds: index === parts.length - 1 ? embeds : [],
    // Nobody but these: https://docs.discord.com/developers/resources/message#allowed-mentions-object
    allowed_mentions: {
      parse: alert?.here === true && index === 0 ? [AllowedMentionsTypes.Everyone] : [],
      users: mention.filter((id) => part.includes(`<@${id}>`)),
    },
  }));
};
