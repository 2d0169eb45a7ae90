import { redactText } from "./redact.ts";

/** Something that must work before the desk is ready: the database, the queue, a platform. */
export interface Part {
  readonly name: string;
  readonly check: () => PartHealth | Promise<PartHealth>;
}

export interface PartHealth {
  readonly ready: boolean;
  /** What is wrong, in one sentence; empty when nothing is. */
  readonly why: string;
}

export interface PartState extends PartHealth {
  readonly name: string;
}

/** Whoever asks (a load balancer) waits no longer than this for one part, ms. */
const PATIENCE_MS = 2000;

const within = async (check: Promise<PartHealth>): Promise<PartHealth> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<PartHealth>((resolve) => {
    timer = setTimeout(
      () => resolve({ ready: false, why: `no answer within ${PATIENCE_MS} ms` }),
      PATIENCE_MS,
    );
  });
  return Promise.race([check, late]).finally(() => clearTimeout(timer));
};

/** Asks every part at once; one that throws or hangs is not ready, and says so. */
export const checkParts = (parts: readonly Part[]): Promise<readonly PartState[]> =>
  Promise.all(
    parts.map(async ({ name, check }) => {
      try {
        const { ready, why } = await within(Promise.resolve(check()));
        return { name, ready, why: redactText(why) };
      } catch (error) {
        return {
          name,
          ready: false,
          why: redactText(error instanceof Error ? error.message : String(error)),
        };
      }
    }),
  );
