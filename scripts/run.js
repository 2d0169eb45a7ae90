// @ts-check
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { giveUp, root } from "./alone.js";
import { ensureInstalled } from "./install.js";

const [script, ...args] = process.argv.slice(2);
if (script === undefined) giveUp("Usage: node scripts/run.js <script.ts> [arguments]");
await ensureInstalled();
const { register } = await import("tsx/esm/api");
register();
const file = resolve(root, script);
// The script sees the arguments that it would see if it had been started by itself.
process.argv = [process.execPath, file, ...args];
await import(pathToFileURL(file).href);
