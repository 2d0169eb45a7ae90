/** A process of its own that owns a data folder: prints the server's facts and waits to be ended. */
import { startEmbeddedPostgres } from "../../adapters/postgres-embedded/index.ts";

const [dataDir] = process.argv.slice(2);
if (dataDir === undefined) throw new Error("Expected the data folder as argument.");
const { url, pid, stop } = await startEmbeddedPostgres({ dataDir, log: (line) => console.error(line) });
process.once("SIGTERM", () => void stop().then(() => process.exit(0)));
// Keeps the process: the server itself does not.
setInterval(() => undefined, 60_000);
console.log(JSON.stringify({ url, pid }));
