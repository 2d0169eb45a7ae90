import { parseArgs } from "node:util";
import { DataDirInUseError, EmbeddedPostgresError } from "../adapters/postgres-embedded/index.ts";
import { readTicketStory } from "../db/ticket-story.ts";
import { ConfigError, readConfig } from "../src/config.ts";
import { ticketName } from "../src/core/ticket/state.ts";
import { explainTicket } from "../src/explain/explain-ticket.ts";
import { inZone } from "../src/explain/times.ts";
import { NoDatabaseError, withDatabase } from "../src/main/reach-database.ts";

const USAGE = `Usage:
  npm run audit -- T-1042     one ticket's course, in words: who asked, in which words, who opened it, when the mail went,
                              what came back, why it counted or did not, and who acted
      --zone IANA             moments in this zone too, such as Europe/Berlin; default: UTC alone
      --json                  one JSON object instead of words`;

/** Something that whoever typed the command can mend. */
class UsageError extends Error {
  override readonly name = "UsageError";
}

const numberOf = (which: string): number => {
  const number = /^(?:T-)?(\d{1,12})$/i.exec(which)?.[1];
  if (number !== undefined) return Number(number);
  throw new UsageError(`Expected a ticket's number, such as T-1042; got "${which}".`);
};

const zoneOf = (zone: string | undefined): string | null => {
  if (zone === undefined) return null;
  try {
    inZone(zone);
    return zone;
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new UsageError(`--zone: expected an IANA time zone, such as Europe/Berlin; got "${zone}".`, {
      cause,
    });
  }
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

const isTheirs = (error: unknown): error is Error =>
  [UsageError, ConfigError, NoDatabaseError, DataDirInUseError, EmbeddedPostgresError].some(
    (kind) => error instanceof kind,
  ) ||
  (error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS"));

try {
  console.log(await main());
} catch (error) {
  if (!isTheirs(error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
