import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

function findRoot(from: string): string {
  if (existsSync(join(from, "package.json"))) return from;
  const parent = dirname(from);
  if (parent === from)
    throw new Error(`No package.json above ${import.meta.url}: the checkout is incomplete.`);
  return findRoot(parent);
}

/**
 * The folder of package.json. The same whether this runs from src/ (tests, scripts) or from dist/src/
 * (npm start), so that migrations and pages are read from the one source tree.
 */
export const repoRoot: string = findRoot(dirname(fileURLToPath(import.meta.url)));
