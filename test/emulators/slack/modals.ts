import { isFields } from "./blocks.ts";
import type { Fields, View } from "./model.ts";
import { type Actor, action, common } from "./payloads.ts";
import { type Control, controlsOf } from "./see.ts";
import type { Outcome } from "./transport.ts";
import { type Entries, enter, fillIn, inputsOf } from "./view-inputs.ts";
import { createView, openViews, updateView, viewToWire } from "./web-api/views.ts";
import type { Workspace } from "./workspace.ts";

/** What a person learns of an interaction. */
export type Reaction = {
  readonly ok: boolean;
  /** Slack's words on the screen: the app did not answer within three seconds, or not at all. */
  readonly error?: "operation_timeout" | "dispatch_failed" | "not_in_threads" | "invalid_command";
  /** Faults shown at a modal's inputs, by block id. */
  readonly errors?: Readonly<Record<string, string>>;
};

export const reactionTo = (outcome: Outcome): Reaction =>
  outcome.ok
    ? { ok: true }
    : {
        ok: false,
        error:
          outcome.reason === "timeout" || outcome.reason === "http_timeout"
            ? "operation_timeout"
            : "dispatch_failed",
      };

export type { Entries } from "./view-inputs.ts";

/** https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
export async function submitView(actor: Actor, view: View, entries: Entries): Promise<Reaction> {
  const { workspace, interactions, app, user } = actor;
  fillIn(view, entries);
  const outcome = await interactions.send(app, "interactive", {
    type: "view_submission",
    ...common(actor),
    trigger_id: interactions.triggers.create(app, user.id),
    view: viewToWire(workspace, view),
    response_urls: [],
  });
  if (!outcome.ok) return reactionTo(outcome);
  return answered(actor, view, isFields(outcome.response) ? outcome.response : {});
}

/** https://docs.slack.dev/surfaces/modals#response_actions */
function answered(actor: Actor, view: View, answer: Fields): Reaction {
  const { workspace, app, user } = actor;
  const payload = isFields(answer["view"]) ? answer["view"] : {};
  switch (answer["response_action"]) {
    case "errors":
      return { ok: false, errors: answer["errors"] as Readonly<Record<string, string>> };
    case "update":
      updateView(workspace, view, payload);
      return { ok: true };
    case "push":
      createView(workspace, { payload, user: user.id, type: "modal", app, onto: view });
      break;
    case "clear":
      for (const open of openViews(workspace, user.id)) workspace.views.delete(open.id);
      break;
    default:
      workspace.views.delete(view.id);
  }
  workspace.changed();
  return { ok: true };
}

export async function closeView(actor: Actor, view: View): Promise<void> {
  const { workspace, interactions, app } = actor;
  workspace.views.delete(view.id);
  workspace.changed();
  // Only where the view asks for it. https://docs.slack.dev/surfaces/modals#close_modal
  if (view.payload["notify_on_close"] !== true) return;
  await interactions.send(app, "interactive", {
    type: "view_closed",
    ...common(actor),
    view: viewToWire(workspace, view),
    is_cleared: false,
  });
}

export async function pressInView(
  actor: Actor,
  view: View,
  control: Control,
  chosen: Fields,
): Promise<Reaction> {
  const { workspace, interactions, app, user } = actor;
  const outcome = await interactions.send(app, "interactive", {
    type: "block_actions",
    ...common(actor),
    container: { type: "view", view_id: view.id },
    trigger_id: interactions.triggers.create(app, user.id),
    view: viewToWire(workspace, view),
    actions: [action(actor, control, chosen)],
  });
  return reactionTo(outcome);
}

/** Types into an input; the app hears of it where the input asks for that. */
export async function enterIntoView(
  actor: Actor,
  view: View,
  actionId: string,
  text: string,
): Promise<Reaction> {
  const input = inputsOf(view).find((one) => one.actionId === actionId);
  if (!input) throw new Error(`expected an input ${actionId} in the open modal, got none`);
  const chosen = enter(view, input, text);
  return input.tellsCharacters ? pressInView(actor, view, input, chosen) : { ok: true };
}

/** A modal or Home as its reader finds it. */
export type SeenView = {
  readonly id: string;
  readonly callbackId: string;
  readonly title: string;
  readonly payload: Fields;
  readonly controls: readonly Control[];
};

export function seeView(view: View): SeenView {
  const title = view.payload["title"];
  return {
    id: view.id,
    callbackId: String(view.payload["callback_id"] ?? ""),
    title: isFields(title) ? String(title["text"]) : "",
    payload: view.payload,
    controls: controlsOf((view.payload["blocks"] as readonly Fields[] | undefined) ?? []),
  };
}

export function topView(workspace: Workspace, user: string, viewId?: string): View {
  const open = openViews(workspace, user);
  const view = viewId ? open.find(({ id }) => id === viewId) : open.at(-1);
  if (!view)
    throw new Error(`expected an open modal for ${user}, got none: was views.open called within 3 s?`);
  return view;
}
