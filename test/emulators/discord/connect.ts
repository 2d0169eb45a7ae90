/** The real, unmodified discord.js client on the emulator, for tests. */
import { Client, Events, GatewayIntentBits, Partials } from "discord.js";
import type { DiscordEmulator } from "./index.ts";

export type ConnectOptions = {
  readonly token: string;
  readonly intents?: readonly GatewayIntentBits[];
};

const INTENTS: readonly GatewayIntentBits[] = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.GuildMessageReactions,
  GatewayIntentBits.DirectMessages,
  GatewayIntentBits.MessageContent,
];

export const createClient = (discord: DiscordEmulator, options: ConnectOptions): Client =>
  new Client({
    intents: [...(options.intents ?? INTENTS)],
    partials: [Partials.Channel],
    rest: { api: discord.apiUrl },
  });

/** Ready when this resolves. */
export const connect = async (discord: DiscordEmulator, options: ConnectOptions): Promise<Client<true>> => {
  const client = createClient(discord, options);
  // A client that cannot reconnect says so by `error`, which must have a listener.
  client.on(Events.Error, () => {});
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(options.token);
  return ready;
};
