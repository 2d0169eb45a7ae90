import { parseArgs } from "node:util";
import { readStory } from "../db/story.ts";
import { readConfig } from "../src/config.ts";
import { DEFAULT_POLICY, type Policy } from "../src/core/policy/policy.ts";
import { explainHistory } from "../src/explain/explain-history.ts";
import { type Asked, explainJournal } from "../src/explain/explain-journal.ts";
import { HistoryError, MOMENT, readHistory, readMoment } from "../src/explain/history-file.ts";
import { withDatabase } from "../src/main/reach-database.ts";
import { PolicyError, parsePolicy } from "../src/policy-file.ts";
import { readNamed, runCommand, UsageError, zoneOf } from "./command.ts";
import { DATABASE_FAULTS } from "./database-faults.ts";

const USAGE = `Usage:
  npm run explain -- <conversation>      what happened in one conversation, in words: every clock, why it started, what
                                         met or breached it, who was told when; by its number (1042) or its id
  npm run explain -- --history FILE      the same of a history that you write down yourself (JSON lines)
      --policy FILE [--desk ID]          judged by this policy file; default: the built-in policy
Both take:
  --until T        as things stood then: ISO 8601 with a zone, or ms since 1970; default: now, or the last arrival
  --zone IANA      moments in this zone too, such as Europe/Berlin; default: UTC alone
  --json           one JSON object instead of words`;

const read = (file: string, option: string): string => readNamed(file, option).toString("utf8");

/** The one desk's, the named desk's, else what the desks have in common. */
const policyOf = (file: string | undefined, desk: string | undefined): Policy => {
  if (file === undefined) {
    if (desk === undefined) return DEFAULT_POLICY;
    throw new UsageError(
      `--desk: expected --policy FILE beside it, for the built-in policy has no desks; got "${desk}" alone.`,
    );
  }
  const { policy, desks } = parsePolicy(read(file, "--policy"), file);
  if (desk === undefined) return desks.length === 1 ? (desks[0]?.policy ?? policy) : policy;
  const found = desks.find((one) => one.id === desk);
  if (found !== undefined) return found.policy;
  const known = desks.map((one) => one.id).join(", ") || "none";
  throw new UsageError(`--desk: expected a desk of ${file} (${known}); got "${desk}".`);
};

const untilOf = (text: string | undefined): number | null => {
  if (text === undefined) return null;
  const at = readMoment(text);
  if (at !== null) return at;
  throw new UsageError(`--until: expected ${MOMENT}; got "${text}".`);
};

const conversation = async (which: string, until: number | null, asked: Asked): Promise<string> => {
  const story = await withDatabase(readConfig([]), (url) => readStory(url, which));
  if ("journal" in story) {
    // The sandbox's clock may be ahead of this machine's.
    const latest = Math.max(Date.now(), ...story.journal.map(({ recordedAt }) => recordedAt));
    return explainJournal(story, until ?? latest, asked);
  }
  const hint =
    story.newest === null
      ? "It holds no conversation at all: is it the desk's database? DATABASE_URL and DATA_DIR say which one is read."
      : `Take the number from the card's title; the newest is ${story.newest}.`;
  throw new UsageError(`Expected a conversation of this database; there is none named "${which}". ${hint}`);
};

const main = async (): Promise<string> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      history: { type: "string" },
      until: { type: "string" },
      policy: { type: "string" },
      desk: { type: "string" },
      zone: { type: "string" },
      json: { type: "boolean" },
      help: { type: "boolean" },
    },
  });
  const [which, ...more] = positionals;
  if (values.help === true) return USAGE;
  if ((which === undefined) === (values.history === undefined) || more.length > 0)
    throw new UsageError(USAGE);
  const asked: Asked = { json: values.json ?? false, zone: zoneOf(values.zone) };
  const until = untilOf(values.until);
  if (which !== undefined && (values.policy ?? values.desk) !== undefined) {
    throw new UsageError(
      "--policy and --desk: expected only beside --history; a conversation is judged by the policy that it was opened under.",
    );
  }
  if (which !== undefined) return conversation(which, until, asked);
  const policy = policyOf(values.policy, values.desk);
  return explainHistory(readHistory(read(values.history ?? "", "--history")), policy, until, asked);
};

await runCommand(async () => console.log(await main()), [HistoryError, PolicyError, ...DATABASE_FAULTS]);
