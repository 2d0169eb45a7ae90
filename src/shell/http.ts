import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";
import type { HttpRoutes, Log } from "../ports.ts";
import { listen } from "./listen.ts";
import type { Metrics } from "./metrics.ts";
import { checkParts, type Part } from "./ready.ts";

export interface HttpOptions {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** Take the next free port when this one is taken (the sandbox); else that is an error. */
  readonly next: boolean;
  /** What must work before the desk is ready. */
  readonly parts: () => readonly Part[];
  readonly metrics: Pick<Metrics, "text" | "contentType">;
  /** The adapters' own routes by the prefix of their paths, such as `/slack`; `/` takes what is left. */
  readonly mounts: () => readonly { readonly prefix: string; readonly routes: HttpRoutes }[];
  readonly log: Log;
}

export interface Http {
  /** Where it is reached on this machine, without a slash at its end. */
  readonly url: string;
  readonly port: number;
  /** Whether the port that was asked for was taken. */
  readonly moved: boolean;
  readonly stop: () => Promise<void>;
}

const isUnder = (path: string, prefix: string): boolean =>
  prefix === "/" || path === prefix || path.startsWith(`${prefix}/`);

const createApp = ({ parts, metrics, mounts, log }: HttpOptions): Hono => {
  const app = new Hono();
  app.get("/healthz", (context) => context.json({ status: "alive" }));
  app.get("/readyz", async (context) => {
    const states = await checkParts(parts());
    const ready = states.every((part) => part.ready);
    return context.json({ ready, parts: states }, ready ? 200 : 503);
  });
  app.get("/metrics", async (context) =>
    context.body(await metrics.text(), 200, { "content-type": metrics.contentType }),
  );
  app.all("*", async (context) => {
    // Asked for at each request: the server is up, and says what is missing, before the adapters are.
    const longestFirst = [...mounts()].sort((a, b) => b.prefix.length - a.prefix.length);
    const mount = longestFirst.find(({ prefix }) => isUnder(context.req.path, prefix));
    return mount === undefined ? context.notFound() : mount.routes(context.req.raw);
  });
  app.notFound((context) => context.json({ error: "nothing here" }, 404));
  app.onError((error, context) => {
    log.error({ err: error, method: context.req.method, path: context.req.path }, "a request failed");
    return context.json({ error: "that failed; the log says why" }, 500);
  });
  return app;
};

/** Requests that are under way get this long to end, ms; a live page's stream never ends by itself. */
const GRACE_MS = 500;

const addressOf = (host: string, port: number): string => {
  const everywhere = host === "0.0.0.0" || host === "::";
  const name = everywhere ? "localhost" : host.includes(":") && !host.startsWith("[") ? `[${host}]` : host;
  return `http://${name}:${port}`;
};

/** Serves /healthz, /readyz, /metrics and the adapters' routes. Throws PortError. */
export const startHttp = async (options: HttpOptions): Promise<Http> => {
  const app = createApp(options);
  const port = await listen(() => createAdaptorServer({ fetch: app.fetch }), options);
  return {
    url: addressOf(options.host, port.number),
    port: port.number,
    moved: options.port !== 0 && port.number !== options.port,
    stop: () => port.close(GRACE_MS),
  };
};
