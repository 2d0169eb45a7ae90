import { LIMITS } from "./limits.ts";

/** Tags that end a line. */
const BREAKS =
  /^\/?(?:address|article|br|div|dd|dl|dt|footer|h[1-6]|header|hr|li|ol|p|pre|section|table|td|th|tr|ul)$/;

/** What is inside is not read by anybody, or was written by somebody else. */
const SKIPPED = ["blockquote", "head", "script", "style", "title", "template"];

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  apos: "'",
  gt: ">",
  lt: "<",
  nbsp: " ",
  quot: '"',
  ...{ auml: "ä", ouml: "ö", uuml: "ü", Auml: "Ä", Ouml: "Ö", Uuml: "Ü", szlig: "ß" },
  ...{ aacute: "á", eacute: "é", iacute: "í", oacute: "ó", uacute: "ú", ntilde: "ñ", Iacute: "Í" },
  ...{ agrave: "à", atilde: "ã", ccedil: "ç", ecirc: "ê", egrave: "è", otilde: "õ", rsquo: "’", lsquo: "‘" },
};

const codePoint = (code: number): string =>
  code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : "\ufffd";

const decodeEntities = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    if (decimal !== undefined) return codePoint(Number(decimal));
    if (hex !== undefined) return codePoint(Number.parseInt(hex, 16));
    return ENTITIES[String(name)] ?? whole;
  });

/** A mail's HTML as lines of text, without what it quotes. In one pass: no mail makes it slow. */
export const textOfHtml = (written: string): string => {
  const html = written.slice(0, LIMITS.html);
  let text = "";
  let skipped: string | null = null;
  let depth = 0;
  for (let at = 0; at < html.length; ) {
    const open = html.indexOf("<", at);
    const end = open < 0 ? html.length : open;
    if (skipped === null) text += html.slice(at, end).replace(/\s+/g, " ");
    if (open < 0) break;
    const comment = html.startsWith("<!--", open);
    const close = html.indexOf(comment ? "-->" : ">", open);
    if (close < 0) break;
    at = close + (comment ? 3 : 1);
    const tag = /^\/?[a-z][a-z0-9]*/.exec(html.slice(open + 1, open + 20).toLowerCase())?.[0] ?? "";
    if (skipped === null && SKIPPED.includes(tag)) [skipped, depth] = [tag, 1];
    else if (tag === skipped) depth++;
    else if (skipped !== null && tag === `/${skipped}` && --depth === 0) skipped = null;
    if (skipped === null && (BREAKS.test(tag) || tag === "/blockquote")) text += "\n";
  }
  return decodeEntities(text)
    .split("\n")
    .map((line) => line.trim())
    .join("\n");
};
