import { describe, expect, test } from "vitest";
import type { Command } from "../../src/core/conversation/command.ts";
import type { Desk } from "../../src/core/policy/policy.ts";
import type { Staff, StaffRep } from "../../src/core/staff.ts";
import { SECOND } from "../../src/core/time.ts";
import { conversation, DESK, staffRep } from "../support/conversation-spec.ts";
import { aRep } from "../support/rep.ts";

/** Four reps: Ana, Ben who does billing, Chloe, and Dev who leads. */
const REPS = [
  aRep("ana"),
  aRep("ben", { permissions: ["billing"] }),
  aRep("chloe"),
  aRep("dev", { lead: true, permissions: ["firewall"] }),
];
const desk: Desk = { ...DESK, reps: REPS };

const staff = (fields: Readonly<Record<string, Partial<StaffRep>>> = {}): Staff =>
  REPS.map((rep) => staffRep(rep, fields[rep.id]));

const opened = (fields: Readonly<Record<string, Partial<StaffRep>>> = {}) =>
  conversation(desk, () => staff(fields)).opened(0);

type Spec = ReturnType<typeof conversation>;
const offers = (spec: Spec) => spec.eventsOf("ConversationOffered");
const press = (spec: Spec, atS: number, command: Command): Spec => spec.command(atS, command);
const refusals = (spec: Spec) => spec.eventsOf("CommandRefused").map((event) => event.reason);

describe("a new conversation is offered, with a mention at 0 s", () => {
  test("to the on-shift rep with the fewest open conversations", () => {
    const spec = opened({ ana: { open: 2 }, ben: { open: 1 }, chloe: { open: 3 }, dev: { open: 2 } });
    expect(offers(spec)).toMatchObject([{ to: "ben", why: "new", told: { people: ["ben"] } }]);
    const alert = spec.effects().find((effect) => effect.type === "PostAlert");
    expect(alert).toMatchObject({ alert: { level: 0, mention: ["ben"], offer: "new", channel: "alerts" } });
  });

  test("of these to the longest idle", () => {
    const spec = opened({
      ana: { busyAt: 30 },
      ben: { busyAt: 20 },
      chloe: { busyAt: 10 },
      dev: { busyAt: 40 },
    });
    expect(offers(spec)).toMatchObject([{ to: "chloe" }]);
  });

  test("not to somebody off duty, paused, deactivated, outside of the channel, or silent to two pings", () => {
    const spec = opened({
      ana: { onDuty: false },
      ben: { unreachable: "do_not_disturb" },
      chloe: { unreachable: "unacknowledged" },
      dev: { open: 4 - 1 },
    });
    expect(offers(spec)).toMatchObject([{ to: "dev" }]);
  });

  test("when all are at their limit: to the least loaded and the lead, never to nobody", () => {
    const spec = opened({ ana: { open: 6 }, ben: { open: 5 }, chloe: { open: 4 }, dev: { open: 7 } });
    expect(offers(spec)).toMatchObject([{ to: "chloe", told: { people: ["chloe", "dev"] } }]);
  });

  test("when nobody is on duty: to the lead, and it says why", () => {
    const off = { onDuty: false };
    const spec = opened({ ana: off, ben: off, chloe: off, dev: off });
    expect(offers(spec)).toMatchObject([
      { to: null, told: { people: ["dev"], passedOn: [{ who: "offered", person: null, why: "nobody" }] } },
    ]);
  });

  test("when the lead cannot be reached either: to the managers", () => {
    const off = { onDuty: false };
    const spec = opened({
      ana: off,
      ben: off,
      chloe: off,
      dev: { onDuty: false, unreachable: "deactivated" },
    });
    expect(offers(spec)).toMatchObject([{ to: null, told: { people: [], managers: true } }]);
    const alert = spec.effects().find((effect) => effect.type === "PostAlert");
    expect(alert).toMatchObject({ alert: { channel: "managers" } });
  });

  test("where the policy file names no reps: to whoever is in the channel", () => {
    const spec = conversation({ ...DESK, reps: [] }, () => []).opened(0);
    expect(offers(spec)).toMatchObject([{ to: null, told: { here: true } }]);
  });
});

describe("claims", () => {
  test("two people claim at once: one wins, the other is told at once who", () => {
    const spec = opened().claim(5, "ana").claim(5, "ben");
    expect(spec.state().rep).toBe("ana");
    expect(refusals(spec)).toEqual(["already_claimed"]);
    expect(spec.effects()).toContainEqual(
      expect.objectContaining({
        type: "Whisper",
        person: "ben",
        sentence: { key: "refused", action: "claim", reason: "already_claimed", person: "ana" },
      }),
    );
  });

  test("a claim is not taken over within its half minute, but by a lead at any time", () => {
    const spec = opened().claim(5, "ana");
    press(spec, 20, { type: "TakeOver", at: 20 * SECOND, by: "ben" });
    expect(refusals(spec)).toEqual(["just_claimed"]);
    press(spec, 21, { type: "TakeOver", at: 21 * SECOND, by: "dev" });
    expect(spec.state().rep).toBe("dev");
  });

  test("after it, or past the deadline, anybody may take over", () => {
    const later = opened().claim(5, "ana");
    press(later, 35, { type: "TakeOver", at: 35 * SECOND, by: "ben" });
    expect(later.state().rep).toBe("ben");
    const overdue = opened().claim(55, "ana");
    press(overdue, 60, { type: "TakeOver", at: 60 * SECOND, by: "ben" });
    expect(overdue.state().rep).toBe("ben");
  });

  test("released: offered to somebody else, whose thread and alert say so", () => {
    const spec = opened({ chloe: { open: 1 }, dev: { open: 1 } }).claim(5, "ana");
    press(spec, 40, { type: "ReleaseConversation", at: 40 * SECOND, by: "ana" });
    expect(spec.state().rep).toBeNull();
    expect(offers(spec).at(-1)).toMatchObject({ to: "ben", why: "released" });
    expect(spec.effects()).toContainEqual(
      expect.objectContaining({
        type: "SayToStaff",
        sentence: { key: "offered_on", to: "ben", why: "released" },
      }),
    );
  });

  test("nobody but its rep, or a lead, releases or transfers it", () => {
    const spec = opened().claim(5, "ana");
    press(spec, 40, { type: "ReleaseConversation", at: 40 * SECOND, by: "ben" });
    press(spec, 41, { type: "TransferToRep", at: 41 * SECOND, by: "ben", to: "chloe" });
    expect(refusals(spec)).toEqual(["not_yours", "not_yours"]);
    press(spec, 42, { type: "ReleaseConversation", at: 42 * SECOND, by: "dev" });
    expect(spec.state().rep).toBeNull();
  });

  test("neither claim, release nor transfer touches a clock", () => {
    const spec = opened();
    const clocks = spec.clocks();
    spec.claim(5, "ana");
    press(spec, 10, { type: "ReleaseConversation", at: 10 * SECOND, by: "ana" });
    press(spec, 11, { type: "TransferToRep", at: 11 * SECOND, by: "ana", to: "chloe" });
    expect(spec.clocks()).toEqual(clocks);
  });
});

describe("transfers", () => {
  test("to a rep: they are offered it, and nobody has it until they claim", () => {
    const spec = opened().claim(5, "ana");
    press(spec, 40, { type: "TransferToRep", at: 40 * SECOND, by: "ana", to: "chloe" });
    expect(spec.state()).toMatchObject({ rep: null, offeredTo: "chloe" });
    expect(offers(spec).at(-1)).toMatchObject({ why: "transferred", told: { people: ["chloe"] } });
  });

  test("to a rep whom no ping reaches: to somebody else, and it says why", () => {
    const spec = opened({ chloe: { unreachable: "do_not_disturb" } }).claim(5, "ana");
    press(spec, 40, { type: "TransferToRep", at: 40 * SECOND, by: "ana", to: "chloe" });
    const last = offers(spec).at(-1);
    expect(last?.to).not.toBe("chloe");
    expect(last?.told.passedOn).toContainEqual({ who: "offered", person: "chloe", why: "do_not_disturb" });
  });

  test("to a permission: offered to whoever on duty has it, and only they are pinged on shift", () => {
    const spec = opened().claim(5, "ana");
    press(spec, 10, {
      type: "TransferToPermission",
      at: 10 * SECOND,
      by: "ana",
      permission: "billing",
      next: null,
    });
    expect(spec.state()).toMatchObject({ rep: null, offeredTo: "ben", needs: "billing" });
    spec.timer(30);
    expect(spec.eventsOf("WarningReached").at(-1)?.told?.people).toEqual(["ben"]);
  });

  test("to a permission that nobody on duty has: it stays, and the rep hears who is next and when", () => {
    const spec = opened({ ben: { onDuty: false } }).claim(5, "ana");
    const next = { rep: "ben", at: 3600 * SECOND };
    press(spec, 10, {
      type: "TransferToPermission",
      at: 10 * SECOND,
      by: "ana",
      permission: "billing",
      next,
    });
    expect(spec.state().rep).toBe("ana");
    expect(spec.effects()).toContainEqual(
      expect.objectContaining({
        type: "Whisper",
        sentence: { key: "nobody_has_permission", permission: "billing", person: "ben", at: next.at },
      }),
    );
    expect(spec.effects().some((effect) => effect.type === "SayToManagers")).toBe(false);
  });

  test("nobody within 14 days: no time is promised, and the managers are told", () => {
    const spec = opened({ ben: { onDuty: false } }).claim(5, "ana");
    press(spec, 10, {
      type: "TransferToPermission",
      at: 10 * SECOND,
      by: "ana",
      permission: "billing",
      next: null,
    });
    expect(spec.effects()).toContainEqual({
      type: "SayToManagers",
      sentence: { key: "permission_uncovered", permission: "billing", number: 1001 },
    });
  });
});

describe("change of shift", () => {
  const endOf = (spec: Spec, atS: number, person: string, cause: "shift_ended" | "off_duty") =>
    press(spec, atS, { type: "EndDuty", at: atS * SECOND, person, cause });

  test("ten minutes before the end the rep is asked to finish or transfer, once", () => {
    const spec = opened().claim(5, "ana");
    const warn: Command = { type: "WarnOfShiftEnd", at: 10 * SECOND, person: "ana", endsAt: 610 * SECOND };
    press(spec, 10, warn);
    press(spec, 11, warn);
    const asked = spec
      .effects()
      .filter((effect) => effect.type === "SayToStaff" && effect.sentence.key === "shift_end_near");
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({ mention: ["ana"] });
  });

  test("at the end, or at /desk off, what they have is offered on", () => {
    for (const cause of ["shift_ended", "off_duty"] as const) {
      const spec = opened({ ana: { onDuty: false } }).claim(5, "ana");
      endOf(spec, 100, "ana", cause);
      expect(spec.state().rep).toBeNull();
      expect(offers(spec).at(-1)).toMatchObject({ why: cause });
      expect(offers(spec).at(-1)?.told.people).not.toContain("ana");
    }
  });

  test("what was offered to them and nobody claimed is offered on too; what others have stays", () => {
    const waiting = opened({ ben: { open: 1 }, chloe: { open: 1 }, dev: { open: 1 } });
    endOf(waiting, 10, "ana", "off_duty");
    expect(offers(waiting)).toHaveLength(2);
    const others = opened().claim(5, "ben");
    endOf(others, 10, "ana", "off_duty");
    expect(others.state().rep).toBe("ben");
  });

  test("a customer who comes back to a rep off duty is offered to somebody who is there", () => {
    const spec = conversation(desk, () => staff({ ana: { onDuty: false } }))
      .opened(0)
      .claim(5, "ana")
      .reply(10)
      .resolve(20)
      .customer(60, { text: "it is back" });
    expect(spec.state().rep).toBeNull();
    expect(offers(spec).at(-1)).toMatchObject({ why: "reopened" });
  });
});
