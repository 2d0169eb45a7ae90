import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "../../adapters/customers-webhook/parse.ts";
import { signatureOf, verify } from "../../adapters/customers-webhook/verify.ts";
import { COLUMNS } from "../../src/core/customers/row.ts";
import { CATEGORIES } from "../../src/core/gate/category.ts";
import { repoRoot } from "../../src/root.ts";
import { readAll } from "./csv-text.ts";

const text = readFileSync(join(repoRoot, "docs/customers.md"), "utf8");
const block = (language: string): string => text.split(`\`\`\`${language}\n`)[1]?.split("```")[0] ?? "";

describe("docs/customers.md is true", () => {
  test("its example of a file can be imported", async () => {
    const { rows, faults } = await readAll(block("csv"));
    expect(faults).toEqual([]);
    expect(rows).toHaveLength(3);
  });

  test("it names every column and every permission", () => {
    for (const column of COLUMNS) expect(text).toContain(`| \`${column}\` |`);
    for (const category of CATEGORIES) expect(text).toContain(`\`${category}\``);
  });

  test("its example of an event is taken", () => {
    const body = block("json");
    const parsed = parse(Buffer.from(body), Date.parse("2026-11-25T10:00:00Z"));
    expect(parsed).toMatchObject({ ok: true, news: { reference: "K-1042", version: 7 } });
  });

  test("its signature is the one that others compute", () => {
    // printf '%s.%s' 1795600800 '{}' | openssl dgst -sha256 -hmac secret -hex
    const header = "t=1795600800,v1=c37cc00c13632594bacd412a9d1cfd5a60260a86b6c28cd40d96daa2330f0704";
    expect(signatureOf("secret", 1795600800, "{}")).toBe(header);
    expect(verify(Buffer.from("{}"), header, "secret", 1795600800_000)).toBe("genuine");
  });
});
