import { EXPLAINED } from "./explained.ts";
import { helpdeskOf } from "./mail.ts";
import type { Given, Variable } from "./variables.ts";

const beside = (missing: Variable, there: Variable): string =>
  `${missing}: expected it beside ${there}; it is not set. ${EXPLAINED[missing].todo}`;

const DKIM = ["DKIM_DOMAIN", "DKIM_SELECTOR", "DKIM_KEY_FILE"] as const;

/** Each is of no use without the second. */
const NEEDS: readonly (readonly [Variable, Variable])[] = [
  ["SMTP_URL", "MAIL_FROM"],
  ["MAIL_FROM", "SMTP_URL"],
  ["MAIL_DOMAIN", "SMTP_URL"],
  ["MAIL_LISTEN", "SMTP_URL"],
  ["IMAP_URL", "SMTP_URL"],
  ["MAIL_RELAYS", "MAIL_LISTEN"],
];

const helpdeskFaults = (values: Given): readonly string[] => {
  const helpdesk = helpdeskOf(values.HELPDESK ?? "own");
  // Of another shape: that is told already.
  if (helpdesk === null) return [];
  if (helpdesk.type === "webhook" && values.HELPDESK_SECRET === undefined) {
    return [beside("HELPDESK_SECRET", "HELPDESK")];
  }
  if (helpdesk.type !== "webhook" && values.HELPDESK_SECRET !== undefined) {
    return [
      `HELPDESK_SECRET: expected only beside HELPDESK=webhook:URL, whose receiver checks it; got HELPDESK=${helpdesk.type}. Leave it out, or set HELPDESK.`,
    ];
  }
  return helpdesk.type === "mail" && values.SMTP_URL === undefined ? [beside("SMTP_URL", "HELPDESK")] : [];
};

/** What of the mail settings fits in itself but not with the rest. */
export const mailFaults = (values: Given): readonly string[] => {
  const there = DKIM.find((name) => values[name] !== undefined);
  const missing = DKIM.filter((name) => values[name] === undefined);
  const needs = NEEDS.filter(([one, other]) => values[one] !== undefined && values[other] === undefined);
  const [smtp, ...rest] = needs.filter(([, other]) => other === "SMTP_URL");
  return [
    // One missing variable is one fault, however many others need it.
    ...(smtp === undefined ? [] : [beside("SMTP_URL", smtp[0])]),
    ...needs
      .filter((need) => need !== smtp && !rest.includes(need))
      .map(([one, other]) => beside(other, one)),
    ...(there === undefined ? [] : missing.map((name) => beside(name, there))),
    ...(there !== undefined && values.SMTP_URL === undefined && smtp === undefined
      ? [beside("SMTP_URL", there)]
      : []),
    ...helpdeskFaults(values),
  ];
};
