import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type PolicyWatch, watchPolicyFile } from "../src/policy-file/watch.ts";

const HOUR_MS = 3_600_000;

describe("a running desk and its policy file", () => {
  let folder = "";
  let file = "";
  let told: string[] = [];
  let watches: PolicyWatch[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "deskclock-watch-"));
    file = join(folder, "policy.yaml");
    told = [];
    watches = [];
  });
  afterEach(() => {
    for (const one of watches) one.stop();
    rmSync(folder, { recursive: true });
  });

  const policy = (update: string): string => `policy: { targets: { update: ${update} } }\n`;

  const watched = (everyMs = HOUR_MS): PolicyWatch => {
    const made = watchPolicyFile(
      file,
      (found) => void told.push(`update ${found.policy.targets.update}`),
      (error) => void told.push(error.faults.join("; ")),
      everyMs,
    );
    watches.push(made);
    return made;
  };

  test("a new content is told once, the same content never", () => {
    writeFileSync(file, policy("2m"));
    const { look } = watched();
    look();
    writeFileSync(file, policy("2m"));
    look();
    expect(told).toEqual([]);
    writeFileSync(file, policy("3m"));
    look();
    look();
    expect(told).toEqual(["update 180000"]);
  });

  test("a faulty content is told once; mended, it is told even when it is the old one", () => {
    writeFileSync(file, policy("2m"));
    const { look } = watched();
    writeFileSync(file, policy("0"));
    look();
    look();
    expect(told).toEqual([expect.stringMatching(/^line 1, policy\.targets\.update: expected a duration/)]);
    writeFileSync(file, policy("2m"));
    look();
    expect(told.slice(1)).toEqual(["update 120000"]);
  });

  test("a file that goes away is a fault, and one that comes is read", () => {
    const { look } = watched();
    look();
    expect(told).toEqual([]);
    writeFileSync(file, policy("2m"));
    look();
    rmSync(file);
    look();
    look();
    expect(told).toEqual(["update 120000", expect.stringContaining("it is gone")]);
  });

  test("it looks by itself", async () => {
    writeFileSync(file, policy("2m"));
    const changed = new Promise<number>((resolve) => {
      watches.push(
        watchPolicyFile(
          file,
          (found) => resolve(found.policy.targets.update),
          (error) => {
            throw error;
          },
          5,
        ),
      );
    });
    writeFileSync(file, policy("5 minutes"));
    expect(await changed).toBe(300_000);
  });
});
