import type { Words } from "../words.ts";
import { en } from "./en.ts";

const LANGUAGES: Readonly<Record<string, Words>> = { en };

/** The words of a BCP 47 tag; a region is ignored, and a language that we do not have is answered in English. */
export const wordsFor = (language: string): Words => {
  const primary = language.toLowerCase().split("-", 1)[0] ?? "";
  return Object.hasOwn(LANGUAGES, primary) ? (LANGUAGES[primary] ?? en) : en;
};
