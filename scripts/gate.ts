import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { createSecondOpinion } from "../adapters/second-opinion/index.ts";
import { createSecretFinder } from "../adapters/secretlint/index.ts";
import { ConfigError, readConfig } from "../src/config.ts";
import { type Judgement, judge, SECRET_JUDGEMENT, withSecondView } from "../src/core/gate/judge.ts";
import type { Secret } from "../src/core/gate/secret.ts";
import { type GateSettings, rulesOf } from "../src/core/gate/settings.ts";
import { becauseInWords, judgementInWords } from "../src/core/texts/en/judgement.ts";
import { PolicyError, parsePolicy, readPolicyFile } from "../src/policy-file.ts";
import type { SecondOpinion } from "../src/ports.ts";
import { readNamed, runCommand, UsageError } from "./command.ts";
import { BadLineError, expectedIn, messageIn } from "./gate/messages.ts";
import { type Judged, scoreInWords, scoreOf } from "./gate/score.ts";

const USAGE = `Usage:
  npm run -s gate                     reads lines and explains the verdict on each in words
  npm run -s gate -- --file FILE      reads JSON lines {"text": …}; prints for each one JSON line
                                      {"verdict", "category", "because", "secrets": [{"kind", "start", "end"}]}
  npm run -s gate -- --score FILE     reads JSON lines {"text", "expect": "ticket" or "chat", "category"}; prints how
                                      many were judged so; --misses prints those that were not
All take:
  --rules          by the rules alone, without the second opinion
  --policy FILE    by this policy file; default: the desk's own, else the built-in rules
Of a file, a line that is no message is told on the error output with its number; the others are judged all the same,
and the exit code is 1.`;

/** The model loads while the first message waits; a command has more patience than a customer. */
const PATIENCE_MS = 30_000;

const OPTIONS = {
  file: { type: "string" },
  score: { type: "string" },
  misses: { type: "boolean" },
  rules: { type: "boolean" },
  policy: { type: "string" },
  help: { type: "boolean" },
} as const;

const settingsOf = (file: string | undefined): GateSettings => {
  if (file === undefined) return readPolicyFile(readConfig([]).policyFile).policy.gate;
  return parsePolicy(readNamed(file, "--policy").toString("utf8"), file).policy.gate;
};

interface Judging {
  readonly judgement: Judgement;
  readonly secrets: readonly Secret[];
}

const createJudging = (settings: GateSettings, second: SecondOpinion | null) => {
  const rules = rulesOf(settings);
  const secretsIn = createSecretFinder({ log: { warn: (_, message) => console.error(message) } });
  return async (text: string): Promise<Judging> => {
    // One of them decides by itself, whatever else is said.
    const secrets = await secretsIn(text);
    if (secrets.length > 0) return { judgement: SECRET_JUDGEMENT, secrets };
    const judgement = judge(text, rules);
    const view = second !== null && judgement.verdict === "chat" ? await second.ask(text) : null;
    return { judgement: withSecondView(judgement, view, rules), secrets };
  };
};

const jsonLine = ({ judgement, secrets }: Judging): string =>
  JSON.stringify({
    verdict: judgement.verdict,
    category: judgement.category,
    because: becauseInWords(judgement.because),
    secrets,
  });

/** Reads a file line by line, whatever its size. A bad line is told, and the next one read. */
const eachLine = async (
  file: string,
  take: (line: string, number: number) => Promise<void>,
): Promise<void> => {
  let number = 0;
  try {
    for await (const line of createInterface({
      input: createReadStream(file),
      crlfDelay: Number.POSITIVE_INFINITY,
    })) {
      number += 1;
      if (line.trim() === "") continue;
      try {
        await take(line, number);
      } catch (error) {
        if (!(error instanceof BadLineError)) throw error;
        console.error(`${file}, ${error.message}`);
        process.exitCode = 1;
      }
    }
  } catch (cause) {
    if (!(cause instanceof Error && "code" in cause && "syscall" in cause)) throw cause;
    throw new UsageError(`Expected a file that can be read; got ${file} (${String(cause.code)}).`, { cause });
  }
};

const scored = async (
  file: string,
  judging: ReturnType<typeof createJudging>,
  misses: boolean,
): Promise<void> => {
  const judged: Judged[] = [];
  await eachLine(file, async (line, number) => {
    const expected = expectedIn(line, number);
    const one = { ...expected, judgement: (await judging(expected.text)).judgement };
    judged.push(one);
    const { verdict, category, because } = one.judgement;
    const right =
      expected.expect === "chat"
        ? verdict === "chat"
        : verdict !== "chat" && (expected.category === null || category === expected.category);
    if (misses && !right)
      console.log(
        `line ${number}: ${verdict} ${category ?? ""} because ${becauseInWords(because)}: ${expected.text}`,
      );
  });
  console.log(scoreInWords(scoreOf(judged)));
};

const explained = async (judging: ReturnType<typeof createJudging>): Promise<void> => {
  if (process.stdin.isTTY) console.log("Write a message as a customer would; Ctrl-D ends.");
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() !== "") console.log(`${judgementInWords((await judging(line)).judgement)}\n`);
  }
};

const main = async (): Promise<void> => {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: OPTIONS });
  if (values.help === true) return console.log(USAGE);
  if (positionals.length > 0 || (values.file !== undefined && values.score !== undefined))
    throw new UsageError(USAGE);
  const settings = settingsOf(values.policy);
  const second =
    values.rules === true
      ? null
      : createSecondOpinion({
          log: { warn: (_fields, message) => console.error(`Note: ${message}.`) },
          patienceMs: PATIENCE_MS,
        });
  const judging = createJudging(settings, second);
  try {
    if (values.score !== undefined) await scored(values.score, judging, values.misses ?? false);
    else if (values.file === undefined) await explained(judging);
    else
      await eachLine(values.file, async (line, number) =>
        console.log(jsonLine(await judging(messageIn(line, number)))),
      );
  } finally {
    await second?.stop();
  }
};

await runCommand(main, [PolicyError, ConfigError]);
