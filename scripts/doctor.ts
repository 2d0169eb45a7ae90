import { checkDiscord } from "../adapters/discord/doctor.ts";
import type { Config } from "../src/config.ts";
import type { Desk } from "../src/core/policy/policy.ts";
import { type Check, look, printed } from "./doctor/check.ts";
import { checkDatabase } from "./doctor/database.ts";
import { checkPort } from "./doctor/port.ts";
import { checkQueue } from "./doctor/queue.ts";
import { checkSettings } from "./doctor/settings.ts";

const clock = { now: () => Date.now() };

const platforms = ({ discord }: Config, desks: readonly Desk[]) => [
  discord === null ? [] : look("Discord", () => checkDiscord({ desks, clock, ...discord })),
];

/** `npm run doctor`: looks at everything that is configured, changes nothing, and says what to do. */
const main = async (): Promise<void> => {
  const settings = checkSettings();
  const { config, desks } = settings;
  const found: Check[] = [];
  const tell = (checks: readonly Check[]): void => {
    found.push(...checks);
    for (const check of checks) console.log(printed(check));
  };

  tell(settings.checks);
  if (config !== null) {
    const looking = [
      look("Port", () => checkPort(config)),
      look("Database", () => checkDatabase(config)),
      look("Queue", () => checkQueue(config)),
      ...platforms(config, desks),
    ];
    for (const checks of looking) tell(await checks);
  }

  const failed = found.filter((check) => !check.ok).length;
  console.log(failed === 0 ? "\nAll is well." : `\n${failed} of ${found.length} checks failed.`);
  process.exitCode = failed === 0 ? 0 : 1;
};

await main();
