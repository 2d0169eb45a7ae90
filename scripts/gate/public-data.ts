import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import type { Labelled } from "./templates.ts";

/** Of a large set every so-manieth: the head needs no more. */
const every = <T>(all: readonly T[], step: number): readonly T[] =>
  all.filter((_, index) => index % step === 0);

const rows = (file: string): readonly Readonly<Record<string, string>>[] =>
  parse(readFileSync(file, "utf8"), { columns: true, relax_quotes: true, relax_column_count: true });

const harmless = (text: string): Labelled => ({ text, label: "harmless" });

/** Changes of other trades (a PIN, an order, an address): neither requests of ours nor harmless. */
const CHANGES =
  /change|edit|cancel|terminate|refund|freeze|block|reset|apply|order|activate|replace|report|update|redeem|schedule|transfer|setup|pin|make|play|set/;

const BITEXT: Readonly<Record<string, Labelled["label"]>> = {
  delete_account: "account",
  edit_account: "account",
  switch_account: "subscription",
  recover_password: "credentials",
};

/** Bitext's tags: I is interrogative, K a keyword only. */
const isRequest = (row: Readonly<Record<string, string>>): boolean => !/[IK]/.test(row["tags"] ?? "");

interface Clinc {
  readonly val: readonly (readonly [string, string])[];
  readonly oos_val: readonly (readonly [string, string])[];
}

/**
 * Sentences of public sets in a folder: banking77 (CC BY 4.0), CLINC150's validation part (CC BY 3.0) as harmless ones,
 * NLU++'s questions (CC BY 4.0), and of Bitext's (CDLA-Sharing-1.0) those that ask for a change of an account.
 */
export const publicSentences = (folder: string): readonly Labelled[] => {
  const banking = rows(join(folder, "banking77_train.csv")).filter(
    ({ category = "" }) => !CHANGES.test(category),
  );
  const clinc: Clinc = JSON.parse(readFileSync(join(folder, "clinc150_test_val.json"), "utf8"));
  const talk = [...clinc.val, ...clinc.oos_val].filter(([, intent]) => !CHANGES.test(intent));
  const questions = readFileSync(join(folder, "nlupp.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line): { text: string; intents?: string[] } => JSON.parse(line))
    .filter(
      ({ intents = [] }) =>
        intents.some((intent) => /^(how|why|when|request_info)/.test(intent)) &&
        !intents.some((intent) => CHANGES.test(intent)),
    );
  const requests = rows(join(folder, "bitext_train.csv")).flatMap((row): readonly Labelled[] => {
    const label = BITEXT[row["intent"] ?? ""];
    return label === undefined || !isRequest(row) ? [] : [{ text: row["utterance"] ?? "", label }];
  });
  return [
    ...every(banking, 4).map(({ text = "" }) => harmless(text)),
    ...every(talk, 2).map(([text]) => harmless(text)),
    ...questions.map(({ text }) => harmless(text)),
    ...every(requests, 4),
  ];
};
