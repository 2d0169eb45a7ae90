import { lintSource } from "@secretlint/core";
import { secretLintProfiler } from "@secretlint/profiler";
import { creator as recommended } from "@secretlint/secretlint-rule-preset-recommend";
import type { Secret } from "../../src/core/gate/secret.ts";
import { findSecrets, mergedSecrets } from "../../src/core/gate/secrets.ts";
import type { Log, SecretFinder } from "../../src/ports.ts";
import { kindOf } from "./kind.ts";

const CONFIG: Parameters<typeof lintSource>[0]["options"]["config"] = {
  rules: [{ id: "@secretlint/secretlint-rule-preset-recommend", rule: recommended, options: {} }],
};

// It measures itself, keeps every mark for ever and searches all of them for each: 56 more with every text.
secretLintProfiler.mark = () => {};

/** What secretlint's rules find in a text. */
const lint = async (text: string): Promise<readonly Secret[]> => {
  const { messages } = await lintSource({
    source: { content: text, filePath: "/chat.txt", ext: ".txt", contentType: "text" },
    options: { noPhysicFilePath: true, config: CONFIG },
  });
  return messages.map(({ range, ruleId }) => ({ kind: kindOf(ruleId), start: range[0], end: range[1] }));
};

/** Own findings within an address are more exact than secretlint's, which take the whole address. */
const besides = (own: readonly Secret[], more: readonly Secret[]): readonly Secret[] =>
  more.filter(
    (one) =>
      one.kind !== "url" ||
      !own.some(({ kind, start, end }) => kind === "url" && one.start <= start && end <= one.end),
  );

export interface SecretFinderOptions {
  readonly log: Pick<Log, "warn">;
  /** Default: secretlint's rules. */
  readonly lint?: (text: string) => Promise<readonly Secret[]>;
}

/** The desk's own rules and secretlint's together. Where secretlint fails, the own rules alone. */
export const createSecretFinder = (options: SecretFinderOptions): SecretFinder => {
  const { log } = options;
  const look = options.lint ?? lint;
  return async (text) => {
    const own = findSecrets(text);
    try {
      return mergedSecrets([...own, ...besides(own, await look(text))]);
    } catch (cause) {
      // Its message may repeat the text, so only the fault's name is told.
      const fault = cause instanceof Error ? cause.name : typeof cause;
      log.warn({ fault, length: text.length }, "secretlint failed; the desk's own rules looked alone");
      return own;
    }
  };
};
