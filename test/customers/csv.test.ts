import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csv, HEADER, readAll } from "./csv-text.ts";

const GOOD = 'K-1,Example Ltd,Pro,"example.org, Bücher.example",Owner@Example.org,Olga Owner,all';

describe("a row of the file", () => {
  test("says an account and one of its contacts", async () => {
    const { rows, faults } = await readAll(csv(GOOD));
    expect(faults).toEqual([]);
    expect(rows).toEqual([
      {
        line: 2,
        reference: "K-1",
        referenceKey: "k-1",
        name: "Example Ltd",
        plan: "Pro",
        domains: ["example.org", "xn--bcher-kva.example"],
        contact: {
          address: { written: "Owner@Example.org", key: "owner@example.org" },
          name: "Olga Owner",
          permissions: ["all"],
        },
      },
    ]);
  });

  test("may leave the contact out, and the permissions empty: then they may order nothing", async () => {
    const { rows, faults } = await readAll(csv("K-1,Example Ltd,,,,,", "K-1,,,,a@example.org,,"));
    expect(faults).toEqual([]);
    expect(rows.map((row) => row.contact?.permissions ?? null)).toEqual([null, []]);
  });

  test("takes permissions in any order and case, all of them for all", async () => {
    const { rows } = await readAll(
      csv('K-1,E,,,a@example.org,,"website; DNS,dns"', "K-1,,,,b@example.org,,dns all"),
    );
    expect(rows.map((row) => row.contact?.permissions)).toEqual([["dns", "website"], ["all"]]);
  });
});

describe("the file may be written", () => {
  test.each([
    ["with a byte order mark", `\ufeff${csv(GOOD)}`],
    ["with CRLF", csv(GOOD).replaceAll("\n", "\r\n")],
    ["without a line end at its end", csv(GOOD).trimEnd()],
    ["with blank lines and rows of delimiters alone", `\n${csv("", GOOD, ",,,,,,", "")}\n\n`],
    ["with columns in another order and case, and others beside them", null],
    ["with semicolons", csv(GOOD).replaceAll(",", ";").replace("org; B", "org, B")],
    ["with tabs", csv(GOOD).replaceAll(",", "\t").replace("org\t B", "org, B")],
    [
      "with everything in quotation marks",
      csv('"K-1","Example Ltd","Pro","example.org bücher.example","Owner@Example.org","Olga Owner","all"'),
    ],
  ])("%s", async (_, text) => {
    const other = `Email,Phone,ACCOUNT, name ,Contact,permissions,domains,plan\nOwner@Example.org,5,K-1,Example Ltd,Olga Owner,all,example.org bücher.example,Pro\n`;
    const { rows, faults, ignored } = await readAll(text ?? other);
    expect(faults).toEqual([]);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ reference: "K-1", domains: ["example.org", "xn--bcher-kva.example"] });
    expect(ignored).toEqual(text === null ? ["Phone"] : []);
  });

  test("with quotation marks, delimiters and line breaks in a column that means nothing here", async () => {
    const text = `${HEADER},postal\nK-1,"Fix ""it"", Ltd",,,,,,"Main Street 1\n12345 Town"\nK-2,B,,,,,,x\n`;
    const { rows, faults } = await readAll(text);
    expect(faults).toEqual([]);
    expect(rows.map(({ line, name }) => [line, name])).toEqual([
      [2, 'Fix "it", Ltd'],
      [4, "B"],
    ]);
  });

  test("in chunks that end anywhere", async () => {
    const text = `\ufeff\r\n${HEADER},note\r\nK-1,Müller,,,,,,"a\r\nb"\r\n\r\nK-2,"漢字",,bücher.example,a@example.org,,dns,\r\n`;
    const whole = await readAll(text);
    expect(whole.rows).toHaveLength(2);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 200 }), async (size) => {
        expect(await readAll(text, size)).toEqual(whole);
      }),
    );
  });
});

describe("every faulty row is told with its line", () => {
  test("what was expected, what came and what to do", async () => {
    const { rows, faults } = await readAll(
      csv(
        ",No Number,,,,,",
        GOOD,
        "K-2,B,,https://b.example,two@@b.example,,dsn",
        "K-3,C,,,,Carl,dns",
        "K-4,D,,",
        "K-5,\u202eE,,,e@example.org,,",
      ),
    );
    expect(rows.map(({ line }) => line)).toEqual([3]);
    expect(faults).toEqual([
      "line 2, account: expected the customer number; got nothing. Write the number that the billing system knows the account by.",
      'line 4, domains: expected domains such as example.org; got "https://b.example". Write domains only, without https:// and paths, with spaces or semicolons between them.',
      'line 4, email: expected an e-mail address such as owner@example.org; got "two@@b.example". Write one address with one @; further contacts get a row of their own.',
      'line 4, permissions: expected words among account, subscription, server, network, website, dns, credentials, all; got "dsn". Write what this contact may order, or leave it empty: then they may order nothing.',
      'line 5, email: expected an address beside "Carl"; got nothing. Write the contact\'s address, or leave contact and permissions empty too.',
      "line 6, the row: expected 7 cells, as the header has; got 4. Put cells that hold the delimiter into quotation marks, and write the delimiter for an empty cell.",
      'line 7, name: expected the account\'s name of at most 200 characters on one line; got "\\u{202E}E". Remove line breaks, control characters and marks that turn the direction of writing.',
    ]);
  });

  test("a Latin-1 byte, with the letter that it probably is", async () => {
    const latin = Buffer.concat([
      Buffer.from(csv(GOOD)),
      Buffer.from("K-2,M\xfcller,,,,,\n", "latin1"),
      Buffer.from("K-3,C,,,,,\n"),
    ]);
    const { rows, faults } = await readAll(latin);
    expect(rows.map(({ reference }) => reference)).toEqual(["K-1", "K-3"]);
    expect(faults).toEqual([
      'line 3, byte 6: expected UTF-8; got 0xFC after "K-2,M", which is "ü" in Latin-1. Save the file as UTF-8 (a spreadsheet calls it CSV UTF-8).',
    ]);
  });

  test("a quotation mark in the wrong place spoils its own row and none that follows", async () => {
    const { rows, faults } = await readAll(
      csv('K-1,"A" Ltd,,,,,', "K-2,B,,,,,", 'K-3,5" disks,,,,,', 'K-4,"D,,,,,', "K-5,E,,,,,", 'K-6,"F",,,,,'),
    );
    expect(rows.map(({ reference }) => reference)).toEqual(["K-2", "K-5", "K-6"]);
    expect(faults.map((fault) => /^line \d+, the row/.exec(fault)?.[0])).toEqual([
      "line 2, the row",
      "line 4, the row",
      "line 5, the row",
    ]);
  });

  test("a quotation mark that is never closed costs one row, and no memory", async () => {
    const many = Array.from({ length: 5_000 }, (_, index) => `K-${index},A,,,,,`);
    const { rows, faults } = await readAll(csv('X-1,"open,,,,,', ...many));
    expect(rows).toHaveLength(5_000);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain("line 2, the row: expected a quotation mark that is closed within 100 lines");
  });

  test("a line of megabytes", async () => {
    const { rows, faults } = await readAll(csv(`K-1,${"x".repeat(3_000_000)},,,,,`, "K-2,B,,,,,"), 1 << 18);
    expect(rows.map(({ line, reference }) => [line, reference])).toEqual([[3, "K-2"]]);
    expect(faults).toEqual([
      "line 2, the row: expected at most 64 kB on one line; got more. Remove what does not belong to it.",
    ]);
  });

  test("a control character, made visible", async () => {
    const { faults } = await readAll(csv("K-1,A\u001b[31m,,,,,"));
    expect(faults[0]).toContain('"A\\u{001B}[31m"');
  });

  test("line numbers hold behind blank lines, line breaks in cells and faults", async () => {
    const filler = fc.constantFrom(
      "",
      ",,,,,,",
      "K-1,A,,,,,",
      'K-2,"a\nb",,,,,',
      'K-3,x"y,,,,,',
      "K-4,é,,,,,",
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(filler, { maxLength: 40 }),
        fc.integer({ min: 1, max: 90 }),
        async (before, size) => {
          const text = csv(...before, "LAST,,,,,,", "BAD,,,,@,,");
          const line = text.slice(0, text.indexOf("LAST")).split("\n").length;
          const { rows, faults } = await readAll(text, size);
          expect(rows.at(-1)).toMatchObject({ reference: "LAST", line });
          expect(faults.at(-1)).toMatch(new RegExp(`^line ${line + 1}, email`));
        },
      ),
    );
  });
});

describe("a file that is none of customers is told as a whole", () => {
  test.each([
    [
      "nothing in it",
      "",
      "the header: expected the columns account, name, plan, domains, email, contact, permissions, in any order; got nothing",
    ],
    ["no header", "K-1,A,,,,,\n", "Add account, name, plan"],
    ["a column missing", "account,name,plan,domains,email,contact\n", "Add permissions to the first row"],
    ["a column twice", `${HEADER},email\n`, 'got "email" twice'],
    ["UTF-16", Buffer.from(`\ufeff${csv(GOOD)}`, "utf16le"), "got UTF-16"],
    ["a spreadsheet", Buffer.from("PK\u0003\u0004xxxx"), "got a spreadsheet or zip file"],
  ])("%s", async (_, text, told) => {
    const { rows, faults } = await readAll(text);
    expect(rows).toEqual([]);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(told);
  });
});
