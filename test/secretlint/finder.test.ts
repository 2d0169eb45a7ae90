import { describe, expect, test } from "vitest";
import { createSecretFinder } from "../../adapters/secretlint/index.ts";
import { redactSecrets } from "../../src/core/gate/secrets.ts";
import { HARMLESS_DATA } from "../core/gate/samples/harmless-data.ts";
import { KEYS, TOKENS } from "../core/gate/samples/pasted-tokens.ts";
import { quietLog } from "../support/quiet-log.ts";

const find = createSecretFinder({ log: quietLog });

describe("the desk's own rules and secretlint's together", () => {
  test("passwords, which secretlint does not know, are found", async () => {
    expect(await find("my password is hunter2")).toEqual([{ kind: "password", start: 15, end: 22 }]);
  });

  test("of an address, only the password is taken", async () => {
    const text = "see mysql://shop:s3cretpw@db.example.org/shop and https://bob:hunter2x@example.org/a";
    expect(redactSecrets(text, await find(text))).toBe(
      "see mysql://shop:[password removed]@db.example.org/shop and https://bob:[password removed]@example.org/a",
    );
  });

  test.each(Object.entries({ ...TOKENS, ...KEYS }))("%s is found once", async (_, secret) => {
    expect(await find(`here:\n${secret}\n\nIs that right?`)).toHaveLength(1);
  });

  test("what a rep must read stays", async () => {
    for (const text of HARMLESS_DATA) expect([text, await find(text)]).toEqual([text, []]);
  });
});

test("where secretlint fails, the own rules look alone, and the warning repeats nothing of the text", async () => {
  const warnings: unknown[] = [];
  const alone = createSecretFinder({
    log: { warn: (fields, message) => void warnings.push(fields, message) },
    lint: async (text) => {
      throw new Error(`cannot read ${text}`);
    },
  });
  expect(await alone("my password is hunter2")).toHaveLength(1);
  expect(warnings).not.toHaveLength(0);
  expect(JSON.stringify(warnings)).not.toContain("hunter2");
});

test("leaves nothing behind, however many texts it has looked at", async () => {
  const marks = (): number => performance.getEntriesByType("mark").length;
  const before = marks();
  for (let index = 0; index < 20; index += 1) await find(`message ${index}`);
  expect(marks()).toBe(before);
});
