import type { IncomingMessage, ServerResponse } from "node:http";
import { createFaultBook, type FaultBook, type HttpFault } from "../shared/faults.ts";
import { ApiError } from "./api-error.ts";
import { parseArgs } from "./body.ts";
import type { Interactions } from "./interactions.ts";
import type { Limiter } from "./limits.ts";
import type { Fields, SlackApp } from "./model.ts";
import type { SocketMode } from "./socket.ts";
import type { ApiCallRecord, Traffic } from "./traffic.ts";
import { methods } from "./web-api/index.ts";
import { type ApiMethod, createArgs } from "./web-api/method.ts";
import type { Workspace } from "./workspace.ts";

/** What a fault on the Web API is matched against. */
export type ApiSubject = {
  readonly method: string;
  readonly args: Fields;
  readonly appId: string | undefined;
};

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Fields;
};

export type Api = {
  readonly faults: FaultBook<ApiSubject, HttpFault>;
  readonly handle: (
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    body: Buffer,
  ) => Promise<void>;
  readonly onCall: (listener: (call: ApiCallRecord) => void) => () => void;
};

export type ApiOptions = {
  readonly workspace: Workspace;
  readonly traffic: Traffic;
  readonly limiter: Limiter;
  readonly socketMode: SocketMode;
  readonly interactions: Interactions;
  /** Differences from the published specification. */
  readonly check: (method: string, args: Fields) => readonly string[];
};

export function createApi(options: ApiOptions): Api {
  const { workspace, traffic, limiter, socketMode, interactions, check } = options;
  const faults = createFaultBook<ApiSubject, HttpFault>();
  const listeners = new Set<(call: ApiCallRecord) => void>();

  const run = (name: string, args: Fields, token: string | undefined): Answer => {
    const method = methods[name];
    if (!method) return refused("unknown_method", { req_method: name });
    if (!token) return refused("not_authed");
    const app = appOf(workspace, token);
    if (!app) return refused("invalid_auth");
    if (app.tokenRevoked) return refused("token_revoked");
    const isAppToken = token === app.appToken;
    if (method.token !== "any" && isAppToken !== (method.token === "app"))
      return refused("not_allowed_token_type");
    const channel = typeof args["channel"] === "string" ? args["channel"] : undefined;
    const waitSeconds = limiter.take(app.id, name, method.tier, channel);
    if (waitSeconds !== undefined) {
      // Edits can be put together or left out, posts cannot: who runs into this limit edits too often.
      if (name === "chat.update")
        workspace.violations.push(`${name}: more edits than Slack takes in a minute`);
      return rateLimited(waitSeconds);
    }
    for (const fault of check(name, args)) workspace.violations.push(`${name}: ${fault}`);
    return scoped(method, app, isAppToken, args);
  };

  /** https://docs.slack.dev/authentication/tokens · scopes in headers and in `missing_scope` */
  const scoped = (method: ApiMethod, app: SlackApp, isAppToken: boolean, args: Fields): Answer => {
    const granted = isAppToken ? app.appScopes : app.scopes;
    const accepted: string[] = [];
    const needs = (...oneOf: readonly string[]): void => {
      accepted.push(...oneOf);
      if (oneOf.some((scope) => granted.has(scope))) return;
      throw new ApiError("missing_scope", { needed: oneOf.join(","), provided: [...granted].join(",") });
    };
    const answer = attempt(() =>
      method.run({ workspace, app, args: createArgs(args), isAppToken, socketMode, interactions, needs }),
    );
    return {
      ...answer,
      headers: {
        "x-oauth-scopes": [...granted].join(","),
        ...(accepted.length > 0 ? { "x-accepted-oauth-scopes": accepted.join(",") } : {}),
      },
    };
  };

  return {
    faults,
    onCall(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async handle(request, response, url, body) {
      const name = url.pathname.replace(/^\/api\//, "");
      const parsed = await parseArgs(request, url, body);
      const args = typeof parsed === "string" ? {} : parsed;
      const token = bearer(request) ?? (typeof args["token"] === "string" ? args["token"] : undefined);
      const { token: _hidden, ...visible } = args;
      const call: ApiCallRecord = {
        method: name,
        args: visible,
        appId: token ? appOf(workspace, token)?.id : undefined,
        arrivedAt: workspace.now(),
        arrivedMonotonicMs: performance.now(),
        status: undefined,
        response: undefined,
      };
      traffic.calls.push(call);
      for (const listener of listeners) listener(call);
      const effect = (): Answer => (typeof parsed === "string" ? refused(parsed) : run(name, args, token));
      const reply = (answer: Answer): void => {
        call.status = answer.status;
        call.response = answer.body;
        traffic.log(`← ${name} ${summary(visible)} ⇒ ${answer.status} ${answer.body["error"] ?? "ok"}`);
        response.writeHead(answer.status, {
          // A client may measure its clock by this.
          date: new Date(workspace.now()).toUTCString(),
          "content-type": "application/json; charset=utf-8",
          ...answer.headers,
        });
        response.end(JSON.stringify(answer.body));
        workspace.changed();
      };
      const cut = (): void => {
        traffic.log(`← ${name} ${summary(visible)} ⇒ connection cut`);
        response.destroy();
        workspace.changed();
      };
      const strike = faults.strike({ method: name, args: visible, appId: call.appId });
      if (!strike) return reply(effect());
      const { fault } = strike;
      switch (fault.kind) {
        case "respond":
          return reply({
            status: fault.status,
            headers: fault.headers ?? {},
            body: (fault.body ?? {}) as Fields,
          });
        case "respond-after":
          effect();
          return reply({ status: fault.status, headers: {}, body: (fault.body ?? {}) as Fields });
        case "cut-before":
          return cut();
        case "cut-after":
          effect();
          return cut();
        case "hold":
          return strike.hold(fault.delayMs, () => reply(effect()));
        default:
          fault satisfies never;
      }
    },
  };
}

function attempt(run: () => Fields): Answer {
  try {
    return { status: 200, headers: {}, body: { ok: true, ...run() } };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return refused(error.code, error.extra);
  }
}

const refused = (error: string, extra: Fields = {}): Answer => ({
  status: 200,
  headers: {},
  body: { ok: false, error, ...extra },
});

/** https://docs.slack.dev/apis/web-api/rate-limits#responding */
const rateLimited = (seconds: number): Answer => ({
  status: 429,
  headers: { "retry-after": String(seconds) },
  body: { ok: false, error: "ratelimited" },
});

const bearer = (request: IncomingMessage): string | undefined =>
  /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1];

export const appOf = (workspace: Workspace, token: string): SlackApp | undefined =>
  [...workspace.apps.values()].find((app) => app.botToken === token || app.appToken === token);

function summary(args: Fields): string {
  const text = JSON.stringify({
    channel: args["channel"],
    ts: args["ts"] ?? args["thread_ts"],
    text: args["text"],
  });
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
