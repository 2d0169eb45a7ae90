/** What a person can do in tests, and what comes of it. */
import type { SlashOptions } from "./interaction-data.ts";
import type { Answer, Modal } from "./interactions.ts";
import type { Channel, Guild, Message, Notification, User } from "./model.ts";
import type { UntilOptions } from "./traffic.ts";

export class ClientRefusedError extends Error {
  override readonly name = "ClientRefusedError";
}

/** "This interaction failed", "The application did not respond". */
export class InteractionFailedError extends Error {
  override readonly name = "InteractionFailedError";
}

export type NewAttachment = {
  readonly filename: string;
  readonly content: string | Uint8Array;
  readonly contentType?: string;
};

export type SendOptions = {
  readonly attachments?: readonly NewAttachment[];
  readonly replyTo?: Message;
  /** Whether a reply pings its author; the client's default is yes. */
  readonly pingReplied?: boolean;
};

/** A modal on this person's screen. */
export type ShownModal = Modal & {
  readonly botId: string;
  readonly source: Message | null;
  readonly channelId: string;
};

/** What became of a press, a command or a submission. */
export type Reaction = {
  readonly interactionId: string;
  /** The first answer. Fails when none came in time. */
  answer(options?: UntilOptions): Promise<Answer>;
  /** The first message that answers, also after a deferral. */
  reply(options?: UntilOptions): Promise<Message>;
  modal(options?: UntilOptions): Promise<ShownModal>;
  /** All answers so far. */
  answers(): readonly Answer[];
};

export type Place = Channel | string;

export type Person = {
  readonly id: string;
  readonly user: User;
  readonly mention: string;
  sends(place: Place, text: string, options?: SendOptions): Message;
  /** The forwarded text is in the snapshot alone; `content` is empty. */
  forwards(message: Message, place: Place): Message;
  edits(message: Message, text: string): Message;
  deletes(message: Message): void;
  pins(message: Message): void;
  reacts(message: Message, emoji: string): void;
  unreacts(message: Message, emoji: string): void;
  types(place: Place): void;
  /** The DM with this bot. */
  opensDm(bot: { readonly id: string }): Channel;
  sendsDm(bot: { readonly id: string }, text: string, options?: SendOptions): Message;
  presses(message: Message, customId: string): Reaction;
  selects(message: Message, customId: string, values: readonly string[]): Reaction;
  submitsModal(modal: ShownModal, values: Readonly<Record<string, string>>): Reaction;
  slash(name: string, where: { readonly channel: Place; readonly options?: SlashOptions }): Reaction;
  usesMessageCommand(name: string, message: Message): Reaction;
  leavesThread(thread: Place): void;
  leaves(guild: Guild): void;
  closesDms(): void;
  opensDms(): void;
  sees(place: Place): boolean;
  /** What this person's client shows of a channel, own ephemeral messages included. */
  messagesIn(place: Place): readonly Message[];
  notifications(): readonly Notification[];
};
