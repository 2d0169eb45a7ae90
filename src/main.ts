import { DataDirInUseError, EmbeddedPostgresError } from "../adapters/postgres-embedded/index.ts";
import { ConfigError, readConfig } from "./config.ts";
import { addressLines } from "./main/address-lines.ts";
import { startDesk } from "./main/start.ts";
import { PolicyError } from "./policy-file.ts";
import { SetupError } from "./ports.ts";
import { PortError } from "./shell/listen.ts";
import { createStdoutLog } from "./shell/log.ts";
import { createMetrics } from "./shell/metrics.ts";

/** Faults that whoever starts the desk can mend: told in their own words, without a stack. */
const isTheirs = (cause: unknown): cause is Error =>
  [ConfigError, PolicyError, PortError, DataDirInUseError, EmbeddedPostgresError, SetupError].some(
    (kind) => cause instanceof kind,
  );

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Starts the desk and stays until it is told to stop: SIGINT and SIGTERM stop it in order, a second one at once. */
export const run = async (argv: readonly string[]): Promise<void> => {
  const starting = new AbortController();
  let stop: (() => Promise<void>) | null = null;
  let look = (): void => {};
  let stopping = false;

  const end = (signal: NodeJS.Signals): void => {
    if (stopping) process.exit(130);
    stopping = true;
    starting.abort();
    if (stop === null) return;
    say(`Stopping (${signal}); once more to stop at once.`);
    void stop().then(() => {
      say("Stopped.");
      process.exit(0);
    });
  };
  process.on("SIGINT", end);
  process.on("SIGTERM", end);
  // A terminal that is closed ends what runs in it; whoever runs without one is asked to look into the policy file.
  process.on("SIGHUP", (signal) => (process.stdout.isTTY === true ? end(signal) : look()));

  try {
    const config = readConfig(argv);
    const log = createStdoutLog(config.logLevel);
    process.on("unhandledRejection", (cause) =>
      log.error({ err: cause }, "a promise was rejected unhandled"),
    );
    process.on("uncaughtException", (cause) => {
      log.error({ err: cause }, "an unexpected fault; stopping in order");
      process.exitCode = 1;
      if (stop === null) process.exit(1);
      void stop().then(() => process.exit(1));
    });
    for (const notice of config.notices) say(notice);
    const desk = await startDesk(config, log, createMetrics(), starting.signal);
    stop = desk.stop;
    look = desk.look;
    if (stopping) {
      await desk.stop();
      process.exit(0);
    }
    for (const line of addressLines(config, desk.http)) say(line);
  } catch (cause) {
    if (stopping) process.exit(0);
    process.stderr.write(
      isTheirs(cause)
        ? `${cause.message}\n`
        : `${String(cause instanceof Error ? (cause.stack ?? cause) : cause)}\n`,
    );
    process.exit(1);
  }
};
