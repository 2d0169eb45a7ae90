import { startEmbeddedPostgres } from "../../adapters/postgres-embedded/index.ts";

export type TestServer = {
  readonly url: string;
  readonly stop: () => Promise<void>;
  /** Synchronous, for the last moment of a process. */
  readonly kill: () => void;
};

/** Tests lose nothing that matters when the machine loses power. */
const speedOverDurability = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_connections: "300",
};

/** DATABASE_URL, whose user must be allowed to create databases, else an embedded server of this run's own. */
export async function startTestPostgres(runDir: string): Promise<TestServer> {
  const configured = process.env["DATABASE_URL"];
  if (configured) return { url: configured, stop: async () => undefined, kill: () => undefined };
  const server = await startEmbeddedPostgres({
    dataDir: runDir,
    log: (line) => console.log(line),
    settings: speedOverDurability,
  });
  return {
    url: server.url,
    stop: server.stop,
    kill: () => {
      try {
        process.kill(server.pid, "SIGQUIT");
      } catch {
        // It has ended already.
      }
    },
  };
}
