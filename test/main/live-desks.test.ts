import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createLiveDesks, type LiveDesks } from "../../src/main/live-desks.ts";
import { createManagers } from "../../src/main/managers.ts";
import type { PolicyWatch } from "../../src/policy-file/watch.ts";
import { readPolicyFile } from "../../src/policy-file.ts";
import { quietLog } from "../support/quiet-log.ts";
import { managersTold } from "../support/told-managers.ts";

const deskYaml = (id: string, digit: number, rep = "ana", staff = `C012345678${digit}`): string => `
  - id: ${id}
    name: Support
    customers: { platform: discord, channel: "11223344556677889${digit}" }
    staff: { platform: slack, channel: ${staff} }
    managers: { platform: slack, channel: C112345678${digit} }
    reps: [{ id: ${rep}, name: Ana, slack: U0123456789 }]
`;

const policy = (firstResponse = "60s", ...desks: readonly string[]): string =>
  `policy: { targets: { first_response: ${firstResponse} } }\ndesks:${(desks.length === 0 ? [deskYaml("support", 1)] : desks).join("")}`;

describe("a policy file that is edited while the desk runs", () => {
  let folder: string;
  let file: string;
  let told: { readonly desk: string; readonly key: string; readonly more: object }[];
  let warned: string[];
  let renewed: number;
  let settings: Map<string, unknown>;
  let watches: PolicyWatch[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "deskclock-live-"));
    file = join(folder, "policy.yaml");
    [told, warned, renewed, settings, watches] = [[], [], 0, new Map(), []];
    writeFileSync(file, policy());
  });
  afterEach(() => {
    for (const one of watches) one.stop();
    rmSync(folder, { recursive: true });
  });

  /** One process of the desk; others of the same desk share its settings. */
  const start = (): { readonly live: LiveDesks; readonly watch: PolicyWatch } => {
    const log = { ...quietLog, warn: (_: object, message: string) => void warned.push(message) };
    const managers = createManagers({
      store: { setSetting: async (key, value) => void settings.set(key, value) },
      engine: () =>
        managersTold(settings, (desk, { key, ...more }) => {
          told.push({ desk, key, more });
        }),
      log,
    });
    const live = createLiveDesks({
      mode: "platforms",
      policyFile: file,
      file: readPolicyFile(file),
      managers,
      log,
      everyMs: 3_600_000,
    });
    const watch = live.watch(async () => {
      renewed += 1;
    });
    watches.push(watch);
    return { live, watch };
  };
  const firstResponse = ({ live }: { readonly live: LiveDesks }) =>
    live.current()[0]?.policy.targets.first_response;

  test("a good change is in force, and the managers are told which version", async () => {
    const desk = start();
    writeFileSync(file, policy("45s", deskYaml("support", 1, "ben")));
    desk.watch.look();
    await expect.poll(() => told.length).toBe(1);
    expect(firstResponse(desk)).toBe(45_000);
    expect(desk.live.current()[0]?.reps.map(({ id }) => id)).toEqual(["ben"]);
    expect(told).toEqual([
      { desk: "support", key: "policy_changed", more: { version: desk.live.current()[0]?.policy.version } },
    ]);
    expect(renewed).toBe(1);
  });

  test("a comment changes nothing, and nobody is told", async () => {
    const desk = start();
    const before = desk.live.current();
    writeFileSync(file, `# Hello\n${policy()}`);
    desk.watch.look();
    writeFileSync(file, policy("0s"));
    desk.watch.look();
    await expect.poll(() => told.length).toBe(1);
    expect(told[0]?.key).toBe("policy_refused");
    expect(renewed).toBe(0);
    expect(desk.live.current()[0]).toBe(before[0]);
  });

  test("a faulty one is refused: the old one stays, the managers are told once with the first fault, and when it is mended", async () => {
    const desk = start();
    for (const written of [policy("0s"), `${policy("0s")}# again`]) {
      writeFileSync(file, written);
      desk.watch.look();
    }
    writeFileSync(file, policy());
    desk.watch.look();
    await expect.poll(() => told.map(({ key }) => key)).toEqual(["policy_refused", "policy_changed"]);
    expect(told[0]?.more).toMatchObject({
      faults: 1,
      first: expect.stringMatching(/^line 1, .*first_response/),
    });
    expect(firstResponse(desk)).toBe(60_000);
  });

  test("two processes of one desk tell it once", async () => {
    const [one, other] = [start(), start()];
    writeFileSync(file, policy("45s"));
    one.watch.look();
    await expect.poll(() => told.length).toBe(1);
    other.watch.look();
    await expect.poll(() => firstResponse(other)).toBe(45_000);
    await expect.poll(() => renewed).toBe(2);
    expect(told).toHaveLength(1);
  });

  test("channels and new desks wait for a restart, which the log says; the rest is in force", async () => {
    const desk = start();
    writeFileSync(file, policy("45s", deskYaml("support", 1, "ana", "C9123456789"), deskYaml("billing", 2)));
    desk.watch.look();
    await expect.poll(() => told.length).toBe(1);
    expect(firstResponse(desk)).toBe(45_000);
    expect(desk.live.current().map(({ id, staff }) => [id, staff.channel])).toEqual([
      ["support", "C0123456781"],
    ]);
    expect(warned).toEqual([
      "policy file: the staff channel of desk support changes with a restart",
      "policy file: the alerts channel of desk support changes with a restart",
      "policy file: the tickets channel of desk support changes with a restart",
      "policy file: desk billing is new and begins with a restart",
    ]);
  });

  test("a desk that leaves the file serves on until a restart", async () => {
    const desk = start();
    writeFileSync(file, policy("60s", deskYaml("other", 1)));
    desk.watch.look();
    await expect.poll(() => warned.length).toBe(2);
    expect(desk.live.current().map(({ id }) => id)).toEqual(["support"]);
    expect(told).toEqual([]);
  });

  test("without any desk it is refused, since tokens are set", async () => {
    const desk = start();
    writeFileSync(file, "policy: {}\n");
    desk.watch.look();
    await expect.poll(() => told.map(({ key }) => key)).toEqual(["policy_refused"]);
    expect(desk.live.current()).toHaveLength(1);
  });
});
