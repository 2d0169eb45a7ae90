import { randomBytes } from "node:crypto";
import type {
  Channel,
  Ephemeral,
  Fields,
  Message,
  Notification,
  SlackApp,
  StoredFile,
  Upload,
  User,
  Usergroup,
  View,
} from "./model.ts";

/** Something happened that apps may be subscribed to. */
export type Occurrence = {
  /** The inner event, without `event_ts` when it equals `ts`. */
  readonly event: Fields;
  /** Channel whose members' apps may see it; undefined: every app of `apps`. */
  readonly channel: Channel | undefined;
  /** Only these apps, e.g. the one whose Home was opened. */
  readonly apps?: readonly SlackApp[];
  /** Members at the time, when membership changed with the occurrence itself. */
  readonly members?: ReadonlySet<string>;
};

export type Workspace = {
  readonly team: { readonly id: string; readonly domain: string; readonly name: string };
  readonly now: () => number;
  readonly users: Map<string, User>;
  readonly channels: Map<string, Channel>;
  readonly apps: Map<string, SlackApp>;
  readonly usergroups: Map<string, Usergroup>;
  readonly files: Map<string, StoredFile>;
  /** Uploads announced and not yet completed. */
  readonly uploads: Map<string, Upload>;
  readonly views: Map<string, View>;
  readonly homes: Map<string, View>;
  /** What each user sees of ephemerals; empty after a reload of the client. */
  readonly ephemerals: Map<string, Ephemeral[]>;
  readonly notifications: Notification[];
  readonly violations: string[];
  /** The emulator's own address, for file, upload and response URLs. */
  readonly origin: () => string;
  readonly id: (prefix: string) => string;
  readonly secret: () => string;
  readonly nextTs: (channel: Channel) => string;
  readonly occurs: (occurrence: Occurrence) => void;
  readonly onOccurrence: (listener: (occurrence: Occurrence) => void) => void;
  /** Tells those who wait in `until` to look again. */
  readonly changed: () => void;
  readonly onChange: (listener: () => void) => () => void;
};

export type WorkspaceOptions = { readonly now: () => number; readonly origin: () => string };

export function createWorkspace({ now, origin }: WorkspaceOptions): Workspace {
  const listeners = new Set<() => void>();
  const occurrenceListeners: ((occurrence: Occurrence) => void)[] = [];
  let counter = 0;
  const id = (prefix: string): string => {
    counter += 1;
    return `${prefix}0${counter.toString(36).toUpperCase().padStart(9, "0")}`;
  };
  const changed = (): void => {
    for (const listener of [...listeners]) listener();
  };
  return {
    team: { id: id("T"), domain: "emulated", name: "Emulated" },
    now,
    origin,
    users: new Map(),
    channels: new Map(),
    apps: new Map(),
    usergroups: new Map(),
    files: new Map(),
    uploads: new Map(),
    views: new Map(),
    homes: new Map(),
    ephemerals: new Map(),
    notifications: [],
    violations: [],
    id,
    secret: () => randomBytes(12).toString("hex"),
    nextTs: (channel) => nextTs(channel, now()),
    occurs(occurrence) {
      for (const listener of occurrenceListeners) listener(occurrence);
      changed();
    },
    onOccurrence: (listener) => void occurrenceListeners.push(listener),
    changed,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/**
 * Seconds, a dot and six digits; unique per channel and growing in order of arrival.
 * https://docs.slack.dev/reference/events/message ("ts is the unique (per-channel) timestamp")
 */
function nextTs(channel: Channel, nowMs: number): string {
  channel.lastMicros = Math.max(Math.floor(nowMs) * 1000, channel.lastMicros + 1);
  const seconds = Math.floor(channel.lastMicros / 1_000_000);
  return `${seconds}.${String(channel.lastMicros % 1_000_000).padStart(6, "0")}`;
}

/** A message's time in ms, as its ts says. */
export function tsToMs(ts: string): number {
  return Math.floor(Number(ts) * 1000);
}

export function channelOf(workspace: Workspace, id: string): Channel {
  const channel = workspace.channels.get(id);
  if (!channel) throw new Error(`expected a channel of this workspace, got ${id}: create it with addChannel`);
  return channel;
}

export function userOf(workspace: Workspace, id: string): User {
  const user = workspace.users.get(id);
  if (!user) throw new Error(`expected a user of this workspace, got ${id}: create it with addUser`);
  return user;
}

export function messageOf(channel: Channel, ts: string): Message {
  const message = channel.byTs.get(ts);
  if (!message)
    throw new Error(`expected a message of #${channel.name}, got ts ${ts}: it was deleted or never posted`);
  return message;
}

export function addChannelTo(
  workspace: Workspace,
  options: Pick<Channel, "name" | "kind" | "creator"> & { readonly members: Iterable<string> },
): Channel {
  const prefix = { channel: "C", group: "C", im: "D", mpim: "G" }[options.kind];
  const channel: Channel = {
    id: workspace.id(prefix),
    name: options.name,
    kind: options.kind,
    creator: options.creator,
    createdAt: workspace.now(),
    members: new Set(options.members),
    topic: "",
    archived: false,
    deleted: false,
    messages: [],
    byTs: new Map(),
    threads: new Map(),
    followers: new Map(),
    lastMicros: 0,
  };
  workspace.channels.set(channel.id, channel);
  return channel;
}

/** The direct message of two users, made on first use. */
export function directMessage(workspace: Workspace, one: string, other: string): Channel {
  for (const channel of workspace.channels.values()) {
    if (channel.kind === "im" && channel.members.has(one) && channel.members.has(other)) return channel;
  }
  return addChannelTo(workspace, { name: "", kind: "im", creator: one, members: [one, other] });
}
