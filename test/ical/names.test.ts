import { describe, expect, test } from "vitest";
import { anas, event, ics, read } from "./ics.ts";

describe("whose shift it is, in a desk's calendar", () => {
  const whose = (...lines: readonly string[]): readonly string[] => [
    ...read(
      ics(event("DTSTART:20260601T090000Z", "DTEND:20260601T100000Z", ...lines)),
      "2026-06-01T00:00Z",
      "2026-06-02T00:00Z",
    ).byRep.keys(),
  ];

  test.each([
    ["Ana", ["ana"]],
    ["ana + BEN", ["ana", "ben"]],
    ["Night: Chloé", ["chloe"]],
    ["Night: chloe/ben", ["chloe", "ben"]],
    ["Ana\\, Ben and Chloé", ["ana", "ben", "chloe"]],
    ["Banana break", []],
    ["Benjamin", []],
    ["", []],
  ])("%j", (summary, reps) => {
    expect([...whose(`SUMMARY:${summary}`)].sort()).toEqual([...reps].sort());
  });

  test("who is invited by name or by a mailbox of that name, and did not decline", () => {
    expect(whose("SUMMARY:Shift", 'ATTENDEE;CN="Chloé":mailto:c@example.com')).toEqual(["chloe"]);
    expect(whose("SUMMARY:Shift", "ATTENDEE:mailto:Ben@example.com")).toEqual(["ben"]);
    expect(whose("SUMMARY:Shift", "ATTENDEE;PARTSTAT=DECLINED:mailto:ben@example.com")).toEqual([]);
  });

  test("a longer name is not the shorter one in it as well", () => {
    const reps = [
      { id: "ana", name: "Ana" },
      { id: "ana-maria", name: "Ana Maria" },
    ];
    const text = ics(event("DTSTART:20260601T090000Z", "DTEND:20260601T100000Z", "SUMMARY:Ana Maria"));
    expect([...read(text, "2026-06-01T00:00Z", "2026-06-02T00:00Z", { reps }).byRep.keys()]).toEqual([
      "ana-maria",
    ]);
  });

  test("in a rep's own calendar every event is theirs", () => {
    const text = ics(event("DTSTART:20260601T090000Z", "DTEND:20260601T100000Z", "SUMMARY:Late shift"));
    expect(anas(text, "2026-06-01T00:00Z", "2026-06-02T00:00Z", { owner: "ana" })).toHaveLength(1);
  });

  test("events that name nobody are counted, those of the window only", () => {
    const text = ics(
      event(
        "UID:a",
        "DTSTART:20260601T090000Z",
        "DTEND:20260601T100000Z",
        "SUMMARY:Team lunch",
        "RRULE:FREQ=DAILY",
      ),
      event("UID:b", "DTSTART:20250601T090000Z", "DTEND:20250601T100000Z", "SUMMARY:Long ago"),
    );
    expect(read(text, "2026-06-01T00:00Z", "2026-06-05T00:00Z")).toMatchObject({
      unnamed: 1,
      unnamedTitle: "Team lunch",
    });
  });
});

describe("what is not understood", () => {
  const day = ["2026-06-01T00:00Z", "2026-06-02T00:00Z"] as const;

  test.each([
    ["no such time", ["DTSTART:20261345T990000", "DURATION:PT1H"]],
    ["no end", ["DTSTART:20260601T090000Z"]],
    ["an end before its beginning", ["DTSTART:20260601T090000Z", "DTEND:20260601T080000Z"]],
    ["weeks by number", ["DTSTART:20260601T090000Z", "DURATION:PT1H", "RRULE:FREQ=YEARLY;BYWEEKNO=23"]],
    ["no beginning", ["DURATION:PT1H"]],
  ])("%s: counted, and the rest is read", (_, lines) => {
    const good = event("UID:good", "DTSTART:20260601T120000Z", "DTEND:20260601T130000Z");
    const text = ics(event("UID:bad", ...lines), good);
    expect(read(text, ...day)).toMatchObject({ unread: 1, cut: false });
    expect(anas(text, ...day)).toEqual(["2026-06-01T12:00 2026-06-01T13:00"]);
  });

  test("a rule of every second is followed for a while, cut, and said so", () => {
    const text = ics(event("DTSTART:20260501T000000Z", "DURATION:PT1S", "RRULE:FREQ=SECONDLY"));
    expect(read(text, "2026-05-01T00:00Z", "2026-06-01T00:00Z").cut).toBe(true);
  });

  test("neither one that never comes true nor a thousand of them hang", () => {
    const never = ics(
      event("DTSTART:19900101T000000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=9;BYMONTH=2;BYMONTHDAY=30"),
    );
    expect(read(never, ...day)).toMatchObject({ cut: false });
    const many = Array.from({ length: 1000 }, (_, index) =>
      event(`UID:${index}`, "DTSTART:20260501T000000Z", "DURATION:PT1S", "RRULE:FREQ=SECONDLY;COUNT=9000000"),
    );
    expect(read(ics(...many), ...day).cut).toBe(true);
  });
});
