import { foldDomain, type ToAscii } from "./address.ts";
import { PERMISSIONS, type Permission } from "./customer.ts";
import { type Checked, refused, shown, taken } from "./fault.ts";

/** Longest values, characters. */
export const LONGEST = { reference: 100, name: 200, plan: 100 } as const;
/** Most domains of one account. */
export const MOST_DOMAINS = 1_000;

// Joiners stay: names of several scripts are written with them.
const HIDDEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/u;
const NOT_SHOWN = /\p{C}/u;

/** One line of text without control characters and invisible letters. */
export const readLine = (at: string, text: string, what: string, most: number): Checked<string> => {
  const line = text.trim();
  if (line.length <= most && !HIDDEN.test(line)) return taken(line);
  const todo =
    line.length > most
      ? `Shorten it: it has ${line.length}.`
      : "Remove line breaks, control characters and marks that turn the direction of writing.";
  return refused(at, `${what} of at most ${most} characters on one line`, shown(text), todo);
};

/** The billing system's customer number. Compared as it is written; never empty. */
export const readReference = (at: string, text: string): Checked<string> => {
  const line = readLine(at, text, "the customer number", LONGEST.reference);
  if (!line.ok) return line;
  if (line.value === "") {
    const todo = "Write the number that the billing system knows the account by.";
    return refused(at, "the customer number", "nothing", todo);
  }
  return NOT_SHOWN.test(line.value)
    ? refused(at, "the customer number in visible letters", shown(line.value), "Remove invisible letters.")
    : line;
};

const sorted = <T extends string>(values: Iterable<T>): readonly T[] => [...new Set(values)].sort();

/** Folded, sorted, each once. */
export const readDomains = (
  at: string,
  texts: readonly string[],
  toAscii: ToAscii,
): Checked<readonly string[]> => {
  if (texts.length > MOST_DOMAINS) {
    const expected = `at most ${MOST_DOMAINS} domains`;
    return refused(at, expected, String(texts.length), "Name those that the customer would name in a chat.");
  }
  const folded: string[] = [];
  for (const text of texts) {
    const domain = foldDomain(text, toAscii);
    if (domain === null) {
      return refused(
        at,
        "domains such as example.org",
        shown(text),
        "Write domains only, without https:// and paths, with spaces or semicolons between them.",
      );
    }
    folded.push(domain);
  }
  return taken(sorted(folded));
};

const isPermission = (word: string): word is Permission => PERMISSIONS.some((one) => one === word);

/** Sorted, each once; `all` stands alone. None at all is allowed: such a contact may order nothing. */
export const readPermissions = (at: string, words: readonly string[]): Checked<readonly Permission[]> => {
  const permissions: Permission[] = [];
  for (const word of words) {
    const lower = word.toLowerCase();
    if (!isPermission(lower)) {
      return refused(
        at,
        `words among ${PERMISSIONS.join(", ")}`,
        shown(word),
        "Write what this contact may order, or leave it empty: then they may order nothing.",
      );
    }
    permissions.push(lower);
  }
  return taken(permissions.includes("all") ? ["all"] : sorted(permissions));
};
