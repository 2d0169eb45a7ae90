import { setDeactivated } from "./accounts.ts";
import { tellDnd } from "./dnd.ts";
import type { Interactions } from "./interactions.ts";
import { join, leave } from "./membership.ts";
import { changeMessage, deleteMessage, postMessage } from "./messages.ts";
import {
  closeView,
  enterIntoView,
  pressInView,
  type Reaction,
  type SeenView,
  seeView,
  submitView,
  topView,
} from "./modals.ts";
import type { Channel, SlackApp, StoredFile, User } from "./model.ts";
import { chosenFields } from "./payloads.ts";
import type { ChannelRef, MessageRef, Person, UploadedFile } from "./person.ts";
import { pressMessage, useCommand, useGlobalShortcut, useMessageShortcut } from "./presses.ts";
import { react, unreact } from "./reactions.ts";
import { type Seen, see, seeChannel, seeThread } from "./see.ts";
import { typedText } from "./text.ts";
import { mimetypeOf } from "./web-api/files.ts";
import { openViews } from "./web-api/views.ts";
import { channelOf, directMessage, messageOf, type Workspace } from "./workspace.ts";

export function createPerson(workspace: Workspace, interactions: Interactions, user: User): Person {
  /** "signed out of your workspace(s) on all devices" https://slack.com/help/articles/204475027-Deactivate-a-members-account */
  const mustBeSignedIn = (): void => {
    if (user.deleted) throw new Error(`expected a member, got ${user.name}, whose account is deactivated`);
  };
  const channelFor = (ref: ChannelRef): Channel => {
    mustBeSignedIn();
    const channel = channelOf(workspace, typeof ref === "string" ? ref : ref.id);
    if (channel.kind !== "channel" && !channel.members.has(user.id)) {
      throw new Error(`expected a conversation that ${user.name} is in, got ${channel.id}`);
    }
    return channel;
  };
  const write = (
    channel: Channel,
    text: string,
    options: Parameters<Person["repliesInThread"]>[3] & { threadTs?: string },
  ): Seen => {
    mustBeSignedIn();
    if (channel.archived)
      throw new Error(`expected an open channel, got the archived #${channel.name}: nobody can write there`);
    if (!channel.members.has(user.id))
      throw new Error(`expected a member of #${channel.name}, got ${user.name}: join first`);
    if (options.threadTs !== undefined) messageOf(channel, options.threadTs);
    const files = (options.files ?? []).map((file) => upload(workspace, user, channel, file));
    const message = postMessage(workspace, channel, {
      user: user.id,
      text: typedText(workspace, text),
      threadTs: options.threadTs,
      broadcast: options.broadcast,
      ...(files.length > 0 ? { files, subtype: "file_share" } : {}),
    });
    return see(channel, message);
  };
  const own = (ref: MessageRef) => {
    const channel = channelFor(ref.channel);
    const message = messageOf(channel, ref.ts);
    if (message.user !== user.id)
      throw new Error(
        `expected a message of ${user.name}, got one of ${message.user}: nobody changes others' messages`,
      );
    return { channel, message };
  };
  const reactTo = (ref: MessageRef, emoji: string, change: typeof react): void => {
    const channel = channelFor(ref.channel);
    change(workspace, channel, messageOf(channel, ref.ts), user.id, emoji);
  };
  const actorFor = (appId: string) => {
    const app = workspace.apps.get(appId);
    if (!app) throw new Error(`expected an app of this workspace, got ${appId}`);
    return { workspace, interactions, user, app };
  };
  const act = (
    where: MessageRef | SeenView,
    actionId: string,
    value?: string | readonly string[],
  ): Promise<Reaction> => {
    mustBeSignedIn();
    if ("ts" in where) return pressMessage({ workspace, interactions, user }, where, actionId, value);
    const view = [...workspace.views.values()].find(({ id }) => id === where.id);
    const control = view && seeView(view).controls.find((candidate) => candidate.actionId === actionId);
    if (!view || !control) throw new Error(`expected a control ${actionId} in an open view, got none`);
    const chosen = value === undefined ? {} : chosenFields(control.element, value);
    return pressInView(actorFor(view.appId), view, control, chosen);
  };
  const reload = (): void => {
    workspace.ephemerals.delete(user.id);
    for (const view of openViews(workspace, user.id)) workspace.views.delete(view.id);
    workspace.changed();
  };

  const person: Person = {
    id: user.id,
    name: user.name,
    posts: (ref, text, options = {}) => write(channelFor(ref), text, options),
    repliesInThread: (ref, threadTs, text, options = {}) =>
      write(channelFor(ref), text, { ...options, threadTs }),
    writesTo(other, text) {
      return write(
        directMessage(workspace, user.id, "botUserId" in other ? other.botUserId : other.id),
        text,
        {},
      );
    },
    edits(ref, text) {
      const { channel, message } = own(ref);
      changeMessage(workspace, channel, message, { text: typedText(workspace, text) }, user.id);
      return see(channel, message);
    },
    deletes(ref) {
      const { channel, message } = own(ref);
      deleteMessage(workspace, channel, message);
    },
    reacts: (ref, emoji) => reactTo(ref, emoji, react),
    unreacts: (ref, emoji) => reactTo(ref, emoji, unreact),
    presses: (where, actionId) => act(where, actionId),
    selects: (where, actionId, value) => act(where, actionId, value),
    submitsView(entries = {}, view) {
      const top = topView(workspace, user.id, view?.id);
      return submitView(actorFor(top.appId), top, entries);
    },
    entersInto(actionId, text, view) {
      const top = topView(workspace, user.id, view?.id);
      return enterIntoView(actorFor(top.appId), top, actionId, text);
    },
    closesView(view) {
      const top = topView(workspace, user.id, view?.id);
      return closeView(actorFor(top.appId), top);
    },
    slash: (command, text, ref, options = {}) =>
      useCommand({ workspace, interactions, user }, command, text, channelFor(ref), options.threadTs),
    async types(text, ref, options = {}) {
      const typed = /^(\/\S+) ?(.*)$/s.exec(text);
      if (typed) return person.slash(typed[1] ?? "", typed[2] ?? "", ref, options);
      write(channelFor(ref), text, options);
      return { ok: true };
    },
    usesShortcut: (callbackId, message) =>
      message
        ? useMessageShortcut({ workspace, interactions, user }, callbackId, message)
        : useGlobalShortcut({ workspace, interactions, user }, callbackId),
    joins: (ref) => join(workspace, channelFor(ref), user.id),
    leaves: (ref) => leave(workspace, channelFor(ref), user.id),
    opensHome: ({ id }) => opensHome(workspace, actorFor(id).app, user),
    follows(ref, threadTs) {
      const channel = channelFor(ref);
      channel.followers.set(threadTs, new Set([...(channel.followers.get(threadTs) ?? []), user.id]));
    },
    unfollows: (ref, threadTs) => void channelFor(ref).followers.get(threadTs)?.delete(user.id),
    isPresent(presence) {
      user.presence = presence;
    },
    pausesNotifications(untilMs) {
      user.pause = { startAt: workspace.now(), endAt: untilMs };
      tellDnd(workspace, user);
    },
    resumesNotifications() {
      user.pause = undefined;
      tellDnd(workspace, user);
    },
    keepsQuietHours(hours) {
      user.quietHours = hours;
      tellDnd(workspace, user);
    },
    losesAccount() {
      reload();
      setDeactivated(workspace, user, true);
    },
    regainsAccount: () => setDeactivated(workspace, user, false),
    reload,
    sees: (ref) => seeChannel(workspace, channelFor(ref), user.id),
    seesThread: (ref, threadTs) => seeThread(workspace, channelFor(ref), threadTs, user.id),
    modals: () => openViews(workspace, user.id).map(seeView),
    home({ id }) {
      const view = workspace.homes.get(`${id} ${user.id}`);
      return view && seeView(view);
    },
    notifications: () => workspace.notifications.filter((notification) => notification.user === user.id),
  };
  return person;
}

function upload(workspace: Workspace, user: User, channel: Channel, file: UploadedFile): StoredFile {
  const stored: StoredFile = {
    id: workspace.id("F"),
    name: file.name,
    title: file.name,
    mimetype: file.mimetype ?? mimetypeOf(file.name),
    user: user.id,
    createdAt: workspace.now(),
    content: Buffer.from(file.content),
    channels: new Set([channel.id]),
  };
  workspace.files.set(stored.id, stored);
  return stored;
}

/** https://docs.slack.dev/reference/events/app_home_opened */
function opensHome(workspace: Workspace, app: SlackApp, user: User): void {
  const channel = directMessage(workspace, user.id, app.botUser.id);
  workspace.occurs({
    event: {
      type: "app_home_opened",
      user: user.id,
      channel: channel.id,
      tab: "home",
      event_ts: workspace.nextTs(channel),
    },
    channel: undefined,
    apps: [app],
  });
}
