export type UntilOptions = {
  /** Longest wait, ms. Default 5 s. */
  readonly timeoutMs?: number;
  /** What is awaited, in words, for the error. */
  readonly what?: string;
};

/** For what a test looks at outside the emulator, whose changes it cannot know. */
const RELOOK_MS = 25;

export class UntilTimeoutError extends Error {
  override readonly name = "UntilTimeoutError";
}

export type Waiting = {
  readonly until: <Value>(look: () => Value, options?: UntilOptions) => Promise<NonNullable<Value>>;
  readonly close: () => void;
};

export function createUntil(onChange: (listener: () => void) => () => void, recent: () => string): Waiting {
  const open = new Set<(error: Error) => void>();
  return {
    until<Value>(
      look: () => Value,
      { timeoutMs = 15_000, what }: UntilOptions = {},
    ): Promise<NonNullable<Value>> {
      return new Promise((resolve, reject) => {
        const fail = (error: Error): void => {
          stop();
          reject(error);
        };
        const stop = (): void => {
          clearTimeout(timer);
          clearInterval(relook);
          unsubscribe();
          open.delete(fail);
        };
        const check = (): void => {
          try {
            const value = look();
            if (!value) return;
            stop();
            resolve(value);
          } catch (error) {
            fail(error instanceof Error ? error : new Error(String(error)));
          }
        };
        const timer = setTimeout(() => {
          const wanted = what ?? look.toString();
          fail(
            new UntilTimeoutError(
              `expected within ${timeoutMs} ms: ${wanted}\nrecent Slack traffic:\n${recent()}`,
            ),
          );
        }, timeoutMs);
        const unsubscribe = onChange(check);
        const relook = setInterval(check, RELOOK_MS);
        open.add(fail);
        check();
      });
    },
    close() {
      for (const fail of [...open])
        fail(new UntilTimeoutError("the emulator was closed while a test was waiting"));
    },
  };
}
