import { createApi } from "./api.ts";
import { addApp } from "./apps.ts";
import { addChannel } from "./channels.ts";
import type { SlackEmulator, SlackEmulatorOptions } from "./emulator.ts";
import { createEvents } from "./events.ts";
import { createHttpDelivery } from "./http-delivery.ts";
import { createInteractions } from "./interactions.ts";
import { createLimiter, SLACK_LIMITS } from "./limits.ts";
import { changeMessage } from "./messages.ts";
import { createPerson } from "./people.ts";
import { createHttpServer } from "./server.ts";
import { createSocketMode } from "./socket.ts";
import { createSpecCheck } from "./spec-check.ts";
import { createTimers } from "./timers.ts";
import { createTraffic } from "./traffic.ts";
import type { Send } from "./transport.ts";
import { createUntil } from "./until.ts";
import { channelOf, createWorkspace, messageOf } from "./workspace.ts";

export type { AppHandle, AppOptions } from "./apps.ts";
export type { ChannelHandle, ChannelOptions } from "./channels.ts";
export type { SlackEmulator, SlackEmulatorOptions, UserOptions } from "./emulator.ts";
export type { Limits } from "./limits.ts";
export type { Entries, Reaction, SeenView } from "./modals.ts";
export type { Notification } from "./model.ts";
export type { ChannelRef, MessageRef, Person, UploadedFile } from "./person.ts";
export type { Control, Seen } from "./see.ts";
export { sign } from "./signing.ts";
export type { ApiCallRecord, DeliveryRecord } from "./traffic.ts";
export { UntilTimeoutError } from "./until.ts";
export { tsToMs } from "./workspace.ts";

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
  const send: Send = (app, packet, retry) =>
    (app.socketMode ? socketMode.send : http.send)(app, packet, retry);
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
        pause: undefined,
        quietHours: undefined,
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
      const outcome = await http.send(app, { kind: "events_api", payload });
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
      timers.close();
      api.faults.clear();
      events.faults.clear();
      waiting.close();
      http.abort();
      socketMode.terminate();
      await server.stop();
    },
  };
}
