/** `npm run mail:check`: judges one mail as the desk would, and says why. */
import { parseArgs } from "node:util";
import { judgeMail } from "../adapters/mail/read/judge.ts";
import { createWrittenDns } from "../adapters/mail/read/written-dns.ts";
import { readConfig } from "../src/config.ts";
import type { Verdict } from "../src/core/confirmation/outcome.ts";
import { withDatabase } from "../src/main/reach-database.ts";
import { desksFor, PolicyError, readPolicyFile } from "../src/policy-file.ts";
import { readNamed, runCommand, UsageError } from "./command.ts";
import { DATABASE_FAULTS } from "./database-faults.ts";
import { CaseError, readCase } from "./mail-check/case-file.ts";
import { judgeForTicket, listMails, TicketError, type TicketOptions } from "./mail-check/ticket.ts";

const USAGE = `Usage:
  npm run -s mail:check -- --eml FILE --case CASE.json
      what the mail in FILE means for the ticket in CASE.json, as one JSON line {"outcome", "because"};
      time and DNS are the case's, nothing is asked over the network
  npm run -s mail:check -- --ticket T-1042
      every mail that came for this ticket of the desk's, one JSON line each: what it was taken for, why, and when it came
  npm run -s mail:check -- --ticket T-1042 --eml FILE
      what the mail in FILE would mean for it now, by the desk's database and real DNS`;

const judgeCase = (eml: string, file: string): Promise<Verdict> => {
  const { dns, envelope, now, ticket } = readCase(readNamed(file, "--case").toString("utf8"), file);
  return judgeMail({ raw: readNamed(eml, "--eml"), envelope, now, resolver: createWrittenDns(dns) }, ticket);
};

/** By the desk's database: lines for programs on standard output, notes for people beside it. */
const ofTicket = async (which: string, eml: string | undefined): Promise<readonly string[]> => {
  const config = readConfig([]);
  const raw = eml === undefined ? null : readNamed(eml, "--eml");
  const desks = desksFor(config.mode, readPolicyFile(config.policyFile));
  return withDatabase(config, async (url) => {
    const options: TicketOptions = { url, config, desks, which, note: (line) => console.error(line) };
    return raw === null ? listMails(options) : [await judgeForTicket(options, raw)];
  });
};

const main = async (): Promise<readonly string[]> => {
  const { values } = parseArgs({
    options: {
      eml: { type: "string" },
      case: { type: "string" },
      ticket: { type: "string" },
      help: { type: "boolean" },
    },
  });
  if (values.help === true) return [USAGE];
  if (values.ticket !== undefined && values.case === undefined) return ofTicket(values.ticket, values.eml);
  if (values.eml === undefined || values.case === undefined || values.ticket !== undefined) {
    throw new UsageError(USAGE);
  }
  const { outcome, because } = await judgeCase(values.eml, values.case);
  return [JSON.stringify({ outcome, because })];
};

await runCommand(async () => {
  for (const line of await main()) console.log(line);
}, [CaseError, TicketError, PolicyError, ...DATABASE_FAULTS]);
