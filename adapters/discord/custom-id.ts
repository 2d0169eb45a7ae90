import {
  type ActionName,
  type Button,
  CUSTOMER_ACTIONS,
  type FormAction,
  isFormAction,
  REP_ACTIONS,
} from "../../src/core/actions.ts";
import type { Form } from "../../src/core/form.ts";
import { MAX_CUSTOM_ID } from "./limits.ts";

/**
 * What our components carry. They stand in messages that may be months old, so the form has a version and no
 * meaning ever changes: `dc1|<kind>|<first>|<second>|<third>`.
 */
export type CustomId =
  | {
      readonly kind: "action";
      readonly action: ActionName;
      readonly conversationId: string;
      readonly subject: string | null;
    }
  /** Opens the form, for the desk of this support channel. */
  | { readonly kind: "open"; readonly channel: string }
  | { readonly kind: "what"; readonly channel: string }
  /** A form that a press had opened: what it is about travels along. */
  | {
      readonly kind: "fill";
      readonly action: FormAction;
      readonly conversationId: string;
      readonly subject: string | null;
    }
  /** The form of a door; the door travels along. */
  | { readonly kind: "form"; readonly channel: string; readonly door: FormDoor };

export type FormDoor = "panel" | "command" | "shortcut";

const VERSION = "dc1";
const SEPARATOR = "|";
const ACTIONS: ReadonlySet<string> = new Set([...REP_ACTIONS, ...CUSTOMER_ACTIONS]);
const DOORS: ReadonlySet<string> = new Set(["panel", "command", "shortcut"] satisfies FormDoor[]);

const isAction = (text: string): text is ActionName => ACTIONS.has(text);
const isDoor = (text: string): text is FormDoor => DOORS.has(text);

const join = (...fields: readonly string[]): string => {
  const text = [VERSION, ...fields].join(SEPARATOR);
  if (text.length > MAX_CUSTOM_ID || fields.some((field) => field.includes(SEPARATOR))) {
    throw new Error(
      `A custom id of at most ${MAX_CUSTOM_ID} characters without "${SEPARATOR}" in its fields was expected; got "${text}".`,
    );
  }
  return text;
};

export const encodeButton = ({ action, conversationId, subject }: Omit<Button, "style">): string =>
  join(action, conversationId, subject ?? "");
export const encodeOpen = (channel: string): string => join("open", channel);
export const encodeWhat = (channel: string): string => join("what", channel);
export const encodeForm = (channel: string, door: FormDoor): string => join("form", channel, door);

export const encodeFill = ({
  action,
  conversationId,
  subject,
}: Pick<Form, "action" | "conversationId" | "subject">): string =>
  join("fill", action, conversationId, subject ?? "");

/** Null: not ours, or of a later version. */
export const decode = (customId: string): CustomId | null => {
  const [version, kind = "", first = "", second = "", third = ""] = customId.split(SEPARATOR);
  if (version !== VERSION || first === "") return null;
  if (isAction(kind)) {
    return { kind: "action", action: kind, conversationId: first, subject: second === "" ? null : second };
  }
  if (kind === "fill") {
    if (!isAction(first) || !isFormAction(first)) return null;
    return { kind, action: first, conversationId: second, subject: third === "" ? null : third };
  }
  if (kind === "open" || kind === "what") return { kind, channel: first };
  if (kind === "form" && isDoor(second)) return { kind, channel: first, door: second };
  return null;
};
