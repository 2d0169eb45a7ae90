import { unescapeText } from "./escape.ts";

/** Names of what a text mentions; known before parsing begins, so that parsing stays pure. */
export interface Names {
  readonly user: (id: string) => string;
  readonly channel: (id: string) => string;
}

const WORD = "[\\p{L}\\p{N}]";
const span = (mark: string): RegExp =>
  new RegExp(`(?<!${WORD})${mark}(?=\\S)([^${mark}\\n]+?)(?<=\\S)${mark}(?!${WORD})`, "gu");
const BOLD = span("\\*");
const STRIKE = span("~");

/**
 * Slack's mrkdwn → canonical Markdown, for messages that come without a rich_text block.
 * https://docs.slack.dev/messaging/formatting-message-text
 */
export const fromMrkdwn = (text: string, names: Names): string =>
  text
    .split(/(```[\s\S]*?```|`[^`\n]+`)/)
    .map((piece, index) => (index % 2 === 1 ? code(piece, names) : prose(piece, names)))
    .join("");

const code = (piece: string, names: Names): string => {
  const plain = unescapeText(
    piece.replace(/<([^>]*)>/g, (_, inside: string) => control(inside, names).plain),
  );
  if (!plain.startsWith("```")) return plain;
  return `\`\`\`\n${plain.slice(3, -3).replace(/^\n|\n$/g, "")}\n\`\`\``;
};

const prose = (piece: string, names: Names): string => {
  const kept: string[] = [];
  const held = piece.replace(/<([^>]*)>/g, (_, inside: string) => {
    kept.push(control(inside, names).markdown);
    return `\uE000${kept.length - 1}\uE001`;
  });
  // `_italic_` and `> quote` are Markdown already.
  const styled = held
    .replace(BOLD, "**$1**")
    .replace(STRIKE, "~~$1~~")
    .replace(/^[•◦▪] /gm, "- ");
  return unescapeText(styled).replace(/\uE000(\d+)\uE001/g, (_, index: string) => kept[Number(index)] ?? "");
};

/** Plain text as an input holds it: only what names somebody or a channel by id is put into words. */
export const named = (text: string, names: Names): string =>
  text
    .replace(/<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g, (_, id: string) => `@${names.user(id)}`)
    .replace(/<#([CG][A-Z0-9]+)(?:\|[^>]*)?>/g, (_, id: string) => `#${names.channel(id)}`);

interface Meaning {
  readonly markdown: string;
  readonly plain: string;
}

const same = (text: string): Meaning => ({ markdown: text, plain: text });

/** What stands between `<` and `>`. https://docs.slack.dev/messaging/formatting-message-text#retrieving-messages */
const control = (inside: string, names: Names): Meaning => {
  const bar = inside.indexOf("|");
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? "" : unescapeText(inside.slice(bar + 1));
  if (target.startsWith("@")) return same(`@${names.user(target.slice(1))}`);
  if (target.startsWith("#")) return same(`#${label || names.channel(target.slice(1))}`);
  if (target.startsWith("!subteam^")) return same(label || "@group");
  if (target.startsWith("!date^")) return same(label || target);
  if (target.startsWith("!")) return same(label || `@${target.slice(1)}`);
  return linkOf(unescapeText(target), label);
};

/** A link in Markdown; its label only where that says something else than the address. */
export const linkOf = (url: string, label: string): Meaning => {
  const shown = url.replace(/^mailto:/, "");
  const isBare =
    label === "" ||
    label === url ||
    label === shown ||
    url === `https://${label}` ||
    url === `http://${label}`;
  if (isBare) return same(shown);
  const safe = url.replaceAll("(", "%28").replaceAll(")", "%29");
  return { markdown: `[${label.replace(/([[\]])/g, "\\$1")}](${safe})`, plain: label };
};

/** Users that a text mentions, by id. */
export const usersIn = (text: string): readonly string[] =>
  [...text.matchAll(/<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g)].map((match) => match[1] ?? "");

/** Channels that a text mentions without giving their name. */
export const channelsIn = (text: string): readonly string[] =>
  [...text.matchAll(/<#([CG][A-Z0-9]+)(?:\|)?>/g)].map((match) => match[1] ?? "");

/** Whom the first mention calls when a text begins with one: a user, or a group or @here as themselves. */
export const firstMention = (text: string): string | null =>
  /^\s*<(?:@([UW][A-Z0-9]+)|!subteam\^([A-Z0-9]+)|!(here|channel|everyone))(?:\|[^>]*)?>/
    .exec(text)
    ?.slice(1)
    .find((id) => id !== undefined) ?? null;
