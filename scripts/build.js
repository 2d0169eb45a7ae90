// @ts-check
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { alone, giveUp, root, runProgram, say } from "./alone.js";

const stampFile = join(root, "dist/.deskclock-stamp");
const entry = join(root, "dist/src/main.js");

/** By content: a clone, a copy or a checkout of another branch changes every time of a file. */
function sourcesHash() {
  const hash = createHash("sha256");
  const files = ["src", "adapters", "db"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts") || name.endsWith(".json"))
      .map((name) => join(folder, name)),
  );
  for (const file of [...files.sort(), "tsconfig.json", "package-lock.json"]) {
    hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  }
  return hash.digest("hex");
}

function isBuilt() {
  return existsSync(entry) && existsSync(stampFile) && readFileSync(stampFile, "utf8") === sourcesHash();
}

/** Compiles to dist/ when the sources changed. Types are checked by `npm run typecheck`, not on every start. */
export async function ensureBuilt() {
  if (isBuilt()) return entry;
  await alone(async () => {
    if (isBuilt()) return;
    say("Building dist/ from the sources.");
    const hash = sourcesHash();
    const compiler = join(root, "node_modules/typescript/bin/tsc");
    const code = await runProgram(process.execPath, [compiler, "-p", "src/tsconfig.json", "--noCheck"]);
    if (code !== 0) giveUp(`The sources do not compile (tsc ended with ${code}; its reason stands above).`);
    writeFileSync(stampFile, hash);
  });
  return entry;
}
