import type { Category } from "./category.ts";
import type { Lexicon } from "./lexicon.ts";

/** The gate's rules, ready to judge by; settings.ts makes them. */
export interface Rules {
  /** English first: a text in no known language is read by it. */
  readonly lexicons: readonly Lexicon[];
  /** What this desk does not do in chat. */
  readonly categories: ReadonlySet<Category>;
}
