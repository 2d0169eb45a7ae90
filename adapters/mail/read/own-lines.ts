import EmailReplyParser from "email-reply-parser";

/** The parser's patterns try every pair of places in a line, and in runs of blank ones: both are kept short for it. */
const LONGEST_LINE = 1_000;

/** Words with which its patterns look across lines; each beginning may meet each end. */
const ACROSS = /^\s*(?:Op|Dnia|W dniu|在|[a-z]{3,4}\.)\s?/gm;
const MOST_ACROSS = 3;

/** A line as it is compared: without quotation marks, white space made one. */
const bare = (line: string): string =>
  line
    .replace(/^[>|\s]+/, "")
    .replace(/\s+/g, " ")
    .trim();

/** Lines without trailing white space, blank runs made one. */
const tidy = (text: string): string => {
  const lines: string[] = [];
  for (const line of text.split("\n")) {
    const kept = line.trimEnd();
    if (kept !== "" || lines.at(-1) !== "") lines.push(kept);
  }
  return lines.join("\n");
};

const isTame = (text: string): boolean =>
  text.split("\n").every((line) => line.length <= LONGEST_LINE) &&
  (text.match(ACROSS)?.length ?? 0) <= MOST_ACROSS;

/** What a reply says itself: without quotations and the signature. */
export const unquoted = (text: string): string => {
  const tidied = tidy(text);
  const visible = isTame(tidied) ? new EmailReplyParser().parseReply(tidied) : tidied;
  return visible
    .split("\n")
    .filter((line) => !line.startsWith(">"))
    .join("\n")
    .trim();
};

/** Fragments of so many words are recognised where a mail program has wrapped our lines anew. */
const FRAGMENT_WORDS = 3;

/**
 * The lines of a reply that are its sender's own: unquoted, and not in the mail that we sent, which answering machines
 * repeat without quoting it.
 */
export const ownLines = (text: string, sentText: string): readonly string[] => {
  const sent = new Set(sentText.split("\n").map(bare));
  const whole = ` ${bare(sentText)} `;
  const continues = (line: string, before: string): boolean =>
    before !== "" && whole.includes(` ${before} ${line} `);
  const isOurs = (line: string, before: string): boolean =>
    sent.has(line) ||
    (line.split(" ").length >= FRAGMENT_WORDS && whole.includes(` ${line} `)) ||
    continues(line, before);
  const lines = unquoted(text).split("\n").map(bare);
  return lines.filter((line, index) => line !== "" && !isOurs(line, lines[index - 1] ?? ""));
};
