import type { SubjectProblem } from "../../ticket/subject.ts";
import type { Words } from "../../words.ts";

/** Said to whoever writes the subject, rep or customer. */
const SUBJECT: Readonly<Record<SubjectProblem, string>> = {
  blank: "The subject is still empty. A few words that say what the ticket is about get it answered sooner.",
  only_number: "A number alone doesn't say what the ticket is about.",
  generic: "That could be any ticket. Say what it is about: what should happen, to which thing.",
  only_name: "A name alone doesn't say what the ticket is about.",
  too_short: "Nearly there: say what should happen, and to which domain, server or mailbox.",
  shouting: "It reads better without capitals and exclamation marks. It won't be slower for it.",
};

const count = (characters: number): string => characters.toLocaleString("en");

export const typed: Words["typed"] = {
  fault: (fault) =>
    fault.fault === "blank"
      ? "Please write something here."
      : `At most ${count(fault.most)} characters fit here; these are ${count(fault.length)}.`,
  notTaken:
    "We couldn't take that just now, and we're sorry. Here is what you wrote, so that it isn't lost. Please try again in a minute:",
  subject: ({ problem, suggestion }) =>
    suggestion === null ? SUBJECT[problem] : `${SUBJECT[problem]} For example: “${suggestion}”`,
};
