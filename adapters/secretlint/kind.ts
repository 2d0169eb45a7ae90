import type { SecretKind } from "../../src/core/gate/secret.ts";

/** Rules by the end of their ids; what is not listed finds tokens. https://github.com/secretlint/secretlint#rule-packages */
const KINDS: readonly (readonly [string, SecretKind])[] = [
  ["-basicauth", "url"],
  ["-database-connection-string", "url"],
  ["-privatekey", "key"],
];

/** What a finding of this rule is called. */
export const kindOf = (ruleId: string): SecretKind =>
  KINDS.find(([end]) => ruleId.endsWith(end))?.[1] ?? "token";
