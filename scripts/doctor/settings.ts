import { type Config, ConfigError, readConfig } from "../../src/config.ts";
import type { Desk } from "../../src/core/policy/policy.ts";
import { policyNotices } from "../../src/policy-file/notices.ts";
import { desksFor, PolicyError, readPolicyFile } from "../../src/policy-file.ts";
import { type Check, fine, wrong } from "./check.ts";

export interface Settings {
  readonly checks: readonly Check[];
  /** Null: nothing more can be looked at. */
  readonly config: Config | null;
  readonly desks: readonly Desk[];
}

const MODES: Readonly<Record<Config["mode"], string>> = {
  sandbox: "No tokens are set: npm start opens the sandbox.",
  platforms: "Tokens are set: npm start connects to the platforms.",
};

const faulty = (name: string, faults: readonly string[], fix: string): readonly Check[] =>
  faults.map((fault) => wrong(name, fault, fix));

const policyOf = (config: Config): Pick<Settings, "checks" | "desks"> => {
  try {
    const file = readPolicyFile(config.policyFile);
    const desks = desksFor(config.mode, file);
    const names = desks.map((desk) => desk.name).join(", ");
    return { checks: [fine("Policy", `${file.file ?? "Built-in"}; desks: ${names}.`)], desks };
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return { checks: faulty("Policy", error.faults, ""), desks: [] };
  }
};

/** What can be said of the settings without asking anybody. */
export const checkSettings = (): Settings => {
  try {
    const config = readConfig([]);
    const policy = policyOf(config);
    const notices = [...config.notices, ...policyNotices(policy.desks, { mail: config.mail !== null })].map(
      (notice) => fine("Note", notice),
    );
    return {
      config,
      desks: policy.desks,
      checks: [fine("Settings", MODES[config.mode]), ...notices, ...policy.checks],
    };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { config: null, desks: [], checks: faulty("Settings", error.faults, "") };
  }
};
