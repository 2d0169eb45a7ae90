/**
 * Discord's Markdown, as far as the desk must know it.
 * https://docs.discord.com/developers/reference#message-formatting
 */

/** Fenced blocks and spans: nothing in them is a mention or markup. */
const CODE = /```[\s\S]*?```|``[\s\S]+?``|`[^`\n]+`/g;

/** Applies `change` to what is not code. */
export const outsideCode = (text: string, change: (plain: string) => string): string => {
  let result = "";
  let from = 0;
  for (const match of text.matchAll(CODE)) {
    result += change(text.slice(from, match.index)) + match[0];
    from = match.index + match[0].length;
  }
  return result + change(text.slice(from));
};

const INVISIBLE = "\u200b";

/**
 * Takes the power from mentions and leaves them readable. `allowed_mentions` already keeps them from pinging;
 * this keeps them from looking like a ping, and from naming an account that the author did not mean to name.
 */
export const neutralise = (text: string): string =>
  outsideCode(text, (plain) =>
    plain.replace(/@(?=everyone\b|here\b)/g, `@${INVISIBLE}`).replace(/<(?=@[!&]?\d+>)/g, `<${INVISIBLE}`),
  );

/** A name is one line of plain text: whatever its owner put into it, it formats and mentions nothing. */
export const plainName = (name: string): string =>
  neutralise(name.replace(/\s+/g, " ").trim()).replace(/[\\*_~`|>[\]()#<]/g, "\\$&");

/** Links must not swallow what follows them, and a label must not end early. */
export const markdownLink = (label: string, url: string): string =>
  `[${label.replace(/[[\]\\]/g, "\\$&")}](<${url.replace(/[<>\s]/g, encodeURIComponent)}>)`;

export const quoted = (text: string): string =>
  neutralise(text)
    .split("\n")
    .map((line) => `> ${line}`)
    .join("\n");

/** What tokens in a text stand for. */
export interface Names {
  readonly user: (id: string) => string;
  readonly role: (id: string) => string;
  readonly channel: (id: string) => string;
}

const utc = (seconds: string): string =>
  `${new Date(Number(seconds) * 1000).toISOString().slice(0, 16).replace("T", " ")} UTC`;

/** Canonical Markdown: Discord's own tokens become words, because nobody else can read them. */
export const canonical = (text: string, names: Names): string =>
  outsideCode(text, (plain) =>
    plain
      .replace(/<@!?(\d+)>/g, (_, id: string) => `@${names.user(id)}`)
      .replace(/<@&(\d+)>/g, (_, id: string) => `@${names.role(id)}`)
      .replace(/<#(\d+)>/g, (_, id: string) => `#${names.channel(id)}`)
      .replace(/<a?:(\w+):\d+>/g, (_, name: string) => `:${name}:`)
      .replace(/<\/([^:>]+):\d+>/g, (_, name: string) => `/${name}`)
      .replace(/<t:(-?\d{1,12})(?::[tTdDfFRsS])?>/g, (_, seconds: string) => utc(seconds)),
  );
