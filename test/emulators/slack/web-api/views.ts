import { ApiError } from "../api-error.ts";
import { blockFaults, isFields, length, textObject } from "../blocks.ts";
import { withBlockIds } from "../messages.ts";
import type { Fields, View } from "../model.ts";
import { inputsOf, stateOf } from "../view-inputs.ts";
import type { Workspace } from "../workspace.ts";
import { type ApiContext, invalidArguments, type Methods, refuseBlocks } from "./method.ts";

/** Modals stacked upon another. https://docs.slack.dev/surfaces/modals */
const STACK_MAX = 3;
/** https://docs.slack.dev/reference/methods/views.open ("view_too_large") */
const VIEW_MAX_BYTES = 250_000;

export const viewMethods: Methods = {
  /** https://docs.slack.dev/reference/methods/views.open */
  "views.open": {
    tier: 4,
    run(context) {
      const { workspace, app, args, interactions } = context;
      const payload = viewArg(context, "modal");
      const user = interactions.triggers.exchange(args.required("trigger_id"), app);
      return { view: viewToWire(workspace, createView(workspace, { payload, user, app, type: "modal" })) };
    },
  },

  /** https://docs.slack.dev/reference/methods/views.push */
  "views.push": {
    tier: 4,
    run(context) {
      const { workspace, app, args, interactions } = context;
      const payload = viewArg(context, "modal");
      const user = interactions.triggers.exchange(args.required("trigger_id"), app);
      const stack = openViews(workspace, user);
      if (stack.length >= STACK_MAX) throw new ApiError("push_limit_reached");
      const view = createView(workspace, { payload, user, app, type: "modal", onto: stack.at(-1) });
      return { view: viewToWire(workspace, view) };
    },
  },

  /** https://docs.slack.dev/reference/methods/views.update */
  "views.update": {
    tier: 4,
    run(context) {
      const { workspace, app, args } = context;
      const wanted = args.text("view_id");
      const external = args.text("external_id");
      const view = [...workspace.views.values()].find(
        ({ id, externalId, appId }) => appId === app.id && (wanted ? id === wanted : externalId === external),
      );
      if (!view) throw new ApiError("not_found");
      const hash = args.text("hash");
      if (hash && hash !== view.hash) throw new ApiError("hash_conflict");
      updateView(workspace, view, viewArg(context, view.type));
      return { view: viewToWire(workspace, view) };
    },
  },

  /** https://docs.slack.dev/reference/methods/views.publish */
  "views.publish": {
    tier: 4,
    run(context) {
      const { workspace, app, args } = context;
      const user = args.required("user_id");
      if (!workspace.users.has(user)) throw invalidArguments("user_id names no user");
      const payload = viewArg(context, "home");
      const key = `${app.id} ${user}`;
      const existing = workspace.homes.get(key);
      const hash = args.text("hash");
      if (hash && existing && hash !== existing.hash) throw new ApiError("hash_conflict");
      const view = existing ?? createView(workspace, { payload, user, app, type: "home" });
      if (existing) updateView(workspace, existing, payload);
      workspace.homes.set(key, view);
      return { view: viewToWire(workspace, view) };
    },
  },
};

/** The modals a user has open, lowest first. */
export function openViews(workspace: Workspace, user: string): View[] {
  return [...workspace.views.values()].filter((view) => view.type === "modal" && view.user === user);
}

export function createView(
  workspace: Workspace,
  options: Pick<View, "payload" | "user" | "type"> & {
    readonly app: { readonly id: string; readonly botId: string };
    readonly onto?: View | undefined;
  },
): View {
  const { payload, user, type, app, onto } = options;
  const id = workspace.id("V");
  const externalId = String(payload["external_id"] ?? "");
  if (externalId !== "" && [...workspace.views.values()].some((view) => view.externalId === externalId)) {
    throw new ApiError("duplicate_external_id");
  }
  const view: View = {
    id,
    appId: app.id,
    botId: app.botId,
    type,
    user,
    rootViewId: onto?.rootViewId ?? id,
    previousViewId: onto?.id,
    externalId,
    hash: workspace.secret(),
    payload: withIds(workspace, payload),
    entered: {},
  };
  workspace.views.set(id, view);
  return view;
}

export function updateView(workspace: Workspace, view: View, payload: Fields): void {
  view.payload = withIds(workspace, payload);
  view.entered = stillThere(view);
  view.hash = workspace.secret();
  workspace.changed();
}

/**
 * "The new view … should contain the same input blocks and elements with identical block_id and action_id values":
 * else what was entered is gone. https://docs.slack.dev/reference/views/modal-views
 */
function stillThere(view: View): View["entered"] {
  const kept = new Set(inputsOf(view).map(({ blockId, actionId }) => `${blockId} ${actionId}`));
  return Object.fromEntries(
    Object.entries(view.entered).filter(([blockId, elements]) =>
      Object.keys(elements).some((actionId) => kept.has(`${blockId} ${actionId}`)),
    ),
  );
}

const withIds = (workspace: Workspace, payload: Fields): Fields => ({
  ...payload,
  blocks: withBlockIds(workspace, (payload["blocks"] as readonly Fields[] | undefined) ?? []),
});

/** https://docs.slack.dev/reference/views */
export function viewToWire(workspace: Workspace, view: View): Fields {
  return {
    private_metadata: "",
    callback_id: "",
    close: null,
    submit: null,
    clear_on_close: false,
    notify_on_close: false,
    ...view.payload,
    id: view.id,
    team_id: workspace.team.id,
    type: view.type,
    state: { values: stateOf(view) },
    hash: view.hash,
    previous_view_id: view.previousViewId ?? null,
    root_view_id: view.rootViewId,
    app_id: view.appId,
    app_installed_team_id: workspace.team.id,
    bot_id: view.botId,
    external_id: view.externalId,
  };
}

function viewArg({ args }: ApiContext, type: View["type"]): Fields {
  const view = args.json("view");
  if (!isFields(view)) throw invalidArguments("missing required field: view");
  const faults = viewFaults(view, type);
  if (faults.length > 0) throw new ApiError("invalid_arguments", { response_metadata: { messages: faults } });
  if (JSON.stringify(view).length > VIEW_MAX_BYTES) throw new ApiError("view_too_large");
  refuseBlocks(blockFaults(view["blocks"], type));
  return view;
}

/** https://docs.slack.dev/reference/views/modal-views */
export function viewFaults(view: Fields, type: View["type"]): string[] {
  const faults: string[] = [];
  if (view["type"] !== type)
    faults.push(`[ERROR] unsupported type: ${view["type"]} [json-pointer:/view/type]`);
  length(faults, view["callback_id"], 255, "/view/callback_id");
  length(faults, view["private_metadata"], 3000, "/view/private_metadata");
  length(faults, view["external_id"], 255, "/view/external_id");
  if (type === "home") return faults;
  textObject(faults, view["title"], 24, "/view/title", "plain_text");
  if (view["submit"] !== undefined) textObject(faults, view["submit"], 24, "/view/submit", "plain_text");
  if (view["close"] !== undefined) textObject(faults, view["close"], 24, "/view/close", "plain_text");
  const blocks = view["blocks"];
  if (
    Array.isArray(blocks) &&
    blocks.some((block) => isFields(block) && block["type"] === "input") &&
    !view["submit"]
  ) {
    faults.push("[ERROR] missing required field: submit [json-pointer:/view]");
  }
  return faults;
}
