import { Lexer, type Token, type Tokens } from "marked";
import { codeText, harmless, wordBreak } from "./escape.ts";

/**
 * Canonical Markdown → Slack's mrkdwn (https://docs.slack.dev/messaging/formatting-message-text). Everything that
 * mrkdwn has no sign for stays as it was written: no word is ever lost, and nothing in it can call anybody.
 */
export const toMrkdwn = (markdown: string): string => {
  try {
    return blocks(new Lexer({ gfm: true, breaks: true }).lex(markdown)).trimEnd();
  } catch (error) {
    // Thousands of nested quotes exhaust the stack; the words still arrive.
    if (error instanceof RangeError) return harmless(markdown);
    throw error;
  }
};

/** Lines set apart as somebody's own words. */
export const quoteLines = (mrkdwn: string): string =>
  mrkdwn
    .split("\n")
    .map((line) => `> ${line}`)
    .join("\n");

const blocks = (tokens: readonly Token[]): string => tokens.map(block).join("");

/** Each block with the line breaks that followed it in the source. */
const block = (token: Token): string => {
  const breaks = /\n*$/.exec(token.raw)?.[0] ?? "";
  return token.type === "space" ? breaks : blockBody(token).trimEnd() + breaks;
};

const blockBody = (token: Token): string => {
  switch (token.type) {
    case "code":
      return fence(token as Tokens.Code);
    case "heading":
      return styled("*", inline((token as Tokens.Heading).tokens, { bold: true, italic: false }));
    case "blockquote":
      return quoteLines(blocks((token as Tokens.Blockquote).tokens).trimEnd());
    case "list":
      return list(token as Tokens.List);
    case "paragraph":
      return inline((token as Tokens.Paragraph).tokens);
    case "text": {
      const { tokens, text } = token as Tokens.Text;
      return tokens === undefined ? harmless(text) : inline(tokens);
    }
    default:
      // Tables, rules, HTML and link definitions: as they were written.
      return harmless(token.raw);
  }
};

/** mrkdwn knows no languages; what stands there and is none is somebody's words. */
const fence = ({ text, lang = "" }: Tokens.Code): string => {
  const isLanguage = lang === "" || (text !== "" && /^[\w+#.-]{1,20}$/.test(lang));
  return `\`\`\`\n${codeText(isLanguage ? text : `${lang}\n${text}`)}\n\`\`\``;
};

const list = ({ items, ordered, start }: Tokens.List): string =>
  items
    .map((item, index) => {
      const sign = ordered ? `${Number(start) + index}.` : "•";
      const box = item.task ? (item.checked ? "[x] " : "[ ] ") : "";
      const body = item.tokens.filter((token) => token.type !== "checkbox");
      const text = body.map((token) => `${blockBody(token)}\n`.replace(/^\n$/, "")).join("");
      return `${sign} ${box}${text.trim().replaceAll("\n", "\n    ")}`;
    })
    .join("\n");

interface Around {
  readonly bold: boolean;
  readonly italic: boolean;
}

const PLAIN: Around = { bold: false, italic: false };

const inline = (tokens: readonly Token[], around: Around = PLAIN): string => {
  let out = "";
  let afterMark = false;
  for (const token of tokens) {
    const piece = inlinePiece(token, around);
    const isMark = token.type === "strong" || token.type === "em" || token.type === "del";
    const glued = /[\p{L}\p{N}]$/u.test(out) && isMark;
    const gluedBack = afterMark && /^[\p{L}\p{N}]/u.test(piece);
    out += glued || gluedBack ? wordBreak + piece : piece;
    afterMark = isMark;
  }
  return out;
};

const inlinePiece = (token: Token, around: Around): string => {
  switch (token.type) {
    case "strong": {
      const text = inline((token as Tokens.Strong).tokens, { ...around, bold: true });
      return around.bold ? text : styled("*", text);
    }
    case "em": {
      const text = inline((token as Tokens.Em).tokens, { ...around, italic: true });
      return around.italic ? text : styled("_", text);
    }
    case "del":
      return styled("~", inline((token as Tokens.Del).tokens, around));
    case "codespan": {
      const { text } = token as Tokens.Codespan;
      // mrkdwn has no way to write a backtick in code.
      return text.includes("`") || text.includes("\n") ? harmless(token.raw) : `\`${harmless(text)}\``;
    }
    case "br":
      return "\n";
    case "link":
      return link(token as Tokens.Link);
    case "image":
      return link({ ...(token as Tokens.Image), tokens: [] });
    case "escape":
      return harmless((token as Tokens.Escape).text);
    case "text": {
      const { tokens } = token as Tokens.Text;
      return tokens === undefined ? harmless(token.raw) : inline(tokens, around);
    }
    default:
      return harmless(token.raw);
  }
};

/** A mark may not span lines, nor stand next to a blank. */
const styled = (mark: string, text: string): string =>
  text
    .split("\n")
    .map((line) =>
      line.replace(/^(\s*)(.*?)(\s*)$/, (whole, before, core, after) =>
        core === "" || core.includes(mark) ? whole : `${before}${mark}${core}${mark}${after}`,
      ),
    )
    .join("\n");

/** Where a label could pass for another address, both are shown. */
const link = ({ href, text, raw, tokens }: Pick<Tokens.Link, "href" | "text" | "raw" | "tokens">): string => {
  if (!/^(?:https?|mailto):/i.test(href)) return harmless(raw);
  const url = harmless(href.replace(/[<>|\s]/g, encodeURIComponent));
  const label = tokens.length === 0 ? harmless(text) : inline(tokens);
  const isBare = raw === text || raw === `<${text}>` || label === url || label === "";
  if (isBare) return raw.startsWith("www.") || raw.includes("@") ? harmless(text) : `<${url}>`;
  const plain = /^[^*_~`<>|\n]+$/.test(label) && !/:\/\/|\w\.\w/.test(label);
  return plain ? `<${url}|${label}>` : `${label} (<${url}>)`;
};
