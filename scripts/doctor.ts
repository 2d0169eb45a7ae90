import { checkDiscord } from "../adapters/discord/doctor.ts";
import { checkSlack } from "../adapters/slack/doctor.ts";
import type { Config } from "../src/config.ts";
import type { Desk } from "../src/core/policy/policy.ts";
import { wordsFor } from "../src/core/texts/index.ts";
import { createLog } from "../src/shell/log.ts";
import { type Check, fine, look, printed } from "./doctor/check.ts";
import { checkDatabase } from "./doctor/database.ts";
import { checkMail, mailArguments } from "./doctor/mail.ts";
import { checkPort } from "./doctor/port.ts";
import { checkQueue } from "./doctor/queue.ts";
import { checkSettings } from "./doctor/settings.ts";
import { checkTickets } from "./doctor/tickets.ts";

const clock = { now: () => Date.now() };
/** What the SDKs say beside the checks would only confuse. */
const log = createLog({ level: "silent", pretty: false, write: () => {} });

const platforms = ({ discord, slack }: Config, desks: readonly Desk[]): Promise<readonly Check[]>[] => {
  const looking: Promise<readonly Check[]>[] = [];
  if (discord !== null) looking.push(look("Discord", () => checkDiscord({ desks, clock, ...discord })));
  if (slack !== null) {
    const { botToken, apiUrl, receive } = slack;
    const appToken = receive.type === "socket" ? receive.appToken : null;
    const signingSecret = receive.type === "http" ? receive.signingSecret : null;
    const options = {
      desks,
      clock,
      log,
      words: wordsFor,
      count: () => {},
      botToken,
      apiUrl,
      appToken,
      signingSecret,
    };
    looking.push(look("Slack", () => checkSlack(options)));
  }
  return looking;
};

/** What is looked at one by one, with what follows its name. */
const parts = ["mail"];

/**
 * `npm run doctor`: looks at everything that is configured, changes nothing, and says what to do. `npm run doctor -- mail`
 * looks at the ways of mail, and sends one.
 */
const main = async (): Promise<void> => {
  const [part, ...rest] = process.argv.slice(2);
  const args = mailArguments(rest);
  const faults =
    part === undefined || parts.includes(part) ? args.faults : [`${part}: expected mail, or nothing.`];
  if (faults.length > 0) {
    for (const fault of faults) console.error(fault);
    process.exitCode = 1;
    return;
  }
  const settings = checkSettings();
  const { config, desks } = settings;
  const found: Check[] = [];
  const tell = (checks: readonly Check[]): void => {
    found.push(...checks);
    for (const check of checks) console.log(printed(check));
  };

  tell(settings.checks);
  if (config !== null && part === "mail") {
    await checkMail({ config, args, log, say: (line) => console.log(line), tell });
  } else if (config !== null) {
    if (config.mail !== null) {
      tell([fine("Mail", "Set up. npm run doctor -- mail looks at its records and sends a probe.")]);
    }
    tell(checkTickets(config, desks));
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
