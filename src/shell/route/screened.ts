import type { Gated } from "../../core/conversation/event.ts";
import { gatedOf } from "../../core/gate/gated.ts";
import type { SecretKind } from "../../core/gate/secret.ts";
import type { GateSettings } from "../../core/gate/settings.ts";

/** What the receiver took out of a customer's words, and what the gate makes of the rest, as a command carries it. */
export const screenedBy = (
  text: string,
  settings: GateSettings | undefined,
  secrets: readonly SecretKind[] | undefined,
): { readonly gate?: Gated; readonly secrets?: readonly SecretKind[] } => {
  const gate = settings === undefined ? null : gatedOf(text, settings, secrets);
  return { ...(gate === null ? {} : { gate }), ...(secrets === undefined ? {} : { secrets }) };
};
