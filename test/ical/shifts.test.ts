import { describe, expect, test } from "vitest";
import { anas, event, ics, read } from "./ics.ts";

describe("when a shift is", () => {
  test("by UTC, by a zone's name, by the clocks of whoever it belongs to, and by day", () => {
    const week = ["2026-06-01T00:00Z", "2026-06-08T00:00Z"] as const;
    expect(anas(ics(event("DTSTART:20260601T090000Z", "DTEND:20260601T170000Z")), ...week)).toEqual([
      "2026-06-01T09:00 2026-06-01T17:00",
    ]);
    expect(anas(ics(event("DTSTART;TZID=Europe/Berlin:20260601T090000", "DURATION:PT8H")), ...week)).toEqual([
      "2026-06-01T07:00 2026-06-01T15:00",
    ]);
    const floating = ics(event("DTSTART:20260601T090000", "DTEND:20260601T170000"));
    expect(anas(floating, ...week)).toEqual(["2026-06-01T09:00 2026-06-01T17:00"]);
    expect(anas(floating, ...week, { zone: "America/New_York" })).toEqual([
      "2026-06-01T13:00 2026-06-01T21:00",
    ]);
    const days = ics(event("DTSTART;VALUE=DATE:20260602", "DTEND;VALUE=DATE:20260604"));
    expect(anas(days, ...week, { zone: "Europe/Berlin" })).toEqual(["2026-06-01T22:00 2026-06-03T22:00"]);
    expect(anas(ics(event("DTSTART;VALUE=DATE:20260602")), ...week)).toEqual([
      "2026-06-02T00:00 2026-06-03T00:00",
    ]);
  });

  test("it ends when its end says, in whatever zone that is written", () => {
    const flight = ics(
      event("DTSTART;TZID=Europe/Berlin:20260601T090000", "DTEND;TZID=America/New_York:20260601T090000"),
    );
    expect(anas(flight, "2026-06-01T00:00Z", "2026-06-02T00:00Z")).toEqual([
      "2026-06-01T07:00 2026-06-01T13:00",
    ]);
  });

  test("whether it blocks time, or is tentative, makes no difference", () => {
    const transparent = ics(
      event("DTSTART:20260601T090000Z", "DTEND:20260601T100000Z", "TRANSP:TRANSPARENT", "STATUS:TENTATIVE"),
    );
    expect(anas(transparent, "2026-06-01T00:00Z", "2026-06-02T00:00Z")).toHaveLength(1);
  });

  test("a cancelled shift is none", () => {
    const cancelled = ics(event("DTSTART:20260601T090000Z", "DTEND:20260601T100000Z", "STATUS:CANCELLED"));
    expect(read(cancelled, "2026-06-01T00:00Z", "2026-06-02T00:00Z")).toMatchObject({
      unread: 0,
      unnamed: 0,
    });
    expect(anas(cancelled, "2026-06-01T00:00Z", "2026-06-02T00:00Z")).toEqual([]);
  });

  test("shifts that touch are one", () => {
    const two = ics(
      event("UID:a", "DTSTART:20260601T090000Z", "DTEND:20260601T120000Z"),
      event("UID:b", "DTSTART:20260601T120000Z", "DTEND:20260601T150000Z"),
    );
    expect(anas(two, "2026-06-01T00:00Z", "2026-06-02T00:00Z")).toEqual([
      "2026-06-01T09:00 2026-06-01T15:00",
    ]);
  });
});

describe("changes of clocks", () => {
  const daily = (zone: string, from: string, to: string): string =>
    ics(event(`DTSTART;TZID=${zone}:${from}`, `DTEND;TZID=${zone}:${to}`, "RRULE:FREQ=DAILY"));

  test("Berlin, spring: nine is nine, an hour earlier by UTC", () => {
    const office = daily("Europe/Berlin", "20260101T090000", "20260101T170000");
    expect(anas(office, "2026-03-28T00:00Z", "2026-03-30T00:00Z")).toEqual([
      "2026-03-28T08:00 2026-03-28T16:00",
      "2026-03-29T07:00 2026-03-29T15:00",
    ]);
  });

  test("New York, autumn: the night shift lasts an hour longer", () => {
    const nights = daily("America/New_York", "20260101T220000", "20260102T060000");
    expect(anas(nights, "2026-10-31T12:00Z", "2026-11-02T04:00Z")).toEqual([
      "2026-11-01T02:00 2026-11-01T11:00",
      "2026-11-02T03:00 2026-11-02T11:00",
    ]);
  });

  test("Lord Howe: half an hour, both ways", () => {
    const early = daily("Australia/Lord_Howe", "20260101T010000", "20260101T040000");
    expect(anas(early, "2026-04-04T12:00Z", "2026-04-05T12:00Z")).toEqual([
      "2026-04-04T14:00 2026-04-04T17:30",
    ]);
    expect(anas(early, "2026-10-03T12:00Z", "2026-10-04T12:00Z")).toEqual([
      "2026-10-03T14:30 2026-10-03T17:00",
    ]);
  });

  test("a zone that only the calendar describes (Outlook's names), from 1601 on", () => {
    const described = ics(
      "BEGIN:VTIMEZONE",
      "TZID:W. Europe Standard Time",
      "BEGIN:STANDARD",
      "DTSTART:16010101T030000",
      "TZOFFSETFROM:+0200",
      "TZOFFSETTO:+0100",
      "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10",
      "END:STANDARD",
      "BEGIN:DAYLIGHT",
      "DTSTART:16010101T020000",
      "TZOFFSETFROM:+0100",
      "TZOFFSETTO:+0200",
      "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3",
      "END:DAYLIGHT",
      "END:VTIMEZONE",
      event(
        "DTSTART;TZID=W. Europe Standard Time:20260101T220000",
        "DTEND;TZID=W. Europe Standard Time:20260102T060000",
        "RRULE:FREQ=DAILY",
      ),
    );
    expect(anas(described, "2026-03-27T12:00Z", "2026-03-30T00:00Z")).toEqual([
      "2026-03-27T21:00 2026-03-28T05:00",
      "2026-03-28T21:00 2026-03-29T04:00",
      "2026-03-29T20:00 2026-03-30T04:00",
    ]);
    expect(anas(described, "2026-10-24T12:00Z", "2026-10-25T12:00Z")).toEqual([
      "2026-10-24T20:00 2026-10-25T05:00",
    ]);
  });

  test("a known name wins over the calendar's own description of it", () => {
    const wrong = ics(
      "BEGIN:VTIMEZONE",
      "TZID:Europe/Berlin",
      "BEGIN:STANDARD",
      "DTSTART:19700101T000000",
      "TZOFFSETFROM:+0500",
      "TZOFFSETTO:+0500",
      "END:STANDARD",
      "END:VTIMEZONE",
      event("DTSTART;TZID=Europe/Berlin:20260601T090000", "DURATION:PT1H"),
    );
    expect(anas(wrong, "2026-06-01T00:00Z", "2026-06-02T00:00Z")).toEqual([
      "2026-06-01T07:00 2026-06-01T08:00",
    ]);
  });

  test("a zone that nobody knows is reported, not guessed", () => {
    const unknown = ics(event("DTSTART;TZID=Middle Earth:20260601T090000", "DURATION:PT1H"));
    expect(read(unknown, "2026-06-01T00:00Z", "2026-06-02T00:00Z")).toMatchObject({ unread: 1 });
  });
});

describe("series with exceptions", () => {
  const mondays = [
    "UID:mondays",
    "DTSTART;TZID=Europe/Berlin:20260601T090000",
    "DTEND;TZID=Europe/Berlin:20260601T170000",
    "RRULE:FREQ=WEEKLY;BYDAY=MO",
  ];
  const june = ["2026-06-01T00:00Z", "2026-06-28T00:00Z"] as const;

  test("days that are taken out, in whatever zone they are written, and days that are put in", () => {
    const text = ics(
      event(
        ...mondays,
        "EXDATE;TZID=Europe/Berlin:20260608T090000",
        "EXDATE:20260615T070000Z",
        "RDATE;TZID=Europe/Berlin:20260609T100000",
        "RDATE;VALUE=PERIOD:20260610T080000Z/PT2H",
      ),
    );
    expect(anas(text, ...june)).toEqual([
      "2026-06-01T07:00 2026-06-01T15:00",
      "2026-06-09T08:00 2026-06-09T16:00",
      "2026-06-10T08:00 2026-06-10T10:00",
      "2026-06-22T07:00 2026-06-22T15:00",
    ]);
  });

  test("a whole day that is taken out", () => {
    expect(anas(ics(event(...mondays, "EXDATE;VALUE=DATE:20260608,20260615")), ...june)).toEqual([
      "2026-06-01T07:00 2026-06-01T15:00",
      "2026-06-22T07:00 2026-06-22T15:00",
    ]);
  });

  test("one that was moved, even by UTC, one that was given to somebody else, and one that was cancelled", () => {
    const text = ics(
      event(...mondays),
      event(
        "UID:mondays",
        "RECURRENCE-ID:20260608T070000Z",
        "DTSTART:20260609T120000Z",
        "DTEND:20260609T130000Z",
      ),
      event(
        "UID:mondays",
        "RECURRENCE-ID;TZID=Europe/Berlin:20260615T090000",
        "DTSTART;TZID=Europe/Berlin:20260615T090000",
        "DTEND;TZID=Europe/Berlin:20260615T170000",
        "SUMMARY:Ben",
      ),
      event(
        "UID:mondays",
        "RECURRENCE-ID;TZID=Europe/Berlin:20260622T090000",
        "DTSTART;TZID=Europe/Berlin:20260622T090000",
        "STATUS:CANCELLED",
      ),
    );
    const { byRep, unread } = read(text, ...june);
    expect(unread).toBe(0);
    expect(anas(text, ...june)).toEqual([
      "2026-06-01T07:00 2026-06-01T15:00",
      "2026-06-09T12:00 2026-06-09T13:00",
    ]);
    expect(byRep.get("ben")).toEqual([
      { from: Date.parse("2026-06-15T07:00Z"), to: Date.parse("2026-06-15T15:00Z") },
    ]);
  });

  test("one that was moved into the window from far away, and one moved out of it", () => {
    const text = ics(
      event(...mondays),
      event(
        "UID:mondays",
        "RECURRENCE-ID:20260921T070000Z",
        "DTSTART:20260610T120000Z",
        "DTEND:20260610T130000Z",
      ),
      event(
        "UID:mondays",
        "RECURRENCE-ID:20260608T070000Z",
        "DTSTART:20260910T120000Z",
        "DTEND:20260910T130000Z",
      ),
    );
    expect(anas(text, "2026-06-02T00:00Z", "2026-06-15T00:00Z")).toEqual([
      "2026-06-10T12:00 2026-06-10T13:00",
    ]);
  });

  test("this one and all later ones", () => {
    const text = ics(
      event(...mondays),
      event(
        "UID:mondays",
        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20260615T090000",
        "DTSTART;TZID=Europe/Berlin:20260616T100000",
        "DTEND;TZID=Europe/Berlin:20260616T120000",
      ),
    );
    expect(anas(text, ...june)).toEqual([
      "2026-06-01T07:00 2026-06-01T15:00",
      "2026-06-08T07:00 2026-06-08T15:00",
      "2026-06-16T08:00 2026-06-16T10:00",
      "2026-06-23T08:00 2026-06-23T10:00",
    ]);
  });
});

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
