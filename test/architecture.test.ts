import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { repoRoot } from "../src/root.ts";

const run = promisify(execFile);
const SLOW_MS = 120_000;

/** All that a program printed, on either output; a fault is shown in the failing test, not hidden in an exception. */
const printed = async (program: string, args: readonly string[]): Promise<string> => {
  const path = join(repoRoot, "node_modules", program);
  return run(process.execPath, [path, ...args], { cwd: repoRoot, maxBuffer: 1 << 24 }).then(
    ({ stdout, stderr }) => stdout + stderr,
    (cause: { readonly stdout?: string; readonly stderr?: string }) =>
      `${cause.stdout ?? ""}${cause.stderr ?? ""}` || String(cause),
  );
};

const sources = (folder: string): readonly { readonly file: string; readonly text: string }[] =>
  readdirSync(join(repoRoot, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => ({ file: join(folder, name), text: readFileSync(join(repoRoot, folder, name), "utf8") }));

describe("the house keeps its rules", () => {
  test(
    "every type holds",
    async () => {
      expect(await printed("typescript/bin/tsc", ["-p", "tsconfig.json"])).toBe("");
    },
    SLOW_MS,
  );

  test(
    "the core needs nothing of Node's: it compiles without its types",
    async () => {
      expect(await printed("typescript/bin/tsc", ["-p", "src/core/tsconfig.json"])).toBe("");
    },
    SLOW_MS,
  );

  test(
    "the linter finds nothing: nobody imports what they may not know",
    async () => {
      expect(await printed("@biomejs/biome/bin/biome", ["check", "--colors=off", "."])).toMatch(
        /^Checked \d+ files in .*\. No fixes applied\.\s*$/,
      );
    },
    SLOW_MS,
  );

  test("chance and time come into the core from outside", () => {
    const faults = sources("src/core").filter(({ text }) =>
      /\bMath\.random\b|\bnew Date\b|\bDate\.now\b/.test(text),
    );
    expect(faults.map(({ file }) => file)).toEqual([]);
  });

  test("only config.ts reads the environment", () => {
    const readers = ["src", "adapters", "db"]
      .flatMap(sources)
      .filter(({ text }) => /\bprocess\.env\b/.test(text))
      .map(({ file }) => file);
    expect(readers).toEqual(["src/config.ts"]);
  });
});
