import { problemOf, type SubjectProblem } from "./subject-problem.ts";
import { suggestionOf } from "./subject-suggestion.ts";

export type { SubjectProblem } from "./subject-problem.ts";
export { MOST_SUBJECT } from "./subject-suggestion.ts";

/** What is said of a ticket's subject that tells too little (policy, last lines: "Subjects Matter!"). */
export interface SubjectAdvice {
  readonly problem: SubjectProblem;
  /** A subject made from the request, at most 80 characters; null: the request does not yield one. */
  readonly suggestion: string | null;
}

/** Capitals without need, made quiet; addresses and abbreviations keep theirs. */
const quiet = (subject: string): string =>
  subject.replace(/[!?]+/gu, " ").replace(/\p{Lu}{5,}/gu, (word) => word.toLowerCase());

/**
 * Judges a ticket's subject; null: it is descriptive. Advice only: a request is never refused for its subject.
 * Linear in the lengths of both, of which it reads the first 500 and 2,000 characters.
 */
export const subjectAdvice = (subject: string, request: string): SubjectAdvice | null => {
  const problem = problemOf(subject);
  if (problem === null) return null;
  const own = problem === "shouting" ? suggestionOf(quiet(subject)) : null;
  return { problem, suggestion: own ?? suggestionOf(request) };
};
