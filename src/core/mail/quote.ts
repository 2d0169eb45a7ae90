import { shorten } from "../texts/shorten.ts";

/** Longest request that a mail shows, in UTF-16 units. What is not shown is not confirmed. */
export const MOST_QUOTED = 2000;
/** Most lines of it: nothing is pushed out of sight by empty ones. */
export const MOST_QUOTED_LINES = 40;

/** What is read of it at all: spaces and empty lines are taken out before it is measured. */
const MOST_READ = 20 * MOST_QUOTED;

/** Control characters but the line break, and whatever turns or hides writing. */
const UNRULY =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** Full stops that browsers read as the dot of a name (UTS 46, 4.5). */
const DOT = /(?<=[\p{L}\p{N}_-]\u200c?\u200d?)[.\u3002\uff0e\uff61](?=[\u200c\u200d]*[\p{L}\p{N}-]*\p{L})/gu;

/** Schemes that a mail program makes a link of without "//". */
const SCHEME =
  /(?<![a-z0-9])(mailto|tel|sms|callto|skype|xmpp|sip|sips|facetime|data|javascript|vbscript|file|magnet|intent|whatsapp|tg|market):(?=\S)/giu;

/** As text, and no mail program makes a link or an address of it. Twice does no more than once. */
export const defang = (text: string): string =>
  text
    .replaceAll("://", "[:]//")
    .replace(SCHEME, "$1[:]")
    .replace(/(?<=[^\s[])@(?=[^\s\]])/gu, "[@]")
    .replace(DOT, "[.]");

export interface Quoted {
  readonly text: string;
  /** There was more. */
  readonly cut: boolean;
}

/** Somebody else's words as a mail may show them: plain, no links, no hidden writing, at most MOST_QUOTED long. */
export const quoted = (said: string): Quoted => {
  const plain = said
    .slice(0, MOST_READ)
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, "\n")
    .replaceAll("\t", " ")
    .replace(UNRULY, "")
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n ?/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  const lines = plain.split("\n");
  const kept = lines.slice(0, MOST_QUOTED_LINES).join("\n");
  const text = shorten(kept, MOST_QUOTED);
  return { text: defang(text), cut: text !== plain || said.length > MOST_READ };
};
