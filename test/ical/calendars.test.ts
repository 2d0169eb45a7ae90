import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type CalendarsOptions, createCalendars } from "../../adapters/ical/index.ts";
import type { Log } from "../../src/ports.ts";
import type { CalendarCopy, CalendarSource, CalendarStore } from "../../src/ports-calendars.ts";
import { startFeed, status, text } from "./feed.ts";
import { event, ics, source } from "./ics.ts";

const NOW = Date.parse("2026-06-01T00:00Z");
const WEEK = [NOW, Date.parse("2026-06-08T00:00Z")] as const;

const good = (summary = "Ana"): string =>
  ics(event("DTSTART:20260601T090000Z", "DTEND:20260601T170000Z", `SUMMARY:${summary}`));

const memory = (): CalendarStore & { readonly kept: Map<string, CalendarCopy> } => {
  const kept = new Map<string, CalendarCopy>();
  return {
    kept,
    load: async (key) => kept.get(key) ?? null,
    save: async (key, copy) => void kept.set(key, copy),
  };
};

describe("calendars", () => {
  let feed: Awaited<ReturnType<typeof startFeed>>;
  let stops: (() => Promise<void>)[] = [];
  let now = NOW;
  let told: string[] = [];
  let logged: string[] = [];

  beforeEach(async () => {
    feed = await startFeed(text(good()));
    stops = [];
    now = NOW;
    told = [];
    logged = [];
  });
  afterEach(async () => {
    for (const stop of stops) await stop();
    await feed.stop();
  });

  const write: Log["info"] = (fields, message) => void logged.push(`${message} ${JSON.stringify(fields)}`);

  const calendars = (options: Partial<CalendarsOptions> & { readonly of?: Partial<CalendarSource> } = {}) => {
    const { of, ...rest } = options;
    const made = createCalendars({
      sources: () => [source({ address: feed.url, ...of })],
      clock: { now: () => now },
      log: { debug: write, info: write, warn: write, error: write },
      store: memory(),
      onTrouble: ({ id }, { code, detail, copyFrom }) =>
        void told.push(
          `${id} ${code}: ${detail} (${copyFrom === null ? "no copy" : new Date(copyFrom).toISOString()})`,
        ),
      onRecovered: ({ id }) => void told.push(`${id} well`),
      onChange: () => void told.push("changed"),
      ...rest,
    });
    stops.push(made.stop);
    return made;
  };

  const anas = (made: ReturnType<typeof calendars>): number | null =>
    made
      .current(...WEEK)
      .get("support")
      ?.get("ana")?.length ?? null;

  test("a feed's shifts are known once it was read", async () => {
    const made = calendars();
    expect(made.current(...WEEK)).toEqual(new Map());
    await made.refresh();
    expect(
      made
        .current(...WEEK)
        .get("support")
        ?.get("ana"),
    ).toEqual([{ from: Date.parse("2026-06-01T09:00Z"), to: Date.parse("2026-06-01T17:00Z") }]);
    expect(told).toEqual(["changed"]);
  });

  test("started, it reads at once and goes on", async () => {
    const again = new Promise<void>((resolve) => {
      feed.answers((request, response) => {
        text(good())(request, response);
        if (feed.asked.length === 3) resolve();
      });
    });
    await calendars({ everyMs: 1 }).start();
    await again;
  });

  test("a feed that is not there: told once, until it is well again; the last good copy is used", async () => {
    const made = calendars();
    await made.refresh();
    feed.answers(status(503));
    now += 900_000;
    await made.refresh();
    await made.refresh();
    feed.answers(status(404));
    await made.refresh();
    expect(anas(made)).toBe(1);
    expect(made.troubles().get("support")?.code).toBe("refused");
    feed.answers(text(good()));
    await made.refresh();
    expect(told).toEqual([
      "changed",
      "support refused: its server answered with HTTP 503 (2026-06-01T00:00:00.000Z)",
      "support well",
    ]);
    expect(made.troubles().size).toBe(0);
  });

  test.each([
    ["cut off in the middle", "malformed", text(good().slice(0, 150))],
    ["a web page", "malformed", text("<!doctype html>\n<html><body>Sign in</body></html>")],
    ["nothing", "malformed", text("")],
    ["no event", "empty", text(ics())],
    [
      "too large",
      "too_large",
      text(ics(event("DTSTART:20260601T090000Z", `DESCRIPTION:${"x".repeat(20_000)}`))),
    ],
    ["redirected in a circle", "unreachable", status(302, { location: "/again" })],
    ["redirected to a file", "unreachable", status(302, { location: "file:///etc/hostname" })],
  ])("%s: the last good copy is used", async (_, code, answer) => {
    const made = calendars({ limits: { bytes: 10_000 } });
    await made.refresh();
    feed.answers(answer);
    await made.refresh();
    expect(anas(made)).toBe(1);
    expect(made.troubles().get("support")).toMatchObject({ code, copyFrom: NOW });
    expect(told).toHaveLength(2);
  });

  test("a feed without an end, and one that never answers, are given up", async () => {
    const made = calendars({ limits: { bytes: 100_000, waitMs: 200 } });
    await made.refresh();
    feed.answers((_request, response) => {
      response.writeHead(200);
      const more = (): void => {
        while (response.writable && response.write("x".repeat(10_000)));
        response.once("drain", more);
      };
      more();
    });
    await made.refresh();
    expect(made.troubles().get("support")?.code).toBe("too_large");
    feed.answers(() => undefined);
    await made.refresh();
    expect(made.troubles().get("support")).toMatchObject({
      code: "unreachable",
      detail: "no answer within 0.2 s",
    });
    expect(anas(made)).toBe(1);
  });

  test("a redirect is followed", async () => {
    feed.answers((request, response) =>
      request.url === "/moved"
        ? text(good())(request, response)
        : status(301, { location: "/moved" })(request, response),
    );
    const made = calendars();
    await made.refresh();
    expect(anas(made)).toBe(1);
  });

  test("what has not changed is not sent again", async () => {
    feed.answers((request, response) =>
      request.headers["if-none-match"] === '"one"'
        ? status(304)(request, response)
        : text(good(), { etag: '"one"' })(request, response),
    );
    const made = calendars();
    await made.refresh();
    await made.refresh();
    expect(feed.asked.map(({ headers }) => headers["if-none-match"] ?? null)).toEqual([null, '"one"']);
    expect(anas(made)).toBe(1);
    expect(told).toEqual(["changed"]);
  });

  test("the last good copy outlives a restart", async () => {
    const store = memory();
    await calendars({ store }).refresh();
    feed.answers(status(500));
    now += 3_600_000;
    const after = calendars({ store });
    await after.start();
    expect(anas(after)).toBe(1);
    await after.refresh();
    expect(after.troubles().get("support")?.copyFrom).toBe(NOW);
    const elsewhere = calendars({ store, of: { address: `${feed.url}?other` } });
    await elsewhere.start();
    expect(anas(elsewhere)).toBeNull();
  });

  test("a store that fails costs the copy, not the calendar", async () => {
    const made = calendars({
      store: {
        load: () => Promise.reject(new Error("no database")),
        save: () => Promise.reject(new Error("no database")),
      },
    });
    await made.refresh();
    expect(anas(made)).toBe(1);
  });

  test("events that name nobody are told, and the rest is used", async () => {
    feed.answers(
      text(
        ics(
          event("DTSTART:20260602T090000Z", "DURATION:PT1H", "SUMMARY:Team lunch"),
          event("UID:x", "DTSTART:20260603T090000Z", "DURATION:PT1H"),
        ),
      ),
    );
    const made = calendars();
    await made.refresh();
    await made.refresh();
    expect(anas(made)).toBe(1);
    expect(told).toEqual([
      "changed",
      'support unnamed: 1 of its events name no rep, such as "Team lunch" (2026-06-01T00:00:00.000Z)',
    ]);
  });

  test("the address is never written down whole, the title of an event neither", async () => {
    feed.answers(text(good("Team lunch")));
    const made = calendars();
    await made.refresh();
    feed.answers(status(403));
    await made.refresh();
    expect(logged.join("\n")).toContain(feed.host);
    expect(logged.join("\n")).not.toMatch(/secret-key|Team lunch/);
    expect(told.join("\n")).not.toContain("secret-key");
  });

  test("a name and a password in the address are for its own server", async () => {
    const other = await startFeed(text(good()));
    stops.push(other.stop);
    feed.answers(status(302, { location: other.url }));
    await calendars({ of: { address: feed.url.replace("//", "//ana:p%40ss@") } }).refresh();
    expect(feed.asked[0]?.headers.authorization).toBe(`Basic ${Buffer.from("ana:p@ss").toString("base64")}`);
    expect(other.asked[0]?.headers.authorization).toBeUndefined();
  });

  test("a file is read as a feed is", async () => {
    const folder = mkdtempSync(join(tmpdir(), "deskclock-calendar-"));
    stops.push(async () => rmSync(folder, { recursive: true }));
    const address = join(folder, "shifts.ics");
    const made = calendars({ of: { address } });
    await made.refresh();
    expect(made.troubles().get("support")).toMatchObject({
      code: "unreachable",
      detail: "no answer (ENOENT)",
    });
    writeFileSync(address, good());
    await made.refresh();
    expect(anas(made)).toBe(1);
    writeFileSync(address, "x".repeat(6_000_000));
    await made.refresh();
    expect(made.troubles().get("support")?.code).toBe("too_large");
    expect(anas(made)).toBe(1);
  });
});
