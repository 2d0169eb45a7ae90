import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { type Http, type HttpOptions, startHttp } from "../../src/shell/http.ts";
import { createLog } from "../../src/shell/log.ts";
import { createMetrics } from "../../src/shell/metrics.ts";

const running: { readonly stop: () => Promise<unknown> }[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});

const start = async (options: Partial<HttpOptions> = {}): Promise<Http> => {
  const http = await startHttp({
    host: "127.0.0.1",
    port: 0,
    next: false,
    parts: () => [],
    metrics: createMetrics(),
    mounts: () => [],
    log: createLog({ level: "silent", pretty: false, write: () => {} }),
    ...options,
  });
  running.push(http);
  return http;
};

const taken = async (): Promise<number> => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  running.push({ stop: async () => server.close() });
  return (server.address() as AddressInfo).port;
};

describe("startHttp", () => {
  test("/healthz and /metrics answer", async () => {
    const { url } = await start();
    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ status: "alive" });
    const metrics = await fetch(`${url}/metrics`);
    expect(metrics.headers.get("content-type")).toContain("text/plain");
    expect(await metrics.text()).toContain("process_cpu");
  });

  test("/readyz says which part is not ready, and why", async () => {
    let database = false;
    const { url } = await start({
      parts: () => [
        {
          name: "database",
          check: () => ({ ready: database, why: "no connection to postgres://a:secret@db" }),
        },
        { name: "queue", check: async () => ({ ready: true, why: "" }) },
        {
          name: "slack",
          check: () => {
            if (database) return { ready: true, why: "" };
            throw new Error("not started");
          },
        },
      ],
    });
    const before = await fetch(`${url}/readyz`);
    expect(before.status).toBe(503);
    expect(await before.json()).toEqual({
      ready: false,
      parts: [
        { name: "database", ready: false, why: "no connection to postgres://a:[password]@db" },
        { name: "queue", ready: true, why: "" },
        { name: "slack", ready: false, why: "not started" },
      ],
    });
    database = true;
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });

  test("a part that hangs is not ready", async () => {
    const { url } = await start({ parts: () => [{ name: "queue", check: () => new Promise(() => {}) }] });
    const answer = await fetch(`${url}/readyz`);
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain("no answer within");
  });

  test("gives a request to the adapter with the longest prefix, its body untouched", async () => {
    const { url } = await start({
      mounts: () => [
        { prefix: "/", routes: async (request) => new Response(`page ${new URL(request.url).pathname}`) },
        {
          prefix: "/slack",
          routes: async (request) => new Response(`slack ${await request.text()}`, { status: 201 }),
        },
      ],
    });
    const posted = await fetch(`${url}/slack/events`, { method: "POST", body: "a=1&b=%20" });
    expect([posted.status, await posted.text()]).toEqual([201, "slack a=1&b=%20"]);
    expect(await (await fetch(`${url}/slackers`)).text()).toBe("page /slackers");
    expect(await (await fetch(url)).text()).toBe("page /");
    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ status: "alive" });
  });

  test("what nobody serves is 404, what fails is 500 and says nothing of why", async () => {
    const { url } = await start({
      mounts: () => [{ prefix: "/slack", routes: () => Promise.reject(new Error("inner secret")) }],
    });
    expect((await fetch(`${url}/nowhere`)).status).toBe(404);
    const failed = await fetch(`${url}/slack/events`, { method: "POST" });
    expect(failed.status).toBe(500);
    expect(await failed.text()).not.toContain("inner secret");
  });

  test("a taken port: the next free one in the sandbox, a clear error outside", async () => {
    const port = await taken();
    const http = await start({ port, next: true });
    expect(http.port).toBeGreaterThan(port);
    expect(http.moved).toBe(true);
    expect((await fetch(`${http.url}/healthz`)).status).toBe(200);
    await expect(start({ port })).rejects.toMatchObject({
      name: "PortError",
      code: "EADDRINUSE",
      message: expect.stringContaining(`${port} on 127.0.0.1 is taken`),
    });
  });

  test("an address that is not this machine's is said so", async () => {
    await expect(start({ host: "192.0.2.1" })).rejects.toMatchObject({
      name: "PortError",
      message: expect.stringContaining("HOST"),
    });
  });

  test("stops although a page still listens to its stream", async () => {
    const endless = new ReadableStream({
      start: (stream) => stream.enqueue(new TextEncoder().encode("data: 1\n\n")),
    });
    const http = await start({ mounts: () => [{ prefix: "/", routes: async () => new Response(endless) }] });
    const page = await fetch(http.url);
    const reader = page.body?.getReader();
    await reader?.read();
    await http.stop();
    running.length = 0;
    await expect(reader?.read()).rejects.toThrow();
    await expect(fetch(http.url)).rejects.toThrow();
  });
});
