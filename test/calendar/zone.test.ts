import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isZone, momentOf, wallTimeAt } from "../../src/calendar/zone.ts";

const wall = (text: string): number => Date.parse(`${text}Z`);
const utc = (zone: string, text: string): string => new Date(momentOf(zone, wall(text))).toISOString();

describe("the moment that a zone's clocks show", () => {
  test.each([
    ["UTC", "2026-03-29T02:30:00", "2026-03-29T02:30:00.000Z"],
    ["Europe/Berlin", "2026-01-15T09:00:00", "2026-01-15T08:00:00.000Z"],
    ["Europe/Berlin", "2026-07-15T09:00:00.250", "2026-07-15T07:00:00.250Z"],
    ["Asia/Kolkata", "2026-07-15T09:00:00", "2026-07-15T03:30:00.000Z"],
    ["Pacific/Kiritimati", "2026-07-15T09:00:00", "2026-07-14T19:00:00.000Z"],
    ["Pacific/Pago_Pago", "2026-07-15T23:00:00", "2026-07-16T10:00:00.000Z"],
  ])("%s %s", (zone, text, expected) => {
    expect(utc(zone, text)).toBe(expected);
  });

  test.each([
    ["Europe/Berlin", "2026-03-29T01:59:59", "2026-03-29T00:59:59.000Z"],
    ["Europe/Berlin", "2026-03-29T02:00:00", "2026-03-29T01:00:00.000Z"],
    ["Europe/Berlin", "2026-03-29T02:30:00", "2026-03-29T01:30:00.000Z"],
    ["Europe/Berlin", "2026-03-29T03:00:00", "2026-03-29T01:00:00.000Z"],
    ["America/New_York", "2026-03-08T02:30:00", "2026-03-08T07:30:00.000Z"],
    ["America/New_York", "2026-03-08T03:00:00", "2026-03-08T07:00:00.000Z"],
    ["Australia/Lord_Howe", "2026-10-04T02:15:00", "2026-10-03T15:45:00.000Z"],
    ["Australia/Lord_Howe", "2026-10-04T02:30:00", "2026-10-03T15:30:00.000Z"],
    ["Pacific/Apia", "2011-12-30T12:00:00", "2011-12-30T22:00:00.000Z"],
  ])(
    "in spring a time that is skipped is moved forward by what is skipped: %s %s",
    (zone, text, expected) => {
      expect(utc(zone, text)).toBe(expected);
    },
  );

  test.each([
    ["Europe/Berlin", "2026-10-25T01:59:59", "2026-10-24T23:59:59.000Z"],
    ["Europe/Berlin", "2026-10-25T02:00:00", "2026-10-25T00:00:00.000Z"],
    ["Europe/Berlin", "2026-10-25T02:30:00", "2026-10-25T00:30:00.000Z"],
    ["Europe/Berlin", "2026-10-25T03:00:00", "2026-10-25T02:00:00.000Z"],
    ["America/New_York", "2026-11-01T01:30:00", "2026-11-01T05:30:00.000Z"],
    ["America/New_York", "2026-11-01T02:00:00", "2026-11-01T07:00:00.000Z"],
    ["Australia/Lord_Howe", "2026-04-05T01:45:00", "2026-04-04T14:45:00.000Z"],
    ["Australia/Lord_Howe", "2026-04-05T02:00:00", "2026-04-04T15:30:00.000Z"],
  ])("in autumn a time that comes twice is the first of the two: %s %s", (zone, text, expected) => {
    expect(utc(zone, text)).toBe(expected);
  });

  test("what the clocks show at a moment is that moment again, or its twin an hour earlier", () => {
    const zones = fc.constantFrom(
      "Europe/Berlin",
      "America/New_York",
      "Australia/Lord_Howe",
      "Asia/Kathmandu",
    );
    const moments = fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2035, 0) });
    fc.assert(
      fc.property(zones, moments, (zone, at) => {
        const back = momentOf(zone, wallTimeAt(zone, at));
        expect(back).toBeLessThanOrEqual(at);
        expect(wallTimeAt(zone, back)).toBe(wallTimeAt(zone, at));
      }),
    );
  });

  test("zones are known by their names", () => {
    expect(["Europe/Berlin", "UTC"].every(isZone)).toBe(true);
    expect(["Europe/Bern-Mitte", "", "CEST2"].some(isZone)).toBe(false);
  });
});
