import type { EventFault, EventSubject, FaultBook, HttpFault } from "../shared/faults.ts";
import { type ApiSubject, createApi } from "./api.ts";
import { type AppHandle, type AppOptions, addApp } from "./apps.ts";
import { addChannel, type ChannelHandle, type ChannelOptions } from "./channels.ts";
import { createEvents } from "./events.ts";
import { createHttpDelivery } from "./http-delivery.ts";
import { createInteractions } from "./interactions.ts";
import { createLimiter, type Limits, SLACK_LIMITS } from "./limits.ts";
import { changeMessage } from "./messages.ts";
import type { Notification, Usergroup } from "./model.ts";
import { createPerson } from "./people.ts";
import type { MessageRef, Person } from "./person.ts";
import { createHttpServer } from "./server.ts";
import { createSocketMode, type DisconnectReason } from "./socket.ts";
import { createSpecCheck } from "./spec-check.ts";
import { createTimers } from "./timers.ts";
import { type ApiCallRecord, createTraffic, type DeliveryRecord } from "./traffic.ts";
import type { Send } from "./transport.ts";
import { createUntil, type UntilOptions } from "./until.ts";
import { channelOf, createWorkspace, messageOf, type Workspace } from "./workspace.ts";

export type { AppHandle, AppOptions } from "./apps.ts";
export type { ChannelHandle, ChannelOptions } from "./channels.ts";
export type { Limits } from "./limits.ts";
export type { Entries, Reaction, SeenView } from "./modals.ts";
export type { Notification } from "./model.ts";
export type { ChannelRef, MessageRef, Person, UploadedFile } from "./person.ts";
export type { Control, Seen } from "./see.ts";
export { sign } from "./signing.ts";
export type { ApiCallRecord, DeliveryRecord } from "./traffic.ts";
export { UntilTimeoutError } from "./until.ts";
export { tsToMs } from "./workspace.ts";

export type SlackEmulatorOptions = {
  /** The clock behind ts, expiries and rate limits, ms. Default `Date.now`. */
  readonly now?: () => number;
  /**
   * The clock behind `x-slack-request-timestamp`. Default `now`; give `Date.now` when a stopped clock
   * meets a receiver that reads the real one, as Bolt's does.
   */
  readonly signingNow?: () => number;
  /** Default: any free port. */
  readonly port?: number;
  /** Differences from Slack's own limits; `{ enabled: false }` lifts them all. */
  readonly limits?: Partial<Limits>;
  /** Default 3 s. https://docs.slack.dev/apis/events-api#responding */
  readonly ackTimeoutMs?: number;
  /** Default: at once, after one minute, after five. https://docs.slack.dev/apis/events-api#retries */
  readonly retryDelaysMs?: readonly number[];
  /** Pause between pings to each socket. Default 10 s. */
  readonly pingIntervalMs?: number;
  /** Default 10. https://docs.slack.dev/apis/events-api/using-socket-mode */
  readonly maxConnections?: number;
};

export type UserOptions = {
  readonly name: string;
  readonly realName?: string;
  /** IANA zone; default UTC. */
  readonly timezone?: string;
};

export type SlackEmulator = {
  /** Origin, e.g. `http://127.0.0.1:41234`. */
  readonly url: string;
  /** What `slackApiUrl` takes. */
  readonly apiUrl: string;
  readonly workspace: Workspace;
  addUser(options: UserOptions): Person;
  addChannel(options: ChannelOptions): ChannelHandle;
  addUsergroup(options: { readonly handle: string; readonly users: readonly Person[] }): Usergroup;
  addApp(options?: AppOptions): AppHandle;
  /** Every Web API request, oldest first. */
  readonly calls: readonly ApiCallRecord[];
  callsTo(method: string): ApiCallRecord[];
  /** Called as each request arrives, before it is handled; returns the way to stop. */
  onApiCall(listener: (call: ApiCallRecord) => void): () => void;
  /** Every attempt at delivering an event, interaction or command. */
  readonly deliveries: readonly DeliveryRecord[];
  readonly notifications: readonly Notification[];
  /** Where callers left the published specification, or used Slack as it warns against. */
  readonly violations: readonly string[];
  readonly apiFaults: FaultBook<ApiSubject, HttpFault>;
  readonly eventFaults: FaultBook<EventSubject, EventFault>;
  /** Tells open sockets to go, or cuts them; returns how many. */
  disconnect(
    reason: DisconnectReason | "cut",
    options?: { readonly app?: AppHandle; readonly graceMs?: number },
  ): number;
  /** Sockets stay open but dead: nothing is sent, no ack is heard. */
  mute(muted: boolean): void;
  /** A link in the message gets its preview: message_changed with the same text. */
  unfurls(message: MessageRef, preview: { readonly title: string; readonly url: string }): void;
  /** Sends a url_verification challenge to an app's HTTP endpoint. */
  verifyUrl(app: AppHandle): Promise<boolean>;
  /** Resolves with the first truthy answer; looks again whenever anything happens. */
  until<Value>(look: () => Value, options?: UntilOptions): Promise<NonNullable<Value>>;
  /** The last lines of traffic, for messages of failed tests. */
  recentTraffic(): string;
  /** Slack is unreachable: nothing listens, all connections are cut. */
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
  close(): Promise<void>;
};

export async function createSlackEmulator(options: SlackEmulatorOptions = {}): Promise<SlackEmulator> {
  const now = options.now ?? Date.now;
  const ackTimeoutMs = options.ackTimeoutMs ?? 3_000;
  const timers = createTimers();
  const traffic = createTraffic(now);
  const origin = (): string => `http://127.0.0.1:${server.port()}`;
  const workspace = createWorkspace({ now, origin });
  const socketMode = createSocketMode({
    origin,
    timers,
    ackTimeoutMs,
    pingIntervalMs: options.pingIntervalMs ?? 10_000,
    maxConnections: options.maxConnections ?? 10,
    log: traffic.log,
    changed: workspace.changed,
  });
  const http = createHttpDelivery({ now: options.signingNow ?? now, timers, ackTimeoutMs });
  const send: Send = (app, packet, retry) => (app.socketMode ? socketMode.send : http)(app, packet, retry);
  const events = createEvents({
    workspace,
    send,
    timers,
    traffic,
    retryDelaysMs: options.retryDelaysMs ?? [0, 60_000, 300_000],
  });
  const interactions = createInteractions(workspace, events.once);
  const api = createApi({
    workspace,
    traffic,
    limiter: createLimiter({ ...SLACK_LIMITS, ...options.limits }, now),
    socketMode,
    interactions,
    check: createSpecCheck(),
  });
  const server = createHttpServer({ workspace, api, socketMode, interactions, port: options.port ?? 0 });
  const waiting = createUntil(workspace.onChange, traffic.recent);
  await server.listen();

  return {
    get url() {
      return origin();
    },
    get apiUrl() {
      return `${origin()}/api/`;
    },
    workspace,
    addUser({ name, realName = name, timezone = "UTC" }) {
      const user = {
        id: workspace.id("U"),
        name,
        realName,
        timezone,
        presence: "active" as const,
        dndUntil: undefined,
        deleted: false,
        bot: undefined,
      };
      workspace.users.set(user.id, user);
      return createPerson(workspace, interactions, user);
    },
    addChannel: (channel) => addChannel(workspace, channel),
    addUsergroup({ handle, users }) {
      const group = {
        id: workspace.id("S"),
        handle,
        name: handle,
        users: new Set(users.map(({ id }) => id)),
      };
      workspace.usergroups.set(group.id, group);
      return group;
    },
    addApp: (app) => addApp(workspace, socketMode, app),
    calls: traffic.calls,
    callsTo: (method) => traffic.calls.filter((call) => call.method === method),
    onApiCall: api.onCall,
    deliveries: traffic.deliveries,
    notifications: workspace.notifications,
    violations: workspace.violations,
    apiFaults: api.faults,
    eventFaults: events.faults,
    disconnect: (reason, { app, graceMs } = {}) =>
      socketMode.disconnect(app && workspace.apps.get(app.id), reason, graceMs),
    mute: socketMode.mute,
    unfurls({ channel: id, ts }, { title, url }) {
      // https://github.com/slackapi/bolt-js/issues/2327
      const channel = channelOf(workspace, id);
      const attachments = [
        { title, title_link: url, from_url: url, original_url: url, fallback: title, id: 1 },
      ];
      changeMessage(workspace, channel, messageOf(channel, ts), { attachments }, "");
    },
    async verifyUrl({ id }) {
      const app = workspace.apps.get(id);
      if (!app) return false;
      const challenge = workspace.secret();
      // https://docs.slack.dev/reference/events/url_verification
      const payload = { token: app.verificationToken, challenge, type: "url_verification" };
      const outcome = await http(app, { kind: "events_api", payload });
      const answer = outcome.ok ? outcome.response : undefined;
      return answer === challenge || (answer as { challenge?: unknown } | undefined)?.challenge === challenge;
    },
    until: waiting.until,
    recentTraffic: traffic.recent,
    async goAway() {
      socketMode.terminate();
      await server.stop();
    },
    comeBack: () => server.listen(),
    async close() {
      await socketMode.drain();
      timers.clear();
      api.faults.clear();
      events.faults.clear();
      waiting.close();
      socketMode.terminate();
      await server.stop();
      timers.clear();
    },
  };
}
