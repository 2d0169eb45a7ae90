import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { repoRoot } from "../../src/root.ts";

export interface Program {
  readonly path: string;
  readonly remove: () => void;
}

/** Compiles the child once: some forty processes that each translated the sources anew would take a minute more. */
export const compileChild = async (): Promise<Program> => {
  // Below node_modules, so that the packages are found from there.
  const cache = join(repoRoot, "node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "deskclock-crash-"));
  const config = join(folder, "tsconfig.json");
  writeFileSync(
    config,
    JSON.stringify({
      extends: join(repoRoot, "tsconfig.json"),
      compilerOptions: { noEmit: false, noCheck: true, sourceMap: false, rootDir: repoRoot, outDir: folder },
      files: [join(repoRoot, "test/crash/child.ts")],
      include: [],
    }),
  );
  const compiler = join(repoRoot, "node_modules/typescript/bin/tsc");
  await promisify(execFile)(process.execPath, [compiler, "-p", config]);
  // The compiled files are modules, as the sources are.
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  return {
    path: join(folder, "test/crash/child.js"),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};
