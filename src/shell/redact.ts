/** What no log line may hold, by the name of its field: secrets, addresses, and what people wrote. */
const HIDDEN = new Set([
  "text",
  "texts",
  "description",
  "subject",
  "fields",
  "content",
  "contents",
  "preview",
  "body",
  "blocks",
  "quotes",
  "params",
  "requestbody",
  "email",
  "username",
  "displayname",
  "authorization",
  "cookie",
  "reply",
]);
const SECRET_NAME = /(token|secret|password|apikey)$/;

const PATTERNS: readonly (readonly [RegExp, string])[] = [
  // docs.slack.dev/authentication/tokens
  [/\b(?:xox[a-z]|xapp|xoxe\.xox[a-z])-[\w-]+/g, "[slack token]"],
  // Three parts: id, time, signature (docs.discord.com/developers/reference#authentication).
  [/\b[\w-]{18,30}\.[\w-]{6,7}\.[\w-]{27,}/g, "[discord token]"],
  // Whoever has the address may answer: interaction and webhook tokens, and Slack's response_url.
  [/(\/(?:webhooks|interactions)\/\d+\/)[\w-]+/g, "$1[token]"],
  [/(hooks\.slack\.com\/)\S+/g, "$1[token]"],
  [/(\w+:\/\/[^\s:/@]*):[^\s@/]+@/g, "$1:[password]@"],
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}/g, "[e-mail]"],
  // drizzle's errors repeat every value of the query, and so what people wrote.
  [/\nparams: [\s\S]*?(?=\n\s+at |$)/g, "\nparams: [hidden]"],
];

export const redactText = (text: string): string =>
  PATTERNS.reduce((all, [pattern, instead]) => all.replace(pattern, instead), text);

/** Deeper than any line of ours goes; also ends what refers to itself. */
const MOST_DEPTH = 6;

/** SDK errors carry whole requests, bodies and headers included: only these of their fields are told. */
const ERROR_FIELDS = [
  "code",
  "status",
  "statusCode",
  "method",
  "kind",
  "failure",
  "reason",
  "syscall",
  "port",
] as const;

const redactError = (error: Error, depth: number): Record<string, unknown> => {
  const told: Record<string, unknown> = { type: error.name, message: redactText(error.message) };
  for (const field of ERROR_FIELDS) {
    if (field in error) told[field] = redact((error as unknown as Record<string, unknown>)[field], depth + 1);
  }
  if (error.stack !== undefined) told["stack"] = redactText(error.stack);
  if (error.cause !== undefined) told["cause"] = redact(error.cause, depth + 1);
  if (error instanceof AggregateError) told["errors"] = redact(error.errors, depth + 1);
  return told;
};

const isHidden = (key: string): boolean => {
  const plain = key.toLowerCase().replace(/[-_]/g, "");
  return HIDDEN.has(plain) || SECRET_NAME.test(plain);
};

/** A copy that may be logged. */
export const redact = (value: unknown, depth = 0): unknown => {
  if (typeof value === "string") return redactText(value);
  if (typeof value === "bigint") return String(value);
  if (typeof value === "function" || typeof value === "symbol") return undefined;
  if (typeof value !== "object" || value === null) return value;
  if (depth >= MOST_DEPTH) return "[deep]";
  if (value instanceof Error) return redactError(value, depth);
  if (value instanceof Date) return value;
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.map((one) => redact(one, depth + 1));
  const entries = value instanceof Map ? [...value].map(([key, one]) => [String(key), one] as const) : null;
  return Object.fromEntries(
    (entries ?? Object.entries(value)).map(([key, one]) => [
      key,
      isHidden(key) && one !== null && one !== undefined ? "[hidden]" : redact(one, depth + 1),
    ]),
  );
};
