import { type Document, visit } from "yaml";

/** `*name` without its `&name`: the parser takes it, and only reading the value fails. */
export const strayAliases = (
  document: Document,
): readonly { readonly at: number; readonly message: string }[] => {
  const found: { at: number; message: string }[] = [];
  visit(document, {
    Alias: (_key, alias) => {
      if (alias.resolve(document) !== undefined) return;
      found.push({
        at: alias.range?.[0] ?? 0,
        message: `*${alias.source} names no &${alias.source} above it`,
      });
    },
  });
  return found;
};
