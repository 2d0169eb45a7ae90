import type { Secret } from "../secret.ts";

/** 13 to 19 digits, with single separators: https://en.wikipedia.org/wiki/Payment_card_number */
const DIGITS = /(?<![\w.+-])\d(?:[ \t.\u00a0\u2009_·*-]{0,2}\d){12,18}(?![\d-]|\.\d)/g;

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

export const cardNumbers = (text: string): readonly Secret[] =>
  [...text.matchAll(DIGITS)].flatMap((run): readonly Secret[] => {
    const digits = run[0].replace(/\D/g, "");
    const before = text.slice(Math.max(0, run.index - 60), run.index);
    if (!isCard(digits)) return [];
    if (/^\d+$/.test(run[0]) && OTHER.test(before) && !OF_A_CARD.test(before)) return [];
    return [{ kind: "card", start: run.index, end: run.index + run[0].length }];
  });

const CHECK =
  /(?<![\p{L}\p{N}])(?:c[vs][vc]2?|cvn|cid|cav2|card (?:security|verification) (?:code|number|value)|security (?:code|number)|prüfziffer|kartenprüfnummer|cryptogramme)(?![\p{L}\p{N}])["'`*)]{0,3}[ \t]*(?:code|number|no\.?|nummer)?[ \t]*(?:\(?(?:is|was|ist|es|est|é|on the back|:|=|#|-)\)?[ \t]*){0,3}["'`*(]{0,3}(\d{3,4})(?!\d|[.,]\d|[ \t]*(?:digits?|numbers?|error))/giu;

/** The three or four digits on a card's back, where they are called so. */
export const cardCodes = (text: string): readonly Secret[] =>
  [...text.matchAll(CHECK)].map(([whole, digits = ""], index, all): Secret => {
    const end = (all[index]?.index ?? 0) + whole.length;
    return { kind: "code", start: end - digits.length, end };
  });
