import type { Language } from "./language.ts";

export const english: Language = {
  yes: [
    ..."yes yep yeah yup confirm confirmed approve approved agreed".split(" "),
    ..."authorize authorized authorise authorised".split(" "),
  ],
  no: "no nope nah never".split(" "),
  refusals: [
    ..."deny denied refuse refused reject rejected decline declined".split(" "),
    ..."stop cancel cancelled canceled abort".split(" "),
  ],
  but: [
    ..."but if not except unless or however though although until only instead wait cannot".split(" "),
    ..."cant dont doesnt didnt isnt wasnt wont wouldnt shouldnt couldnt havent hasnt".split(" "),
  ],
  greetings: [
    ..."hi|hello|hey|dear|greetings|good morning|good afternoon|good evening|good day|hi there".split("|"),
    "hello there",
    "dear sir or madam",
  ],
  harmless: "no problem|no problems|no worries|no objection|no objections|no issue|no issues|no doubt".split(
    "|",
  ),
};
