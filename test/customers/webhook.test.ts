import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  CUSTOMERS_PATH,
  createCustomersWebhook,
  signatureOf,
} from "../../adapters/customers-webhook/index.ts";
import { verify } from "../../adapters/customers-webhook/verify.ts";
import { MINUTE, SECOND } from "../../src/core/time.ts";
import type { HttpRoutes } from "../../src/ports.ts";
import type { TakeNews } from "../../src/ports-customers.ts";
import { startHttp } from "../../src/shell/http.ts";
import { quietLog } from "../support/quiet-log.ts";
import { type DeskCustomers, NOON, openDeskCustomers } from "./desk-customers.ts";

const SECRET = "a secret of the desk and the billing system";

const EVENT = {
  id: "evt_1",
  type: "account.upserted",
  account: {
    reference: "K-1",
    name: "Example Ltd",
    plan: "Pro",
    domains: ["Example.org"],
    updatedAt: "2026-11-25T12:00:00+00:00",
    contacts: [{ email: "Owner@example.org", name: "Olga", permissions: ["dns", "server"] }],
  },
};

interface Answer {
  readonly status: number;
  readonly body: { readonly outcome?: string; readonly error?: string; readonly faults?: readonly string[] };
  readonly headers: Headers;
}

let now = NOON;
let counted: string[] = [];

const routesTo = (takeNews: TakeNews): HttpRoutes =>
  createCustomersWebhook({
    secret: SECRET,
    takeNews,
    clock: { now: () => now },
    count: (name, labels) => counted.push(`${name} ${labels?.["reason"]}`),
    log: quietLog,
  });

const signed = (body: string | Buffer, at = now): string =>
  signatureOf(SECRET, Math.floor(at / SECOND), body);

const post = async (
  routes: HttpRoutes,
  body: string | Buffer,
  signature: string | null = signed(body),
  path = "/customers",
): Promise<Answer> => {
  const response = await routes(
    new Request(`http://desk.example${path}`, {
      method: "POST",
      body,
      headers: signature === null ? {} : { "Deskclock-Signature": signature },
    }),
  );
  return {
    status: response.status,
    body: (await response.json()) as Answer["body"],
    headers: response.headers,
  };
};

beforeEach(() => {
  now = NOON;
  counted = [];
});

describe("news that is signed", () => {
  let desk: DeskCustomers;
  let routes: HttpRoutes;
  beforeEach(async () => {
    desk = await openDeskCustomers();
    routes = routesTo(desk.takeNews);
  });
  afterEach(() => desk.close());

  test("is on file when it is answered", async () => {
    expect(await post(routes, JSON.stringify(EVENT))).toMatchObject({
      status: 200,
      body: { outcome: "taken" },
    });
    expect(await desk.inWords()).toEqual([
      "K-1 Example Ltd [Pro] example.org: Owner@example.org (dns server)",
    ]);
  });

  test("counts once, and older news not at all; both are answered with 200", async () => {
    await post(routes, JSON.stringify(EVENT));
    expect(await post(routes, JSON.stringify(EVENT))).toMatchObject({
      status: 200,
      body: { outcome: "repeated" },
    });
    const account = { ...EVENT.account, name: "Former", updatedAt: "2026-11-25T11:59:59Z" };
    const late = JSON.stringify({ ...EVENT, id: "evt_0", account });
    expect(await post(routes, late)).toMatchObject({ status: 200, body: { outcome: "older" } });
    expect((await desk.inWords())[0]).toContain("Example Ltd");
  });

  test("takes an account off file", async () => {
    await post(routes, JSON.stringify(EVENT));
    const account = { reference: "K-1", updatedAt: "2026-11-25T12:00:01Z" };
    const gone = JSON.stringify({ id: "evt_2", type: "account.removed", account });
    expect(await post(routes, gone)).toMatchObject({ status: 200, body: { outcome: "taken" } });
    expect(await desk.inWords()).toEqual([]);
  });
});

const untouched: TakeNews = () => Promise.reject(new Error("expected nothing to be taken; something was"));

describe("what is not signed by the secret changes nothing", () => {
  const body = JSON.stringify(EVENT);
  const seconds = NOON / SECOND;

  test.each([
    ["no signature", null, "unsigned"],
    ["an empty one", "", "unsigned"],
    ["another secret's", signatureOf("another", seconds, body), "unsigned"],
    ["another body's", signatureOf(SECRET, seconds, `${body} `), "unsigned"],
    ["another moment's", signed(body, NOON).replace(`t=${seconds}`, `t=${seconds + 1}`), "unsigned"],
    ["no time", "v1=".padEnd(67, "0"), "malformed"],
    ["two times", `t=1,${signed(body, NOON)}`, "malformed"],
    ["no signature beside the time", `t=${seconds}`, "malformed"],
    ["letters that are no hex digits", `t=${seconds},v1=${"g".repeat(64)}`, "malformed"],
    ["older than five minutes", signed(body, NOON - 5 * MINUTE - SECOND), "stale"],
    ["of the future", signed(body, NOON + 5 * MINUTE + SECOND), "stale"],
  ])("%s", async (_, signature, reason) => {
    const answer = await post(routesTo(untouched), body, signature);
    expect(answer.status).toBe(401);
    expect(answer.body.error).toMatch(/^expected .*; got .*\. .*\.$/);
    expect(counted).toEqual([`inbound_refused ${reason}`]);
  });

  test("a signature of five minutes is still good, and one of two secrets is enough", async () => {
    const routes = routesTo(async () => "taken");
    expect((await post(routes, body, signed(body, NOON - 5 * MINUTE))).status).toBe(200);
    const both = `${signatureOf("the old secret", seconds, body)},${signed(body, NOON).split(",")[1]},v2=x`;
    expect((await post(routes, body, both)).status).toBe(200);
  });
});

describe("what is signed and faulty is told, every fault of it", () => {
  const told = async (event: unknown): Promise<readonly string[]> => {
    const body = typeof event === "string" ? event : JSON.stringify(event);
    const answer = await post(routesTo(untouched), body);
    expect(answer.status).toBe(400);
    return answer.body.faults ?? [];
  };
  const withAccount = (over: object): unknown => ({ ...EVENT, account: { ...EVENT.account, ...over } });

  test("no JSON", async () => {
    expect(await told("{")).toEqual([
      "the body: expected JSON in UTF-8; got something else. Send the event as JSON.",
    ]);
  });

  test.each([
    ["null", null, "the body: expected an object; got null."],
    ["a list", [], "the body: expected an object; got a list of 0."],
    [
      "another type",
      { ...EVENT, type: "account.created" },
      'type: expected "account.upserted" or "account.removed"; got "account.created".',
    ],
    [
      "no id",
      { ...EVENT, id: "" },
      "id: expected the event's id, a text that is never used again; got nothing.",
    ],
    [
      "a NUL in the id",
      { ...EVENT, id: "a\0" },
      'id: expected an id without control characters; got "a\\u{0000}".',
    ],
    ["no account", { id: "e", type: "account.upserted" }, "account: expected an object; got nothing."],
    [
      "no reference",
      withAccount({ reference: " " }),
      "account.reference: expected the customer number; got nothing.",
    ],
    ["a number for a reference", withAccount({ reference: 7 }), "account.reference: expected a text; got 7."],
    ["no name", withAccount({ name: "" }), "account.name: expected the account's name; got nothing."],
    [
      "an address with two @",
      withAccount({ contacts: [{ email: "a@b@c.example", permissions: [] }] }),
      'account.contacts[0].email: expected an e-mail address such as owner@example.org; got "a@b@c.example".',
    ],
    [
      "an unknown permission",
      withAccount({ contacts: [{ email: "a@c.example", permissions: ["dsn"] }] }),
      "account.contacts[0].permissions: expected words among account, subscription",
    ],
    [
      "permissions that are no list",
      withAccount({ contacts: [{ email: "a@c.example", permissions: "all" }] }),
      "account.contacts[0].permissions: expected a list of account, subscription",
    ],
    [
      "a contact twice",
      withAccount({
        contacts: [
          { email: "a@c.example", permissions: [] },
          { email: "A@c.example", permissions: [] },
        ],
      }),
      'account.contacts[1].email: expected each address once; got "A@c.example" again.',
    ],
    [
      "no contacts",
      withAccount({ contacts: undefined }),
      "account.contacts: expected a list of all contacts of the account; got nothing.",
    ],
    [
      "a URL for a domain",
      withAccount({ domains: ["https://c.example"] }),
      'account.domains: expected domains such as example.org; got "https://c.example".',
    ],
    [
      "a time without a zone",
      withAccount({ updatedAt: "2026-11-25T12:00:00" }),
      "account.updatedAt: expected a time and its zone, such as 2026-11-25T10:00:00Z; got",
    ],
    [
      "a time that lies ahead",
      withAccount({ updatedAt: "2036-11-25T12:00:00Z" }),
      "account.updatedAt: expected a moment that has come; got 2036-11-25T12:00:00.000Z at 2026-11-25T12:00:00.000Z.",
    ],
    ["half a version", withAccount({ version: 1.5 }), "account.version: expected a whole number; got 1.5."],
    [
      "a field that means nothing",
      withAccount({ authenticated: true }),
      'account.authenticated: expected a field of docs/customers.md; got "authenticated".',
    ],
  ])("%s", async (_, event, fault) => {
    const faults = await told(event);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(fault);
  });

  test("several at once", async () => {
    const faults = await told(withAccount({ reference: "", plan: 5, domains: ["x"] }));
    expect(faults.map((fault) => fault.split(":")[0])).toEqual([
      "account.reference",
      "account.plan",
      "account.domains",
    ]);
  });
});

test("whatever JSON is signed, it is told what is wrong with it, and nothing is thrown", async () => {
  const routes = routesTo(async () => "taken");
  const field = fc.constantFrom("id", "type", "account", "contacts", "email", "__proto__", "updatedAt");
  const event = fc.oneof(
    fc.jsonValue(),
    fc.dictionary(field, fc.jsonValue()),
    fc.dictionary(field, fc.jsonValue()).map((account) => ({ ...EVENT, account })),
    fc.record({
      id: fc.string({ unit: "binary" }),
      type: fc.constant("account.removed"),
      account: fc.record({
        reference: fc.string({ unit: "binary" }),
        updatedAt: fc.date({ noInvalidDate: true }),
      }),
    }),
  );
  await fc.assert(
    fc.asyncProperty(event, async (value) => {
      const answer = await post(routes, JSON.stringify(value));
      if (answer.status === 200) return;
      expect(answer.status).toBe(400);
      expect(answer.body.faults?.length).toBeGreaterThan(0);
    }),
  );
});

test("nesting as deep as a body allows is refused like anything else", async () => {
  const deep = `${"[".repeat(128 * 1024)}${"]".repeat(128 * 1024)}`;
  expect((await post(routesTo(untouched), deep)).status).toBe(400);
  const within = `{"id":${"[".repeat(100_000)}${"]".repeat(100_000)},"type":"account.upserted","account":{}}`;
  expect((await post(routesTo(untouched), within)).status).toBe(400);
});

test("a signature holds for one body and no other", () => {
  const bytes = fc.uint8Array({ minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(bytes, fc.nat(), fc.integer({ min: 1, max: 255 }), (body, at, flip) => {
      const header = signatureOf(SECRET, NOON / SECOND, Buffer.from(body));
      expect(verify(Buffer.from(body), header, SECRET, NOON)).toBe("genuine");
      const other = Buffer.from(body);
      other[at % other.length] = (other[at % other.length] ?? 0) ^ flip;
      expect(verify(other, header, SECRET, NOON)).toBe("unsigned");
    }),
  );
});

describe("the door", () => {
  test("stands in the desk's own server", async () => {
    const http = await startHttp({
      host: "127.0.0.1",
      port: 0,
      next: false,
      parts: () => [],
      metrics: { text: async () => "", contentType: "text/plain" },
      mounts: () => [{ prefix: CUSTOMERS_PATH, routes: routesTo(async () => "taken") }],
      log: quietLog,
    });
    try {
      const body = JSON.stringify(EVENT);
      const headers = { "Deskclock-Signature": signed(body) };
      const taken = await fetch(`${http.url}/customers`, { method: "POST", body, headers });
      expect([taken.status, await taken.json()]).toEqual([200, { outcome: "taken" }]);
      const huge = await fetch(`${http.url}/customers`, {
        method: "POST",
        body: " ".repeat(300_000),
        headers,
      });
      expect(huge.status).toBe(413);
    } finally {
      await http.stop();
    }
  });

  test("takes at most 256 kB", async () => {
    expect((await post(routesTo(untouched), " ".repeat(256 * 1024 + 1))).status).toBe(413);
    expect((await post(routesTo(untouched), " ".repeat(256 * 1024))).status).toBe(400);
  });

  test("takes POST alone, and one path", async () => {
    const got = await routesTo(untouched)(new Request("http://desk.example/customers"));
    expect([got.status, got.headers.get("allow")]).toEqual([405, "POST"]);
    expect((await post(routesTo(untouched), "{}", null, "/customers/K-1")).status).toBe(404);
  });

  test("asks for the event again while customers are being imported", async () => {
    const answer = await post(
      routesTo(async () => "busy"),
      JSON.stringify(EVENT),
    );
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "30"]);
  });

  test("asks for the event again when it could not be kept", async () => {
    const answer = await post(
      routesTo(() => Promise.reject(new Error("no database"))),
      JSON.stringify(EVENT),
    );
    expect(answer.status).toBe(500);
    expect(answer.body.error).not.toContain("no database");
  });
});
