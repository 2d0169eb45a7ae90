import { Marked, type MarkedToken, type Token } from "marked";
import { paragraphs, type Rich, type RichElement, safeHref, wrap } from "./rich.ts";
import { createSlots, type Slots, withoutSlots } from "./slots.ts";

/** `breaks`: a line break in a chat is one. */
const marked = new Marked({ gfm: true, breaks: true });

const inline = (tokens: readonly Token[] | undefined, slots: Slots): readonly Rich[] =>
  (tokens ?? []).flatMap((token) => node(token as MarkedToken, slots));

const link = (href: string, children: readonly Rich[]): readonly Rich[] => {
  const safe = safeHref(href);
  return safe === null ? children : [{ tag: "a", href: safe, children }];
};

const cells = (tokens: readonly { readonly tokens: readonly Token[] }[], slots: Slots): readonly Rich[] =>
  tokens.flatMap((cell, index) => [...(index === 0 ? [] : [" | "]), ...inline(cell.tokens, slots)]);

const node = (token: MarkedToken, slots: Slots): readonly Rich[] => {
  switch (token.type) {
    case "space":
    case "def":
      return [];
    case "paragraph":
      return paragraphs(inline(token.tokens, slots));
    case "heading":
      return [wrap("p", [wrap("strong", inline(token.tokens, slots))])];
    case "blockquote":
      return [wrap("blockquote", inline(token.tokens, slots))];
    case "list":
      return [
        wrap(
          token.ordered ? "ol" : "ul",
          token.items.map((item) => wrap("li", inline(item.tokens, slots))),
        ),
      ];
    case "code":
      return [wrap("pre", [wrap("code", slots.fill(token.text))])];
    case "codespan":
      return [wrap("code", slots.fill(token.text))];
    case "strong":
    case "em":
    case "del":
      return [wrap(token.type, inline(token.tokens, slots))];
    case "br":
    case "hr":
      return [{ tag: token.type } satisfies RichElement];
    case "link":
      return link(token.href, inline(token.tokens, slots));
    // A picture from anywhere would tell its server who reads: a link says where it is.
    case "image":
      return link(token.href, [token.text || token.href]);
    case "table":
      return [token.header, ...token.rows].map((row) => wrap("p", cells(row, slots)));
    case "text":
      return token.tokens === undefined ? slots.fill(token.text) : inline(token.tokens, slots);
    case "html":
    case "escape":
      return slots.fill(token.text);
    case "list_item":
      return inline(token.tokens, slots);
    case "checkbox":
      return [token.checked ? "[x] " : "[ ] "];
    default:
      return [];
  }
};

/** Markdown of our own sentences, whose parameters stand in slots. */
export const richSentence = (text: string, slots: Slots): readonly Rich[] =>
  paragraphs(marked.lexer(text).flatMap((token) => node(token as MarkedToken, slots)));

/** Markdown that anybody may have typed. */
export const rich = (text: string): readonly Rich[] => richSentence(withoutSlots(text), createSlots());
