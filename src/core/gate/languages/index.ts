import type { Language } from "../language.ts";
import { DE } from "./de.ts";
import { EN } from "./en.ts";
import { ES } from "./es.ts";
import { FR } from "./fr.ts";
import { PT } from "./pt.ts";

/** English first: a text in no known language is read by it. */
export const LANGUAGES: readonly Language[] = [EN, DE, ES, FR, PT];
