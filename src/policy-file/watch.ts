import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { SECOND } from "../core/time.ts";
import { POLICY_FILE, type PolicyFile, parsePolicy } from "../policy-file.ts";
import { repoRoot } from "../root.ts";
import { PolicyError, unreadable } from "./faults.ts";

export interface PolicyWatch {
  /** Looks now, whatever the file's date says: for SIGHUP. */
  readonly look: () => void;
  readonly stop: () => void;
}

/** File systems that tell of changes do so unreliably, and not at all over a network. */
const EVERY_MS = 2 * SECOND;

const isMissing = (cause: unknown): boolean =>
  cause instanceof Error && "code" in cause && cause.code === "ENOENT";

/** What a save changes; null: there is no file. */
const dateOf = (file: string): string | null => {
  const stat = statSync(file, { bigint: true, throwIfNoEntry: false });
  return stat === undefined ? null : `${stat.mtimeNs}:${stat.size}:${stat.ino}`;
};

/** Null: there is no file. */
const textOf = (file: string): string | null => {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    if (isMissing(cause)) return null;
    throw cause;
  }
};

const faultOf = (file: string, cause: unknown): PolicyError =>
  cause instanceof PolicyError ? cause : unreadable(file, cause);

/**
 * Tells of every new content of the policy file (POLICY_FILE, else policy.yaml): `onChange` when it is in order, once
 * `onFault` when it is not, and what was in force stays in force. A file that goes away is a fault; that there was none
 * from the beginning is not. After a fault the file that is in order again is told, even when it is the old one.
 */
export const watchPolicyFile = (
  configured: string | null,
  onChange: (file: PolicyFile) => void,
  onFault: (error: PolicyError) => void,
  everyMs: number = EVERY_MS,
): PolicyWatch => {
  const file = configured ?? join(repoRoot, POLICY_FILE);

  const read = (): { readonly mark: string; readonly text: string | null; readonly cause: unknown } => {
    try {
      const text = textOf(file);
      const hash = text === null ? "missing" : createHash("sha256").update(text).digest("hex");
      return { mark: hash, text, cause: null };
    } catch (cause) {
      return { mark: `unreadable: ${faultOf(file, cause).message}`, text: null, cause };
    }
  };

  let date = dateOf(file);
  let told = read().mark;

  const parsed = ({ text, cause }: ReturnType<typeof read>): PolicyFile | PolicyError => {
    if (cause !== null) return faultOf(file, cause);
    if (text === null)
      return new PolicyError(file, ["expected the policy file; it is gone. Put it back, or stop the desk."]);
    try {
      return parsePolicy(text, file);
    } catch (fault) {
      return faultOf(file, fault);
    }
  };

  const look = (): void => {
    const found = read();
    if (found.mark === told) return;
    told = found.mark;
    const result = parsed(found);
    if (result instanceof PolicyError) onFault(result);
    else onChange(result);
  };

  const timer = setInterval(() => {
    const now = dateOf(file);
    // A save within the clock's grain may leave the date as it was: SIGHUP looks at the content.
    if (now === date) return;
    date = now;
    look();
  }, everyMs);
  timer.unref();

  return { look, stop: () => clearInterval(timer) };
};
