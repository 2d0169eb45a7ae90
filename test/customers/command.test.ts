import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { VARIABLES } from "../../src/config/variables.ts";
import { repoRoot } from "../../src/root.ts";
import { csv } from "./csv-text.ts";
import { type DeskCustomers, openDeskCustomers } from "./desk-customers.ts";

let desk: DeskCustomers;
const folder = mkdtempSync(join(tmpdir(), "deskclock-customers-"));
beforeAll(async () => {
  desk = await openDeskCustomers();
});
afterAll(async () => {
  await desk.close();
  rmSync(folder, { recursive: true });
});

interface Told {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Nothing but what a test says is set, whatever stands in this machine's environment and .env. */
const nothing = Object.fromEntries(VARIABLES.map((name) => [name, ""]));

/** `npm run customers -- …` from a folder of the operator's own. */
const customers = (...args: readonly string[]): Promise<Told> =>
  new Promise((resolve) => {
    const env = { ...process.env, ...nothing, DATABASE_URL: desk.url, INIT_CWD: folder };
    const script = join(repoRoot, "scripts/customers.ts");
    const child = execFile(
      process.execPath,
      ["--import", "tsx", script, ...args],
      { cwd: repoRoot, env },
      (_, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });

const file = (name: string, ...rows: readonly string[]): string => {
  writeFileSync(join(folder, name), csv(...rows));
  return name;
};

test("an import says what was added, changed, left and removed", async () => {
  const rows = Array.from({ length: 6 }, (_, index) => `K-${index},A${index},,,a${index}@example.org,,all`);
  const first = await customers("import", file("first.csv", ...rows));
  expect(first).toEqual({
    code: 0,
    err: "",
    out: [
      "first.csv: 6 rows, 0 faults.",
      "accounts: 6 added, 0 changed, 0 unchanged, 0 removed",
      "contacts: 6 added, 0 changed, 0 unchanged, 0 removed",
      "",
    ].join("\n"),
  });
  const second = file("second.csv", ...rows.slice(1, 5), "K-5,New Name,,,a5@example.org,,dns");
  const kept = await customers("import", second);
  expect(kept.out).toContain("accounts: 0 added, 1 changed, 4 unchanged, 0 removed");
  expect(kept.out).toContain(
    "1 accounts and 1 contacts on file are not in this file, and may still confirm requests.",
  );
  const tried = await customers("import", second, "--sync", "--dry-run");
  expect(tried.out).toContain(
    "A dry run: nothing was changed; it would be:\naccounts: 0 added, 0 changed, 5 unchanged, 1 removed",
  );
  const removed = await customers("import", second, "--sync");
  expect(removed.out).toContain("contacts: 0 added, 0 changed, 5 unchanged, 1 removed");
  const half = await customers("import", file("half.csv", ...rows.slice(1, 2)), "--sync");
  expect(half.code).toBe(1);
  expect(half.err).toContain(
    "Expected half.csv to hold at least 80 % of what is on file; it would remove 4 of 5 accounts and 4 of 5 contacts.",
  );
});

test("a faulty file is told row by row, and nothing of it is imported", async () => {
  const before = await desk.inWords();
  const bad = Array.from({ length: 150 }, (_, index) => `B-${index},B,,,bad,,`);
  const told = await customers("import", file("bad.csv", "B-1,Good,,,b@example.org,,dns", ...bad));
  expect(told.code).toBe(1);
  const lines = told.err.trimEnd().split("\n");
  expect(lines).toHaveLength(102);
  expect(lines[0]).toBe(
    'line 3, email: expected an e-mail address such as owner@example.org; got "bad". Write the whole address with its @.',
  );
  expect(lines[100]).toBe("… and 50 more faults.");
  expect(lines[101]).toBe(
    "bad.csv: 151 rows, 150 faults. Nothing was changed. Mend the rows, or add --keep-good to import the others.",
  );
  expect(await desk.inWords()).toEqual(before);
});

test.each([
  ["no file", ["import"], "Usage: npm run customers -- import FILE.csv"],
  ["a file that is not there", ["import", "none.csv"], "Expected a file to read; "],
  ["an unknown option", ["import", "x.csv", "--all"], "Unknown option '--all'"],
  [
    "two options that do not go together",
    ["import", "x.csv", "--sync", "--keep-good"],
    "Expected --sync or --keep-good",
  ],
  ["force without sync", ["import", "x.csv", "--force"], "Expected --force beside --sync"],
  [
    "a time without a zone",
    ["import", "x.csv", "--as-of", "2026-11-25"],
    "Expected --as-of with a time and its zone",
  ],
  [
    "a time that lies ahead",
    ["import", "x.csv", "--as-of", "2999-01-01T00:00:00Z"],
    "Expected --as-of in the past",
  ],
])("%s is told in words", async (_, args, words) => {
  const told = await customers(...args);
  expect(told.code).toBe(1);
  expect(told.err).toContain(words);
  expect(told.err).not.toContain("    at ");
});
