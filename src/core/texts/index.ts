import type { Words } from "../words.ts";
import { long } from "./en/duration.ts";
import { en } from "./en.ts";
import { withOwnTexts } from "./own.ts";

const english = withOwnTexts(en, long);
const LANGUAGES: Readonly<Record<string, Words>> = { en: english };

/** The words of a BCP 47 tag; a region is ignored, and a language that we do not have is answered in English. */
export const wordsFor = (language: string): Words => {
  const primary = language.toLowerCase().split("-", 1)[0] ?? "";
  return Object.hasOwn(LANGUAGES, primary) ? (LANGUAGES[primary] ?? english) : english;
};
