import { type Counts, type Imported, MOST_REMOVED } from "../../db/customers.ts";
import { inWords as faultInWords } from "../../src/core/customers/fault.ts";

export interface Asked {
  readonly file: string;
  readonly dryRun: boolean;
  readonly sync: boolean;
  readonly keepGood: boolean;
}

const number = new Intl.NumberFormat("en-US");

const counted = (what: string, counts: Counts, removed: boolean): string =>
  [
    `${what}:`,
    `${number.format(counts.added)} added,`,
    `${number.format(counts.changed)} changed,`,
    `${number.format(counts.unchanged)} unchanged,`,
    `${number.format(removed ? counts.missing : 0)} removed`,
  ].join(" ");

const ofFaults = ({ faults }: Imported): readonly string[] => {
  const rest = faults.count - faults.first.length;
  return [
    ...faults.first.map(({ line, fault }) => `line ${line}, ${faultInWords(fault)}`),
    ...(rest > 0 ? [`… and ${number.format(rest)} more faults.`] : []),
  ];
};

const percent = (share: number): string => `${Math.round(share * 100)} %`;

const tooMany = ({ merged: { accounts, contacts, before } }: Imported, file: string): string =>
  `Expected ${file} to hold at least ${percent(1 - MOST_REMOVED)} of what is on file; it would remove ` +
  `${number.format(accounts.missing)} of ${number.format(before.accounts)} accounts and ` +
  `${number.format(contacts.missing)} of ${number.format(before.contacts)} contacts. Nothing was changed. Is the file ` +
  "whole? If it is, add --force.";

const hints = ({ merged }: Imported, { sync }: Asked): readonly string[] => {
  const { accounts, contacts, newer } = merged;
  const missing = accounts.missing + contacts.missing;
  return [
    ...(newer > 0
      ? [
          `${number.format(newer)} accounts were left as they are: something newer than this file is known of them.`,
        ]
      : []),
    ...(missing > 0 && !sync
      ? [
          `${number.format(accounts.missing)} accounts and ${number.format(contacts.missing)} contacts on file are not ` +
            "in this file, and may still confirm requests. If it is everything there is, add --sync: it removes them.",
        ]
      : []),
  ];
};

/** What came of an import, one line a fault; what was done stands last. */
export const inWords = (imported: Imported, asked: Asked): string => {
  const { outcome, rows, merged, faults } = imported;
  const told = ofFaults(imported);
  if (outcome === "too_many_missing") return [...told, tooMany(imported, asked.file)].join("\n");
  const count = `${number.format(rows)} rows, ${number.format(faults.count)} ${faults.count === 1 ? "fault" : "faults"}.`;
  if (outcome === "faulty") {
    const todo = "Nothing was changed. Mend the rows, or add --keep-good to import the others.";
    return [...told, `${asked.file}: ${count} ${todo}`].join("\n");
  }
  return [
    ...told,
    `${asked.file}: ${count}${asked.dryRun ? " A dry run: nothing was changed; it would be:" : ""}`,
    counted("accounts", merged.accounts, asked.sync),
    counted("contacts", merged.contacts, asked.sync),
    ...hints(imported, asked),
  ].join("\n");
};
