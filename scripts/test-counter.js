// @ts-check

/**
 * Counts what a run came to. Whatever went wrong outside a test (a file that does not load, a hook, an
 * unhandled rejection) counts as one failure each: a run with such a thing is never clean.
 * @returns {{ reporter: import("vitest/node").Reporter, counts: () => { passed: number, failed: number, skipped: number } }}
 */
export function createCounter() {
  const total = { passed: 0, failed: 0, skipped: 0 };
  return {
    counts: () => total,
    reporter: {
      onTestRunEnd(modules, unhandledErrors) {
        total.failed += unhandledErrors.length;
        for (const module of modules) {
          total.failed += module.errors().length;
          for (const suite of module.children.allSuites()) total.failed += suite.errors().length;
          for (const test of module.children.allTests()) {
            const { state } = test.result();
            if (state === "passed" || state === "failed") total[state]++;
            else total.skipped++;
          }
        }
      },
    },
  };
}
