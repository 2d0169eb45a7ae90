import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The platforms' published specifications lie beside the repository, when they are at hand at all. */
const FOLDER = fileURLToPath(new URL("../../../../shared/specs/", import.meta.url));

const loaded = new Map<string, unknown>();

/** A specification's parsed JSON; undefined where the file is missing. */
export function loadSpec(fileName: string): unknown {
  if (!loaded.has(fileName)) {
    const path = `${FOLDER}${fileName}`;
    loaded.set(fileName, existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as unknown) : undefined);
  }
  return loaded.get(fileName);
}
