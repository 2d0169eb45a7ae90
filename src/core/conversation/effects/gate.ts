import type { Button } from "../../actions.ts";
import { button } from "../buttons.ts";
import type { Known } from "../known.ts";
import type { Conversation } from "../state.ts";
import { CARD, type Effects, type Of, toCustomer, toStaff } from "./say.ts";

/** Said once for a category: a customer who writes three lines about DNS is not told three times. */
const wasTold = (event: Of<"RequestGated">, before: Conversation): boolean =>
  Object.values(before.gated).some(
    ({ verdict, category }) =>
      category === event.category && (verdict === "ticket" || verdict === event.verdict),
  );

export const gated = (
  event: Of<"RequestGated">,
  before: Conversation,
  state: Conversation,
  { desk, mail = false }: Known,
): Effects => {
  const { category, verdict, messageId, alsoQuestion } = event;
  if (wasTold(event, before)) return [CARD];
  const link = desk.policy.selfService[category] ?? null;
  const pressed = (...actions: readonly Button["action"][]): readonly Button[] =>
    actions.map((action) => button(state, action, messageId));
  const offered = mail ? (["gate_ticket"] as const) : [];
  return [
    verdict === "ticket"
      ? toCustomer(
          { key: "gate_ticket", category, link, alsoQuestion, offered: mail },
          false,
          pressed(...offered),
        )
      : toCustomer({ key: "gate_ask", category, link }, false, pressed(...offered, "gate_how")),
    toStaff(
      { key: "gate_for_staff", category, verdict },
      [],
      pressed(...(mail ? (["needs_ticket"] as const) : []), "fine_in_chat"),
    ),
    CARD,
  ];
};

export const secretRemoved = ({ messageId, kinds }: Of<"SecretRemoved">, { desk }: Known): Effects => {
  // Slack lets no app delete what somebody else wrote (platforms.md); Discord does, with the permission.
  const deletes = desk.customers.platform !== "slack";
  return [
    toCustomer({ key: "secret_for_customer", kinds, messageId, deletes }),
    ...(deletes ? [{ type: "DeleteOriginal", messageId } as const] : []),
    toStaff({ key: "secret_for_staff", kinds }),
  ];
};
