import type { Secret } from "../secret.ts";
import type { Reading } from "./reading.ts";
import { looksGenerated } from "./shapes.ts";

/** Words that make a text one about signing in. */
const ABOUT_ACCESS =
  /(?<![\p{L}\p{N}])(?:pass[ -]?words?|passwort|contraseña|mot de passe|senha|pw|pwd|log(?:ged|ging)?[ -]?in|sign(?:ed|ing)?[ -]?in|credentials?|creds|zugangsdaten)(?![\p{L}\p{N}])/iu;
/** A longer word is no password that anybody types. */
const LONGEST = 100;

/** What nothing but a generator makes, in a text about signing in or alone in a message. */
export const generatedPasswords = ({ text, wordEnd, wordStart }: Reading): readonly Secret[] => {
  const secrets: Secret[] = [];
  const alone = wordStart(wordEnd(wordStart(0))) >= text.length;
  if (!alone && !ABOUT_ACCESS.test(text)) return secrets;
  for (let start = wordStart(0); start < text.length; ) {
    const end = wordEnd(start);
    if (end - start <= LONGEST) {
      const word = text.slice(start, end);
      const core = word.replace(/^["'`(*]{1,4}/, "").replace(/["'`)*,.;:?]{1,4}$/, "");
      const at = start + word.indexOf(core);
      if (looksGenerated(core) && !/:\/\/|^[\w-]{1,30}[:=]/.test(core)) {
        secrets.push({ kind: "password", start: at, end: at + core.length });
      }
    }
    start = wordStart(end);
  }
  return secrets;
};
