import type { Upload } from "./body.ts";
import { refuse } from "./errors.ts";
import type { Bot } from "./model.ts";

export type Call = {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly uploads: readonly Upload[];
  /** The bot whose token came; routes with `auth: "none"` get none. */
  readonly bot: Bot | null;
};

export type Reply = { readonly status: number; readonly body?: unknown };

export type Route = {
  readonly method: string;
  /** As in the published specification: `/channels/{channel_id}/messages`. */
  readonly template: string;
  readonly auth: "bot" | "none";
  handle(call: Call): Reply;
};

export const NO_CONTENT: Reply = { status: 204 };
export const ok = (body: unknown): Reply => ({ status: 200, body });
export const created = (body: unknown): Reply => ({ status: 201, body });

export const on = (method: string, template: string, handle: (call: Call) => Reply): Route => ({
  method,
  template,
  auth: "bot",
  handle,
});

/** A route that its token in the path opens. */
export const open = (method: string, template: string, handle: (call: Call) => Reply): Route => ({
  method,
  template,
  auth: "none",
  handle,
});

export const param = (call: Call, name: string): string => {
  const value = call.params[name];
  if (value === undefined) throw new Error(`The route has no parameter {${name}}: check its template.`);
  return value;
};

/** The calling bot. */
export const caller = (call: Call): Bot => {
  if (call.bot === null) throw refuse.unauthorized();
  return call.bot;
};

export type Matched = { readonly route: Route; readonly params: Readonly<Record<string, string>> };

const segmentsOf = (path: string): readonly string[] => path.split("/").filter((part) => part !== "");

const bind = (template: readonly string[], path: readonly string[]): Record<string, string> | undefined => {
  if (template.length !== path.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of template.entries()) {
    const actual = path[index] ?? "";
    if (part.startsWith("{")) params[part.slice(1, -1)] = decodeURIComponent(actual);
    else if (part !== actual) return undefined;
  }
  return params;
};

const literalCount = (template: string): number =>
  segmentsOf(template).filter((part) => !part.startsWith("{")).length;

export type Router = { match(method: string, path: string): Matched };

export const createRouter = (routes: readonly Route[]): Router => {
  const table = routes
    .map((route) => ({ route, segments: segmentsOf(route.template) }))
    // `/users/@me` before `/users/{user_id}`
    .sort((left, right) => literalCount(right.route.template) - literalCount(left.route.template));
  return {
    match(method, path) {
      const segments = segmentsOf(path);
      let otherMethod = false;
      for (const { route, segments: template } of table) {
        const params = bind(template, segments);
        if (params === undefined) continue;
        if (route.method === method) return { route, params };
        otherMethod = true;
      }
      throw otherMethod ? refuse.methodNotAllowed() : refuse.notFound();
    },
  };
};
