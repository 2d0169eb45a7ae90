import type { HandoffReason } from "../conversation/event.ts";
import type { Category } from "../gate/category.ts";
import type { Timestamp } from "../time.ts";
import type { RequestTexts, WithheldReason } from "./event.ts";
import type { DraftFault } from "./request-form.ts";

/**
 * Whether the request counts (mail-and-gate.md §1.6). Only in `authenticated` may anybody act on it.
 * - `unauthenticated`: no mail has gone out; `awaiting`: it has, and no reply counted yet
 * - `denied`, `expired`: final; `undeliverable`: the mail came back
 */
export type Confirmation =
  | "unauthenticated"
  | "awaiting"
  | "authenticated"
  | "denied"
  | "expired"
  | "undeliverable";

export interface Ticket {
  readonly status: "none" | "draft" | "open" | "closed" | "dropped";
  readonly id: string;
  /** As people write it: `T-1042`. 0 while it is a draft. */
  readonly number: number;
  readonly desk: string;
  readonly origin: "chat" | "mail";
  readonly conversationId: string | null;
  /** The chat user from whose conversation it was opened, and nobody else (policy, last paragraph). */
  readonly customer: string | null;
  readonly draftedBy: string | null;
  readonly draftedAt: Timestamp;
  readonly reason: HandoffReason;
  readonly category: Category | null;
  readonly permission: string | null;
  readonly policyVersion: string;
  readonly texts: RequestTexts;
  /** The text that names the account; null: not yet named. */
  readonly account: string | null;
  readonly faults: readonly DraftFault[];
  readonly numberMatching: boolean;
  readonly confirmation: Confirmation;
  readonly contactId: string | null;
  readonly openedAt: Timestamp | null;
  /** The account is to be looked up, or a mail to be sent, out of sight of whoever pressed. */
  readonly lookUp: boolean;
  readonly withheld: WithheldReason | null;
  readonly released: boolean;
  readonly resends: number;
  readonly sentAt: Timestamp | null;
  /** An answer counts until then; where no mail went out, the ticket waits as long. Null: it waits for nothing. */
  readonly expiresAt: Timestamp | null;
  readonly wrongNumbers: number;
  /** The newest verified reply whose words were unclear: what a rep may confirm. */
  readonly unclear: string | null;
  readonly assignee: string | null;
  readonly startedBy: string | null;
  readonly closedAt: Timestamp | null;
  readonly cardPosted: boolean;
  /** When the contact was last told that a reply could not be verified. */
  readonly notVerifiedToldAt: Timestamp | null;
}

export const NO_TICKET: Ticket = {
  status: "none",
  id: "",
  number: 0,
  desk: "",
  origin: "chat",
  conversationId: null,
  customer: null,
  draftedBy: null,
  draftedAt: 0,
  reason: "authentication",
  category: null,
  permission: null,
  policyVersion: "",
  texts: { subject: "", request: "" },
  account: null,
  faults: [],
  numberMatching: false,
  confirmation: "unauthenticated",
  contactId: null,
  openedAt: null,
  lookUp: false,
  withheld: null,
  released: false,
  resends: 0,
  sentAt: null,
  expiresAt: null,
  wrongNumbers: 0,
  unclear: null,
  assignee: null,
  startedBy: null,
  closedAt: null,
  cardPosted: false,
  notVerifiedToldAt: null,
};

/** It waits for its confirmation, whether or not a mail went out. */
export const isUnconfirmed = ({ confirmation }: Ticket): boolean =>
  confirmation === "unauthenticated" || confirmation === "awaiting" || confirmation === "undeliverable";

/** The text that holds the number which only chat shows. */
export const codeTextId = (ticketId: string): string => `code:${ticketId}`;

/** As people write it. */
export const ticketName = (number: number): string => `T-${number}`;

/** Reps see no difference between a mail that went out and one that did not (mail-and-gate.md §1.6, Flow). */
export const shownToReps = (confirmation: Confirmation): "not_confirmed" | Confirmation =>
  confirmation === "unauthenticated" || confirmation === "awaiting" || confirmation === "undeliverable"
    ? "not_confirmed"
    : confirmation;
