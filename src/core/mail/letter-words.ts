import type { Category } from "../gate/category.ts";
import type { Person } from "../platform.ts";
import type { LetterText } from "./letter.ts";

export interface Ticketed {
  /** As people say it: `T-1042`. */
  readonly ticket: string;
  /** The desk's name. */
  readonly desk: string;
}

export interface ConfirmationView extends Ticketed {
  readonly asker: Pick<Person, "platform" | "userId" | "name">;
  /** Null: no change of the policy's list. */
  readonly category: Category | null;
  /** As it is on file, for owners of more than one; null: not told apart. */
  readonly account: string | null;
  /** Word for word; what is too long is cut, and the letter says so. */
  readonly request: string;
  /** The answer must hold the number that only the chat user sees. The letter never has it. */
  readonly numbered: boolean;
  /** How long an answer counts, ms. */
  readonly expiresInMs: number;
}

export interface AnswerView extends Ticketed {
  readonly subject: string;
  readonly rep: string;
  readonly text: string;
}

export interface ClosedView extends Ticketed {
  readonly subject: string;
  /** A last word of the rep's; null: none. */
  readonly text: string | null;
}

export interface HelpdeskView extends Ticketed {
  readonly subject: string;
  readonly category: Category | null;
  readonly permission: string | null;
  /** The address on file that confirmed it; null: none did. */
  readonly contact: string | null;
  readonly authenticated: boolean;
  /** Null: the ticket did not come from a chat. */
  readonly asker: Pick<Person, "platform" | "userId" | "name"> | null;
  readonly request: string;
  /** Whether the conversation is attached. */
  readonly transcript: boolean;
}

/** What the desk writes by mail, in one language. */
export interface LetterWords {
  /** Its subject holds nothing that whoever asked could choose. */
  readonly confirmation: (view: ConfirmationView) => LetterText;
  /** The same words whether or not the sender's account exists. */
  readonly opened: (view: Ticketed) => LetterText;
  readonly answer: (view: AnswerView) => LetterText;
  readonly closed: (view: ClosedView) => LetterText;
  /** To the address on file, never to whoever sent the reply. */
  readonly unverified: (view: Ticketed) => LetterText;
  /** To another system's mailbox, for those who work there. */
  readonly helpdesk: (view: HelpdeskView) => LetterText;
}
