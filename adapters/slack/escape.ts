const ZERO_WIDTH_SPACE = "\u200B";

/** The three characters with a meaning of their own. https://docs.slack.dev/messaging/formatting-message-text#escaping */
export const escapeText = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

export const unescapeText = (text: string): string =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/**
 * Somebody's words, with nothing in them that could call people: no control sequence survives the escaping, and a
 * bare @here, @channel or @everyone is broken for clients that would link it.
 */
export const harmless = (text: string): string =>
  escapeText(text).replace(/@(?=(?:here|channel|everyone)\b)/gi, `@${ZERO_WIDTH_SPACE}`);

/** A name on one line that neither formats nor calls. */
export const nameText = (name: string): string =>
  harmless(
    name
      .replace(/[*_~`]/g, "")
      .replace(/\s+/g, " ")
      .trim(),
  ) || "?";

/** Three backticks inside a code block would end it. */
export const codeText = (text: string): string =>
  harmless(text).replaceAll("```", `\`${ZERO_WIDTH_SPACE}\`${ZERO_WIDTH_SPACE}\``);

/** Sets ZERO_WIDTH_SPACE between a word and a mark, which Slack reads as a mark at word boundaries only. */
export const wordBreak = ZERO_WIDTH_SPACE;

/** The first `most` characters, whole characters and entities only, with an ellipsis when something is left off. */
export const shorten = (text: string, most: number): string => {
  if (text.length <= most) return text;
  const cut = text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$|&[a-z]{0,3}$/, "");
  return `${cut}…`;
};
