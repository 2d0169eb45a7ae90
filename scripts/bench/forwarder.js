// @ts-check
/**
 * The floor: what discord.js and the Web API client need by themselves to carry a message over, with no rules, no
 * promise and no database. Told by its parent which channel goes into which thread.
 */
import { WebClient } from "@slack/web-api";
import { Client, Events, GatewayIntentBits } from "discord.js";

const {
  DISCORD_TOKEN = "",
  DISCORD_API_URL = "",
  SLACK_BOT_TOKEN,
  SLACK_API_URL = "",
  SLACK_CHANNEL = "",
} = process.env;
const slack = new WebClient(SLACK_BOT_TOKEN, { slackApiUrl: SLACK_API_URL });
const discord = new Client({
  intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.MessageContent],
  rest: { api: DISCORD_API_URL },
});
/** @type {Map<string, string>} */
let threads = new Map();

discord.on(Events.MessageCreate, (message) => {
  const thread = threads.get(message.channelId);
  if (thread === undefined || message.author.bot) return;
  void slack.chat.postMessage({ channel: SLACK_CHANNEL, thread_ts: thread, text: message.content });
});
process.on("message", (/** @type {[string, string][]} */ pairs) => {
  threads = new Map(pairs);
  console.log("forwarding");
});
process.on("SIGTERM", () => {
  void discord.destroy().then(() => process.exit(0));
});
discord.once(Events.ClientReady, () => console.log("connected"));
await discord.login(DISCORD_TOKEN);
