import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { VARIABLES } from "../../src/config/variables.ts";
import { repoRoot } from "../../src/root.ts";

const SLOW_MS = 60_000;
const folder = mkdtempSync(join(tmpdir(), "deskclock-gate-"));
afterAll(() => rmSync(folder, { recursive: true }));

const nothing = Object.fromEntries(VARIABLES.map((name) => [name, ""]));

interface Told {
  readonly code: number;
  readonly out: readonly string[];
  readonly err: string;
}

const run = (args: readonly string[], input = ""): Promise<Told> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ["--import", "tsx", join(repoRoot, "scripts/gate.ts"), "--rules", ...args],
      { cwd: repoRoot, env: { ...process.env, ...nothing } },
      (_error, out, err) =>
        resolve({ code: child.exitCode ?? -1, out: out.split("\n").filter((line) => line !== ""), err }),
    );
    child.stdin?.end(input);
  });

const file = (name: string, lines: readonly string[]): string => {
  const path = join(folder, name);
  writeFileSync(path, lines.join("\n"));
  return path;
};

describe("npm run gate", () => {
  test(
    "prints one verdict for each line of a file",
    async () => {
      const messages = ["Please add an MX record", "How do I add one?", "password reset"];
      const { code, out, err } = await run([
        "--file",
        file(
          "messages.jsonl",
          messages.map((text) => JSON.stringify({ text, id: 7 })),
        ),
      ]);
      expect({ code, err }).toEqual({ code: 0, err: "" });
      expect(out.map((line) => JSON.parse(line))).toEqual([
        {
          verdict: "ticket",
          category: "dns",
          because: expect.stringContaining("add an MX record"),
          secrets: [],
        },
        { verdict: "chat", category: null, because: expect.any(String), secrets: [] },
        { verdict: "ask", category: "credentials", because: expect.any(String), secrets: [] },
      ]);
    },
    SLOW_MS,
  );

  test(
    "tells a line that is no message with its number, judges the others, and ends with 1",
    async () => {
      const lines = ['{"text": "hello"}', "", "not json", '{"txt": "oops"}', '{"text": "thanks"}'];
      const path = file("bad.jsonl", lines);
      const { code, out, err } = await run(["--file", path]);
      expect(code).toBe(1);
      expect(out).toHaveLength(2);
      expect(err).toContain(`${path}, line 3: expected one JSON object such as {"text": `);
      expect(err).toContain(
        'line 4: expected one JSON object such as {"text": "Please reset my password"}; got {"txt"',
      );
    },
    SLOW_MS,
  );

  test(
    "without a file explains a line in words",
    async () => {
      const { out } = await run([], "Please reset my password. How long are passwords valid?\n");
      expect(out).toEqual([
        "Ticket: this is about logins and passwords, which chat may not change (policy, §1).",
        "Because “reset my password” asks us to do it.",
        "There is also a question, which chat may answer.",
      ]);
    },
    SLOW_MS,
  );

  test(
    "says how many messages of a file are judged as they should be",
    async () => {
      const { code, out } = await run(["--score", join(repoRoot, "test/core/gate/held-out-2.jsonl")]);
      expect(code).toBe(0);
      expect(out[0]).toMatch(/^\d+ forbidden requests: \d+\.\d % are ticket or ask \(aim ≥ 98\.0 %\)$/);
      expect(out).toHaveLength(3);
    },
    SLOW_MS,
  );

  test(
    "says what is wrong with a file that is not there, and with a policy that is not in order",
    async () => {
      const missing = await run(["--file", join(folder, "none.jsonl")]);
      expect(missing).toMatchObject({ code: 1, out: [] });
      expect(missing.err).toMatch(/Expected a file that can be read; got .*none\.jsonl \(ENOENT\)/);
      const policy = file("policy.yaml", ["policy:", "  gate: { categories: [weather] }"]);
      expect((await run(["--policy", policy], "hello\n")).err).toMatch(/line 2.*expected one of account/);
    },
    SLOW_MS,
  );
});
