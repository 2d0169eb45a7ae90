import { getTableColumns } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import * as schema from "../../db/schema.ts";
import { MOST_CONTACTS } from "../../src/core/customers/customer.ts";
import type { Category } from "../../src/core/gate/category.ts";
import { type DeskCustomers, NOON, newsOf, openDeskCustomers } from "./desk-customers.ts";

let desk: DeskCustomers;
beforeAll(async () => {
  desk = await openDeskCustomers();
  await desk.load([
    "K-1,Example Ltd,Pro,example.org bücher.example,Owner@Example.org,Olga,all",
    "K-1,,,,dns@example.org,Dora,dns",
    "K-1,,,,nobody@example.org,Nora,",
    "K-2,Other,,other.example,shared@agency.example,,server",
    "K-3,Third,,shared.example,shared@agency.example,,server",
    "K-3,,,,boss@third.example,,all",
    "k-9,Small letters,,,small@example.net,,all",
    "K-9,Capitals,,,capital@example.net,,all",
  ]);
});
afterAll(() => desk.close());

const mayOrder = async (claim: string, category: Category = "dns"): Promise<readonly string[]> =>
  (await desk.onFile.contactsFor(claim, category)).map(({ address }) => address);

describe("whoever may order something is found by what a chat user names", () => {
  test.each([
    ["the customer number", "K-1"],
    ["the number in small letters, with spaces around it", "  k-1 "],
    ["the number with a hash before it", "#K-1"],
    ["the number with a NUL before it", "\0K-1"],
    ["a domain", "example.org"],
    ["a domain in capitals", "EXAMPLE.ORG."],
    ["the address of a page there", "https://www.example.org/contact?x=1"],
    ["a domain beyond ASCII", "Bücher.example"],
    ["its ASCII form", "xn--bcher-kva.example"],
    ["an address on file, of somebody who may not order it", "nobody@example.org"],
  ])("%s", async (_, claim) => {
    expect([...(await mayOrder(claim))].sort()).toEqual(["Owner@Example.org", "dns@example.org"]);
  });

  test("first the one who was named", async () => {
    expect((await mayOrder("DNS@example.org"))[0]).toBe("dns@example.org");
    expect((await mayOrder("owner@example.org"))[0]).toBe("Owner@Example.org");
  });

  test("only for what they may order", async () => {
    expect(await mayOrder("K-1", "server")).toEqual(["Owner@Example.org"]);
    expect(await mayOrder("K-2", "dns")).toEqual([]);
  });

  test("a number that is written just so counts before one in other letters", async () => {
    expect(await mayOrder("K-9")).toEqual(["capital@example.net"]);
    expect(await mayOrder("k-9")).toEqual(["small@example.net"]);
  });

  test("of every account that shares what was named", async () => {
    const found = await desk.onFile.contactsFor("shared@agency.example", "server");
    expect(found.map(({ address }) => address).sort()).toEqual([
      "boss@third.example",
      "shared@agency.example",
      "shared@agency.example",
    ]);
    expect(new Set(found.map(({ accountId }) => accountId)).size).toBe(2);
  });

  test.each([
    "",
    " ",
    "K-404",
    "unknown.example",
    "who@unknown.example",
    "%",
    "'; drop table contacts; --",
    "\0K-404",
    "\ud800",
    "x".repeat(100_000),
  ])("nobody by %j", async (claim) => {
    expect(await mayOrder(claim)).toEqual([]);
  });

  test("never more than a handful", async () => {
    const rows = Array.from(
      { length: 30 },
      (_, index) => `K-30,Many,,many.example,m${index}@many.example,,all`,
    );
    await desk.load(rows);
    expect(await mayOrder("many.example")).toHaveLength(MOST_CONTACTS);
    expect((await mayOrder("m29@many.example"))[0]).toBe("m29@many.example");
  });

  test("by one statement, the same whether or not the account is on file", async () => {
    const statements = async (claim: string): Promise<readonly string[]> => {
      const seen: string[] = [];
      const { drizzle } = await import("drizzle-orm/postgres-js");
      const { customersIn } = await import("../../db/customers.ts");
      const logger = { logQuery: (query: string) => void seen.push(query) };
      await customersIn(drizzle(desk.sql, { logger }), { next: () => "id" }).contactsFor(claim, "dns");
      return seen;
    };
    const known = await statements("K-1");
    expect(known).toHaveLength(1);
    expect(await statements("nothing of the kind")).toEqual(known);
    expect(await statements("owner@example.org")).toEqual(known);
  });
});

describe("a customer's own mail", () => {
  test("finds the contacts that have its address, one an account", async () => {
    const found = await desk.onFile.contactsByAddress("shared@agency.example");
    expect(found.map(({ permissions }) => permissions)).toEqual([["server"], ["server"]]);
    expect(await desk.onFile.contactsByAddress("who@unknown.example")).toEqual([]);
  });

  test("does not find a look-alike", async () => {
    expect(await desk.onFile.contactsByAddress("dn\u017f@example.org")).toEqual([]);
  });
});

describe("a contact that a ticket names", () => {
  let contactId = "";
  beforeEach(async () => {
    await desk.load(["K-70,Seventy,,,Old@Seventy.example,Sven,all"], { now: NOON });
    contactId = (await desk.onFile.contactsByAddress("old@seventy.example"))[0]?.id ?? "";
  });

  test("has an address while it is on file", async () => {
    expect(await desk.onFile.addressNow(contactId)).toEqual({
      address: "Old@Seventy.example",
      addressKey: "old@seventy.example",
    });
  });

  test("has none once the address on file is another, and is still known by name", async () => {
    const address = { written: "new@seventy.example", key: "new@seventy.example" };
    const contact = { address, name: "Sven", permissions: ["all" as const] };
    const account = { name: "Seventy", plan: "", domains: [], contacts: [contact] };
    await desk.takeNews(newsOf({ id: "e-70", reference: "K-70", updatedAt: NOON + 1, account }), NOON + 1);
    expect(await desk.onFile.addressNow(contactId)).toBeNull();
    expect(await desk.onFile.contactById(contactId)).toMatchObject({ name: "Sven", removedAt: NOON + 1 });
    expect(await mayOrder("K-70")).toEqual(["new@seventy.example"]);
    await desk.load(["K-70,Seventy,,,Old@Seventy.example,Sven,all"], { now: NOON + 2 });
  });

  test("has none once the account is gone, and nobody may order for it", async () => {
    await desk.takeNews(
      newsOf({ id: "e-71", reference: "K-70", updatedAt: NOON + 3, account: null }),
      NOON + 3,
    );
    expect(await desk.onFile.addressNow(contactId)).toBeNull();
    expect(await mayOrder("K-70")).toEqual([]);
    expect(await desk.onFile.contactsByAddress("old@seventy.example")).toEqual([]);
  });

  test("that never was is nobody", async () => {
    expect(await desk.onFile.contactById("unknown")).toBeNull();
    expect(await desk.onFile.addressNow("unknown")).toBeNull();
  });
});

describe("what a chat user says about their account is a claim", () => {
  test("kept without what they typed", async () => {
    const claim = { personId: "p", conversationId: "c", accountId: null, at: NOON };
    await desk.onFile.saveClaim(claim);
    const rows =
      await desk.sql`select person_id, conversation_id, account_id, at::float8 from account_claims`;
    expect(rows).toEqual([{ person_id: "p", conversation_id: "c", account_id: null, at: NOON }]);
  });

  test("no column beside it could say that they are who they claim to be", () => {
    expect(Object.keys(getTableColumns(schema.accountClaims)).sort()).toEqual([
      "accountId",
      "at",
      "conversationId",
      "id",
      "personId",
    ]);
    const people = [schema.people, schema.accountClaims, schema.accounts, schema.contacts];
    const columns = people.flatMap((table) => Object.keys(getTableColumns(table)));
    expect(columns.filter((name) => /auth|verif|confirm|identi|trust/i.test(name))).toEqual([]);
  });
});
