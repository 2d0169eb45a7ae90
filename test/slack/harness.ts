import { actionIdOf } from "../../adapters/slack/action-id.ts";
import { createSlackChat, type SlackOptions } from "../../adapters/slack/index.ts";
import type { ActionName } from "../../src/core/actions.ts";
import type { Person as DeskPerson, MessageRef, Place } from "../../src/core/platform.ts";
import { DEFAULT_POLICY, type Desk } from "../../src/core/policy/policy.ts";
import { wordsFor } from "../../src/core/texts/index.ts";
import type { Chat, CountName, HttpRoutes } from "../../src/ports.ts";
import type { ChatHarness } from "../contract/chat-harness.ts";
import {
  type AppHandle,
  type AppOptions,
  type ChannelHandle,
  createSlackEmulator,
  type Person,
  type SlackEmulator,
  type SlackEmulatorOptions,
} from "../emulators/slack/index.ts";
import { type Endpoint, listen } from "./endpoint.ts";
import { createFormsOf } from "./forms-of.ts";

export interface Counted {
  readonly name: CountName;
  readonly labels: Readonly<Record<string, string>>;
}

/** A workspace with a desk in it: Rosa is a rep, #desk the staff channel, #desk-alerts for pings. */
export interface SlackWorld {
  readonly emulator: SlackEmulator;
  readonly app: AppHandle;
  readonly rosa: Person;
  readonly staff: ChannelHandle;
  readonly alerts: ChannelHandle;
  /** A thread in the staff channel, as a conversation's is under its card. */
  readonly thread: Place;
  readonly chat: Chat;
  readonly routes: HttpRoutes | null;
  /** Where the app takes HTTP requests; null in Socket Mode. */
  readonly endpoint: Endpoint | null;
  readonly counted: readonly Counted[];
  /** Lines of the log from `warn` on. */
  readonly complaints: readonly string[];
  readonly options: SlackOptions;
  readonly close: () => Promise<void>;
}

export interface WorldOptions {
  readonly transport?: "socket" | "http";
  readonly app?: AppOptions;
  readonly emulator?: SlackEmulatorOptions;
  readonly slack?: Partial<SlackOptions>;
}

export const createSlackWorld = async ({
  transport = "socket",
  app: appOptions = {},
  emulator: emulatorOptions = {},
  slack = {},
}: WorldOptions = {}): Promise<SlackWorld> => {
  const emulator = await createSlackEmulator({ limits: { enabled: false }, ...emulatorOptions });
  const app = emulator.addApp(appOptions);
  const rosa = emulator.addUser({ name: "rosa", realName: "Rosa Reiter" });
  const staff = emulator.addChannel({ name: "desk", members: [rosa] });
  // Older than the desk, which therefore does not hear of it.
  const parent = rosa.posts(staff, "The parent");
  emulator.workspace.channels.get(staff.id)?.members.add(app.botUserId);
  const alerts = emulator.addChannel({ name: "desk-alerts", members: [rosa, app] });
  const counted: Counted[] = [];
  const complaints: string[] = [];
  const complain = (fields: object, message: string): void => {
    complaints.push(`${message} ${JSON.stringify(fields)}`);
  };
  const desk: Desk = {
    id: "main",
    name: "Main",
    customers: { platform: "discord", channel: "1" },
    staff: { platform: "slack", channel: staff.id },
    alerts: { platform: "slack", channel: alerts.id },
    managers: { platform: "slack", channel: alerts.id },
    tickets: { platform: "slack", channel: alerts.id },
    reps: [],
    calendar: null,
    zone: "UTC",
    overrides: [],
    policy: DEFAULT_POLICY,
  };
  const options: SlackOptions = {
    desks: [desk],
    words: wordsFor,
    clock: { now: Date.now },
    log: { debug: () => undefined, info: () => undefined, warn: complain, error: complain },
    count: (name, labels = {}) => void counted.push({ name, labels }),
    botToken: app.botToken,
    appToken: transport === "socket" ? app.appToken : null,
    signingSecret: transport === "http" ? app.signingSecret : null,
    apiUrl: emulator.apiUrl,
    ...slack,
  };
  const { chat, routes } = createSlackChat(options);
  const endpoint = routes === null ? null : await listen(routes);
  if (endpoint !== null) app.deliversTo(`${endpoint.url}/slack/events`);
  return {
    emulator,
    app,
    rosa,
    staff,
    alerts,
    thread: { platform: "slack", channel: staff.id, thread: parent.ts },
    chat,
    routes,
    endpoint,
    counted,
    complaints,
    options,
    async close() {
      await emulator.close();
      await endpoint?.close();
    },
  };
};

export const channelPlace = (channel: { readonly id: string }): Place => ({
  platform: "slack",
  channel: channel.id,
  thread: null,
});

export const deskPerson = (person: Person): DeskPerson => ({
  platform: "slack",
  userId: person.id,
  name: person.name,
  accountCreatedAt: null,
});

export const refOf = ({
  channel,
  ts,
  threadTs,
}: {
  channel: string;
  ts: string;
  threadTs?: string | undefined;
}): MessageRef => ({
  place: { platform: "slack", channel, thread: threadTs ?? null },
  id: ts,
});

const RATE_LIMITED = {
  kind: "respond",
  status: 429,
  headers: { "retry-after": "2" },
  body: { ok: false, error: "ratelimited" },
} as const;
const SERVER_ERROR = { kind: "respond", status: 500, body: {} } as const;

/** The world as the contract of all chat adapters wants it. */
export const slackHarness = async (options: WorldOptions): Promise<ChatHarness> => {
  const forms = createFormsOf(() => world.rosa);
  const world = await createSlackWorld({ ...options, slack: { ...options.slack, forms: forms.ask } });
  const { emulator, rosa, app, staff, chat } = world;
  const place = world.thread;
  const wire = (message: MessageRef) => ({ channel: message.place.channel, ts: message.id });
  const isWrite = ({ method }: { method: string }): boolean => method === "chat.postMessage";
  return {
    chat,
    place,
    missing: { platform: "slack", channel: "C0000MISSING", thread: place.thread },
    person: deskPerson(rosa),
    opens: null,
    longest: 3_900,
    shown: async ({ channel, thread }) =>
      (thread === null ? rosa.sees(channel) : rosa.seesThread(channel, thread))
        .filter(({ from, ephemeral }) => from === app.botUserId && !ephemeral)
        .map(({ ts, shown }) => ({ id: ts, text: shown })),
    write: async ({ channel, thread }, text) =>
      refOf(thread === null ? rosa.posts(channel, text) : rosa.repliesInThread(channel, thread, text)),
    editOwn: async (message, text) => void rosa.edits(wire(message), text),
    deleteOwn: async (message) => rosa.deletes(wire(message)),
    press: async (message, action: ActionName) => {
      const reaction = await rosa.presses(wire(message), actionIdOf(action));
      if (!reaction.ok) throw new Error(`The press was not acknowledged: ${JSON.stringify(reaction)}`);
    },
    pinged: async () => [
      ...new Set(
        emulator.notifications
          .filter(({ from, channel }) => from === app.botUserId && channel === staff.id)
          .filter(({ reasons }) => reasons.some((reason) => reason !== "thread"))
          .map(({ user, reasons }) => (reasons.includes("mention") ? user : "everyone")),
      ),
    ],
    forms: forms.harness,
    trouble: (trouble) => {
      const fault = {
        rate_limited: RATE_LIMITED,
        server_error: SERVER_ERROR,
        cut_before: { kind: "cut-before" },
        cut_after: { kind: "cut-after" },
      } as const;
      emulator.apiFaults.inject(isWrite, fault[trouble]);
    },
    duplicateNextEvent: () =>
      void emulator.eventFaults.inject(({ name }) => name === "message", { kind: "duplicate" }),
    close: world.close,
  };
};
