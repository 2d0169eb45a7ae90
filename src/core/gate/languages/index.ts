import type { Language } from "../language.ts";
import { EN } from "./en.ts";

/** English first: a text in no known language is read by it. */
export const LANGUAGES: readonly Language[] = [EN];
