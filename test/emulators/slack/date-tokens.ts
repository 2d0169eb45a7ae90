import type { Fields } from "./model.ts";
import { visibleText } from "./text.ts";

/** https://docs.slack.dev/messaging/formatting-message-text#date-formatting · …/block-kit/block-elements/date-element */
const FORMATS = new Set([
  "day_divider_pretty",
  "date_num",
  "date_slash",
  "date_long",
  "date_long_full",
  "date_long_pretty",
  "date",
  "date_pretty",
  "date_short",
  "date_short_pretty",
  "time",
  "time_secs",
  "ago",
]);

/** Later than any time in seconds that people plan for: whoever is past it wrote milliseconds. */
const SECONDS_MAX = 100_000_000_000;

/**
 * What is wrong with the `<!date^seconds^format^link|fallback>` of a message, in its text and its blocks.
 * Slack takes such a message and shows the fallback, or the bare markup where there is none.
 */
export function dateTokenFaults(text: string, blocks: readonly Fields[]): readonly string[] {
  const faults = [...tokens(text), ...tokens(visibleText("", blocks))].flatMap(faultOf);
  const plain = plainTexts(blocks).flatMap(tokens);
  return [...faults, ...plain.map((token) => `${token} is not shown as a date in plain_text`)];
}

const tokens = (text: string): string[] => text.match(/<!date\b[^>]*>?/g) ?? [];

function faultOf(token: string): string[] {
  const match = /^<!date\^(\d+)\^([^^|<>]+)(?:\^[^|<>]+)?\|[^|<>]+>$/.exec(token);
  if (!match) return [`${token} is not of the form <!date^seconds^format|fallback>`];
  const [, seconds, format = ""] = match;
  if (Number(seconds) > SECONDS_MAX) return [`${token} counts milliseconds, not seconds`];
  const names = [...format.matchAll(/\{([^}]*)\}/g)].map(([, name = ""]) => name);
  if (names.length === 0) return [`${token} has no format such as {time}`];
  return names.filter((name) => !FORMATS.has(name)).map((name) => `${token} has an unknown format {${name}}`);
}

function plainTexts(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(plainTexts);
  if (typeof value !== "object" || value === null) return [];
  const fields = value as Fields;
  if (fields["type"] === "plain_text") return [String(fields["text"] ?? "")];
  return Object.values(fields).flatMap(plainTexts);
}
