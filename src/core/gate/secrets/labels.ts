/** No letter, digit or joined word before it; `_`, `-` and `.` may be (DB_PASSWORD, --password, smtp.password). */
const BEFORE = "(?<![\\p{L}\\p{N}])";

const PASSWORD =
  "pass[ -]?words?|pas+w(?:or|ro|r|o)d+s?|p[a@4]ssw[o0]rds?|pa(?:ss|ß)w(?:o|ö)rt(?:er|es|s)?|kennw(?:o|ö)rt|passwd|pass-?phrases?|pass phrase|" +
  "passcodes?|pwds?|pswd|psw|pws?|p\\/w|contrase(?:ñ|n)as?|mots? de passe|mdp|senhas?|palavra[ -]passe|wachtwoord(?:en)?|" +
  "has(?:ł|l)o|пароль|lösenord|adgangskode|salasana|parola d'ordine|parola|jelszó|heslo|şifre|" +
  "(?:wi-?fi|wlan|wpa[23]?|network)[ -](?:key|code|schlüssel)|(?:security|secret|memorable)[ -](?:answer|word)|psk|pre-?shared[ -]key";

/** What a password is called, in the languages of those who ask. */
export const PASSWORD_LABEL = new RegExp(
  `${BEFORE}(?:${PASSWORD})(?:[ \\t]?[12](?=[ \\t]*[:=]))?(?![\\p{L}\\p{N}])`,
  "giu",
);

const WHOLE = new RegExp(`^(?:${PASSWORD})$`, "iu");

/** True of a word that is nothing but a password's name. */
export const isPasswordLabel = (word: string): boolean => WHOLE.test(word);

/** In identifiers of programs: dbPassword=, PGPASSWORD=, mypassword=. */
export const JOINED_LABEL =
  /(?:(?<=[a-z])(?:Password|Passwd|Pwd|Pass)|(?<=[A-Z]{2})(?:PASSWORD|PASSWD|PWD|PASS)|(?<=[a-z])(?:password|passwd|pwd))(?=["'`]?[ \t]*[:=])/g;

/** A name only behind a user's: "user bob pass hunter2". */
export const NEAR_LABEL = /(?<![\p{L}\p{N}])pass(?=[ \t]+[^\s:=])/giu;

/** Words that are a password's name only with a sign or an "is" behind them. */
export const WEAK_LABEL = new RegExp(
  `${BEFORE}(?:pass|clave|login pass|key phrase)(?=["'\`*_)]{0,3}[ \\t]*(?:[:=]|->|is\\b|was\\b|es\\b))`,
  "giu",
);

/** "Here it is: pass hunter2". */
export const OPENING_LABEL =
  /(?<=(?:^|[:;,.\n])[ \t]{0,3})pass(?=(?:;|[ \t])[ \t]*[^\s:=]*\p{L}[^\s:=]*\d)/giu;

/** "smtp pass hunter2": the name of a service before it makes the verb a noun. */
export const SERVICE_LABEL =
  /(?<=(?<![\p{L}\p{N}])(?:smtp|s?ftp|db|admin|root|user|login|wi-?fi|mysql|imap|ssh|e-?mail|mail)[ _-])pass(?=[ \t]+\S)/giu;

export const USER_LABEL =
  "(?:user(?:[ -]?(?:name|id))?|usr|uname|login(?:[ -]?(?:name|id))?|log-in|account|benutzer(?:name)?|usuario|usuário|utilisateur|identifiant|e-?mail|mail|mailbox|ftp[ -]?user)";

/** With these a line of access data is announced: a name, a separator, a password. */
export const ACCESS_LABEL = new RegExp(
  `${BEFORE}(?:credentials?|creds|credz|log-?ins?|log ?in (?:data|details|info|information)|sign-?in|access(?: data| details)?|zugangsdaten|zugang|anmeldedaten|` +
    "user(?:name)?(?: ?\\/ ?| and | & |\\+)pass(?:word)?|u\\/p|user\\/pw|accesos?|credenciales|identifiants|acc(?:è|e)s|acessos?|credenciais|" +
    "ftp|sftp|ssh|rdp|cpanel|plesk|phpmyadmin|wp-?admin|mysql|imap|smtp|root|vpn)(?![\\p{L}\\p{N}])",
  "giu",
);

/** Accounts that every system has. */
export const KNOWN_USER =
  /^(?:admin|administrator|root|user|username|test|tester|info|demo|guest|support|webmaster|postmaster|postgres|mysql|ubuntu|debian|centos|ec2-user|deploy|backup|ftp\w{0,10}|sa|wp-?admin|wordpress|pi|dev|www(?:-data)?|\w{2,20}_(?:user|admin|ftp|db))$/i;
