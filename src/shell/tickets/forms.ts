import { type FormAction, isFormAction } from "../../core/actions.ts";
import type { Form } from "../../core/form.ts";
import { isPlaceOf } from "../../core/policy/policy.ts";
import { draftForm, openForm, type Why } from "../../core/ticket/request-form.ts";
import { subjectAdvice } from "../../core/ticket/subject.ts";
import type { Words } from "../../core/words.ts";
import type { FormPress, Forms } from "../../ports.ts";
import type { Store } from "../../ports-store.ts";
import type { Desks } from "../desks.ts";

export interface FormsOptions {
  readonly store: Store;
  readonly desks: Desks;
  readonly words: (language: string) => Words;
}

/** The form that a press opens, filled in with what is known; null: none, or it is not theirs to open. */
export const createForms = ({ store, desks, words }: FormsOptions): Forms => {
  const { read, tickets } = store;

  const textsOf = async (ids: readonly (string | null)[]): Promise<readonly string[]> => {
    const texts = await tickets.texts(ids.filter((id) => id !== null));
    return ids.map((id) => (id === null ? "" : (texts.get(id) ?? "")));
  };

  const ofTicket = async (press: FormPress, action: FormAction): Promise<Form | null> => {
    const stored = await tickets.ticket(press.conversationId);
    if (stored === null || stored.state.status !== "draft") return null;
    const customer = stored.state.customer === null ? null : await read.person(stored.state.customer);
    if (customer?.userId !== press.author.userId || customer.platform !== press.author.platform) return null;
    const { texts, account } = stored.state;
    const [subject = "", request = "", named = ""] = await textsOf([texts.subject, texts.request, account]);
    const { ticketForms } = words(desks.byId(stored.desk).policy.language);
    return openForm({ action, conversationId: stored.id, subject: null }, ticketForms, {
      subject,
      request,
      account: named,
    });
  };

  const ofConversation = async (press: FormPress, action: FormAction): Promise<Form | null> => {
    const found = await read.conversation(press.conversationId);
    if (found === null) return null;
    const { stored, customer } = found;
    const desk = desks.byId(stored.desk);
    const about = { action, conversationId: stored.id, subject: press.subject };
    const [first, named, last] = await Promise.all([
      read.firstMessage(stored.id),
      press.subject === null ? null : read.message(press.subject),
      read.lastCustomerMessage(stored.id),
    ]);
    const request = (named ?? last ?? first)?.text ?? "";
    const typed = first?.subject ?? "";
    const advice = subjectAdvice(typed, request);
    const subject = advice === null ? typed : (advice.suggestion ?? typed);
    const { ticketForms } = words(desk.policy.language);
    if (action === "gate_ticket") {
      if (customer?.userId !== press.author.userId) return null;
      return openForm(about, ticketForms, { subject, request, account: "" });
    }
    if (!isPlaceOf(desk, press.place)) return null;
    const gated = stored.state.gated[press.subject ?? ""]?.category;
    const latest = Object.values(stored.state.gated).at(-1)?.category;
    const permissions = [...new Set(desk.reps.flatMap((rep) => rep.permissions))];
    const why: Why | null = gated ?? latest ?? null;
    return draftForm(about, ticketForms, { subject, request, why, permissions });
  };

  return async (press) => {
    const { action } = press;
    if (!isFormAction(action)) return null;
    return action === "ticket_name" ? ofTicket(press, action) : ofConversation(press, action);
  };
};
