import { type ActionName, type Button, CUSTOMER_ACTIONS, REP_ACTIONS } from "../../src/core/actions.ts";

/** Stands in messages for months: a new form gets a new number, and the old one stays readable. */
const PREFIX = "deskclock:1:";

/** Of no conversation, such as *Go on duty*: a conversation's id is never this. */
const NO_CONVERSATION = "-";

const ACTIONS: ReadonlySet<string> = new Set([...REP_ACTIONS, ...CUSTOMER_ACTIONS]);

const isAction = (name: string): name is ActionName => ACTIONS.has(name);

/**
 * `twin` counts buttons of the same action in one block, in which Slack wants every id once; the first has none.
 * https://docs.slack.dev/reference/block-kit/block-elements/button-element
 */
export const actionIdOf = (action: ActionName, twin = 0): string =>
  `${PREFIX}${action}${twin === 0 ? "" : `:${twin}`}`;

/** At most 2,000 characters: https://docs.slack.dev/reference/block-kit/block-elements/button-element */
export const actionValueOf = ({ conversationId, subject }: Button): string => {
  const id = conversationId === "" ? NO_CONVERSATION : conversationId;
  return (subject === null ? [id] : [id, subject]).map(encodeURIComponent).join(" ");
};

/** Null for a button that is not the desk's, or of a form that it does not know. */
export const readAction = (
  actionId: string,
  value: string,
): Pick<Button, "action" | "conversationId" | "subject"> | null => {
  const [, action = ""] = /^deskclock:1:([a-z_]+)(?::\d+)?$/.exec(actionId) ?? [];
  const [conversationId = "", subject = ""] = value.split(" ");
  if (!isAction(action) || conversationId === "") return null;
  try {
    return {
      action,
      conversationId: conversationId === NO_CONVERSATION ? "" : decodeURIComponent(conversationId),
      subject: subject === "" ? null : decodeURIComponent(subject),
    };
  } catch {
    // A stray `%`: no value of ours.
    return null;
  }
};
