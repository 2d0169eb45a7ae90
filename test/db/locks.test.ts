import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type OpenStore, openStore } from "../../db/store.ts";
import { createIds } from "../../src/ids.ts";
import type { Tx } from "../../src/ports-store.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";

/** The same three people are the reps of both desks, under other names. */
const PEOPLE = ["ana", "ben", "cleo"] as const;
const REPS = { support: ["ana", "ben", "cleo"], sales: ["z", "y", "x"] } as const;
const AT = Date.UTC(2026, 10, 25, 10);

let database: TestDatabase;
let store: OpenStore;
let ids: ReadonlyMap<string, string>;

beforeEach(async () => {
  database = await createTestDatabase();
  store = openStore(
    database.url,
    createIds(() => AT),
  );
  const person = (userId: string) => ({
    platform: "sandbox" as const,
    userId,
    name: userId,
    accountCreatedAt: null,
  });
  for (const desk of ["support", "sales"] as const) {
    await store.saveReps(
      desk,
      PEOPLE.map((one, index) => ({ rep: REPS[desk][index] ?? "", person: person(one) })),
    );
  }
  ids = new Map(
    await Promise.all(
      PEOPLE.map(async (one): Promise<[string, string]> => [one, await store.personId(person(one))]),
    ),
  );
});
afterEach(async () => {
  await store.close();
  await database.close();
});

type Change = (tx: Tx) => Promise<void>;

const someone = fc.shuffledSubarray([...PEOPLE], { minLength: 1 });
const atDesk = fc.constantFrom("support" as const, "sales" as const);
const idsOf = (people: readonly string[]): readonly string[] => people.map((one) => ids.get(one) ?? "");

/** What the engine does with reps in one transaction. */
const change: fc.Arbitrary<Change> = fc.oneof(
  someone.map(
    (people): Change =>
      (tx) =>
        tx.repsSeen(idsOf(people), AT),
  ),
  fc.tuple(atDesk, someone).map(
    ([desk, people]): Change =>
      (tx) =>
        tx.repsPinged(desk, idsOf(people), AT),
  ),
  fc.tuple(atDesk, fc.nat(2)).map(
    ([desk, index]): Change =>
      async (tx) => {
        await tx.setDuty(desk, REPS[desk][index] ?? "", "off", AT, null);
        await tx.repsSeen(idsOf([PEOPLE[index] ?? ""]), AT);
      },
  ),
);

test("whatever is written of reps at one moment, nobody waits for each other in a circle", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 8, maxLength: 40 }), async (changes) => {
      const results = await Promise.allSettled(changes.map((one) => store.transaction(one)));
      expect(results.filter(({ status }) => status === "rejected")).toEqual([]);
    }),
    { numRuns: 25 },
  );
});
