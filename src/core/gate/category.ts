/** What chat must not do (policy §1): the kinds of change that need a ticket authenticated from the address on file. */
export const CATEGORIES = [
  "account",
  "subscription",
  "server",
  "network",
  "website",
  "dns",
  "credentials",
] as const;
export type Category = (typeof CATEGORIES)[number];

/**
 * - `chat`: a rep may answer
 * - `ticket`: what is asked for needs an authenticated ticket
 * - `ask`: it may; the customer is asked whether they want it done or only explained
 */
export type Verdict = "chat" | "ticket" | "ask";
