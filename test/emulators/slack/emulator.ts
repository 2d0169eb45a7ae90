import type { EventFault, EventSubject, FaultBook, HttpFault } from "../shared/faults.ts";
import type { ApiSubject } from "./api.ts";
import type { AppHandle, AppOptions } from "./apps.ts";
import type { ChannelHandle, ChannelOptions } from "./channels.ts";
import type { Limits } from "./limits.ts";
import type { Notification, Usergroup } from "./model.ts";
import type { MessageRef, Person } from "./person.ts";
import type { DisconnectReason } from "./socket.ts";
import type { ApiCallRecord, DeliveryRecord } from "./traffic.ts";
import type { UntilOptions } from "./until.ts";
import type { Workspace } from "./workspace.ts";

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
  /** Resolves with the first truthy answer; looks again whenever anything happens here, and every 25 ms. */
  until<Value>(look: () => Value, options?: UntilOptions): Promise<NonNullable<Value>>;
  /** The last lines of traffic, for messages of failed tests. */
  recentTraffic(): string;
  /** Slack is unreachable: nothing listens, all connections are cut. */
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
  close(): Promise<void>;
};
