import { describe, expect, test } from "vitest";
import type { Inbound } from "../../src/core/inbound.ts";
import { DAY, HOUR, MINUTE, SECOND } from "../../src/core/time.ts";
import { believable, createBelieve } from "../../src/shell/believable.ts";
import { quietLog } from "../support/quiet-log.ts";

const now = 1_800_000_000_000;
const place = { platform: "discord", channel: "1", thread: null } as const;

const posted = (at: number): Inbound => ({
  type: "MessagePosted",
  key: "k",
  at,
  message: { place, id: "2" },
  author: { platform: "discord", userId: "3", name: "Anna", accountCreatedAt: null },
  text: "My site is down",
  attachments: [],
  direct: false,
  mentionsDesk: false,
  addressedTo: null,
});
const delivered = (at: number): Inbound => ({
  type: "EffectDelivered",
  outboxId: "o",
  receipt: { place, messages: [], at },
});
const timeOf = (inbound: Inbound): number =>
  inbound.type === "EffectDelivered" ? inbound.receipt.at : "at" in inbound ? inbound.at : Number.NaN;

describe("a platform's time", () => {
  test.each([
    ["now", 0],
    ["a second ago", -SECOND],
    ["as far ahead as two clocks may differ", MINUTE],
    ["written while the desk was down for an hour", -HOUR],
    ["written while the desk was down for a week", -7 * DAY],
  ])("is believed: %s", (_, offsetMs) => {
    expect(believable(posted(now + offsetMs), now)).toEqual({ inbound: posted(now + offsetMs), doubt: null });
  });

  test.each([
    ["a ms further ahead than clocks may differ", MINUTE + 1, "future"],
    ["in the year 2100", 75 * 365 * DAY, "future"],
    ["a ms more than a week ago", -7 * DAY - 1, "past"],
    ["in 1970", -now, "past"],
    ["no number at all", Number.NaN, "past"],
  ] as const)("is not believed, and the moment of arrival is taken: %s", (_, offsetMs, doubt) => {
    expect(believable(posted(now + offsetMs), now)).toEqual({ inbound: posted(now), doubt });
    const receipt = believable(delivered(now + offsetMs), now);
    expect(receipt).toMatchObject({ doubt });
    expect(timeOf(receipt.inbound)).toBe(now);
  });

  test("nothing is changed of what has no time of a platform's", () => {
    const ring: Inbound = { type: "DeadlineReached", conversationId: "c" };
    expect(believable(ring, now)).toEqual({ inbound: ring, doubt: null });
  });

  test("what was not believed is counted by platform and reason, and said in the log without what was written", () => {
    const counted: unknown[] = [];
    const warned: string[] = [];
    const believe = createBelieve({
      clock: { now: () => now },
      count: (name, labels) => counted.push([name, labels]),
      log: { ...quietLog, warn: (fields) => warned.push(JSON.stringify(fields)) },
    });
    expect(timeOf(believe(posted(0)))).toBe(now);
    expect(timeOf(believe(delivered(now + HOUR)))).toBe(now);
    expect(timeOf(believe(posted(now - HOUR)))).toBe(now - HOUR);
    expect(counted).toEqual([
      ["clamped", { platform: "discord", reason: "past" }],
      ["clamped", { platform: "discord", reason: "future" }],
    ]);
    expect(warned).toHaveLength(2);
    expect(warned.join()).not.toContain("My site is down");
  });
});
