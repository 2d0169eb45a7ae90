import { HANDOFF_REASONS, type HandoffReason } from "../conversation/event.ts";
import type { Form, FormField, FormValues } from "../form.ts";
import { CATEGORIES, type Category } from "../gate/category.ts";
import { MOST_QUOTED, MOST_QUOTED_LINES } from "../mail/quote.ts";

/** Longest subject and request that a ticket keeps, in characters. */
export const MOST_SUBJECT_TYPED = 200;
/** What the mail would cut off would not be confirmed (mail/quote.ts). */
export const MOST_REQUEST_TYPED = MOST_QUOTED;
export const MOST_ACCOUNT_TYPED = 254;

/** What is wrong with what was typed; it is kept, and the ticket cannot be opened before it is changed. */
export type DraftFault =
  | "subject_blank"
  | "subject_long"
  | "request_blank"
  | "request_long"
  | "account_blank"
  | "account_long"
  | "account_malformed";

export interface TypedRequest {
  readonly subject: string;
  readonly request: string;
}

const of = (fields: FormValues, name: string): string => (fields[name] ?? "").trim();

export const readRequest = (fields: FormValues): TypedRequest => ({
  subject: of(fields, "subject").replace(/\s+/g, " "),
  request: of(fields, "request"),
});

export const readAccount = (fields: FormValues): string => of(fields, "account").replace(/\s+/g, " ");

export const requestFaults = ({ subject, request }: TypedRequest): readonly DraftFault[] => [
  ...(subject === "" ? (["subject_blank"] as const) : []),
  ...(subject.length > MOST_SUBJECT_TYPED ? (["subject_long"] as const) : []),
  ...(request === "" ? (["request_blank"] as const) : []),
  ...(request.length > MOST_REQUEST_TYPED || request.split("\n").length > MOST_QUOTED_LINES
    ? (["request_long"] as const)
    : []),
];

/** By its form alone: what it says about accounts is nobody's to learn here. */
export const accountFaults = (account: string): readonly DraftFault[] => {
  if (account === "") return ["account_blank"];
  if (account.length > MOST_ACCOUNT_TYPED) return ["account_long"];
  return account.split("@").length > 2 ? ["account_malformed"] : [];
};

/** Why a ticket, in one choice: a category of §1, or §2, or §3. */
export type Why = Category | Exclude<HandoffReason, "authentication">;
export const WHYS: readonly Why[] = [
  ...CATEGORIES,
  ...HANDOFF_REASONS.filter(
    (one): one is Exclude<HandoffReason, "authentication"> => one !== "authentication",
  ),
];

export const readWhy = (fields: FormValues): { reason: HandoffReason; category: Category | null } => {
  const why = fields["why"] ?? "";
  const category = CATEGORIES.find((one) => one === why) ?? null;
  if (category !== null) return { reason: "authentication", category };
  return { reason: why === "access" ? "access" : "investigation", category: null };
};

/** Whether the chat ends with the handoff, or goes on beside the ticket. */
export const readChat = (fields: FormValues): "end" | "go_on" =>
  fields["chat"] === "go_on" ? "go_on" : "end";

/** Null: by what is asked for. */
export const readPermission = (fields: FormValues): string | null => {
  const permission = of(fields, "permission");
  return permission === "" || permission === "-" ? null : permission;
};

export interface FormWords {
  readonly draftTitle: string;
  readonly openTitle: string;
  readonly submit: string;
  readonly draftText: string;
  readonly openText: string;
  readonly subject: string;
  readonly subjectHint: string;
  readonly request: string;
  readonly requestHint: string;
  readonly account: string;
  readonly accountHint: string;
  readonly why: string;
  readonly whys: Readonly<Record<Why, string>>;
  readonly permission: string;
  readonly anyPermission: string;
  readonly chat: string;
  readonly end: string;
  readonly goOn: string;
}

const field = (name: string, label: string, rest: Partial<FormField> = {}): FormField => ({
  name,
  label,
  hint: null,
  value: "",
  kind: "line",
  choices: [],
  required: true,
  maxLength: MOST_SUBJECT_TYPED,
  advice: null,
  ...rest,
});

const requestFields = (words: FormWords, typed: TypedRequest): readonly FormField[] => [
  field("subject", words.subject, {
    hint: words.subjectHint,
    value: typed.subject.slice(0, MOST_SUBJECT_TYPED),
    advice: "subject",
  }),
  field("request", words.request, {
    hint: words.requestHint,
    value: typed.request.slice(0, MOST_REQUEST_TYPED),
    kind: "paragraph",
    maxLength: MOST_REQUEST_TYPED,
  }),
];

type About = Pick<Form, "action" | "conversationId" | "subject">;

/** For the rep who writes it on the customer's behalf (policy §3): they never name the account. */
export const draftForm = (
  about: About,
  words: FormWords,
  filled: TypedRequest & { readonly why: Why | null; readonly permissions: readonly string[] },
): Form => ({
  ...about,
  title: words.draftTitle,
  submit: words.submit,
  text: words.draftText,
  fields: [
    ...requestFields(words, filled),
    field("why", words.why, {
      kind: "choice",
      value: filled.why ?? "",
      choices: WHYS.map((value) => ({ value, label: words.whys[value] })),
    }),
    field("permission", words.permission, {
      kind: "choice",
      value: "-",
      choices: [
        { value: "-", label: words.anyPermission },
        ...filled.permissions.slice(0, 20).map((value) => ({ value, label: value })),
      ],
    }),
    field("chat", words.chat, {
      kind: "choice",
      value: "end",
      choices: [
        { value: "end", label: words.end },
        { value: "go_on", label: words.goOn },
      ],
    }),
  ],
});

/** For the customer, who alone names the account. */
export const openForm = (
  about: About,
  words: FormWords,
  filled: TypedRequest & { readonly account: string },
): Form => ({
  ...about,
  title: words.openTitle,
  submit: words.submit,
  text: words.openText,
  fields: [
    field("account", words.account, {
      hint: words.accountHint,
      value: filled.account,
      maxLength: MOST_ACCOUNT_TYPED,
    }),
    ...requestFields(words, filled),
  ],
});
