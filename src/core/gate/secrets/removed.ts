import type { SecretKind } from "../secret.ts";

/**
 * What stands in a text where a secret stood. English whatever the desk speaks: a text is redacted before it is known
 * which desk it is for.
 */
export const REMOVED: Readonly<Record<SecretKind, string>> = {
  password: "[password removed]",
  card: "[card number removed]",
  code: "[code removed]",
  token: "[access token removed]",
  key: "[private key removed]",
  url: "[password removed]",
};

/** The whole text, when it could not be searched for secrets. */
export const WITHHELD =
  "[This message could not be checked for passwords, so it is not shown. Please ask for it again.]";

/** The name of a file that could not be searched. */
export const WITHHELD_NAME = "[file name not shown]";

const MARK = /\[(?:password|card number|code|access token|private key) removed\]/g;

/** The same text, its offsets unchanged, with the marks of an earlier redaction made unreadable: no mark is a secret. */
export const withoutMarks = (text: string): string => text.replace(MARK, (mark) => "•".repeat(mark.length));
