import type { WebClient } from "@slack/web-api";
import type { Desk } from "../../src/core/policy/policy.ts";
import { SetupError } from "../../src/ports.ts";
import { chatErrorOf, isTokenTrouble } from "./failure.ts";
import type { Self } from "./parsed.ts";

/** What the bot token must be allowed, and what for. */
export const REQUIRED_SCOPES: Readonly<Record<string, string>> = {
  "chat:write": "to post, change and delete its own messages",
  "channels:history": "to read what reps write in public channels",
  "groups:history": "to read what reps write in private channels",
  "im:history": "to read what is written to it directly",
  "channels:read": "to see whether it is in its public channels",
  "groups:read": "to see whether it is in its private channels",
  "reactions:read": "to see its own marks after a restart",
  "reactions:write": "to mark messages as delivered, note or failed",
  "users:read": "to know people's names",
};

/** With these it does more. */
export const OPTIONAL_SCOPES: Readonly<Record<string, string>> = {
  "chat:write.customize": "to show a relayed message under its author's name instead of a prefix",
  "files:read": "to read files that reps attach",
  commands: "to hear /desk",
  "dnd:read": "to pass a ping on at once when its reader has paused notifications",
};

export const PERSONA_SCOPE = "chat:write.customize";
export const PAUSES_SCOPE = "dnd:read";

/** Slack does not answer: it may in a moment. */
export class SlackAwayError extends Error {
  override readonly name = "SlackAwayError";
}

/** A fault in how Slack is set up: the message says what to change there. */
export class SlackSetupError extends SetupError {
  override readonly name = "SlackSetupError";
}

export const missingScopes = (granted: readonly string[]): readonly string[] =>
  Object.keys(REQUIRED_SCOPES).filter((scope) => !granted.includes(scope));

export const scopesSentence = (missing: readonly string[]): string =>
  `SLACK_BOT_TOKEN lacks ${missing.length === 1 ? "the scope" : "the scopes"} ` +
  `${missing.map((scope) => `${scope} (${REQUIRED_SCOPES[scope] ?? "needed"})`).join(", ")}: add ` +
  `${missing.length === 1 ? "it" : "them"} under "OAuth & Permissions" at https://api.slack.com/apps and reinstall the app.`;

export interface ChannelUse {
  readonly id: string;
  /** In words, e.g. `staff channel of desk "Support"`. */
  readonly what: string;
}

/** The Slack channels of these desks, each once. */
export const channelsOf = (desks: readonly Desk[]): readonly ChannelUse[] => {
  const uses = new Map<string, string[]>();
  for (const desk of desks) {
    for (const side of ["staff", "alerts", "managers", "tickets"] as const) {
      const { platform, channel } = desk[side];
      if (platform !== "slack") continue;
      uses.set(channel, [...(uses.get(channel) ?? []), `${side} channel of desk "${desk.name}"`]);
    }
  }
  return [...uses].map(([id, whats]) => ({ id, what: whats.join(" and ") }));
};

/** What is wrong with a channel and what to do, in one sentence; null when the desk can work there. */
export const channelTrouble = async (client: WebClient, { id, what }: ChannelUse): Promise<string | null> => {
  const named = `Slack channel ${id} (${what})`;
  try {
    const { channel } = await client.conversations.info({ channel: id });
    if (channel?.is_archived === true)
      return `${named} is archived: unarchive it, or name another in the policy file.`;
    if (channel?.is_member === true) return null;
    return `${named}: the app is not in it: write /invite @Deskclock (or the app's name) in #${channel?.name ?? id}.`;
  } catch (error) {
    const { failure } = chatErrorOf(error);
    if (failure.code === "channel_not_found") {
      return `${named} does not exist, or is private and the app is not in it: check the id in the policy file, and invite the app there.`;
    }
    return `${named} could not be looked at (${failure.code}): run npm run doctor for the details.`;
  }
};

export interface Introduction {
  readonly self: Self;
  readonly scopes: readonly string[];
  /** The workspace's address, with a slash at its end. */
  readonly address: string;
}

/** Who the token is and what it may do. https://docs.slack.dev/reference/methods/auth.test */
export const introduce = async (client: WebClient): Promise<Introduction> => {
  try {
    const { user_id: userId, bot_id: botId, url, response_metadata: metadata } = await client.auth.test();
    if (userId === undefined || botId === undefined) {
      throw new SlackSetupError("SLACK_BOT_TOKEN is no bot's token: it must begin with xoxb-.");
    }
    return { self: { userId, botId }, scopes: metadata?.scopes ?? [], address: url ?? "https://slack.com/" };
  } catch (error) {
    if (error instanceof SlackSetupError) throw error;
    const chatError = chatErrorOf(error);
    const { code } = chatError.failure;
    if (chatError.kind !== "refused" && !isTokenTrouble(chatError)) {
      throw new SlackAwayError(
        `Slack could not be reached at ${client.slackApiUrl} (${code}): check the network and SLACK_API_URL.`,
        { cause: error },
      );
    }
    throw new SlackSetupError(
      isTokenTrouble(chatError)
        ? `Slack refuses SLACK_BOT_TOKEN (${code}): copy the "Bot User OAuth Token" of the installed app.`
        : `Slack refuses auth.test at ${client.slackApiUrl} (${code}): check SLACK_BOT_TOKEN and SLACK_API_URL.`,
      { cause: error },
    );
  }
};
