import type { FormSubmitted } from "../../core/inbound.ts";
import type { RequestTexts } from "../../core/ticket/event.ts";
import {
  accountFaults,
  type DraftFault,
  readAccount,
  readRequest,
  requestFaults,
  type TypedRequest,
} from "../../core/ticket/request-form.ts";
import { subjectAdvice } from "../../core/ticket/subject.ts";
import type { Timestamp } from "../../core/time.ts";
import type { TicketText, TicketTextKind } from "../../ports-tickets.ts";

/** What was typed in a form, as texts that a ticket can name. */
export interface Typed {
  readonly typed: TypedRequest;
  readonly texts: RequestTexts;
  readonly account: string | null;
  /** A better subject, by its text's id. */
  readonly suggestion: string | null;
  readonly faults: readonly DraftFault[];
  readonly rows: readonly TicketText[];
}

interface Filing {
  readonly ticketId: string;
  readonly at: Timestamp;
  readonly newId: () => string;
}

/** Keeps every word that was typed, whatever is wrong with it. */
export const fileTyped = (
  { subject, request }: TypedRequest,
  account: string | null,
  { ticketId, at, newId }: Filing,
): Typed => {
  const rows: TicketText[] = [];
  const file = (kind: TicketTextKind, text: string): string => {
    const id = newId();
    rows.push({ id, ticketId, kind, text, at });
    return id;
  };
  const better = subject === "" ? null : (subjectAdvice(subject, request)?.suggestion ?? null);
  return {
    typed: { subject, request },
    texts: { subject: file("subject", subject), request: file("request", request) },
    account: account === null ? null : file("account", account),
    suggestion: better === null || better === subject ? null : file("suggestion", better),
    faults: [...requestFaults({ subject, request }), ...(account === null ? [] : accountFaults(account))],
    rows,
  };
};

/** The form's fields; `account` where the form has one. */
export const fileForm = ({ fields, at }: FormSubmitted, ticketId: string, newId: () => string): Typed =>
  fileTyped(readRequest(fields), "account" in fields ? readAccount(fields) : null, { ticketId, at, newId });
