import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { HOUR } from "../../src/core/time.ts";
import { createDeskCalendars } from "../../src/main/desk-calendars.ts";
import { createManagers } from "../../src/main/managers.ts";
import { readPolicyFile, sandboxDesk } from "../../src/policy-file.ts";
import { quietLog } from "../support/quiet-log.ts";
import { aRep } from "../support/rep.ts";
import { managersTold } from "../support/told-managers.ts";

const now = Date.UTC(2026, 10, 25, 10);
const SHIFT = `BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:1
SUMMARY:Ana
DTSTART:20261125T090000Z
DTEND:20261125T170000Z
END:VEVENT
END:VCALENDAR
`.replaceAll("\n", "\r\n");

test("the managers hear of a calendar in trouble and of its end, and the last good copy outlives a restart", async () => {
  const folder = mkdtempSync(join(tmpdir(), "deskclock-calendars-"));
  const file = join(folder, "shifts.ics");
  const desk = { ...sandboxDesk(readPolicyFile(null).policy), calendar: file, reps: [aRep("ana")] };
  const settings = new Map<string, unknown>();
  const store = {
    setting: async (key: string) => settings.get(key),
    setSetting: async (key: string, value: unknown) =>
      void settings.set(key, JSON.parse(JSON.stringify(value))),
  };
  const told: object[] = [];
  let changes = 0;
  const start = () =>
    createDeskCalendars({
      desks: () => [desk],
      store,
      managers: createManagers({
        store,
        engine: () => managersTold(settings, (_, sentence) => told.push(sentence)),
        log: quietLog,
      }),
      clock: { now: () => now },
      log: quietLog,
      onChange: () => {
        changes += 1;
      },
    });
  const hours = (calendars: ReturnType<typeof start>) =>
    calendars
      .current(now, now + HOUR)
      .get("support")
      ?.get("ana");

  writeFileSync(file, SHIFT);
  const first = start();
  await first.refresh();
  expect(hours(first)).toHaveLength(1);
  expect(changes).toBe(1);
  rmSync(file);
  await first.refresh();
  await first.refresh();
  await expect
    .poll(() => told)
    .toEqual([{ key: "calendar_trouble", source: "shifts.ics", trouble: "unreachable", since: now }]);
  await first.stop();

  const second = start();
  await second.start();
  await second.refresh();
  expect(hours(second)).toHaveLength(1);
  writeFileSync(file, SHIFT);
  await second.refresh();
  await expect.poll(() => told.at(-1)).toEqual({ key: "calendar_recovered", source: "shifts.ics" });
  expect(told).toHaveLength(2);
  await second.stop();
  rmSync(folder, { recursive: true });
});
