import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readCustomersCsv } from "../../adapters/customers-csv/index.ts";
import { importCustomers } from "../../db/customers.ts";
import { inWords } from "../../src/core/customers/fault.ts";
import { MINUTE } from "../../src/core/time.ts";
import { createIds } from "../../src/ids.ts";
import { csv } from "./csv-text.ts";
import { type DeskCustomers, NOON, newsOf, openDeskCustomers } from "./desk-customers.ts";

let desk: DeskCustomers;
beforeAll(async () => {
  desk = await openDeskCustomers();
});
beforeEach(async () => {
  await desk.sql`truncate accounts, contacts, account_claims, customer_events`;
});
afterAll(() => desk.close());

const EXAMPLE = "K-1,Example Ltd,Pro,example.org,owner@example.org,Olga,all";
const SECOND_CONTACT = "K-1,,,,dns@example.org,Dora,dns";
const OTHER = "K-2,Other,,other.example,root@other.example,,server";

const none = { added: 0, changed: 0, unchanged: 0, missing: 0 };

describe("an import", () => {
  test("puts accounts and their contacts on file, several rows to an account", async () => {
    const { outcome, rows, merged } = await desk.load([EXAMPLE, SECOND_CONTACT, OTHER]);
    expect(outcome).toBe("imported");
    expect(rows).toBe(3);
    expect(merged.accounts).toEqual({ ...none, added: 2 });
    expect(merged.contacts).toEqual({ ...none, added: 3 });
    expect(await desk.inWords()).toEqual([
      "K-1 Example Ltd [Pro] example.org: dns@example.org (dns) owner@example.org (all)",
      "K-2 Other [] other.example: root@other.example (server)",
    ]);
  });

  test("of the same file again changes nothing, and keeps every contact's id", async () => {
    await desk.load([EXAMPLE, SECOND_CONTACT]);
    const before = await desk.sql`select id from contacts order by id`;
    const { merged } = await desk.load([EXAMPLE, SECOND_CONTACT], { now: NOON + MINUTE });
    expect(merged.accounts).toEqual({ ...none, unchanged: 1 });
    expect(merged.contacts).toEqual({ ...none, unchanged: 2 });
    expect(await desk.sql`select id from contacts order by id`).toEqual(before);
  });

  test("changes what the file says otherwise", async () => {
    await desk.load([EXAMPLE, SECOND_CONTACT]);
    const { merged } = await desk.load(["K-1,Example Inc,Max,,Owner@Example.org,Olga,dns website"]);
    expect(merged.accounts).toEqual({ ...none, changed: 1 });
    expect(merged.contacts).toEqual({ ...none, changed: 1, missing: 1 });
    expect(await desk.inWords()).toEqual([
      "K-1 Example Inc [Max] : Owner@Example.org (dns website) dns@example.org (dns)",
    ]);
  });

  test("takes names as they are: backslashes, quotation marks, COPY's own marks", async () => {
    await desk.load(['K-1,"\\N ""a\\tb"" \\.",\\.,,a@example.org,\\,']);
    expect(await desk.inWords()).toEqual(['K-1 \\N "a\\tb" \\. [\\.] : a@example.org ()']);
  });

  test("as a dry run tells what would be, and changes nothing", async () => {
    await desk.load([EXAMPLE]);
    const { outcome, merged } = await desk.load([OTHER], { dryRun: true, sync: true, force: true });
    expect(outcome).toBe("imported");
    expect(merged.accounts).toEqual({ ...none, added: 1, missing: 1 });
    expect(await desk.inWords()).toEqual(["K-1 Example Ltd [Pro] example.org: owner@example.org (all)"]);
  });

  test("waits for another one, and finds what that one put on file", async () => {
    const both = await Promise.all([desk.load([EXAMPLE, OTHER]), desk.load([EXAMPLE, OTHER])]);
    const added = both.map(({ merged }) => merged.contacts.added);
    expect([...added].sort()).toEqual([0, 2]);
    expect(await desk.inWords()).toHaveLength(2);
  });

  test("whose file cannot be read to its end changes nothing, and leaves no session behind", async () => {
    const broken = async function* (): AsyncGenerator<Buffer> {
      yield Buffer.from(csv(EXAMPLE));
      throw Object.assign(new Error("the disk is gone"), { code: "EIO" });
    };
    const options = { ids: createIds(Date.now), now: NOON, asOf: NOON, keepGood: false, sync: false };
    await expect(
      importCustomers(desk.url, readCustomersCsv(broken()), { ...options, force: false, dryRun: false }),
    ).rejects.toMatchObject({ code: "EIO" });
    expect(await desk.inWords()).toEqual([]);
    const held = await desk.sql`
      select 1 from pg_locks join pg_database on pg_database.oid = database
      where locktype = 'advisory' and datname = current_database()`;
    expect(held).toHaveLength(0);
  });
});

describe("a file with faults", () => {
  const FAULTY = [EXAMPLE, "K-9,Nine,,,not an address,,", OTHER];

  test("is not imported at all", async () => {
    const { outcome, faults } = await desk.load(FAULTY);
    expect(outcome).toBe("faulty");
    expect(faults.count).toBe(1);
    expect(faults.first.map(({ line }) => line)).toEqual([3]);
    expect(await desk.inWords()).toEqual([]);
  });

  test("is imported but for its faulty rows, when that is asked for", async () => {
    const { outcome, faults } = await desk.load(FAULTY, { keepGood: true });
    expect([outcome, faults.count]).toEqual(["imported", 1]);
    expect(await desk.inWords()).toHaveLength(2);
  });

  test("has the first hundred told, in the order of their lines, and the others counted", async () => {
    const rows = Array.from({ length: 300 }, (_, index) => `K-${index},A,,,bad,,`);
    const { faults } = await desk.load([EXAMPLE, EXAMPLE, ...rows]);
    expect(faults.count).toBe(301);
    expect(faults.first).toHaveLength(100);
    expect(faults.first.map(({ line }) => line)).toEqual(
      Array.from({ length: 100 }, (_, index) => 3 + index),
    );
  });

  test("is told of rows that contradict an earlier one", async () => {
    const { outcome, faults } = await desk.load([
      EXAMPLE,
      "K-1,Example GmbH,,,a@example.org,,",
      "K-1,,,,OWNER@example.org,,dns",
      "K-1,,Max,,b@example.org,,",
      "K-1,,,example.org example.net,c@example.org,,",
      "K-3,,,,d@example.org,,",
    ]);
    expect(outcome).toBe("faulty");
    expect(faults.first.map(({ line, fault }) => `line ${line}, ${inWords(fault)}`)).toEqual([
      'line 3, name: expected "Example Ltd" for "K-1", as on line 2; got "Example GmbH". Make both the same, or leave it empty in all rows of the account but one.',
      'line 4, email: expected each contact of "K-1" once; got "OWNER@example.org" again, as on line 2. Remove one of both rows.',
      'line 5, plan: expected "Pro" for "K-1", as on line 2; got "Max". Make both the same, or leave it empty in all rows of the account but one.',
      'line 6, domains: expected "example.org" for "K-1", as on line 2; got "example.net example.org". Make both the same, or leave it empty in all rows of the account but one.',
      'line 7, name: expected the name of "K-3" in one of its rows; got nothing. Write it in the first of them.',
    ]);
  });

  test("whose rows contradict each other keeps the first of them, when good rows are asked for", async () => {
    await desk.load([EXAMPLE, "K-1,Other Name,,,x@example.org,,", "K-3,,,,d@example.org,,"], {
      keepGood: true,
    });
    expect(await desk.inWords()).toEqual(["K-1 Example Ltd [Pro] example.org: owner@example.org (all)"]);
  });

  test("may name the same address for two accounts", async () => {
    const { outcome } = await desk.load([EXAMPLE, "K-2,Other,,,owner@example.org,,dns"]);
    expect(outcome).toBe("imported");
  });
});

describe("what the file does not have", () => {
  const MANY = Array.from({ length: 10 }, (_, index) => `K-${index},A${index},,,a${index}@example.org,,all`);

  test("stays, unless the file is everything there is", async () => {
    await desk.load(MANY);
    const { merged } = await desk.load(MANY.slice(1));
    expect(merged.accounts.missing).toBe(1);
    expect(await desk.inWords()).toHaveLength(10);
  });

  test("is removed then, the account with its contacts", async () => {
    await desk.load(MANY);
    await desk.load(MANY.slice(1), { sync: true });
    expect(await desk.inWords()).toHaveLength(9);
    const rows = await desk.sql`select address from contacts where removed_at is not null`;
    expect(rows.map((row) => row["address"])).toEqual(["a0@example.org"]);
  });

  test("is removed contact by contact", async () => {
    await desk.load([...MANY, "K-0,,,,b@example.org,,dns"]);
    await desk.load(MANY, { sync: true });
    expect((await desk.inWords())[0]).toBe("K-0 A0 [] : a0@example.org (all)");
  });

  test("is not removed when it is more than a fifth, unless forced", async () => {
    await desk.load(MANY);
    const refused = await desk.load(MANY.slice(3), { sync: true });
    expect(refused.outcome).toBe("too_many_missing");
    expect(await desk.inWords()).toHaveLength(10);
    expect((await desk.load(MANY.slice(2), { sync: true })).outcome).toBe("imported");
    expect((await desk.load(MANY.slice(5), { sync: true, force: true })).outcome).toBe("imported");
    expect(await desk.inWords()).toHaveLength(5);
  });

  test("comes back with the id it had when a later file has it again", async () => {
    await desk.load(MANY);
    const [before] = await desk.sql`select id from contacts where address_key = 'a0@example.org'`;
    await desk.load(MANY.slice(1), { sync: true, now: NOON + MINUTE });
    const { merged } = await desk.load(MANY, { now: NOON + 2 * MINUTE });
    expect(merged.accounts.added).toBe(1);
    expect(merged.contacts.added).toBe(1);
    const [after] = await desk.sql`select id from contacts where address_key = 'a0@example.org'`;
    expect(after).toEqual(before);
  });
});

describe("a file that is older than the billing system's news", () => {
  test("leaves that account and its contacts as they are", async () => {
    await desk.takeNews(newsOf({ updatedAt: NOON }), NOON);
    const { merged } = await desk.load(["K-1,Old Name,,,old@example.org,,all", OTHER], {
      asOf: NOON - MINUTE,
    });
    expect(merged.newer).toBe(1);
    expect(await desk.inWords()).toEqual([
      "K-1 Example Ltd [Pro] example.org: owner@example.org (all)",
      "K-2 Other [] other.example: root@other.example (server)",
    ]);
  });

  test("does not remove it either", async () => {
    await desk.takeNews(newsOf({ updatedAt: NOON }), NOON);
    await desk.load([OTHER], { asOf: NOON - MINUTE, sync: true, force: true });
    expect(await desk.inWords()).toHaveLength(2);
  });

  test("and a newer one holds off news that comes late, also where it changed nothing", async () => {
    await desk.load([EXAMPLE], { asOf: NOON - 2 * MINUTE });
    await desk.load([EXAMPLE], { asOf: NOON });
    const late = newsOf({ account: null, updatedAt: NOON - MINUTE });
    expect(await desk.takeNews(late, NOON)).toBe("older");
    expect(await desk.inWords()).toHaveLength(1);
  });

  test("and a newer one counts before versions that were told earlier and arrive later", async () => {
    await desk.takeNews(newsOf({ version: 5, updatedAt: NOON - 2 * MINUTE }), NOON);
    await desk.load([EXAMPLE], { asOf: NOON });
    const late = newsOf({ id: "e-6", version: 6, account: null, updatedAt: NOON - MINUTE });
    expect(await desk.takeNews(late, NOON)).toBe("older");
    const next = newsOf({ id: "e-8", version: 8, account: null, updatedAt: NOON + MINUTE });
    expect(await desk.takeNews(next, NOON)).toBe("taken");
  });
});

test("whatever two files say, the second in step leaves on file just what it says", async () => {
  const row = fc.record({
    account: fc.integer({ min: 1, max: 4 }),
    contact: fc.constantFrom("a", "b", "c"),
    may: fc.constantFrom("", "dns", "all", "server website"),
  });
  const file = fc.uniqueArray(row, {
    selector: ({ account, contact }) => `${account} ${contact}`,
    maxLength: 8,
  });
  const lines = (rows: readonly { account: number; contact: string; may: string }[]): string[] =>
    rows.map(({ account, contact, may }) => `K-${account},N,,,${contact}@k${account}.example,,${may}`);
  const expected = (rows: readonly { account: number; contact: string; may: string }[]): string[] =>
    [...new Set(rows.map(({ account }) => account))].sort().map((account) => {
      const own = rows.filter((one) => one.account === account);
      const contacts = own.map(({ contact, may }) => ` ${contact}@k${account}.example (${may})`).sort();
      return `K-${account} N [] :${contacts.join("")}`;
    });
  await fc.assert(
    fc.asyncProperty(file, file, async (first, second) => {
      await desk.sql`truncate accounts, contacts`;
      await desk.load(lines(first));
      await desk.load(lines(second), { sync: true, force: true });
      expect(await desk.inWords()).toEqual(expected(second));
    }),
    { numRuns: 12 },
  );
});
