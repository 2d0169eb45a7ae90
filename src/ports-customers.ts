import type { Contact } from "./core/customers/customer.ts";
import type { CustomerNews } from "./core/customers/news.ts";
import type { Category } from "./core/gate/category.ts";
import type { Timestamp } from "./core/time.ts";

/** Customers on file, as tickets and mail read them. Inside a transaction or outside one. */
export interface CustomersOnFile {
  /**
   * Who may order this category (null: anything at all) for the account that a chat user named by its customer number, one of its domains or
   * an address on file. What they named is a claim: the answer is for mail to these contacts and never shown in chat.
   * One statement, the same for what is on file and what is not. First who was named, then the oldest; at most
   * MOST_CONTACTS. Several accounts may answer when they share what was named.
   */
  readonly contactsFor: (claim: string, category: Category | null) => Promise<readonly Contact[]>;
  /** The contacts that have this address, one an account; empty: it is not on file. For a customer's own mail. */
  readonly contactsByAddress: (addressKey: string) => Promise<readonly Contact[]>;
  /** Also one who is no longer on file; null: there never was such a contact. */
  readonly contactById: (contactId: string) => Promise<Contact | null>;
  /** The address on file at this moment, as it is written and as it is compared; null: none any more. */
  readonly addressNow: (
    contactId: string,
  ) => Promise<{ readonly address: string; readonly addressKey: string } | null>;
  /** Keeps whose account a chat user named: only whether it is on file, and which, not what they typed. */
  readonly saveClaim: (claim: AccountClaim) => Promise<void>;
}

/** A chat user's word and never more. */
export interface AccountClaim {
  readonly personId: string;
  readonly conversationId: string;
  /** Null: what they named is not on file. */
  readonly accountId: string | null;
  readonly at: Timestamp;
}

/**
 * - `taken`: the account is now as the news says
 * - `repeated`: this very news was taken before
 * - `older`: newer news of the account was taken before
 * - `busy`: an import holds the customers on file; the news must come again
 */
export type NewsOutcome = "taken" | "repeated" | "older" | "busy";

/** Takes the billing system's news for good. */
export type TakeNews = (news: CustomerNews, now: Timestamp) => Promise<NewsOutcome>;
