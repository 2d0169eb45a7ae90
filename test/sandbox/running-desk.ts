import { loadConfig } from "../../src/config.ts";
import { startDesk } from "../../src/main/start.ts";
import { createMetrics } from "../../src/shell/metrics.ts";
import { createTestDatabase } from "../support/database.ts";
import { quietLog } from "./desk.ts";

/** The whole desk in its sandbox, as `npm start` runs it, on a database of its own. */
export const startSandboxDesk = async (speed = 1) => {
  const database = await createTestDatabase();
  const config = loadConfig({ DATABASE_URL: database.url }, null, ["--speed", String(speed)]);
  const desk = await startDesk(
    { ...config, port: 0 },
    quietLog,
    createMetrics(),
    new AbortController().signal,
  );
  return {
    url: desk.http.url,
    stop: async (): Promise<void> => {
      await desk.stop();
      await database.close();
    },
  };
};
