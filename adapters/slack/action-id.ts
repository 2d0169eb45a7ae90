import { type ActionName, type Button, CUSTOMER_ACTIONS, REP_ACTIONS } from "../../src/core/actions.ts";

/** Stands in messages for months: a new form gets a new number, and the old one stays readable. */
const PREFIX = "deskclock:1:";

const ACTIONS: ReadonlySet<string> = new Set([...REP_ACTIONS, ...CUSTOMER_ACTIONS]);

const isAction = (name: string): name is ActionName => ACTIONS.has(name);

export const actionIdOf = (action: ActionName): string => `${PREFIX}${action}`;

/** At most 2,000 characters: https://docs.slack.dev/reference/block-kit/block-elements/button-element */
export const actionValueOf = ({ conversationId, subject }: Button): string =>
  (subject === null ? [conversationId] : [conversationId, subject]).map(encodeURIComponent).join(" ");

/** Null for a button that is not the desk's, or of a form that it does not know. */
export const readAction = (
  actionId: string,
  value: string,
): Pick<Button, "action" | "conversationId" | "subject"> | null => {
  const action = actionId.startsWith(PREFIX) ? actionId.slice(PREFIX.length) : "";
  const [conversationId = "", subject = ""] = value.split(" ");
  if (!isAction(action) || conversationId === "") return null;
  try {
    return {
      action,
      conversationId: decodeURIComponent(conversationId),
      subject: subject === "" ? null : decodeURIComponent(subject),
    };
  } catch {
    // A stray `%`: no value of ours.
    return null;
  }
};
