import type { Desk } from "../../src/core/policy/policy.ts";
import { PolicyError, parsePolicy } from "../../src/policy-file.ts";

export const FILE = "/etc/deskclock/policy.yaml";

/** What is wrong in the file, one sentence each. */
export const faults = (text: string): readonly string[] => {
  try {
    parsePolicy(text, FILE);
  } catch (error) {
    if (error instanceof PolicyError) return error.faults;
    throw error;
  }
  return [];
};

/** A desk with these lines for Ana, for Ben, and for itself; Ana's begin on line 8. */
export const deskText = ({ ana = "", ben = "", desk = "" }): string =>
  `desks:
  - id: support
    name: Support
    customers: { platform: discord, channel: "112233445566778899" }
    staff: { platform: slack, channel: CSTAFF }
    managers: { platform: slack, channel: CMANAGERS }
    reps:
      - { id: ana, name: Ana, slack: UANA, lead: true ${ana} }
      - { id: ben, name: Ben, slack: UBEN ${ben} }
${desk
  .split("\n")
  .map((line) => `    ${line}`)
  .join("\n")}
`;

export const deskOf = (parts: { ana?: string; ben?: string; desk?: string }): Desk => {
  const [desk] = parsePolicy(deskText(parts), FILE).desks;
  if (desk === undefined) throw new Error("no desk");
  return desk;
};

/** A rep's shifts. */
export const shifts = (weekly: string, rest = "zone: Europe/Berlin, "): string =>
  `, shifts: { ${rest}weekly: [ ${weekly} ] }`;
