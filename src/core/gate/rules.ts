import { CATEGORIES, type Category } from "./category.ts";
import type { Language } from "./language.ts";
import { createLexicon, type Lexicon } from "./lexicon.ts";

/** The gate's rules, ready to judge by. */
export interface Rules {
  /** English first: a text in no known language is read by it. */
  readonly lexicons: readonly Lexicon[];
  /** What this desk does not do in chat. */
  readonly categories: ReadonlySet<Category>;
}

export const createRules = (
  languages: readonly Language[],
  categories: readonly Category[] = CATEGORIES,
): Rules => ({ lexicons: languages.map(createLexicon), categories: new Set(categories) });
