import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { LineCounter, parseDocument } from "yaml";
import { type Channel, DEFAULT_POLICY, type Desk, type Policy } from "./core/policy/policy.ts";
import { strayAliases } from "./policy-file/aliases.ts";
import { deskOf, merged } from "./policy-file/build.ts";
import { faultsIn, PolicyError, unreadable } from "./policy-file/faults.ts";
import { referenceFaults } from "./policy-file/references.ts";
import { resultFaults } from "./policy-file/results.ts";
import { sandboxDesk } from "./policy-file/sandbox-desk.ts";
import { PolicyYaml } from "./policy-file/schema.ts";
import { togetherFaults } from "./policy-file/together.ts";
import { repoRoot } from "./root.ts";

export { PolicyError } from "./policy-file/faults.ts";
export { sandboxDesk } from "./policy-file/sandbox-desk.ts";

/** What the policy file says; without a file the built-in policy and no desk. */
export interface PolicyFile {
  /** Null: there is none. */
  readonly file: string | null;
  /** What the desks have in common. */
  readonly policy: Policy;
  readonly desks: readonly Desk[];
}

export const POLICY_FILE = "policy.yaml";

/** Discord ids do not fit a double: what would lose digits stays text. */
const exact = (_key: unknown, value: unknown): unknown => {
  if (typeof value !== "bigint") return value;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
};

/** Pure. Throws PolicyError with every fault, its line, what was expected and what came. */
export const parsePolicy = (text: string, file: string): PolicyFile => {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    intAsBigInt: true,
    prettyErrors: false,
    logLevel: "error",
  });
  const broken = [
    ...document.errors.map(({ pos, message }) => ({ at: pos[0], message })),
    ...strayAliases(document),
  ];
  if (broken.length > 0) {
    throw new PolicyError(
      file,
      broken.map(
        ({ at, message }) => `line ${lines.linePos(at).line}: expected YAML; got a fault in it: ${message}.`,
      ),
    );
  }
  const raw: unknown = document.toJS({ reviver: exact }) ?? {};
  const parsed = PolicyYaml.safeParse(raw);
  const together = [...togetherFaults(raw), ...referenceFaults(raw)];
  if (!parsed.success || together.length > 0) {
    throw new PolicyError(file, faultsIn(document, lines, raw, parsed.error?.issues ?? [], together));
  }
  const policy = merged(DEFAULT_POLICY, parsed.data.policy);
  const desks = (parsed.data.desks ?? []).map((desk) => deskOf(desk, policy, dirname(file)));
  const results = resultFaults([
    { policy, path: ["policy"] },
    ...desks.map((desk, index) => ({ policy: desk.policy, path: ["desks", index, "policy"] })),
  ]);
  if (results.length > 0) throw new PolicyError(file, faultsIn(document, lines, raw, [], results));
  return { file, policy, desks };
};

/** Throws PolicyError. */
const textOf = (file: string): string => {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw unreadable(file, cause);
  }
};

/** Reads POLICY_FILE, else policy.yaml beside package.json, else gives the built-in policy. Throws PolicyError. */
export const readPolicyFile = (configured: string | null): PolicyFile => {
  const file = configured ?? join(repoRoot, POLICY_FILE);
  if (existsSync(file)) return parsePolicy(textOf(file), file);
  if (configured === null) return { file: null, policy: DEFAULT_POLICY, desks: [] };
  throw new PolicyError(file, [
    "expected the file that POLICY_FILE names; there is none. Make it, or leave out POLICY_FILE.",
  ]);
};

/** The least that connects a real server and a real workspace. */
export const MINIMAL_POLICY = `desks:
  - id: support
    name: Support
    customers: { platform: discord, channel: "…" } # the channel with the panel: right-click, Copy Channel ID
    staff: { platform: slack, channel: C… }        # cards and answers: channel details, at the bottom
    alerts: { platform: slack, channel: C… }       # pings
    managers: { platform: slack, channel: C… }     # breaches and digests
    reps:
      - { id: ana, name: Ana, slack: U…, lead: true } # profile, ⋮, Copy member ID
`;

const isSandbox = ({ platform }: Channel): boolean => platform === "sandbox";

/** The desks that run in this mode. In the sandbox there is always one. Throws PolicyError. */
export const desksFor = (
  mode: "sandbox" | "platforms",
  { file, policy, desks }: PolicyFile,
): readonly Desk[] => {
  const ours = desks.filter((desk) => isSandbox(desk.customers) === (mode === "sandbox"));
  if (ours.length > 0) return ours;
  if (mode === "sandbox") return [sandboxDesk(policy)];
  throw new PolicyError(file ?? POLICY_FILE, [
    `expected a desk with its channels, since tokens are set; got none. Put this into ${POLICY_FILE} and fill it in:\n\n${MINIMAL_POLICY}`,
  ]);
};
