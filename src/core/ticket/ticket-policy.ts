import type { Category } from "../gate/category.ts";
import { DAY, HOUR, MINUTE } from "../time.ts";

/** What a desk's tickets need to know. */
export interface TicketPolicy {
  /** Where customers write tickets by mail; null: the desk has no mail of its own. */
  readonly address: string | null;
  /** A form of the customer's own, behind a login; null: none. */
  readonly formUrl: string | null;
  /** How the helpdesk's own ticket numbers look, as a regular expression's source; null: only `T-1042`. */
  readonly numberPattern: string | null;
  /** A reply counts for so long, ms. Default 72 h. */
  readonly confirmWithinMs: number;
  /** Categories for which the reply must name the number that only chat shows. Default credentials, dns, account. */
  readonly numberMatching: readonly Category[];
  /** The permission a rep needs for a category. */
  readonly permissions: Readonly<Partial<Record<Category, string>>>;
  /** Words in a request that call for another permission than its category's; the first that occurs counts. */
  readonly objects: readonly { readonly words: readonly string[]; readonly permission: string }[];
  readonly limits: TicketLimits;
}

/** So that nobody is flooded, and nobody's mailbox is used up by a stranger (mail-and-gate.md §1.7). */
export interface TicketLimits {
  /** Tickets that one chat user may open within a day. Default 5. */
  readonly perPerson: number;
  /** Confirmation mails to one address within a day. Default 3. */
  readonly perAddress: number;
  /** Confirmation mails of the desk within an hour. Default 120. */
  readonly perDesk: number;
}

export const DEFAULT_TICKETS: TicketPolicy = {
  address: null,
  formUrl: null,
  numberPattern: null,
  confirmWithinMs: 72 * HOUR,
  numberMatching: ["credentials", "dns", "account"],
  permissions: {},
  objects: [],
  limits: { perPerson: 5, perAddress: 3, perDesk: 120 },
};

/** After a verified NO the chat user may not ask for that account again for so long (mail-and-gate.md §1.6). */
export const DENIED_FOR_MS = DAY;
/** A draft that its customer leaves alone is dropped. */
export const DRAFT_FOR_MS = DAY;
/** That a confirmation's time is over is told at full multiples of this. */
export const EXPIRY_TOLD_EVERY_MS = 15 * MINUTE;
/** Wrong numbers in replies until the ticket is denied. */
export const WRONG_NUMBERS_AT_MOST = 3;
/** Confirmation mails that the chat user may ask for besides the first. */
export const RESENDS_AT_MOST = 2;

const wordsOf = (text: string): string => ` ${text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ")} `;

/** Who may do this: by what the request speaks of, else by its category; null: any rep. */
export const permissionFor = (
  policy: TicketPolicy,
  category: Category | null,
  request: string,
): string | null => {
  const said = wordsOf(request);
  const object = policy.objects.find(({ words }) => words.some((word) => said.includes(wordsOf(word))));
  return object?.permission ?? (category === null ? null : (policy.permissions[category] ?? null));
};
