import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { CUSTOMERS_LOCK } from "../../db/customers/lock.ts";
import type { CustomerNews } from "../../src/core/customers/news.ts";
import { DAY, MINUTE } from "../../src/core/time.ts";
import { type DeskCustomers, NOON, newsOf, openDeskCustomers } from "./desk-customers.ts";

let desk: DeskCustomers;
beforeAll(async () => {
  desk = await openDeskCustomers();
});
beforeEach(async () => {
  await desk.sql`truncate accounts, contacts, customer_events`;
});
afterAll(() => desk.close());

const named = (name: string): NonNullable<CustomerNews["account"]> => ({
  name,
  plan: "",
  domains: [],
  contacts: [],
});
const ON_FILE = "K-1 Example Ltd [Pro] example.org: owner@example.org (all)";

describe("news of an account", () => {
  test("puts it on file, whole", async () => {
    expect(await desk.takeNews(newsOf(), NOON)).toBe("taken");
    expect(await desk.inWords()).toEqual([ON_FILE]);
  });

  test("counts once: the same event again changes nothing, whatever it says", async () => {
    await desk.takeNews(newsOf(), NOON);
    const again = newsOf({ updatedAt: NOON + MINUTE, account: named("Evil Ltd") });
    expect(await desk.takeNews(again, NOON + MINUTE)).toBe("repeated");
    expect(await desk.inWords()).toEqual([ON_FILE]);
  });

  test("takes contacts off file that it does not have", async () => {
    await desk.takeNews(newsOf(), NOON);
    await desk.takeNews(newsOf({ id: "e-2", updatedAt: NOON + 1, account: named("Example Ltd") }), NOON + 1);
    expect(await desk.inWords()).toEqual(["K-1 Example Ltd [] :"]);
  });

  test("that is older than what is known changes nothing", async () => {
    await desk.takeNews(newsOf(), NOON);
    const late = newsOf({ id: "e-0", updatedAt: NOON - 1, account: named("Former Name") });
    expect(await desk.takeNews(late, NOON + MINUTE)).toBe("older");
    expect(await desk.inWords()).toEqual([ON_FILE]);
  });

  test("is ordered by versions where both have one, whatever the clocks say", async () => {
    await desk.takeNews(newsOf({ version: 7 }), NOON);
    const late = newsOf({ id: "e-6", version: 6, updatedAt: NOON + MINUTE, account: named("Former Name") });
    expect(await desk.takeNews(late, NOON)).toBe("older");
    const next = newsOf({ id: "e-8", version: 8, updatedAt: NOON - MINUTE, account: named("Next Name") });
    expect(await desk.takeNews(next, NOON)).toBe("taken");
    expect(await desk.inWords()).toEqual(["K-1 Next Name [] :"]);
  });

  test("that the account is gone takes it off file with its contacts", async () => {
    await desk.takeNews(newsOf(), NOON);
    await desk.takeNews(newsOf({ id: "e-2", account: null, updatedAt: NOON + 1 }), NOON + 1);
    expect(await desk.inWords()).toEqual([]);
    expect(await desk.sql`select 1 from contacts where removed_at is null`).toHaveLength(0);
  });

  test("that it is gone is not undone by what came before it, even if that arrives first of all", async () => {
    expect(await desk.takeNews(newsOf({ account: null, updatedAt: NOON + 1 }), NOON)).toBe("taken");
    expect(await desk.takeNews(newsOf({ id: "e-2" }), NOON)).toBe("older");
    expect(await desk.inWords()).toEqual([]);
  });

  test("brings an account back that was gone", async () => {
    await desk.takeNews(newsOf({ account: null }), NOON);
    await desk.takeNews(newsOf({ id: "e-2", updatedAt: NOON + 1 }), NOON + 1);
    expect(await desk.inWords()).toEqual([ON_FILE]);
  });

  test("is asked for again while an import holds the customers, and nothing of it is kept", async () => {
    await desk.sql.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(${CUSTOMERS_LOCK})`;
      expect(await desk.takeNews(newsOf(), NOON)).toBe("busy");
    });
    expect(await desk.takeNews(newsOf(), NOON)).toBe("taken");
  });

  test("is remembered for 30 days", async () => {
    await desk.takeNews(newsOf(), NOON);
    await desk.takeNews(newsOf({ id: "e-2", updatedAt: NOON + 31 * DAY }), NOON + 31 * DAY);
    const rows = await desk.sql`select id from customer_events`;
    expect(rows.map((row) => row["id"])).toEqual(["e-2"]);
  });
});

test("in whatever order news arrives, also at once, the newest is on file", async () => {
  const order = fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 1 });
  await fc.assert(
    fc.asyncProperty(order, fc.boolean(), async (moments, atOnce) => {
      await desk.sql`truncate accounts, contacts, customer_events`;
      const all = moments.map((moment) => {
        const account = moment % 3 === 2 ? null : named(`Name ${moment}`);
        return newsOf({ id: `e-${moment}`, updatedAt: NOON + moment, account });
      });
      if (atOnce) await Promise.all(all.map((news) => desk.takeNews(news, NOON)));
      else for (const news of all) await desk.takeNews(news, NOON);
      const newest = Math.max(...moments);
      expect(await desk.inWords()).toEqual(newest % 3 === 2 ? [] : [`K-1 Name ${newest} [] :`]);
    }),
    { numRuns: 30 },
  );
});
