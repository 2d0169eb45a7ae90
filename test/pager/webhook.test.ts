import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createPagers } from "../../adapters/pager/index.ts";
import { type Fetch, retryAfterMs } from "../../adapters/pager/webhook.ts";
import type { ChatError } from "../../src/ports.ts";
import { quietLog } from "../support/quiet-log.ts";
import { aPage } from "./page.ts";

interface Heard {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

describe("a pager that is a webhook", () => {
  let server: Server;
  let heard: Heard[];
  let answer: (response: ServerResponse) => void;
  let address: string;

  beforeEach(async () => {
    heard = [];
    answer = (response) => response.writeHead(204).end();
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const { method = "", url = "", headers } = request;
      heard.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
      answer(response);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const logged: string[] = [];
  const log = { ...quietLog, warn: (fields: object) => void logged.push(JSON.stringify(fields)) };
  const call = (fetch?: Fetch, url = `${address}/hooks/s3cret`): Promise<void> =>
    createPagers({ smtpUrl: null, mailFrom: null, log, ...(fetch === undefined ? {} : { fetch }) }).call(
      { type: "webhook", url },
      aPage(),
    );
  const failed = async (work: Promise<void>): Promise<ChatError> =>
    work.then(
      () => expect.unreachable(),
      (cause) => cause,
    );
  const answers = (status: number, headers: Record<string, string> = {}): void => {
    answer = (response) => response.writeHead(status, headers).end("no");
  };

  test("POSTs the documented JSON, with a key by which repetitions are dropped", async () => {
    await call();
    await call();
    expect(heard.map(({ method, url }) => `${method} ${url}`)).toEqual([
      "POST /hooks/s3cret",
      "POST /hooks/s3cret",
    ]);
    expect(heard.map(({ headers }) => headers["idempotency-key"])).toEqual(["page-1", "page-1"]);
    expect(heard[0]?.headers["content-type"]).toBe("application/json; charset=utf-8");
    expect(JSON.parse(heard[0]?.body ?? "")).toEqual({
      text: '🔴 60 s overdue · #1042 Ana · "my site is down"',
      desk: "Acme support",
      number: 1042,
      target: "first_response",
      level: 2,
      dueAt: "2026-11-25T10:01:00.000Z",
      permalink: "https://slack.test/archives/C1/p1",
      id: "page-1",
    });
  });

  test.each([429, 500, 503])("is called again after %d", async (status) => {
    answers(status);
    expect(await failed(call())).toMatchObject({ kind: "retry", failure: { code: `http-${status}` } });
  });

  test("is called again when it said to, not sooner", async () => {
    answers(429, { "retry-after": "7" });
    expect(await failed(call())).toMatchObject({ kind: "retry", retryAfterMs: 7000 });
  });

  test.each([
    [400, "invalid"],
    [401, "forbidden"],
    [403, "forbidden"],
    [404, "place_gone"],
    [410, "place_gone"],
  ])("is not called again after %d", async (status, reason) => {
    answers(status);
    expect(await failed(call())).toMatchObject({
      kind: "refused",
      failure: { reason, code: `http-${status}` },
    });
  });

  test("is not followed to where it redirects", async () => {
    answers(307, { location: `${address}/elsewhere` });
    expect(await failed(call())).toMatchObject({ kind: "refused", failure: { code: "redirected" } });
    expect(heard).toHaveLength(1);
  });

  test("is called again when nobody listens, or the connection breaks", async () => {
    answer = (response) => void response.destroy();
    expect(await failed(call())).toMatchObject({ kind: "retry" });
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(await failed(call())).toMatchObject({ kind: "retry", failure: { code: "ECONNREFUSED" } });
  });

  test("is called again when it did not answer in time", async () => {
    const slow: Fetch = async (_, { signal }) => {
      expect(signal).toBeInstanceOf(AbortSignal);
      throw new DOMException("late", "TimeoutError");
    };
    expect(await failed(call(slow))).toMatchObject({ kind: "retry" });
  });

  test("is named in the log by its host alone", async () => {
    answers(500);
    await failed(call());
    await failed(call(undefined, "http://user:passw0rd@127.0.0.1:1/hooks/s3cret"));
    expect(logged.length).toBeGreaterThan(1);
    expect(logged.join()).toContain("127.0.0.1");
    expect(logged.join()).not.toMatch(/s3cret|passw0rd/);
  });
});

test.each([
  [null, 0],
  ["5", 5000],
  ["0", 0],
  ["86400", 300_000],
  ["Thu, 01 Jan 1970 00:00:09 GMT", 8000],
  ["Thu, 01 Jan 1970 00:00:00 GMT", 0],
  ["soon", 0],
])("Retry-After: %s is %d ms", (said, ms) => {
  expect(retryAfterMs(said, 1000)).toBe(ms);
});
