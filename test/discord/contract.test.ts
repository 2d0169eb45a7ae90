import { chatContract } from "../contract/chat-contract.ts";
import type { ChatHarness } from "../contract/chat-harness.ts";
import type { HttpFault } from "../emulators/shared/faults.ts";
import { createFormsOf } from "./forms-of.ts";
import { asCustomer, createScene, customIdOf, placeAt, refTo } from "./scene.ts";

const FAULTS = {
  rate_limited: {
    kind: "respond",
    status: 429,
    headers: { "retry-after": "2", "x-ratelimit-scope": "user" },
    body: { message: "You are being rate limited.", retry_after: 2, global: false },
  },
  server_error: { kind: "respond-after", status: 502, body: "" },
  cut_before: { kind: "cut-before" },
  cut_after: { kind: "cut-after" },
} as const satisfies Record<string, HttpFault>;

const make = async (): Promise<ChatHarness> => {
  const scene = await createScene();
  const { discord, anna, bot, guild, support } = scene;
  const staff = discord.addTextChannel(guild, { name: "chats" });
  const forms = createFormsOf(scene);
  const chat = scene.createChat(
    { ...scene.desk, staff: { platform: "discord", channel: staff.id } },
    { forms: forms.ask },
  );
  const own = (channel: { id: string }) =>
    discord.messagesIn(channel).filter((message) => message.authorId === bot.id && message.type === 0);
  const messageOf = (ref: { place: { channel: string }; id: string }) => {
    const found = discord.messagesIn({ id: ref.place.channel }).find((message) => message.id === ref.id);
    if (found === undefined) throw new Error(`No message ${ref.id} in ${ref.place.channel}.`);
    return found;
  };
  return {
    chat,
    place: placeAt(staff.id),
    missing: placeAt(discord.world.snowflakes.next()),
    person: asCustomer(anna),
    opens: { channel: support.id, customer: asCustomer(anna) },
    longest: 2000,
    shown: async (place) =>
      own({ id: place.channel }).map((message) => ({ id: message.id, text: message.content })),
    write: async (place, text) => refTo(anna.sends(place.channel, text)),
    editOwn: async (ref, text) => {
      anna.edits(messageOf(ref), text);
    },
    deleteOwn: async (ref) => {
      anna.deletes(messageOf(ref));
    },
    press: async (ref, action) => {
      const message = messageOf(ref);
      forms.pressed(anna.presses(message, customIdOf(message, action)));
    },
    pinged: async () =>
      discord.notifications.map((one) => (one.reason === "everyone" ? "everyone" : one.userId)),
    forms: forms.harness,
    trouble: (trouble) => {
      discord.faults.rest.inject(({ path }) => path.includes("/messages"), FAULTS[trouble]);
    },
    duplicateNextEvent: () => {
      discord.faults.events.inject(({ name }) => name === "MESSAGE_CREATE", { kind: "duplicate" });
    },
    close: scene.close,
  };
};

chatContract("Discord", make);
