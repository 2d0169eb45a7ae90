import type { TicketEvent } from "../core/ticket/event.ts";

/** Words that an event of a ticket names: what they are, and where they are kept. */
export interface NamedWords {
  readonly kind: "subject" | "request" | "account" | "reply" | "answer" | "note" | "transcript";
  readonly id: string;
  /** Nothing was typed there: empty words are not erased ones. */
  readonly blank: boolean;
}

/** Every text that one fact is about, in the order in which people read them. */
export const wordsOf = (event: TicketEvent): readonly NamedWords[] => {
  const faults: readonly string[] = "faults" in event ? event.faults : [];
  const named = (kind: NamedWords["kind"], id: string | null): readonly NamedWords[] =>
    id === null ? [] : [{ kind, id, blank: faults.includes(`${kind}_blank`) }];
  const request =
    "texts" in event
      ? [...named("subject", event.texts.subject), ...named("request", event.texts.request)]
      : [];
  switch (event.type) {
    case "TicketDrafted":
      return [...request, ...named("account", event.account)];
    case "AccountNamed":
      return [...request, ...named("account", event.textId)];
    case "ReplyJudged":
      return named("reply", event.textId);
    case "MailFailed":
    case "TicketAnswered":
    case "AnswerChanged":
    case "AnswerMailed":
      return named("answer", event.textId);
    case "TicketNoted":
      return named(event.chat ? "transcript" : "note", event.textId);
    default:
      return request;
  }
};
