import { SECOND } from "../../src/core/time.ts";
import {
  channelsOf,
  channelTrouble,
  introduce,
  missingScopes,
  OPTIONAL_SCOPES,
  SlackAwayError,
  SlackSetupError,
  scopesSentence,
} from "./access.ts";
import { createClient } from "./client.ts";
import { chatErrorOf, isTokenTrouble } from "./failure.ts";
import type { SlackOptions } from "./index.ts";
import { LIMITS } from "./limits.ts";
import { createSocketClient } from "./socket.ts";

/** One thing that was looked at: what was found, and what to do when it is not well. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
  /** Empty when there is nothing to do. */
  readonly fix: string;
}

/** More than this and "30 s left" is no longer true; Slack itself refuses nothing before five minutes, ms. */
const MOST_SKEW_MS = 2 * SECOND;

const well = (name: string, detail: string): Check => ({ name, ok: true, detail, fix: "" });
const unwell = (name: string, detail: string, fix: string): Check => ({ name, ok: false, detail, fix });

/** Looks at everything that Slack and the desk need of each other; changes nothing and posts nothing. */
export const checkSlack = async (options: SlackOptions): Promise<readonly Check[]> => {
  const client = createClient(options.botToken, options);
  const [bot, transport, clock] = await Promise.all([
    checkBot(client, options),
    checkTransport(options),
    checkClock(client.slackApiUrl, options),
  ]);
  return [...bot, transport, clock];
};

const checkBot = async (
  client: ReturnType<typeof createClient>,
  { desks }: SlackOptions,
): Promise<readonly Check[]> => {
  try {
    const { self, scopes, address } = await introduce(client);
    const missing = missingScopes(scopes);
    const spare = Object.keys(OPTIONAL_SCOPES).filter((scope) => !scopes.includes(scope));
    const channels = await Promise.all(
      channelsOf(desks).map(async (use) => {
        const trouble = await channelTrouble(client, use);
        const name = `Slack channel ${use.id}`;
        return trouble === null
          ? well(name, `the app is in the ${use.what}`)
          : unwell(name, use.what, trouble);
      }),
    );
    return [
      well("Slack bot token", `${self.userId} at ${address}`),
      missing.length > 0
        ? unwell("Slack scopes", `missing: ${missing.join(", ")}`, scopesSentence(missing))
        : well(
            "Slack scopes",
            [
              "all there",
              ...spare.map((scope) => `${scope} would let it do more (${OPTIONAL_SCOPES[scope]})`),
            ].join("; "),
          ),
      ...channels,
    ];
  } catch (error) {
    if (!(error instanceof SlackSetupError || error instanceof SlackAwayError)) throw error;
    const away = error instanceof SlackAwayError;
    return [unwell("Slack bot token", away ? "could not be tried" : "not accepted", error.message)];
  }
};

const checkTransport = async (options: SlackOptions): Promise<Check> => {
  const { appToken, signingSecret } = options;
  if (appToken === null) {
    const name = "Slack signing secret";
    if (signingSecret === null) {
      return unwell(
        "Slack events",
        "neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET is set",
        "Set SLACK_APP_TOKEN (Socket Mode, no public address needed) or SLACK_SIGNING_SECRET (HTTP).",
      );
    }
    return /^[0-9a-f]{24,64}$/i.test(signingSecret)
      ? well(name, "set; Slack must reach PUBLIC_URL/slack/events")
      : unwell(
          name,
          "does not look like one: expected hexadecimal digits",
          'Copy the "Signing Secret" of "Basic Information", not the client secret or a token.',
        );
  }
  const name = "Slack Socket Mode";
  const socket = createSocketClient({ ...options, appToken });
  try {
    await socket.start();
    return well(name, "a connection was made");
  } catch (error) {
    const failed = chatErrorOf(error);
    const { failure } = failed;
    if (failed.kind !== "refused" && !isTokenTrouble(failed)) {
      return unwell(name, `could not be reached (${failure.code})`, "Check the network and SLACK_API_URL.");
    }
    return unwell(
      name,
      `no connection (${failure.code})`,
      'Switch on "Socket Mode" in the app\'s settings and set SLACK_APP_TOKEN to an app-level token (xapp-…) with connections:write.',
    );
  } finally {
    await socket.disconnect();
  }
};

const checkClock = async (apiUrl: string, { clock }: SlackOptions): Promise<Check> => {
  const name = "Clock against Slack's";
  try {
    const before = clock.now();
    const response = await fetch(new URL("api.test", apiUrl), {
      method: "POST",
      signal: AbortSignal.timeout(10 * SECOND),
    });
    const date = Date.parse(response.headers.get("date") ?? "");
    if (Number.isNaN(date)) return well(name, "Slack sent no date to compare with");
    // The header holds whole seconds: half of one is the best guess.
    const skewMs = Math.round((before + clock.now()) / 2 - (date + SECOND / 2));
    const detail = `${Math.abs(skewMs)} ms ${skewMs < 0 ? "behind" : "ahead"}`;
    return Math.abs(skewMs) <= MOST_SKEW_MS
      ? well(name, detail)
      : unwell(
          name,
          detail,
          `Keep this machine's time by NTP (timedatectl set-ntp true): beyond ${LIMITS.requestAgeMs / SECOND} s Slack's requests are refused as stale, and every deadline is off by this much.`,
        );
  } catch (error) {
    return unwell(
      name,
      `Slack could not be reached (${chatErrorOf(error).failure.code})`,
      "Check the network and SLACK_API_URL.",
    );
  }
};
