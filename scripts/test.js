// @ts-check
import { once } from "node:events";
import { join } from "node:path";
import { root } from "./alone.js";
import { ensureInstalled } from "./install.js";
import { ensureDovecot } from "./test-dovecot.js";
import { ensureRedis } from "./test-redis.js";

// Until vitest listens itself. Leaving through exit() lets every "exit" listener end its servers.
process.on("SIGINT", () => process.exit(130));
process.on("SIGTERM", () => process.exit(143));

// Node ends in silence when nothing but an unkept promise is left; this run ends with its last line only.
setInterval(() => undefined, 60_000);

await ensureInstalled();
await ensureRedis();
await ensureDovecot();
process.chdir(root);
const { parseCLI, startVitest } = await import("vitest/node");
const { createCounter } = await import("./test-counter.js");

const counter = createCounter();
const { filter, options } = parseCLI(["vitest", "run", ...process.argv.slice(2)]);
/** @type {import("vitest/node").CliOptions} */
const wanted = {
  ...options,
  config: join(root, "test/vitest.config.ts"),
  watch: false,
  run: true,
  reporters: ["default", counter.reporter],
};
const vitest = await startVitest("test", filter, wanted);
await vitest.close();

const { passed, failed, skipped } = counter.counts();
const clean = failed === 0 && passed + skipped > 0 && !process.exitCode;
if (!process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`)) {
  await once(process.stdout, "drain");
}
process.exit(clean ? 0 : 1);
