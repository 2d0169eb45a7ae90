import { unescapeText } from "./escape.ts";
import { linkOf, type Names } from "./mrkdwn.ts";

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const fieldsOf = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/**
 * What a person typed, as the client laid it out: more faithful than `text`, which loses nested lists and the
 * difference between a sign and a format. Null when there is no such block.
 * https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
 */
export const fromRichText = (blocks: unknown, names: Names): string | null => {
  const rich = fieldsOf(blocks).filter((block) => block["type"] === "rich_text");
  if (rich.length === 0) return null;
  return joinParts(rich.flatMap((block) => fieldsOf(block["elements"])).map((part) => partOf(part, names)));
};

interface Part {
  readonly text: string;
  readonly ownLine: boolean;
}

/** Sections carry their own line breaks; lists, quotes and code stand on lines of their own. */
const joinParts = (parts: readonly Part[]): string => {
  let out = "";
  let previous: Part | undefined;
  for (const part of parts) {
    const needsBreak = out !== "" && !out.endsWith("\n") && (part.ownLine || previous?.ownLine === true);
    out += needsBreak ? `\n${part.text}` : part.text;
    previous = part;
  }
  return out.replace(/\n+$/, "");
};

const partOf = (part: Fields, names: Names): Part => {
  const elements = fieldsOf(part["elements"]);
  switch (part["type"]) {
    case "rich_text_list":
      return { text: listOf(part, elements, names), ownLine: true };
    case "rich_text_quote":
      return { text: inline(elements, names).replace(/^/gm, "> "), ownLine: true };
    case "rich_text_preformatted":
      return {
        text: `\`\`\`\n${elements.map((element) => plain(element, names)).join("")}\n\`\`\``,
        ownLine: true,
      };
    default:
      return { text: inline(elements, names), ownLine: false };
  }
};

const listOf = (list: Fields, items: readonly Fields[], names: Names): string => {
  const indent = "    ".repeat(Math.min(Number(list["indent"]) || 0, 8));
  const offset = Number(list["offset"]) || 0;
  return items
    .map((item, index) => {
      const sign = list["style"] === "ordered" ? `${offset + index + 1}.` : "-";
      return `${indent}${sign} ${inline(fieldsOf(item["elements"]), names).replaceAll("\n", `\n${indent}  `)}`;
    })
    .join("\n");
};

const inline = (elements: readonly Fields[], names: Names): string =>
  elements.map((element) => inlineOf(element, names)).join("");

const inlineOf = (element: Fields, names: Names): string => {
  const style = isFields(element["style"]) ? element["style"] : {};
  const { type } = element;
  if (type === "text") {
    const text = textOf(element["text"]);
    return style["code"] === true ? wrapped(text, "`") : styled(literal(text), style);
  }
  if (type === "link") {
    // At times with `&amp;`, as `text` has it: https://github.com/slackapi/python-slack-events-api/issues/49
    const { markdown } = linkOf(unescapeText(textOf(element["url"])), textOf(element["text"]));
    return styled(markdown, style);
  }
  return styled(plain(element, names), style);
};

const plain = (element: Fields, names: Names): string => {
  switch (element["type"]) {
    case "user":
      return `@${names.user(textOf(element["user_id"]))}`;
    case "channel":
      return `#${names.channel(textOf(element["channel_id"]))}`;
    case "usergroup":
      return "@group";
    case "broadcast":
      return `@${textOf(element["range"])}`;
    case "emoji":
      return emojiOf(element);
    case "link":
      return textOf(element["text"]) || textOf(element["url"]);
    case "date":
      return textOf(element["fallback"]) || textOf(element["url"]);
    case "color":
      return textOf(element["value"]);
    default:
      return textOf(element["text"]);
  }
};

/** `unicode` holds code points in hex, joined by `-`; a workspace's own emoji have none. */
const emojiOf = (element: Fields): string => {
  const points = textOf(element["unicode"]);
  if (!/^[0-9a-f]{1,6}(?:-[0-9a-f]{1,6})*$/i.test(points)) return `:${textOf(element["name"])}:`;
  const codes = points.split("-").map((point) => Number.parseInt(point, 16));
  return codes.every((code) => code <= 0x10ffff)
    ? String.fromCodePoint(...codes)
    : `:${textOf(element["name"])}:`;
};

const styled = (text: string, style: Fields): string => {
  const struck = style["strike"] === true ? wrapped(text, "~~") : text;
  const italic = style["italic"] === true ? wrapped(struck, "_") : struck;
  return style["bold"] === true ? wrapped(italic, "**") : italic;
};

/** Marks stand next to the words, line by line, whatever blanks the client put inside. */
const wrapped = (text: string, mark: string): string =>
  text
    .split("\n")
    .map((line) =>
      line.replace(/^(\s*)(.*?)(\s*)$/, (whole, before, core, after) =>
        core === "" ? whole : `${before}${mark}${core}${mark}${after}`,
      ),
    )
    .join("\n");

/**
 * Signs that a person typed as signs, and that Markdown would take for formats: only where a second one could
 * close them, so that ordinary prose stays as it was typed.
 */
const literal = (text: string): string => text.split("\n").map(literalLine).join("\n");

const literalLine = (line: string): string =>
  pairs(pairs(line.replace(/\\(?=[\\*_~`[\]])/g, "\\\\"), "*"), "`")
    .replace(/~~(?=.*~~)/g, "\\~\\~")
    .replace(/(?<![\p{L}\p{N}_])_(?=\S.*_)/gu, "\\_")
    .replace(/^(?=#{1,6} )/, "\\");

const pairs = (line: string, sign: string): string =>
  line.split(sign).length > 2 ? line.replaceAll(sign, `\\${sign}`) : line;
