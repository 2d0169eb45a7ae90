import { german } from "./de.ts";
import { english } from "./en.ts";
import { spanish } from "./es.ts";
import { french } from "./fr.ts";
import type { Language } from "./language.ts";
import { portuguese } from "./pt.ts";

const languages: readonly Language[] = [english, german, spanish, french, portuguese];

/** All languages at once: nobody knows in which one an answer will come. */
export const words = {
  yes: new Set(languages.flatMap(({ yes }) => yes)),
  no: new Set(languages.flatMap(({ no }) => no)),
  refusals: new Set(languages.flatMap(({ refusals }) => refusals)),
  but: new Set(languages.flatMap(({ but }) => but)),
  greetings: new Set(languages.flatMap(({ greetings }) => greetings)),
  harmless: languages.flatMap(({ harmless }) => harmless),
};
