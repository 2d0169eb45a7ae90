/** The HTTP side: authentication, rate limits, validation, faults, and the record of it all. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { FaultBook, HttpFault, HttpSubject } from "../shared/faults.ts";
import { type Body, parseBody, readBytes } from "./body.ts";
import { serveAttachment } from "./cdn.ts";
import { ApiError, invalidForm, refuse } from "./errors.ts";
import type { Bot } from "./model.ts";
import type { RateLimits } from "./rate-limits.ts";
import type { Matched, Reply, Router } from "./router.ts";
import type { SpecCheck } from "./spec-check.ts";
import type { RequestRecord, Violation } from "./traffic.ts";
import type { World } from "./world.ts";

export type Arrival = { readonly at: number; readonly method: string; readonly path: string };

export type RestParts = {
  readonly world: World;
  readonly router: Router;
  readonly limits: RateLimits;
  readonly faults: FaultBook<HttpSubject, HttpFault>;
  readonly spec: SpecCheck | undefined;
  readonly checksAnswers: boolean;
  arrived(arrival: Arrival): void;
  recorded(record: RequestRecord): void;
  violated(violation: Violation): void;
};

type Outcome = Reply & { readonly headers?: Readonly<Record<string, string>> };

const API_PATH = /^\/api(?:\/v(\d+))?(\/.*)$/;

/** https://docs.discord.com/developers/reference#authentication */
const botOf = (world: World, request: IncomingMessage): Bot | null => {
  const token = /^Bot (.+)$/.exec(request.headers.authorization ?? "")?.[1];
  return [...world.bots.values()].find((bot) => bot.token === token) ?? null;
};

const asOutcome = (error: unknown): Outcome => {
  if (error instanceof ApiError) {
    const retry = error.body["retry_after"];
    const headers = typeof retry === "number" ? { "retry-after": String(Math.ceil(retry)) } : {};
    return { status: error.status, body: error.body, headers };
  }
  throw error;
};

const tooManyRequests = (retryAfterMs: number, global: boolean): Outcome => ({
  status: 429,
  headers: { "retry-after": String(Math.ceil(retryAfterMs / 1000)) },
  body: { message: "You are being rate limited.", retry_after: retryAfterMs / 1000, global },
});

export const createRest = (parts: RestParts): Server => {
  const { world } = parts;

  const assertSpec = (matched: Matched, body: Body): void => {
    if (body.json === undefined) return;
    const { method, template } = matched.route;
    const faults = parts.spec?.check(method, template, body.json);
    if (faults === undefined) return;
    for (const fault of faults) {
      parts.violated({ request: `${method} ${template}`, path: fault.path, message: fault.message });
    }
    const errors = faults.map(({ path, message }) => ({
      code: "SPEC_VIOLATION",
      message: `${path} ${message}`,
    }));
    throw invalidForm({ body: { _errors: errors } });
  };

  /** In the emulator's own tests: what it answers must fit the specification too. */
  const assertOwnAnswer = (matched: Matched, outcome: Outcome): void => {
    if (!parts.checksAnswers || outcome.body === undefined || outcome.status >= 400) return;
    const { method, template } = matched.route;
    const body: unknown = JSON.parse(JSON.stringify(outcome.body));
    for (const fault of parts.spec?.checkAnswer(method, template, outcome.status, body) ?? []) {
      parts.violated({
        request: `answer to ${method} ${template}`,
        path: fault.path,
        message: fault.message,
      });
    }
  };

  const handle = (matched: Matched, request: IncomingMessage, url: URL, body: Body): Outcome => {
    const bot = botOf(world, request);
    if (matched.route.auth === "bot" && bot === null) return asOutcome(refuse.unauthorized());
    const who = bot?.user.id ?? "token";
    const { method, template } = matched.route;
    const verdict = parts.limits.take(who, method, template, matched.params);
    if (verdict.refused !== null) {
      const refused = tooManyRequests(verdict.refused.retryAfterMs, verdict.refused.global);
      return { ...refused, headers: { ...verdict.headers, ...refused.headers } };
    }
    const answer = (): Outcome => {
      try {
        assertSpec(matched, body);
        const { params, route } = matched;
        return route.handle({ params, query: url.searchParams, body: body.json, uploads: body.uploads, bot });
      } catch (error) {
        return asOutcome(error);
      }
    };
    const outcome = answer();
    assertOwnAnswer(matched, outcome);
    return { ...outcome, headers: { ...verdict.headers, ...outcome.headers } };
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? "/", world.origin());
    const method = request.method ?? "GET";
    if (url.pathname.startsWith("/attachments/")) return serveAttachment(world, url, response);
    const at = world.now();
    const [, version, path = url.pathname] = API_PATH.exec(url.pathname) ?? [];
    const subject = { method, path };
    parts.arrived({ at, ...subject });
    const bytes = await readBytes(request);
    let route = "";
    let body: Body = { json: undefined, uploads: [] };

    const record = (status: number, code: unknown): void =>
      parts.recorded({
        at,
        method,
        path: `${path}${url.search}`,
        route,
        body: body.json,
        status,
        code: typeof code === "number" ? code : null,
      });
    const send = (outcome: Outcome): void => {
      const code = typeof outcome.body === "object" && outcome.body !== null && "code" in outcome.body;
      record(outcome.status, code ? (outcome.body as { code: unknown }).code : null);
      const text = outcome.body === undefined ? "" : JSON.stringify(outcome.body);
      response.writeHead(outcome.status, {
        ...(text === "" ? {} : { "content-type": "application/json" }),
        ...outcome.headers,
      });
      response.end(text);
    };
    const cut = (): void => {
      record(0, null);
      request.socket.destroy();
    };
    const perform = (): Outcome => {
      if (version !== "10") return asOutcome(refuse.invalidApiVersion());
      try {
        const matched = parts.router.match(method, path);
        route = matched.route.template;
        return handle(matched, request, url, body);
      } catch (error) {
        return asOutcome(error);
      }
    };

    const struck = parts.faults.strike(subject);
    try {
      body = await parseBody(bytes, request.headers["content-type"] ?? "");
    } catch (error) {
      return send(asOutcome(error));
    }
    const fault = struck?.fault;
    switch (fault?.kind) {
      case undefined:
        return send(perform());
      case "respond":
        return send({ status: fault.status, body: fault.body, headers: fault.headers ?? {} });
      case "cut-before":
        return cut();
      case "cut-after":
        perform();
        return cut();
      case "respond-after":
        perform();
        return send({ status: fault.status, body: fault.body });
      case "hold":
        struck?.hold(fault.delayMs, () => send(perform()));
        world.changed();
    }
  };

  return createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      // A fault of the emulator itself must be seen, not retried by the client.
      record500(parts, request, error);
      if (!response.headersSent) response.writeHead(500, { "content-type": "application/json" });
      response.end(JSON.stringify({ message: "500: Internal Server Error", code: 0 }));
    });
  });
};

const record500 = (parts: RestParts, request: IncomingMessage, error: unknown): void =>
  parts.violated({
    request: `${request.method ?? ""} ${request.url ?? ""}`,
    path: "emulator",
    message: error instanceof Error ? (error.stack ?? error.message) : String(error),
  });
