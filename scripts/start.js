// @ts-check
import { pathToFileURL } from "node:url";
import { ensureBuilt } from "./build.js";
import { ensureInstalled } from "./install.js";

await ensureInstalled();
const entry = await ensureBuilt();
// In this very process: Ctrl-C then reaches one process, which stops everything in order.
const { run } = await import(pathToFileURL(entry).href);
await run(process.argv.slice(2));
