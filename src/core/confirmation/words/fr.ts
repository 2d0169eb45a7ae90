import type { Language } from "./language.ts";

export const french: Language = {
  yes: "oui ouais confirme confirmé confirmée approuve approuvé autorise autorisé".split(" "),
  no: "non jamais".split(" "),
  refusals: [
    ..."refuse refusé refusée refus rejeté rejette".split(" "),
    ..."annuler annulez annule annulé arrêter arrêtez".split(" "),
  ],
  but: "mais si pas ne sauf excepté ou seulement cependant jamais".split(" "),
  greetings: "bonjour|bonsoir|salut|cher|chère|chers|chères|madame|monsieur|mesdames".split("|"),
  harmless: [],
};
