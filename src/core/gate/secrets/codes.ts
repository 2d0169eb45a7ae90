import type { Secret } from "../secret.ts";

const BEFORE = "(?<![\\p{L}\\p{N}_-])";
const AFTER = "(?![\\p{L}\\p{N}_])";
const SAYS = "(?:is|was|are|says|said|reads|shows|lautet|ist|es|est|é|me dice)";
const DRESS = "[\"'`*_)]{0,3}";
const OPEN = "[\"'`*_(“„«<]{0,3}";
/** 4 to 8 digits, in one run or two ("483 920", "483-920"), with the letter that Google puts before. */
const DIGITS =
  "((?:[a-z]-)?(?:\\d{4,8}|\\d{3}[ \\u00a0-]\\d{3,4}|\\d{4}[ \\u00a0-]\\d{4}))(?![\\d\\p{L}]|[.,:/-]\\d|[ \\t]*(?:%|€|\\$|eur\\b|usd\\b|mb\\b|gb\\b|times\\b|digits?\\b|years?\\b|characters?\\b))";
const FILLER =
  "(?:[ \\t]+(?:i|we|you|it|that|which|just|for|from|of|on|in|to|the|my|your|app|sms|phone|text|message|e-?mail|mail|sent|got|get|gets|received|me|was|now|authenticator|google|login|account|support|chat|your|keeps|showing|see|have|have been|given|used|use|set|server|card|bank|door|admin|number|code)){0,9}";

const CODE_NAME =
  "(?:(?:verification|security|confirmation|one[- ]time|single[- ]use|login|log-in|sign[- ]?in|2fa|two[- ]factor|mfa|sms|text|auth|authentication|authenticator|authorization|authorisation|access|otp|pin|unlock|activation|backup|recovery|reset|safety|google|microsoft|bestätigungs|sicherheits|einmal|verifizierungs)[- ]?(?:codes?|pass(?:word|code)|token|pin|key|number)|" +
  "otps?|totp|mtan|tan|sms-?tan|(?:support |sim |my |the |your |account |phone |card |voicemail |bank )?pins?(?:[- ]?(?:code|number|nummer))?|c[oó]digo(?: de (?:verificaci[oó]n|verificação|seguridad|segurança|acceso|acesso|confirmaci[oó]n))?|code de (?:v[eé]rification|s[eé]curit[eé]|confirmation)|2fa|pincode)";

const NAMED = new RegExp(
  `${BEFORE}(?:${CODE_NAME})${AFTER}${DRESS}${FILLER}${DRESS}[ \\t]*(?:${SAYS}(?![\\p{L}])|[:=#]|->|→|-)?\\s{0,3}(?:[:=]\\s{0,2})?${OPEN}${DIGITS}`,
  "giu",
);

/** "code" alone says little: an error's and a country's have numbers too. */
const OWNED = new RegExp(
  `${BEFORE}(?:my|this|the|your|here is the|here'?s (?:the|my)|received|got|mein|der|mi|el|mon|le|meu|o)[ \\t]+(?:new |latest |last |6[- ]digit |six[- ]digit |4[- ]digit )?codes?${AFTER}${FILLER}[ \\t]*(?:${SAYS}(?![\\p{L}])|[:=]|->|-)\\s{0,3}(?:[:=]\\s{0,2})?${OPEN}${DIGITS}`,
  "giu",
);
const LABELLED = new RegExp(
  `(?:^|\\n|[.,;!?] )[ \\t>*_]{0,4}code${DRESS}[ \\t]*[:=]\\s{0,2}${OPEN}((?:[a-z]-)?\\d{6}|\\d{3}[ -]\\d{3})(?![\\d\\p{L}]|[.,]\\d)`,
  "giu",
);

/** "483920 is my code", "I got 483920 by text". */
const AFTERWARDS =
  /(?<![\w.,:#/+-])((?:[a-z]-)?\d{4,8}|\d{3}[ -]\d{3})["'`*)]{0,3}[ \t]+(?:(?:is|was|as|by|via|per|from|on|ist|es)[ \t]+(?:(?:my|the|your|a|mein|mi)[ \t]+)?(?:(?:new|verification|security|confirmation|one[- ]time|login|2fa|sms|support|phone|account)[ \t]+)?(?:code|pin|otp|tan|sms|text(?: message)?|authenticator|2fa)|(?:sms|otp) code)(?![\p{L}\p{N}])/giu;

/** Words before "code" or "is" that make it another number. */
const OTHER =
  /(?:error|status|exit|http|smtp|return|response|result|zip|postal|post|area|country|dial\w*|promo|discount|coupon|voucher|gift|product|item|order|ticket|swift|sort|bank|tax|vat|source|event|reason|stop|bug|exception|mysql|sql|port|qr|bar|color|colour|postleit)[- ]?(?:codes?)?["'`]?[ \t]*(?:is|was|[:=#])?[ \t]*$/i;

/** Numbers by which a state knows its people, where they are called so. */
const PERSONAL =
  /(?<![\p{L}\p{N}])(?:ssn|social security (?:number|no\.?|#))["'`*)]{0,3}[ \t]*(?:is|[:=#])?[ \t]{0,3}(\d{3}[ -]?\d{2}[ -]?\d{4})(?!\d)/giu;

const lastGroup = (found: RegExpExecArray): Secret => {
  const digits = found[1] ?? "";
  const end = found.index + found[0].length;
  return { kind: "code", start: end - digits.length, end };
};

const isOther = (text: string, found: RegExpExecArray): boolean => {
  // India's postal code goes by that name.
  if (/^pin[- ]?code[ \t]+\d{6}$/i.test(found[0])) return true;
  const label = /^[^\d:=]{0,60}/.exec(found[0])?.[0] ?? "";
  return (
    OTHER.test(text.slice(Math.max(0, found.index - 24), found.index)) ||
    /\b(?:error|status|port)\b/i.test(label)
  );
};

/** Codes that let somebody in once, and PINs, where they are called so. */
export const loginCodes = (text: string): readonly Secret[] => [
  ...[NAMED, OWNED, LABELLED, PERSONAL].flatMap((pattern) =>
    [...text.matchAll(pattern)].filter((found) => !isOther(text, found)).map(lastGroup),
  ),
  ...[...text.matchAll(AFTERWARDS)].map(
    (found): Secret => ({ kind: "code", start: found.index, end: found.index + (found[1] ?? "").length }),
  ),
];

const TRANSFER =
  /(?<![\p{L}\p{N}])(?:epp|auth(?:ori[sz]ation|info)?|transfer|registrar|recovery|backup|restore|rescue|activation|licen[cs]e)[-_ /]{0,3}(?:codes?|keys?|info|secret|pass(?:word|phrase)?)(?![\p{L}\p{N}])["'`*)]{0,3}[ \t]*(?:(?:for|of)[ \t]+\S{0,80}[^\s.?!][ \t]+)?(?:is|was|are|ist|[:=]|->|-)?\s{0,3}[:=]?\s{0,2}["'`*(“„«<]{0,3}(\S{6,80})/giu;

/** Codes with which a domain is moved or an account recovered: letters, digits and signs. */
export const transferCodes = (text: string): readonly Secret[] =>
  [...text.matchAll(TRANSFER)].flatMap((found): readonly Secret[] => {
    const raw = found[1] ?? "";
    const core = raw.replace(/["'`*)»”]?[.,;:?]?$/, "");
    if (core.length < 6 || !/\d/.test(core) || !/[^\d]/.test(core) || /^(?:https?:|\d+[.,]\d)/i.test(core))
      return [];
    if (/^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,24}$/i.test(core) || /@\w+\.\w/.test(core)) return [];
    const start = found.index + found[0].length - raw.length;
    return [{ kind: "code", start, end: start + core.length }];
  });
