import { createFaultBook, type EventFault, type EventSubject, type FaultBook } from "../shared/faults.ts";
import type { Channel, Fields, SlackApp } from "./model.ts";
import type { Timers } from "./timers.ts";
import type { Traffic } from "./traffic.ts";
import type { Outcome, Packet, Retry, Send } from "./transport.ts";
import type { Occurrence, Workspace } from "./workspace.ts";

export type Events = {
  readonly faults: FaultBook<EventSubject, EventFault>;
  /** One payload to one app, without retries: interactions and commands. */
  readonly once: Send;
};

export type EventsOptions = {
  readonly workspace: Workspace;
  readonly send: Send;
  readonly timers: Timers;
  readonly traffic: Traffic;
  /** Pause before each retry, ms; their number is the number of retries. */
  readonly retryDelaysMs: readonly number[];
};

export function createEvents({ workspace, send, timers, traffic, retryDelaysMs }: EventsOptions): Events {
  const faults = createFaultBook<EventSubject, EventFault>();
  let swapped: (() => void)[] = [];

  const once = async (app: SlackApp, packet: Packet, retry?: Retry): Promise<Outcome> => {
    const record = {
      appId: app.id,
      kind: packet.kind,
      name: nameOf(packet.payload),
      payload: packet.payload,
      attempt: retry?.num ?? 0,
      reason: retry?.reason,
      outcome: "pending" as "pending" | "acknowledged" | "failed",
    };
    traffic.deliveries.push(record);
    traffic.log(`→ ${packet.kind} ${record.name}${retry ? ` retry ${retry.num} (${retry.reason})` : ""}`);
    const outcome = await send(app, packet, retry);
    record.outcome = outcome.ok ? "acknowledged" : "failed";
    if (!outcome.ok) traffic.log(`✗ ${packet.kind} ${record.name}: ${outcome.reason}`);
    workspace.changed();
    return outcome;
  };

  /** Three retries: nearly at once, after a minute, after five. https://docs.slack.dev/apis/events-api#retries */
  const persist = async (app: SlackApp, packet: Packet, retry?: Retry): Promise<void> => {
    const outcome = await once(app, packet, retry);
    const num = retry?.num ?? 0;
    const delayMs = retryDelaysMs[num];
    if (outcome.ok || outcome.noRetry || delayMs === undefined) return;
    timers.after(delayMs, () => void persist(app, packet, { num: num + 1, reason: outcome.reason }));
  };

  const deliver = (app: SlackApp, packet: Packet): void => {
    const go = (): void => {
      void persist(app, packet);
      for (const late of swapped.splice(0)) late();
    };
    const strike = faults.strike({ name: nameOf(packet.payload), data: packet.payload["event"] });
    if (!strike) {
      go();
      return;
    }
    traffic.log(`fault ${strike.fault.kind} on ${nameOf(packet.payload)}`);
    switch (strike.fault.kind) {
      case "drop":
        traffic.deliveries.push({
          appId: app.id,
          kind: packet.kind,
          name: nameOf(packet.payload),
          payload: packet.payload,
          attempt: 0,
          reason: undefined,
          outcome: "dropped",
        });
        return;
      case "duplicate":
        go();
        go();
        return;
      case "swap":
        swapped = [...swapped, () => void persist(app, packet)];
        return;
      case "hold":
        strike.hold(strike.fault.delayMs, go);
        return;
      default:
        strike.fault satisfies never;
    }
  };

  workspace.onOccurrence((occurrence) => {
    for (const app of occurrence.apps ?? workspace.apps.values()) {
      if (isSubscribed(app, occurrence))
        deliver(app, { kind: "events_api", payload: envelope(workspace, app, occurrence) });
    }
  });
  return { faults, once };
}

/** https://docs.slack.dev/apis/events-api#callback-field */
function envelope(workspace: Workspace, app: SlackApp, { event }: Occurrence): Fields {
  return {
    token: app.verificationToken,
    team_id: workspace.team.id,
    context_team_id: workspace.team.id,
    context_enterprise_id: null,
    api_app_id: app.id,
    event,
    type: "event_callback",
    event_id: workspace.id("Ev"),
    event_time: Math.floor(workspace.now() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: workspace.team.id,
        user_id: app.botUser.id,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event_context: `4-${workspace.secret()}`,
  };
}

const FAMILY = { channel: "channels", group: "groups", im: "im", mpim: "mpim" } as const;

/** Name in the app's subscriptions, and the scope it needs. https://docs.slack.dev/reference/events */
function subscription(
  type: string,
  channel: Channel | undefined,
): { readonly name: string; readonly scope?: string } {
  const family = FAMILY[channel?.kind ?? "channel"];
  if (type === "message") return { name: `message.${family}`, scope: `${family}:history` };
  if (type === "app_mention") return { name: type, scope: "app_mentions:read" };
  if (type.startsWith("reaction_")) return { name: type, scope: "reactions:read" };
  if (type === "app_home_opened") return { name: type };
  if (type === "dnd_updated_user") return { name: type, scope: "dnd:read" };
  if (type === "user_change") return { name: type, scope: "users:read" };
  return { name: type, scope: `${family}:read` };
}

function isSubscribed(app: SlackApp, occurrence: Occurrence): boolean {
  const { channel, event } = occurrence;
  const type = String(event["type"]);
  const { name, scope } = subscription(type, channel);
  if (app.events && !app.events.has(name)) return false;
  if (scope && !app.scopes.has(scope)) return false;
  if (!channel || type === "channel_archive" || type === "channel_deleted") return true;
  return (occurrence.members ?? channel.members).has(app.botUser.id);
}

/** E.g. `message`, `message/message_changed`, `block_actions`, `/desk`. */
function nameOf(payload: Fields): string {
  const event = payload["event"] as Fields | undefined;
  if (event) return event["subtype"] ? `${event["type"]}/${event["subtype"]}` : String(event["type"]);
  return String(payload["command"] ?? payload["type"]);
}
