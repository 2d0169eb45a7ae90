import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { SlowFirst } from "./support/slow-first.ts";

export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/global-setup.ts"],
    // A process per file: tests start real servers, and some listen to their process's signals.
    pool: "forks",
    sequence: { sequencer: SlowFirst },
    maxWorkers: Math.min(4, availableParallelism()),
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Two of them share two cores with two databases: what is waited for may take its time.
    expect: { poll: { timeout: 20_000 } },
  },
});
