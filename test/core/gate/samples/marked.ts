import { SECRET_KINDS, type Secret, type SecretKind } from "../../../../src/core/gate/secret.ts";

export interface Sample {
  readonly text: string;
  readonly secrets: readonly Secret[];
}

const isKind = (name: string): name is SecretKind => SECRET_KINDS.some((kind) => kind === name);

/** Takes `my pin is ⟦code:4821⟧` apart; without a kind it is a password. */
export const sampleOf = (marked: string): Sample => {
  const secrets: Secret[] = [];
  let text = "";
  for (const part of marked.split(/(⟦[^⟧]*⟧)/)) {
    if (!part.startsWith("⟦")) {
      text += part;
      continue;
    }
    const inner = part.slice(1, -1);
    const name = inner.slice(0, Math.max(0, inner.indexOf(":")));
    const kind = isKind(name) ? name : "password";
    const value = isKind(name) ? inner.slice(name.length + 1) : inner;
    secrets.push({ kind, start: text.length, end: text.length + value.length });
    text += value;
  }
  return { text, secrets };
};
