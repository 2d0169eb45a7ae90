import type { FormAction } from "./actions.ts";

/**
 * A form that a press opens: a modal in Slack and Discord, a dialog in the sandbox. It is made at the press, so that
 * it shows what is true then; what was typed comes back as FormSubmitted.
 */
export interface Form {
  /** What FormSubmitted repeats: which form it is, and about what. */
  readonly action: FormAction;
  readonly conversationId: string;
  readonly subject: string | null;
  /** At most 24 characters (Slack's limit; Discord's is 45). */
  readonly title: string;
  /** What the submitting button says, at most 24 characters; Discord shows its own. */
  readonly submit: string;
  /** Said above the fields, canonical Markdown; null: nothing. */
  readonly text: string | null;
  /** One to five. */
  readonly fields: readonly FormField[];
}

export interface FormField {
  readonly name: string;
  /** At most 45 characters. */
  readonly label: string;
  /** Shown in the empty field, at most 100 characters; null: nothing. */
  readonly hint: string | null;
  /** What it is filled in with. */
  readonly value: string;
  readonly kind: "line" | "paragraph" | "choice";
  /** Of a choice, at most 25: exactly one is chosen. */
  readonly choices: readonly FormChoice[];
  readonly required: boolean;
  /** In characters, at most 4,000 (Discord's limit; Slack's is 3,000 and the adapter lowers it). */
  readonly maxLength: number;
  /** What is advised while it is typed, where the platform can: a ticket's subject is judged (policy, last lines). */
  readonly advice: "subject" | null;
}

export interface FormChoice {
  readonly value: string;
  readonly label: string;
}

/** What was typed, by field name; a choice's value. */
export type FormValues = Readonly<Record<string, string>>;
