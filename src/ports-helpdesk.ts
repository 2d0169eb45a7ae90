import type { Category } from "./core/gate/category.ts";
import type { Person } from "./core/platform.ts";
import type { Timestamp } from "./core/time.ts";

/** A confirmed ticket, as another system is given it. */
export interface HandedTicket {
  /** The same for every attempt: whoever keeps it drops repetitions. */
  readonly id: string;
  /** `T-1042` */
  readonly ticket: string;
  readonly desk: string;
  readonly subject: string;
  readonly request: string;
  readonly category: Category | null;
  readonly permission: string | null;
  readonly authenticated: boolean;
  readonly openedAt: Timestamp;
  readonly authenticatedAt: Timestamp;
  /** The customer's address on file. */
  readonly contact: string | null;
  /** Who asked in chat, not verified there; null: it came by mail. */
  readonly asker: Pick<Person, "platform" | "userId" | "name"> | null;
  /** The chat that it comes from, secrets taken out; null: there was none. */
  readonly transcript: string | null;
}

/** Where an operator works on tickets besides the desk. */
export interface Helpdesk {
  /** Does it, or throws ChatError. */
  readonly handOn: (ticket: HandedTicket) => Promise<void>;
}
