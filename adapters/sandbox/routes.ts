import { type Context, Hono } from "hono";
import type { z } from "zod";
import type { HttpRoutes, Log } from "../../src/ports.ts";
import type { Acts } from "./acts.ts";
import type { SandboxControls } from "./controls.ts";
import { guard } from "./guard.ts";
import type { Live } from "./live.ts";
import type { Mailboxes } from "./mail/mailboxes.ts";
import { indexPage, letterPage, pageFile, SAFE_HEADERS } from "./pages.ts";
import type { Presses } from "./presses.ts";
import { Refusal } from "./refusal.ts";
import type { RepActs } from "./rep-acts.ts";
import * as requests from "./requests.ts";
import { type Scenarios, scenariosWith } from "./scenarios.ts";
import type { Snapshot } from "./snapshot.ts";

export interface Advice {
  readonly text: string;
  /** A better subject; null: none is known. */
  readonly suggestion: string | null;
}

export interface RouteParts {
  readonly acts: Acts;
  readonly presses: Presses;
  /** Null: the desk has no mail. */
  readonly mailboxes: Mailboxes | null;
  readonly repActs: RepActs;
  /** What is said of a ticket's subject while it is typed; null: it is fine. */
  readonly advise: (subject: string, request: string) => Advice | null;
  readonly setFeed: (cut: boolean) => void;
  readonly live: Live;
  readonly snapshot: Snapshot;
  readonly scenarios: Scenarios;
  readonly controls: SandboxControls;
  readonly log: Log;
  readonly ready: () => boolean;
  readonly reset: () => Promise<void>;
  /** The place a request led to; null when the desk has not said so in time. */
  readonly placeOf: (request: string, customer: string) => Promise<string | null>;
}

const API = "/api/sandbox";

const parsed = async <T extends z.ZodType>(context: Context, schema: T): Promise<z.output<T>> => {
  if (!(context.req.header("content-type") ?? "").toLowerCase().startsWith("application/json")) {
    throw new Refusal(415, "not_json", "Send JSON with the header content-type: application/json.");
  }
  const body: unknown = await context.req.json().catch(() => {
    throw new Refusal(400, "bad_json", "The request's body is not JSON.");
  });
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  throw new Refusal(
    400,
    "bad_request",
    result.error.issues
      .map(({ path, message }) => `${path.length > 0 ? `${path.join(".")}: ` : ""}${message}`)
      .join(" "),
  );
};

const addReading = (app: Hono, { live, snapshot }: RouteParts): void => {
  app.get("/", () => indexPage());
  app.get("/sandbox/*", (context) => pageFile(context.req.path.slice("/sandbox/".length)));
  app.get(`${API}/state`, async (context) => context.json(await snapshot.state()));
  app.get(`${API}/events`, (context) => live.connect(context.req.raw.signal));
};

const addPeople = (app: Hono, { acts, placeOf }: RouteParts): void => {
  app.post(`${API}/customers`, async (context) => {
    const { name } = await parsed(context, requests.newCustomer);
    return context.json(await acts.join(name), 201);
  });
  app.delete(`${API}/customers/:id`, async (context) => {
    await acts.leave(context.req.param("id"));
    return context.body(null, 204);
  });
  app.post(`${API}/chats`, async (context) => {
    const { customer, description, subject } = await parsed(context, requests.newChat);
    const request = await acts.request(customer, description, subject ?? null);
    const channel = await placeOf(request, customer);
    return context.json({ request, channel }, channel === null ? 202 : 201);
  });
};

const addMessages = (app: Hono, { acts, presses, advise }: RouteParts): void => {
  app.post(`${API}/messages`, async (context) => {
    const { as, channel, thread, text } = await parsed(context, requests.newMessage);
    const { id, at } = await acts.write(as, { channel, thread: thread ?? null, text });
    return context.json({ id, at }, 201);
  });
  app.patch(`${API}/messages/:id`, async (context) => {
    const { as, text } = await parsed(context, requests.changedMessage);
    await acts.edit(as, context.req.param("id"), text);
    return context.body(null, 204);
  });
  app.delete(`${API}/messages/:id`, async (context) => {
    const { as } = await parsed(context, requests.deletedMessage);
    await acts.remove(as, context.req.param("id"));
    return context.body(null, 204);
  });
  app.post(`${API}/press`, async (context) => {
    const { as, messageId, action, subject } = await parsed(context, requests.press);
    return context.json(await presses.press(as, messageId, { action, subject: subject ?? null }));
  });
  app.post(`${API}/form`, async (context) => {
    const { as, form, fields } = await parsed(context, requests.filledForm);
    await presses.submit(as, form, fields);
    return context.body(null, 202);
  });
  app.post(`${API}/advice`, async (context) => {
    const { subject, request } = await parsed(context, requests.subject);
    return context.json({ advice: advise(subject, request) });
  });
  app.post(`${API}/react`, async (context) => {
    const { as, messageId, emoji } = await parsed(context, requests.reaction);
    await acts.react(as, messageId, emoji);
    return context.body(null, 204);
  });
};

/** Mail, where the desk has it: what is handed over is judged by the time that it is answered. */
const addMail = (app: Hono, { mailboxes }: RouteParts): void => {
  if (mailboxes === null) return;
  app.post(`${API}/mail`, async (context) => {
    const { from, subject, text } = await parsed(context, requests.ownMail);
    return context.json(await mailboxes.write(from, subject, text), 201);
  });
  app.post(`${API}/mail/answers`, async (context) => {
    const { letter, as, text } = await parsed(context, requests.answer);
    return context.json(await mailboxes.answer(letter, as, text), 201);
  });
  app.get(`${API}/mail/:id/html`, async (context) =>
    letterPage(await mailboxes.html(context.req.param("id"))),
  );
};

/** What reps tell the desk takes effect when the desk has heard it: 202. */
const addReps = (app: Hono, { repActs }: RouteParts): void => {
  app.post(`${API}/command`, async (context) => {
    const { as, text, ...where } = await parsed(context, requests.command);
    await repActs.command(as, text, where);
    return context.body(null, 202);
  });
  app.post(`${API}/duty`, async (context) => {
    const { as, on } = await parsed(context, requests.duty);
    await repActs.duty(as, on);
    return context.body(null, 202);
  });
  app.post(`${API}/dnd`, async (context) => {
    const { as, on } = await parsed(context, requests.doNotDisturb);
    await repActs.doNotDisturb(as, on);
    return context.body(null, 204);
  });
};

const addControls = (
  app: Hono,
  { scenarios, controls, live, reset, setFeed, mailboxes }: RouteParts,
): void => {
  const all = scenariosWith(mailboxes !== null);
  app.post(`${API}/scenarios/:name`, (context) => {
    const name = context.req.param("name");
    const scenario = all.find((one) => one.name === name);
    if (scenario === undefined) {
      const known = all.map((one) => one.name).join(", ");
      throw new Refusal(404, "unknown_scenario", `There is no scenario "${name}"; there are: ${known}.`);
    }
    scenarios.play(scenario);
    return context.json({ playing: name }, 202);
  });
  app.post(`${API}/speed`, async (context) => {
    const { speed } = await parsed(context, requests.speed);
    await controls.setSpeed(speed);
    await live.refresh();
    return context.json({ speed: controls.speed() });
  });
  app.post(`${API}/feed`, async (context) => {
    const { cut } = await parsed(context, requests.feed);
    setFeed(cut);
    return context.json({ cut });
  });
  app.post(`${API}/skip`, async (context) => {
    const skipped = await controls.skipToNextDeadline();
    await live.refresh();
    return context.json(skipped);
  });
  app.post(`${API}/reset`, async (context) => {
    await reset();
    return context.body(null, 204);
  });
};

export const createRoutes = (parts: RouteParts): HttpRoutes => {
  const app = new Hono();
  app.use(async (context, next) => {
    guard(context.req.raw);
    if (!parts.ready() && context.req.path.startsWith(API)) {
      throw new Refusal(503, "starting", "The sandbox is starting or stopping: try again in a moment.");
    }
    await next();
    for (const [name, value] of Object.entries(SAFE_HEADERS)) context.res.headers.set(name, value);
  });
  addReading(app, parts);
  addPeople(app, parts);
  addMessages(app, parts);
  addMail(app, parts);
  addReps(app, parts);
  addControls(app, parts);
  app.notFound((context) =>
    context.json(
      {
        error: {
          code: "not_found",
          message: `Nothing answers to ${context.req.method} ${context.req.path}.`,
        },
      },
      404,
    ),
  );
  app.onError((error, context) => {
    if (error instanceof Refusal) {
      const { code, message, fields } = error;
      return context.json(
        { error: { code, message, ...(fields === undefined ? {} : { fields }) } },
        error.status,
      );
    }
    parts.log.error({ err: error, path: context.req.path }, "A request to the sandbox failed.");
    return context.json(
      { error: { code: "failed", message: "The sandbox could not do that; its log says why. Try again." } },
      500,
    );
  });
  return async (request) => app.fetch(request);
};
