import { parseArgs } from "node:util";
import { readTicketStory } from "../db/ticket-story.ts";
import { readConfig } from "../src/config.ts";
import { ticketName } from "../src/core/ticket/state.ts";
import { explainTicket } from "../src/explain/explain-ticket.ts";
import { withDatabase } from "../src/main/reach-database.ts";
import { runCommand, UsageError, zoneOf } from "./command.ts";
import { DATABASE_FAULTS } from "./database-faults.ts";
import { ticketNumberOf } from "./ticket-number.ts";

const USAGE = `Usage:
  npm run audit -- T-1042     one ticket's course, in words: who asked, in which words, who opened it, when the mail went,
                              what came back, why it counted or did not, and who acted
      --zone IANA             moments in this zone too, such as Europe/Berlin; default: UTC alone
      --json                  one JSON object instead of words`;

const numberOf = (which: string): number => {
  const number = ticketNumberOf(which);
  if (number !== null) return number;
  throw new UsageError(`Expected a ticket's number, such as T-1042; got "${which}".`);
};

const main = async (): Promise<string> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: "boolean" }, zone: { type: "string" }, help: { type: "boolean" } },
  });
  const [which, ...more] = positionals;
  if (values.help === true) return USAGE;
  if (which === undefined || more.length > 0) throw new UsageError(USAGE);
  const number = numberOf(which);
  const zone = zoneOf(values.zone);
  const story = await withDatabase(readConfig([]), (url) => readTicketStory(url, number));
  if ("journal" in story) return explainTicket(story, { json: values.json ?? false, zone });
  const hint =
    story.newest === null
      ? "It holds no ticket at all: is it the desk's database? DATABASE_URL and DATA_DIR say which one is read."
      : `The newest is ${ticketName(story.newest)}.`;
  throw new UsageError(`Expected a ticket of this database; there is no ${ticketName(number)}. ${hint}`);
};

await runCommand(async () => console.log(await main()), DATABASE_FAULTS);
