import type { Secret } from "../secret.ts";
import type { Span } from "./reading.ts";

/** Digits in groups, with at most two separators between. https://en.wikipedia.org/wiki/Payment_card_number */
const RUN = /(?<![\w.+-])\d(?:[ \t.\u00a0\u2009_·*-]{0,2}\d)*(?![\w])/g;
/**
 * How cards are written: in fours, as American Express, Diners and Maestro group them, in eights, or without a gap. A
 * whole run of digits may have any groups.
 */
const GROUPS = /^(?:\d{13,19}|4,4,4,4(?:,3)?|4,6,5|4,6,4|8,8|6,13)$/;
const FEWEST = 13;
const MOST = 19;

/** The first digits and lengths that issuers have; what has neither is no card. */
const ISSUERS: readonly (readonly [RegExp, readonly number[]])[] = [
  [/^4/, [13, 16, 19]],
  [/^(?:5[1-5]|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720))/, [16]],
  [/^3[47]/, [15]],
  [/^3(?:0[0-5]|[689])/, [14, 16]],
  [/^35(?:2[89]|[3-8])/, [16]],
  [/^6(?:011|22|4[4-9]|5)/, [16, 17, 18, 19]],
  [/^(?:50|5[6-9]|6[0-9])/, [16, 17, 18, 19]],
  [/^(?:62|81)/, [16, 17, 18, 19]],
  [/^220[0-4]/, [16]],
];

const holdsLuhn = (digits: string): boolean => {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
};

const isCard = (digits: string): boolean =>
  ISSUERS.some(([prefix, lengths]) => prefix.test(digits) && lengths.includes(digits.length)) &&
  holdsLuhn(digits) &&
  !/^(\d)\1+$/.test(digits);

/** Numbers of other things, as one run of digits: one in ten of them has a card's check digit by chance. */
const OTHER =
  /(?:orders?|invoices?|tracking|parcel|shipment|shipping|tickets?|imei|iccid|sim|transactions?|reference|ref|case|customer|account|acct|serial|licen[cs]e|isbn|ean|id|phone|tel|bestell\w*|rechnungs\w*|pedido|commande|factura)[ \t]*(?:number|no|nr|num|id|code|nummer)?[.:#]*[ \t]*(?:is|was|:|=)?[ \t]*[#"']?$/i;
const OF_A_CARD = /card|visa|master|amex|karte|tarjeta|carte|cartão|credit|debit/i;

interface Group extends Span {
  readonly digits: string;
}

const groupsOf = (run: RegExpExecArray): readonly Group[] =>
  [...run[0].matchAll(/\d+/g)].map((group) => ({
    digits: group[0],
    start: run.index + group.index,
    end: run.index + group.index + group[0].length,
  }));

/** The card that begins with the group at `from`: the longest one; null: none does. */
const cardAt = (groups: readonly Group[], from: number): { readonly upTo: number } | null => {
  const length = groups[from]?.digits.length ?? 0;
  if (from > 0 && length < FEWEST && length !== 4 && length !== 6 && length !== 8) return null;
  let digits = "";
  let found: number | null = null;
  for (let at = from; at < groups.length && digits.length < MOST; at += 1) {
    digits += groups[at]?.digits ?? "";
    if (digits.length < FEWEST || digits.length > MOST) continue;
    const lengths = groups.slice(from, at + 1).map((group) => group.digits.length);
    const whole = from === 0 && at === groups.length - 1;
    if ((whole || GROUPS.test(lengths.length === 1 ? digits : lengths.join())) && isCard(digits)) found = at;
  }
  return found === null ? null : { upTo: found };
};

/** Numbers of payment cards: by length, issuer and check digit, in the groups in which cards are written. */
export const cardNumbers = (text: string): readonly Secret[] =>
  [...text.matchAll(RUN)].flatMap((run): readonly Secret[] => {
    if (run[0].length < FEWEST) return [];
    const groups = groupsOf(run);
    const secrets: Secret[] = [];
    for (let at = 0; at < groups.length; at += 1) {
      const card = cardAt(groups, at);
      const [first, last] = [groups[at], groups[card?.upTo ?? -1]];
      if (card === null || first === undefined || last === undefined) continue;
      // Within the sentence.
      const before =
        text
          .slice(Math.max(0, first.start - 60), first.start)
          .split(/[\n!?]|\. /)
          .at(-1) ?? "";
      const other = card.upTo === at && OTHER.test(before) && !OF_A_CARD.test(before);
      if (!other) secrets.push({ kind: "card", start: first.start, end: last.end });
      at = card.upTo;
    }
    return secrets;
  });

const CHECK =
  /(?<![\p{L}\p{N}])(?:c[vs][vc]2?|cvn|cid|cav2|card (?:security|verification) (?:code|number|value)|security (?:code|number)|prüfziffer|kartenprüfnummer|cryptogramme)(?![\p{L}\p{N}])["'`*)]{0,3}[ \t]*(?:code|number|no\.?|nummer)?[ \t]*(?:\(?(?:is|was|ist|es|est|é|on the back|:|=|#|-)\)?[ \t]*){0,3}["'`*(]{0,3}(\d{3,4})(?!\d|[.,]\d|[ \t]*(?:digits?|numbers?|error))/giu;

/** The three or four digits on a card's back, where they are called so. */
export const cardCodes = (text: string): readonly Secret[] =>
  [...text.matchAll(CHECK)].map(([whole, digits = ""], index, all): Secret => {
    const end = (all[index]?.index ?? 0) + whole.length;
    return { kind: "code", start: end - digits.length, end };
  });
