import { foldAscii } from "../ascii.ts";
import { isSameAddress, secretOf } from "./address.ts";
import type { Address, Field, Outside } from "./facts.ts";

/** Set by answering machines and mailing lists; that one is there says enough. */
const TELLING = [
  "list-id",
  "list-post",
  "x-autoreply",
  "x-autorespond",
  "x-autoresponder",
  "x-ms-exchange-inbox-rules-loop",
  "x-loop",
];

/** On every mail that this desk sends. */
const OWN_MARK = "x-deskclock-sent";

const MACHINE = /^(?:mailer-daemon|postmaster|(?:no|do-?not|do_not|dont)[-_.]?reply)(?:\+.*)?$/;

/** What answering machines call themselves in a subject. */
const NAMES = [
  "auto(?:matic|mated)?[ -]?(?:reply|response|answer|responder)",
  "auto(?=\\s*:)",
  "(?:i am |i'm )?out[ -]of[ -](?:the[ -])?office",
  "ooo\\b",
  "(?:on )?vacation (?:auto)?(?:reply|response|message|notice)",
  "away from (?:the|my) (?:office|desk|mail)",
  "automatische (?:antwort|rückantwort)",
  "abwesenheit(?:snotiz|snachricht|smeldung)?",
  "r[ée]ponse automatique",
  "absen(?:ce|t) (?:du|de) bureau",
  "absence(?=\\s*:)",
  "respuesta autom[áa]tica",
  "fuera de (?:la )?oficina",
  "resposta autom[áa]tica",
  "(?:fora|ausente) do escrit[óo]rio",
  "risposta automatica",
  "automatisch antwoord",
].join("|");

/** `Re:` and `[…]`, as many as there are. */
const PREFIXES = "^(?:(?:re|aw|antw|sv|rv|res|fwd?|wg|tr)\\s*:\\s*|\\[[^\\]]*\\]\\s*)*";

/** In an answer to us the subject is ours, and whatever begins so was put before it. */
const ANSWERING = new RegExp(`${PREFIXES}(?:${NAMES})`, "iu");

/** In a mail of somebody's own it may be what they ask about: there the name must stand alone. */
const ALONE = new RegExp(
  `${PREFIXES}(?:${NAMES})(?:[ -]?(?:auto)?(?:reply|message|notice|notification))?\\s*(?:$|[:;,.!([–—-]|(?:re|aw)\\s*:)`,
  "iu",
);

/** The ticket's number as our subjects carry it. */
const OUR_SUBJECT = /\[T-\d+\]/i;

const isMachinesSubject = ({ inReplyTo, references, subject }: Outside): boolean => {
  const answers = inReplyTo.length > 0 || references.length > 0 || OUR_SUBJECT.test(subject);
  return (answers ? ANSWERING : ALONE).test(subject.trim());
};

/** A field's first word, without comments and parameters: `auto-replied (vacation); owner=x` is `auto-replied`. */
const firstWord = (value: string): string =>
  foldAscii(value.replace(/\([^()]*\)/g, " "))
    .trim()
    .split(/[\s;]/)[0] ?? "";

const fieldSays = ({ name, value }: Field): string | null => {
  if (TELLING.includes(name)) return `its ${name} field is set`;
  if (name === OWN_MARK) return "this desk sent it";
  if (name === "auto-submitted" && firstWord(value) !== "no") return "Auto-Submitted does not say no";
  if (name === "return-path" && /^<\s*>$/.test(value.trim())) return "its return path is empty";
  if (name === "precedence" && /^(?:bulk|list|junk|auto[_-]reply)$/.test(firstWord(value)))
    return "its precedence is that of bulk mail or of an answering machine";
  if (
    name === "content-type" &&
    /^(?:multipart\/report|message\/(?:delivery-status|disposition-notification))$/.test(firstWord(value))
  )
    return "it is a report";
  return null;
};

/** Ours: one of the desk's own addresses, or the one that this very mail was sent to, with or without its secret. */
const isOwn = ({ from, recipients }: Outside, own: readonly Address[]): boolean =>
  own.some((address) => isSameAddress(address, from)) ||
  recipients
    .filter((recipient) => secretOf(recipient, "c") !== null || secretOf(recipient, "b") !== null)
    .flatMap((recipient) => [
      recipient,
      { ...recipient, local: recipient.local.replace(/\+[bc]\..*$/is, "") },
    ])
    .some((address) => isSameAddress(address, from));

const isMachine = (address: Address | null): boolean =>
  address !== null && MACHINE.test(foldAscii(address.local));

/**
 * C1: what says that no person wrote this, in words; null: nothing does. X-Auto-Response-Suppress asks not to be
 * answered and is no answer itself.
 */
export const automaticBecause = (outside: Outside, own: readonly Address[]): string | null => {
  const { envelopeFrom, fields, from, nullSender } = outside;
  if (nullSender) return "its envelope sender is empty";
  for (const field of fields) {
    const reason = fieldSays(field);
    if (reason !== null) return reason;
  }
  if (isMachine(from)) return "it comes from a machine's address";
  if (isMachine(envelopeFrom)) return "its envelope names a machine's address";
  if (isOwn(outside, own)) return "it comes from an address of this desk's own";
  return isMachinesSubject(outside) ? "its subject is an answering machine's" : null;
};
