import type { Gated } from "../conversation/event.ts";
import { type Judgement, judge, SECRET_JUDGEMENT, type SecondView, withSecondView } from "./judge.ts";
import type { Rules } from "./rules.ts";
import type { SecretKind } from "./secret.ts";
import { type GateSettings, rulesOf } from "./settings.ts";

/** Rules are made of settings once: a desk's settings change with its policy file alone. */
const made = new WeakMap<GateSettings, Rules>();

export const rulesFor = (settings: GateSettings): Rules => {
  const known = made.get(settings) ?? rulesOf(settings);
  made.set(settings, known);
  return known;
};

const toldOf = ({ verdict, category, because, alsoQuestion }: Judgement): Gated | null =>
  verdict === "chat" || category === null ? null : { verdict, category, alsoQuestion, rule: because.rule };

/** What the gate makes of a customer's words (policy §1); null: plain chat. Secrets were taken out of them before. */
export const gatedOf = (
  text: string,
  settings: GateSettings,
  secrets: readonly SecretKind[] = [],
): Gated | null => toldOf(secrets.length > 0 ? SECRET_JUDGEMENT : judge(text, rulesFor(settings)));

/** The same with a second opinion, which may only have the customer asked. */
export const gatedBySecond = (
  text: string,
  settings: GateSettings,
  view: SecondView | null,
): Gated | null => {
  const rules = rulesFor(settings);
  return toldOf(withSecondView(judge(text, rules), view, rules));
};
