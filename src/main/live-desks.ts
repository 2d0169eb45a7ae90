import { createHash } from "node:crypto";
import type { Desk } from "../core/policy/policy.ts";
import { type PolicyWatch, watchPolicyFile } from "../policy-file/watch.ts";
import { desksFor, PolicyError, type PolicyFile } from "../policy-file.ts";
import type { Log } from "../ports.ts";
import type { Managers } from "./managers.ts";
import { renewDesks } from "./renew-desks.ts";

export interface LiveDesks {
  /** As the policy file names them now; as it named them last while it is wrong. */
  readonly current: () => readonly Desk[];
  /** From now on changes of the file count, while the desk runs. */
  readonly watch: (onChange: () => Promise<void>) => PolicyWatch;
}

interface LiveDesksOptions {
  readonly mode: "sandbox" | "platforms";
  readonly policyFile: string | null;
  /** What the file said at the start. */
  readonly file: PolicyFile;
  readonly managers: Managers;
  readonly log: Log;
  /** Looked at so often, ms. Default: the watch's own. */
  readonly everyMs?: number;
}

const REFUSED = "policy_refused";
const CHANGED = "policy_changed";
/** A message to the managers is no place for a whole section of the file. */
const SHOWN = 300;

const contentOf = (desk: Desk): string => createHash("sha256").update(JSON.stringify(desk)).digest("hex");

/** The desks of a policy file that may be edited while they run. */
export const createLiveDesks = (options: LiveDesksOptions): LiveDesks => {
  const { mode, policyFile, managers, log } = options;
  let desks = desksFor(mode, options.file);
  let wasRefused = false;
  let under: Promise<void> = Promise.resolve();

  const refuse = async ({ faults, message }: PolicyError): Promise<void> => {
    wasRefused = true;
    log.warn(
      { faults: faults.length },
      `the policy file is wrong; the one before stays in force\n${message}`,
    );
    const first = (faults[0] ?? "").slice(0, SHOWN);
    for (const desk of desks) {
      await managers.forget(desk, CHANGED);
      await managers.tell(desk, REFUSED, first, { key: "policy_refused", faults: faults.length, first });
    }
  };

  const take = async (file: PolicyFile, onChange: () => Promise<void>): Promise<void> => {
    let found: readonly Desk[];
    try {
      found = desksFor(mode, file);
    } catch (cause) {
      if (!(cause instanceof PolicyError)) throw cause;
      return refuse(cause);
    }
    const renewed = renewDesks(desks, found);
    desks = renewed.desks;
    for (const one of renewed.waiting) log.warn({}, `policy file: ${one}`);
    if (renewed.changed.length > 0) await onChange();
    log.info({ desks: renewed.changed.map(({ id }) => id) }, "the policy file is in force");
    // Whoever was told that it is wrong is told that it is in order, though it is the old one again.
    for (const desk of wasRefused ? desks : renewed.changed) {
      await managers.forget(desk, REFUSED);
      const { version } = desk.policy;
      await managers.tell(desk, CHANGED, contentOf(desk), { key: "policy_changed", version });
    }
    wasRefused = false;
  };

  /** One after the other, in the order of the edits. */
  const then = (work: () => Promise<void>): void => {
    under = under
      .then(work)
      .catch((cause: unknown) => log.error({ err: cause }, "a change of the policy file was not taken"));
  };

  return {
    current: () => desks,
    watch: (onChange) =>
      watchPolicyFile(
        policyFile,
        (file) => then(() => take(file, onChange)),
        (error) => then(() => refuse(error)),
        options.everyMs,
      ),
  };
};
