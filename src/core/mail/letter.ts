/**
 * One piece of a letter: what it is for, never how it looks. Text and HTML are made from the same ones, so that neither
 * says what the other does not.
 */
export type Block =
  /** Plain text; a line break stays one. */
  | { readonly type: "paragraph"; readonly text: string }
  /** What must be seen though nothing else is read. */
  | { readonly type: "notice"; readonly text: string }
  | {
      readonly type: "facts";
      readonly rows: readonly { readonly name: string; readonly value: string }[];
    }
  /** Somebody else's words, already made harmless (quote.ts). */
  | { readonly type: "quote"; readonly text: string }
  /** What the reader may do, one sentence each. */
  | { readonly type: "choices"; readonly items: readonly string[] }
  | { readonly type: "foot"; readonly text: string };

/** What a letter says, before anybody is named as its reader. */
export interface LetterText {
  /** One line. */
  readonly subject: string;
  readonly blocks: readonly Block[];
}

/**
 * - `confirmation`: whether the address on file wants what was asked in chat
 * - `opened`, `answer`, `closed`: to the customer, on a ticket's way
 * - `unverified`: a reply came that could not be verified
 * - `helpdesk`: a ticket, handed to another system's mailbox
 * - `probe`: the doctor's own
 */
export type LetterKind =
  | "confirmation"
  | "opened"
  | "answer"
  | "closed"
  | "unverified"
  | "helpdesk"
  | "probe";
