import type { Secret } from "../secret.ts";
import { isMask } from "./shapes.ts";

const B = "(?<![A-Za-z0-9_])";

/** Tokens that name their issuer by their form. Sources: each issuer's documentation of its token format. */
const SHAPES: readonly RegExp[] = [
  // AWS: unique identifiers of IAM.
  /(?<![A-Za-z0-9])(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}(?![A-Za-z0-9])/g,
  // Google API key, OAuth client secret and access token.
  new RegExp(`${B}AIza[\\w-]{35}`, "g"),
  new RegExp(`${B}GOCSPX-[\\w-]{20,40}`, "g"),
  new RegExp(`${B}ya29\\.[\\w-]{20,}`, "g"),
  // Stripe, and webhooks' signing secrets.
  new RegExp(`${B}(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{10,}`, "g"),
  new RegExp(`${B}whsec_[A-Za-z0-9+/=]{16,}`, "g"),
  // GitHub, GitLab.
  new RegExp(`${B}gh[pousr]_[A-Za-z0-9]{30,}`, "g"),
  new RegExp(`${B}github_pat_\\w{22,}`, "g"),
  new RegExp(`${B}gl(?:pat|dt|rt|cbt|ptt|ft|soat)-[\\w-]{20,}`, "g"),
  // Slack tokens and webhooks; Discord bot tokens and webhooks; Telegram bots.
  new RegExp(`${B}(?:xox[a-z]|xapp|xoxe\\.xox[a-z])-[\\w-]{10,}`, "g"),
  /hooks\.slack\.com\/(?:services|workflows|triggers)\/[\w/-]{15,}/g,
  /(?<![\w.-])[\w-]{23,30}\.[\w-]{6,7}\.[\w-]{27,45}(?![\w-])/g,
  /discord(?:app)?\.com\/api\/(?:v\d+\/)?webhooks\/\d{15,21}\/[\w-]{40,}/g,
  /(?<![\w:])\d{8,10}:AA[\w-]{33}(?![\w-])/g,
  // JSON web tokens (RFC 7519): both parts begin with an object, or the text is cut before the second.
  /(?<![\w.-])eyJ[\w-]{10,}(?:\.[\w-]{5,}){1,4}/g,
  // Hosting, mail, packages and models.
  new RegExp(`${B}SG\\.[\\w-]{16,32}\\.[\\w-]{16,64}`, "g"),
  new RegExp(`${B}key-[0-9a-f]{32}(?![0-9a-f])`, "g"),
  new RegExp(`${B}xkeysib-[0-9a-f]{64}-\\w{16}`, "g"),
  new RegExp(`${B}npm_[A-Za-z0-9]{36}`, "g"),
  new RegExp(`${B}pypi-[\\w-]{40,}`, "g"),
  new RegExp(`${B}sk-(?:proj-|ant-|or-|svcacct-)?[\\w-]{20,}`, "g"),
  new RegExp(`${B}do[opr]_v1_[0-9a-f]{64}`, "g"),
  new RegExp(`${B}hvs\\.[\\w-]{24,}`, "g"),
  new RegExp(`${B}shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}`, "g"),
  new RegExp(`${B}sq0(?:atp|csp)-[\\w-]{22,}`, "g"),
  new RegExp(`${B}EAA[A-Za-z0-9]{60,}`, "g"),
  new RegExp(`${B}(?:hf|dckr_pat|ntn|pul|lin_api|figd|glsa|dop|nfp|vercel|rnd|fly)_[\\w-]{20,}`, "g"),
  new RegExp(`${B}AGE-SECRET-KEY-1[A-Z0-9]{50,}`, "g"),
];

const shaped = (text: string): readonly Secret[] =>
  SHAPES.flatMap((shape) =>
    [...text.matchAll(shape)].map((found): Secret => {
      return { kind: "token", start: found.index, end: found.index + found[0].length };
    }),
  );

const NAME =
  "(?:(?:api|app|access|auth|authentication|bearer|bot|client|consumer|refresh|session|webhook|signing|shared|personal[ _-]access|private|secret|encryption|pre-?shared|aws[ _-]secret(?:[ _-]access)?|deploy|service|security|hmac|jwt|csrf)[ _-]?(?:key|token|secret|id_token)s?|" +
  "apikey|tokens?|secrets?|privatekey|presharedkey|psk|bearer|clave (?:de )?api|token de acceso|api-?schlüssel|clé (?:d'|de l')?api|chave (?:de |da )?api|phpsessid|sessionid|jsessionid|wordpress_logged_in_\\w{1,64})";

const LABELLED = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:[A-Za-z0-9]{1,20}[_-]){0,4}${NAME}(?![\\p{L}\\p{N}])["'\`*_)]{0,3}(?:[ \\t]+(?:for|of|from|to|on|i|we|my|the|our|your|use|used|got|created|have)[ \\t]+\\S{1,60}){0,2}[ \\t]*(?:is(?![\\p{L}])|was(?![\\p{L}])|ist(?![\\p{L}])|es(?![\\p{L}])|est(?![\\p{L}])|[:=]|=>|->|→|-(?=[ \\t])|\\n{1,2}(?=\\S{1,300}\\s*(?:\\n|$))|[ \\t])(?:(?<=[:=>]|is|was)\\s{0,3}|[ \\t]{0,3})(?:now |still |this |currently )?[:=]?\\s{0,3}(?:bearer |basic |token )?["'\`*(“„«<]{0,3}([^\\s"'\`“”«»<>,;]{8,})`,
  "giu",
);

const PUBLIC = /(?:public|pub|site|dkim|csrf|xsrf|ssh-(?:rsa|ed25519)|publishable|verification)[ _-]?$/i;

/** A token is a word that nobody says: long, of letters and digits, without the marks of an address or a path. */
const looksLikeToken = (value: string): boolean => {
  const judged = value.slice(0, 200).replace(/[.,:;?!)\]}]{1,3}$/, "");
  if (judged.length < 8 || isMask(judged) || /^[a-z]+:\/\//i.test(judged) || /@[\w-]+\.\w/.test(judged))
    return false;
  if (/^(?:[\w-]+\.)+[a-z]{2,24}$/i.test(judged) || /^\d{1,3}(?:\.\d{1,3}){3}/.test(judged)) return false;
  if (/^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}/.test(judged) || /^[a-z]{1,12}[-_#]\d{1,9}$/i.test(judged))
    return false;
  if (/^(?:\$|\{|%|process\.env)/.test(judged) || /^p=|^MI[GI][A-Za-z]/.test(judged)) return false;
  if (/^sha-?\d{1,3}:/i.test(judged)) return false;
  const digits = (judged.match(/\d/g) ?? []).length;
  return (
    digits >= 2 ||
    (digits >= 1 && judged.length >= 10) ||
    (judged.length >= 16 && /[a-z]/.test(judged) && /[A-Z]{2}|[a-z][A-Z][a-z]*[A-Z]/.test(judged))
  );
};

const labelled = (text: string): readonly Secret[] =>
  [...text.matchAll(LABELLED)].flatMap((found): readonly Secret[] => {
    const value = found[1] ?? "";
    const before = text.slice(Math.max(0, found.index - 16), found.index);
    if (PUBLIC.test(before) || /^(?:csrf|public)/i.test(found[0]) || !looksLikeToken(value)) return [];
    const end = found.index + found[0].length;
    const tail = /[.:?!)\]}]{0,3}$/.exec(value.slice(-3))?.[0].length ?? 0;
    return [{ kind: "token", start: end - value.length, end: end - tail }];
  });

const HEADER =
  /(?<![\w-])authorization["']?[ \t]*[:=][ \t]*["']?(?:bearer|basic|token|apikey)[ \t]+([\w.~+/=-]{6,})/gi;

const inHeaders = (text: string): readonly Secret[] =>
  [...text.matchAll(HEADER)].map(([whole, value = ""], index, all): Secret => {
    const end = (all[index]?.index ?? 0) + whole.length;
    return { kind: "token", start: end - value.length, end };
  });

/** API keys and access tokens: by their issuer's form, or by being called so. */
export const accessTokens = (text: string): readonly Secret[] => [
  ...shaped(text),
  ...labelled(text),
  ...inHeaders(text),
];
