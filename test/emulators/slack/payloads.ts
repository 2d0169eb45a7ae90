import type { Interactions } from "./interactions.ts";
import type { Channel, Ephemeral, Fields, Message, SlackApp, User } from "./model.ts";
import { messageToWire } from "./render.ts";
import { isEphemeral } from "./response-url.ts";
import type { Control } from "./see.ts";
import type { Workspace } from "./workspace.ts";

export type Actor = {
  readonly workspace: Workspace;
  readonly interactions: Interactions;
  readonly user: User;
  readonly app: SlackApp;
};

/** Fields that all interaction payloads share. https://docs.slack.dev/reference/interaction-payloads */
export function common({ workspace, user, app }: Actor): Fields {
  return {
    token: app.verificationToken,
    api_app_id: app.id,
    team: { id: workspace.team.id, domain: workspace.team.domain },
    enterprise: null,
    is_enterprise_install: false,
    user: { id: user.id, username: user.name, name: user.name, team_id: workspace.team.id },
  };
}

/** Private conversations keep their names to themselves. */
export const channelField = ({ id, kind, name }: Channel): Fields => ({
  id,
  name: kind === "im" ? "directmessage" : kind === "channel" ? name : "privategroup",
});

/** https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
export function pressed(
  actor: Actor,
  channel: Channel,
  message: Message | Ephemeral,
  control: Control,
  chosen: Fields,
): Fields {
  const { workspace, interactions, app, user } = actor;
  const ephemeral = isEphemeral(message);
  return {
    type: "block_actions",
    ...common(actor),
    container: {
      type: "message",
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: ephemeral,
      ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    },
    trigger_id: interactions.triggers.create(app, user.id),
    channel: channelField(channel),
    // An ephemeral message does not come along. https://docs.slack.dev/reference/interaction-payloads/block_actions-payload
    ...(ephemeral ? {} : { message: messageToWire(workspace, message) }),
    state: { values: stateOf(control, chosen) },
    response_url: interactions.responseUrl({ app, user: user.id, channel, message }),
    actions: [action(actor, control, chosen)],
  };
}

/** Selects, pickers and boxes have a state; buttons and overflow menus have none. */
const stateOf = ({ blockId, actionId, type }: Control, chosen: Fields): Fields =>
  type === "button" || type === "overflow" ? {} : { [blockId]: { [actionId]: { type, ...chosen } } };

export function action({ workspace }: Actor, control: Control, chosen: Fields): Fields {
  const { text, value, placeholder, initial_option } = control.element as Record<string, unknown>;
  return {
    action_id: control.actionId,
    block_id: control.blockId,
    type: control.type,
    ...(text === undefined ? {} : { text }),
    ...(value === undefined ? {} : { value }),
    ...(placeholder === undefined ? {} : { placeholder }),
    ...(initial_option === undefined ? {} : { initial_option }),
    ...chosen,
    action_ts: (workspace.now() / 1000).toFixed(6),
  };
}

/** What a select, picker or input holds, in the shape its type has. https://docs.slack.dev/reference/block-kit/block-elements */
export function chosenFields(element: Fields, value: string | readonly string[]): Fields {
  const type = String(element["type"]);
  const many = typeof value === "string" ? [value] : [...value];
  const option = (wanted: string): unknown => {
    const options = [
      ...((element["options"] as readonly Fields[] | undefined) ?? []),
      ...groupOptions(element),
    ];
    const found = options.find((candidate) => candidate["value"] === wanted);
    if (!found && !type.includes("external"))
      throw new Error(`expected an option of ${element["action_id"]}, got ${wanted}`);
    return found ?? { text: { type: "plain_text", text: wanted }, value: wanted };
  };
  const single = many[0] ?? "";
  const plural = type.startsWith("multi_");
  const kind = /^(?:multi_)?(users|conversations|channels)_select$/.exec(type)?.[1];
  if (kind) {
    const name = kind.slice(0, -1);
    return plural ? { [`selected_${kind}`]: many } : { [`selected_${name}`]: single };
  }
  if (type === "checkboxes" || (plural && type.endsWith("_select")))
    return { selected_options: many.map(option) };
  if (type.endsWith("_select") || type === "radio_buttons" || type === "overflow")
    return { selected_option: option(single) };
  if (type === "datepicker") return { selected_date: single };
  if (type === "timepicker") return { selected_time: single };
  if (type === "datetimepicker") return { selected_date_time: Number(single) };
  return { value: single };
}

const groupOptions = (element: Fields): Fields[] =>
  ((element["option_groups"] as readonly Fields[] | undefined) ?? []).flatMap(
    (group) => (group["options"] as readonly Fields[] | undefined) ?? [],
  );
