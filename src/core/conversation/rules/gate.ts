import type { SecretKind } from "../../gate/secret.ts";
import type { Timestamp } from "../../time.ts";
import type { ConversationEvent, Gated } from "../event.ts";
import type { Conversation } from "../state.ts";
import { type Events, type Of, refused } from "./refusal.ts";

interface Screened {
  readonly at: Timestamp;
  readonly messageId: string;
  readonly gate?: Gated | null;
  readonly secrets?: readonly SecretKind[];
}

/** What the receiver and the gate found in a customer's words: on record, beside the message and never instead of it. */
export const found = ({ at, messageId, gate, secrets = [] }: Screened): Events => {
  const removed: Events =
    secrets.length === 0 ? [] : [{ type: "SecretRemoved", at, messageId, kinds: secrets }];
  return gate == null ? removed : [...removed, { type: "RequestGated", at, messageId, ...gate }];
};

/** The rep has the last word; what they say of the message is on record. */
export const overrule = (command: Of<"OverruleGate">, state: Conversation): Events => {
  const { at, by, messageId, verdict } = command;
  const action = verdict === "chat" ? "fine_in_chat" : "needs_ticket";
  if (state.status !== "open") return refused(command, action, "already_closed");
  if (state.gated[messageId]?.verdict === verdict) return [];
  const overruled: ConversationEvent = { type: "GateOverruled", at, by, messageId, verdict };
  return [overruled];
};

export const chooseHow = (command: Of<"ChooseHow">, state: Conversation): Events => {
  const { at, person, messageId } = command;
  const asked = state.gated[messageId];
  if (person !== state.customer || asked === undefined || asked.verdict === "chat") return [];
  return [{ type: "HowChosen", at, messageId }];
};
