import type { Language } from "./language.ts";

export const german: Language = {
  yes: "ja jawohl jep bestätige bestätigt genehmige genehmigt einverstanden freigegeben".split(" "),
  no: "nein nee nö niemals".split(" "),
  refusals: [
    ..."ablehnen abgelehnt ablehnung verweigert verweigere widerspreche".split(" "),
    ..."stopp stoppen abbrechen abbruch stornieren storniert".split(" "),
  ],
  but: "aber wenn falls nicht nichts außer ausser sofern oder kein keine keinen jedoch nur erst sondern".split(
    " ",
  ),
  greetings: [
    ..."hallo|guten tag|guten morgen|guten abend|moin|servus|grüß gott|grüezi|liebe|lieber|liebes".split("|"),
    ..."sehr geehrte|sehr geehrter|sehr geehrtes".split("|"),
  ],
  harmless: "kein problem|keine einwände".split("|"),
};
