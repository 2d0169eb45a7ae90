import type { Category } from "./category.ts";
import type { SecretKind } from "./secret.ts";

/** What the desk says of the gate (policy §1). */
export type GateSentence =
  /** To the customer: what they ask for needs a ticket, and why. `link`: what they can do themselves, at once. */
  | {
      readonly key: "gate_ticket";
      readonly category: Category;
      readonly link: string | null;
      /** There was a question as well, and a person answers it here. */
      readonly alsoQuestion: boolean;
      /** A ticket can be opened from here. */
      readonly offered: boolean;
    }
  | { readonly key: "gate_ask"; readonly category: Category; readonly link: string | null }
  | { readonly key: "gate_how_for_customer" }
  /** To the staff, under the message. `said`: who decided otherwise than the rules. */
  | {
      readonly key: "gate_for_staff";
      readonly category: Category;
      readonly verdict: "ticket" | "ask";
    }
  | { readonly key: "gate_overruled"; readonly person: string; readonly verdict: "chat" | "ticket" }
  | { readonly key: "gate_how_for_staff" }
  /** To the customer: what they pasted was taken out; shown, so that a false alarm is seen. */
  | {
      readonly key: "secret_for_customer";
      readonly kinds: readonly SecretKind[];
      readonly messageId: string;
      /** The desk tries to delete the original; else they are asked to do it at once. */
      readonly deletes: boolean;
    }
  /** To the customer: the desk may not delete it. */
  | { readonly key: "original_kept" }
  | { readonly key: "secret_for_staff"; readonly kinds: readonly SecretKind[] }
  | { readonly key: "held_secret" }
  | { readonly key: "held_authentication" };
