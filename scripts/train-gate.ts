import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createEmbed } from "../adapters/second-opinion/embedding.ts";
import { CLASSES, packed } from "../adapters/second-opinion/head.ts";
import { repoRoot } from "../src/root.ts";
import { expectedIn } from "./gate/messages.ts";
import { publicSentences } from "./gate/public-data.ts";
import { type Labelled, templateSentences } from "./gate/templates.ts";
import { trainHead } from "./gate/train-head.ts";

/** Sentences embedded in one call. */
const BATCH = 32;

const own = (): readonly Labelled[] =>
  readFileSync(join(repoRoot, "test/core/gate/development.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line, index) => expectedIn(line, index + 1))
    .flatMap(({ text, category, expect }) =>
      // A request of an open category says nothing of any.
      expect === "ticket" && category === null ? [] : [{ text, label: category ?? "harmless" }],
    );

/**
 * `node scripts/run.js scripts/train-gate.ts --data FOLDER`: trains the second opinion's head on the development set, on
 * templates and on the public sets of that folder, and writes adapters/second-opinion/weights.ts.
 */
const main = async (): Promise<void> => {
  const { values } = parseArgs({ options: { data: { type: "string" } } });
  if (values.data === undefined) throw new Error("Expected --data FOLDER with the public sets; got none.");
  const sentences = [...own(), ...own(), ...templateSentences(), ...publicSentences(values.data)];
  const embed = await createEmbed();
  const vectors: (readonly number[])[] = [];
  for (let from = 0; from < sentences.length; from += BATCH)
    vectors.push(...(await embed(sentences.slice(from, from + BATCH).map(({ text }) => text))));
  const head = packed(
    trainHead(
      vectors,
      sentences.map(({ label }) => CLASSES.indexOf(label)),
    ),
  );
  const text = `import type { PackedHead } from "./head.ts";

/** Trained by scripts/train-gate.ts on ${sentences.length} sentences; README.md says which. */
export const HEAD: PackedHead = {
  scale: ${head.scale},
  weights:
    "${head.weights}",
  biases: [${head.biases.map((bias) => Number(bias.toFixed(4))).join(", ")}],
};
`;
  writeFileSync(join(repoRoot, "adapters/second-opinion/weights.ts"), text);
  console.log(`Trained on ${sentences.length} sentences.`);
};

await main();
