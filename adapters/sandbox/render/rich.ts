/**
 * A formatted text as a tree that the page builds into elements one by one: no HTML ever travels, so nothing
 * that anybody typed can become markup.
 */
export type Rich = string | RichElement;

export type RichElement =
  | { readonly tag: "a"; readonly href: string; readonly children: readonly Rich[] }
  | { readonly tag: "time"; readonly at: number }
  | { readonly tag: "person"; readonly user: string; readonly name: string; readonly mention: boolean }
  | { readonly tag: "br" }
  | { readonly tag: "hr" }
  | { readonly tag: Plain; readonly children: readonly Rich[] };

type Plain = "p" | "strong" | "em" | "del" | "code" | "pre" | "blockquote" | "ul" | "ol" | "li";

const BLOCKS: ReadonlySet<string> = new Set(["p", "pre", "blockquote", "ul", "ol", "hr"]);

export const isBlock = (node: Rich): boolean => typeof node !== "string" && BLOCKS.has(node.tag);

export const wrap = (tag: Plain, children: readonly Rich[]): RichElement => ({ tag, children });

/** Only where a click can do no more than open a page or a letter. */
export const safeHref = (href: string): string | null => {
  try {
    const url = new URL(href);
    return ["http:", "https:", "mailto:"].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
};

const isBreak = (node: Rich | undefined): boolean => typeof node === "object" && node.tag === "br";
const isBlank = (node: Rich | undefined): boolean =>
  isBreak(node) || (typeof node === "string" && node.trim() === "");

/** Without the line breaks at both ends: beside a block they would be empty lines. */
const withinBreaks = (line: readonly Rich[]): readonly Rich[] => {
  const first = line.findIndex((node) => !isBlank(node));
  if (first < 0) return [];
  const last = line.findLastIndex((node) => !isBlank(node));
  return line.slice(first, last + 1);
};

/** A paragraph holds no blocks: those that stand in one are lifted out of it. */
export const paragraphs = (nodes: readonly Rich[]): readonly Rich[] => {
  const out: Rich[] = [];
  let line: Rich[] = [];
  const flush = (): void => {
    const within = withinBreaks(line);
    if (within.length > 0) out.push(wrap("p", within));
    line = [];
  };
  for (const node of nodes) {
    if (isBlock(node)) {
      flush();
      out.push(node);
    } else line.push(node);
  }
  flush();
  return out;
};

/** The words alone, for announcements and tests. */
export const plainText = (nodes: readonly Rich[]): string =>
  nodes
    .map((node) => {
      if (typeof node === "string") return node;
      if (node.tag === "person") return node.name;
      if (node.tag === "time") return new Date(node.at).toISOString();
      if (node.tag === "br") return "\n";
      if (node.tag === "hr") return "";
      return plainText(node.children) + (isBlock(node) ? "\n" : "");
    })
    .join("");
