import type { Button } from "./actions.ts";
import type { FormFault } from "./form-fault.ts";
import type { LetterWords } from "./mail/letter-words.ts";
import type { Target, Targets } from "./policy/policy.ts";
import type { DeskWords, Texts, Voice } from "./sentences.ts";
import type { FormWords } from "./ticket/request-form.ts";
import type { TicketCard } from "./ticket/sentences.ts";
import type { SubjectAdvice } from "./ticket/subject.ts";
import type { Timestamp } from "./time.ts";
import type { AlertLine, AlertsView, AlertView, CardView, ClockView } from "./views.ts";

/** Everything the desk says in one language. One per language, in texts/; adapters lay it out. */
export interface Words {
  readonly say: Texts;
  readonly button: (button: Pick<Button, "action" | "subject" | "label">) => string;
  readonly target: (target: Target) => string;
  /** Serves a phone's lock screen: seconds left (or overdue, or late), who, the first 80 characters. */
  readonly alert: (alert: AlertView) => string;
  /** What stands under it, a line each: whom a ping would not reach, what was said last. */
  readonly alertNotes: (alert: AlertView) => readonly string[];
  /** Alerts that fell due together. */
  readonly alerts: {
    /** Serves a lock screen, as `alert` does: how many, and the worst of them. */
    readonly head: (alerts: AlertsView) => string;
    /** What stands behind a line's number. */
    readonly line: (line: AlertLine, now: Timestamp) => string;
    /** `where` is the platform's own link to the cards; null: it has none. */
    readonly rest: (count: number, where: string | null) => string;
  };
  readonly card: {
    readonly notAuthenticated: string;
    readonly title: (card: CardView) => string;
    readonly state: (card: CardView) => string;
    readonly clock: (clock: ClockView) => string;
    readonly customer: string;
    readonly subject: string;
    readonly noSubject: string;
    readonly rep: string;
    readonly nobody: string;
    readonly accountAge: (ageMs: number) => string;
    readonly unreachable: string;
    /** Followed by the moment since when. */
    readonly unreliable: string;
    /** Followed by the moment until when. */
    readonly waiting: string;
    readonly plan: string;
  };
  /** The parent message of a ticket; `state` says first whether anything may be done. */
  readonly ticketCard: {
    readonly title: (card: TicketCard, subject: string) => string;
    readonly state: (card: TicketCard, voice: Voice) => string;
    /** The same for a lock screen, in a few words. */
    readonly standing: (card: TicketCard) => string;
    readonly asked: string;
    readonly change: string;
    readonly changeOf: (card: TicketCard) => string;
    readonly needs: string;
    readonly noPermission: string;
    readonly rep: string;
    readonly nobody: string;
    readonly origin: (card: TicketCard, voice: Voice) => string;
  };
  readonly panel: (
    desk: DeskWords,
    targets: Targets,
  ) => {
    readonly title: string;
    readonly text: string;
    readonly open: string;
    readonly whatChatCanDo: string;
  };
  readonly form: {
    readonly title: string;
    readonly description: string;
    readonly descriptionHint: string;
    readonly subject: string;
    readonly subjectHint: string;
    /** What the customer is told while the place is made. */
    readonly opening: string;
    /** `where` is the platform's own link to the place. */
    readonly opened: (where: string) => string;
    readonly failed: string;
  };
  /** What is said of something typed into a form, under its field. */
  readonly typed: {
    readonly fault: (fault: FormFault) => string;
    readonly subject: (advice: SubjectAdvice) => string;
    /** It could not be taken; what was typed follows. */
    readonly notTaken: string;
  };
  /** What *Still on it* says in a rep's name, where the policy file has no sentence of theirs. */
  readonly stillOnIt: string;
  readonly letters: LetterWords;
  /** The forms in which tickets are written. */
  readonly ticketForms: FormWords;
  /** A rep's own page. */
  readonly home: {
    /** The policy file names its reader on no desk. */
    readonly nobody: string;
    /** Followed by the moment at which it was true. */
    readonly asOf: string;
  };
  readonly command: { readonly support: string; readonly getSupport: string };
}
