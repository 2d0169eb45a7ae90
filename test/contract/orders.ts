import type { Button } from "../../src/core/actions.ts";
import type { Form, FormField } from "../../src/core/form.ts";
import type { MessageRef, Person, Place } from "../../src/core/platform.ts";
import type { FormPress, Order, OrderType } from "../../src/ports.ts";

type Of<T extends OrderType> = Extract<Order, { type: T }>;
type Fields<T extends OrderType> = Partial<Of<T>>;

let made = 0;

/** As long as an outbox id may be (ports.ts, Ids): what a platform must carry. */
export const freshId = (): string => `t${String(++made).padStart(8, "0")}-${process.pid}`.padEnd(25, "z");

const base = () => ({
  id: freshId(),
  createdAt: Date.now(),
  maybeSent: false,
  desk: { deskName: "Support", policyUrl: null, texts: {} },
  language: "en",
});

export const textBody = (text: string, from: Person | null = null) =>
  ({ kind: "text", text, from, attachments: [] }) as const;

export const postOrder = (to: Place, text: string, more: Fields<"post"> = {}): Of<"post"> => ({
  ...base(),
  type: "post",
  to,
  body: textBody(text),
  mention: [],
  reader: null,
  buttons: [],
  ...more,
});

export const editOrder = (
  messages: readonly MessageRef[],
  text: string,
  more: Fields<"edit"> = {},
): Of<"edit"> => ({ ...base(), type: "edit", messages, body: textBody(text), buttons: [], ...more });

export const deleteOrder = (messages: readonly MessageRef[]): Of<"delete"> => ({
  ...base(),
  type: "delete",
  messages,
});

export const markOrder = (message: MessageRef, mark: Of<"mark">["mark"]): Of<"mark"> => ({
  ...base(),
  type: "mark",
  message,
  mark,
});

export const lockOrder = (place: Place): Of<"lock"> => ({ ...base(), type: "lock", place });

export const openOrder = (
  channel: string,
  customer: Person,
  more: Fields<"open_place"> = {},
): Of<"open_place"> => ({
  ...base(),
  type: "open_place",
  prefer: "thread",
  channel,
  number: ++made,
  customer,
  reply: null,
  ...more,
});

export const whisperOrder = (
  to: Place,
  user: string,
  text: string,
  more: Fields<"whisper"> = {},
): Of<"whisper"> => ({
  ...base(),
  type: "whisper",
  to,
  user,
  body: textBody(text),
  buttons: [],
  reply: null,
  ...more,
});

export const formOf = (press: FormPress, more: Partial<Form> = {}): Form => ({
  action: "handoff_draft",
  conversationId: press.conversationId,
  subject: press.subject,
  title: "Hand off",
  submit: "Draft it",
  text: "Nothing happens before the customer confirms.",
  fields: [
    fieldOf({ name: "subject", label: "Subject", hint: "A few words" }),
    fieldOf({ name: "request", label: "Request", kind: "paragraph", value: "Add an MX record" }),
    fieldOf({
      name: "category",
      label: "Category",
      kind: "choice",
      value: "dns",
      choices: [
        { value: "dns", label: "DNS" },
        { value: "server", label: "Server" },
      ],
    }),
  ],
  ...more,
});

export const fieldOf = (more: Partial<FormField> & Pick<FormField, "name">): FormField => ({
  label: more.name,
  hint: null,
  value: "",
  kind: "line",
  choices: [],
  required: true,
  maxLength: 200,
  advice: null,
  ...more,
});

export const buttonOf = (more: Partial<Button> = {}): Button => ({
  action: "claim",
  conversationId: freshId(),
  subject: null,
  style: "default",
  ...more,
});
