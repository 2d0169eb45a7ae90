/** Faults that a test orders from an emulator: on its HTTP side (an outcome per request) and on its event stream. */

export type HttpFault =
  /** Answers so, and the request has no effect. */
  | {
      readonly kind: "respond";
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: unknown;
    }
  /** Cuts the connection; the request had no effect. */
  | { readonly kind: "cut-before" }
  /** The request takes effect, then the connection is cut: the caller cannot know the outcome. */
  | { readonly kind: "cut-after" }
  /** The request takes effect, then this answer is given instead of the true one. */
  | { readonly kind: "respond-after"; readonly status: number; readonly body?: unknown }
  /** The request is handled only when the returned `release` is called, or after `delayMs` where it is given. */
  | { readonly kind: "hold"; readonly delayMs?: number };

export type EventFault =
  | { readonly kind: "drop" }
  | { readonly kind: "duplicate" }
  /** Delivered right after the next event that follows it. */
  | { readonly kind: "swap" }
  /** Delivered when `release` is called, or after `delayMs` where it is given. */
  | { readonly kind: "hold"; readonly delayMs?: number };

export type HttpSubject = { readonly method: string; readonly path: string };
export type EventSubject = { readonly name: string; readonly data: unknown };

export type Injected = {
  /** How often it has struck. */
  hits(): number;
  /** Lets go what is held, and strikes no more. */
  release(): void;
};

type Rule<Subject, Fault> = {
  readonly match: (subject: Subject) => boolean;
  readonly fault: Fault;
  left: number;
  hits: number;
  readonly held: Set<() => void>;
};

export type FaultBook<Subject, Fault> = {
  /** `times`: how many matching subjects are struck; default 1. */
  inject(match: (subject: Subject) => boolean, fault: Fault, times?: number): Injected;
  /** The fault that strikes this subject, if any, with the means to wait while it is held. */
  strike(
    subject: Subject,
  ): { readonly fault: Fault; hold(delayMs: number | undefined, then: () => void): void } | undefined;
  clear(): void;
};

export const createFaultBook = <Subject, Fault>(): FaultBook<Subject, Fault> => {
  const rules: Rule<Subject, Fault>[] = [];
  const release = (rule: Rule<Subject, Fault>): void => {
    rule.left = 0;
    for (const letGo of [...rule.held]) letGo();
  };
  return {
    inject(match, fault, times = 1) {
      const rule: Rule<Subject, Fault> = { match, fault, left: times, hits: 0, held: new Set() };
      rules.push(rule);
      return { hits: () => rule.hits, release: () => release(rule) };
    },
    strike(subject) {
      const rule = rules.find((candidate) => candidate.left > 0 && candidate.match(subject));
      if (rule === undefined) return undefined;
      rule.left -= 1;
      rule.hits += 1;
      return {
        fault: rule.fault,
        hold(delayMs, then) {
          let timer: NodeJS.Timeout | undefined;
          const letGo = (): void => {
            if (!rule.held.delete(letGo)) return;
            clearTimeout(timer);
            then();
          };
          rule.held.add(letGo);
          if (delayMs !== undefined) timer = setTimeout(letGo, delayMs);
        },
      };
    },
    clear() {
      for (const rule of rules.splice(0)) release(rule);
    },
  };
};
