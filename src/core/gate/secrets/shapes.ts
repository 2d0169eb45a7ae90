/** Longer than any password that a person types: what is longer is judged by its first part. */
const JUDGED = 200;

/** Shapes that a rep needs to see, and that are no secret by themselves. */
const INNOCENT: readonly RegExp[] = [
  // Addresses: mail, web, file, host, IP with or without port and mask.
  /^<?(?:mailto:)?[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,6}\.[a-z]{2,24}>?$/i,
  /^[\w.-]{1,40}@\d{1,3}(?:\.\d{1,3}){3}/,
  /^[\w.-]{1,40}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}:[\w./~-]{1,100}\.git$/i,
  /^[\w.-]{1,40}@[\w.-]{1,60}:[~/]/,
  /^<?[a-z][a-z\d+.-]{1,20}:\/\//i,
  /^www\./i,
  /^(?:[\w-]{1,63}\.){1,8}[a-z][a-z\d-]{1,23}(?::\d{1,5})?(?:\/\S{0,150})?$/i,
  /^\.{0,2}(?:\/[\w.@~-]{0,60}){1,15}$/,
  /^[\w.-]{1,40}(?:\/[\w.-]{1,60}){1,15}\/?$/,
  /^[a-z]:\\/i,
  /^\d{1,3}(?:\.\d{1,3}){3}(?:[:/]\d{1,5})?$/,
  /^(?:[\da-f]{0,4}:){2,7}[\da-f]{0,4}(?:\/\d{1,3})?$/i,
  // Dates, times, amounts, versions, measures, telephone numbers.
  /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:t[\d:.+z-]{4,25})?$/i,
  /^\d{1,2}:\d{2}(?::\d{2})?(?:am|pm|h|z)?$/i,
  /^[a-z]{0,20}[$€£¥]\d[\d.,]{0,12}$/i,
  /^[$€£¥+-]?\d[\d.,'_]*(?:%|€|\$|£)?$/,
  /^v?\d{1,4}(?:\.\d{1,6}){1,4}(?:[-+][\w.]{1,20})?$/i,
  /^\d{1,9}(?:[.,]\d{1,4})?[-x×]?(?:st|nd|rd|th|s|ms|m|h|d|w|k|kb|mb|gb|tb|kib|mib|gib|x|px|am|pm|min|mins|hrs?|hours?|days?|sec|users?|bits?|eur|usd|gbp|cpu|vcpu|cores?|p)\.?$/i,
  /^\+?[\d()/-]{7,20}$/,
  // Numbers of tickets, orders and the like: letters, a separator, digits.
  /^#?[a-z]{1,12}[-:]\d{1,12}$/i,
  /^(?:ticket|order|case|issue|invoice|inv|ref|req|bug|pr|server|srv|node|web|db|user|site|vps|vm)[_#]\d{1,12}$/i,
  /^[A-Z]{1,4}\d{3,12}$/,
  /^#\d{1,12}$/,
  // UUIDs and digests.
  /^\{?[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}\}?$/i,
  /^(?:sha\d{1,3}[:-])?[\da-f]{32,128}$/i,
  // Words with a digit that everybody knows, and names of things.
  /^(?:2fa|1password|o365|m365|s3|ec2|k8s|auth0|smtp2go|utf-?8|base-?64|sha-?\d{1,3}(?:-\d{1,3})?|md5|ipv[46]|http\/?\d(?:\.\d)?|tlsv?\d(?:\.\d)?|sslv?\d|oauth2?|mp[34]|x86(?:_64)?|win(?:dows)?\d{1,2}|php-?\d(?:\.\d){0,2}|(?:wi-?fi|imap|pop|office|argon)\d?\w{0,3}|err\S{0,60}|\w{1,20}error\w{0,20})$/i,
  // Variables and places to fill in.
  /^\$?\{{1,2}[\w .-]{1,60}\}{1,2}$|^%\w{1,40}%$|^\$[A-Z_]{2,40}$|^<[\w .-]{1,60}>$|^process\.env\b/,
  /^@\w/,
];

/** True of what identifies something without opening it: an address, a date, a version, a number of an order. */
export const isInnocent = (value: string): boolean => {
  const judged = value.slice(0, JUDGED).replace(/^["'`*([]{1,4}|["'`*)\],;!?]{1,4}$|[.:]$/g, "");
  return INNOCENT.some((shape) => shape.test(judged));
};

const CLASSES = [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{L}\d\s]/u] as const;

/** How many of lower case, upper case, digit and sign occur, 0 to 4. */
const classesIn = (value: string): number => CLASSES.filter((one) => one.test(value)).length;

/** Not a word of a language: letters and digits mixed, a sign within, or capitals within. At least 4 characters. */
export const looksMade = (value: string): boolean => {
  const judged = value.slice(0, JUDGED);
  if (judged.length < 4) return false;
  const plain = judged.replace(/^[^\p{L}\p{N}]{1,20}|[^\p{L}\p{N}]{1,20}$/gu, "");
  const letters = /\p{L}/u.test(judged);
  if (letters && /\d/.test(judged)) return true;
  // "it's", "sign-in", "and/or" and "cPanel" are words as well.
  if (letters && /[^\p{L}\p{N}\s'’\-/.,:&]/u.test(plain)) return true;
  if (/[!@#$%^&*+=~?]{2,}$/.test(judged) && letters && !/[!?]{2,}$/.test(judged)) return true;
  return (
    /\p{Ll}{2}\p{Lu}|\p{Lu}\p{Ll}\p{Lu}\p{Ll}\p{Lu}/u.test(plain) &&
    !/^\p{Lu}?\p{Ll}+\p{Lu}\p{Ll}+$/u.test(plain)
  );
};

/** As random as what a generator makes: at least 8 characters of three classes, one of them a sign that names do not have. */
export const looksGenerated = (value: string): boolean =>
  value.length >= 8 &&
  !/^[A-Za-z0-9+/=]{40,}$/.test(value) &&
  classesIn(value) >= 3 &&
  /\d/.test(value) &&
  /[!@#$%^&*?~+=<>]/.test(value.replace(/!+$/, "")) &&
  !isInnocent(value);

/** Nothing but signs that hide: ******, ••••, xxxxx, …, or a word that says "put yours here". */
export const isMask = (value: string): boolean =>
  /^["'`([{<]{0,3}(?:[*•●·.…_#?x|~-]+|\[?\*+\]?)["'`)\]}>.,;!]{0,3}$/iu.test(value.slice(0, JUDGED)) ||
  /^["'`<[{$%(]{0,3}(?:your|my|the|new|old|example|some|insert|enter)[-_ ]?(?:\w{1,20}[-_ ])?(?:password|pass|pw|pwd|token|key|secret)[a-z_-]{0,12}["'`>\]}%)]{0,3}$/i.test(
    value.slice(0, JUDGED),
  ) ||
  /^[[(<{]?(?:redacted|hidden|removed|censored|n\/a|tbd|null|undefined|none|empty|secret|password|passwort)[\])>}]?$/i.test(
    value.slice(0, JUDGED),
  );

const EXPRESSION =
  /^["'`]?(?:\$\{|\{\{|%\w{1,40}%|\$[A-Z_]{2,60}["'`;,)]{0,3}$|process\.env|os\.environ|getenv\(|env\(|config\(|\$_(?:POST|GET|ENV|SERVER|REQUEST|SESSION)|\$\w{1,60}(?:->|\[)|\w{1,60}\(\))/;

/** A variable or a call in a program, which holds a password and is none. */
export const isExpression = (word: string): boolean => EXPRESSION.test(word.slice(0, JUDGED));
