import type { Policy } from "../../core/policy/policy.ts";
import { CATEGORY_WORDS } from "../../core/texts/en/judgement.ts";
import { listed } from "./listed.ts";

type Gated = Pick<Policy, "gate" | "selfService">;

/** What chat does not change, what the desk's rules add, and where customers help themselves. */
export const gateInWords = ({ gate, selfService }: Gated): readonly string[] => {
  const named = gate.categories.map((category) => CATEGORY_WORDS[category]);
  const own = Object.entries(gate.languages).map(
    ([code, { examples }]) =>
      `${code} (${examples.length} example${examples.length === 1 ? "" : "s"}, all judged as written)`,
  );
  return [
    `Needs a ticket: what changes ${listed(named) || "nothing"}`,
    `The gate's rules: ${own.length === 0 ? "as built in" : `with the desk's own for ${listed(own)}`}`,
    ...Object.entries(selfService).map(
      ([category, url]) => `Customers help themselves with ${category}: ${url}`,
    ),
  ];
};
