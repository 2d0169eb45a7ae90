import type { Desk } from "../../src/core/policy/policy.ts";
import { SECOND } from "../../src/core/time.ts";
import { ChatError, type Clock } from "../../src/ports.ts";
import { apiUrlOf, createApi, createRest } from "./api.ts";
import { accountFaults, channelFaults, neededIn, TOKEN_FAULT, unreachableFault } from "./faults.ts";
import {
  type ChannelReport,
  type DeskChannel,
  deskChannels,
  inspectAccount,
  inspectChannel,
} from "./inspect.ts";
import { CUSTOMER_CHANNEL_SPARE, may, missingOf, permissionsIn, permissionTitle } from "./permissions.ts";

/** One thing that was looked at: `fix` says what to do, and is empty when nothing is. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly fix: string;
}

export interface DiscordCheckOptions {
  readonly desks: readonly Desk[];
  readonly token: string;
  readonly apiUrl: string | null;
  readonly clock: Clock;
}

type Seen = Extract<ChannelReport, { status: "seen" }>;

/** More than this and clocks started by Discord's time would be visibly wrong. The Date header has whole seconds. */
const SKEW_MS = 3 * SECOND;

const checkClock = async (options: DiscordCheckOptions): Promise<Check> => {
  const name = "Discord: clock";
  try {
    const response = await fetch(`${apiUrlOf(options.apiUrl)}/v10/gateway`);
    const theirs = Date.parse(response.headers.get("date") ?? "");
    if (Number.isNaN(theirs)) return { name, ok: true, detail: "Discord did not say its time.", fix: "" };
    const skewMs = options.clock.now() - theirs;
    const ok = Math.abs(skewMs) <= SKEW_MS;
    const detail = `This machine's clock differs from Discord's by ${(skewMs / SECOND).toFixed(1)} s.`;
    return { name, ok, detail, fix: ok ? "" : "Synchronise the clock of this machine (NTP)." };
  } catch (error) {
    const { detail, fix } = unreachableFault(error instanceof Error ? error.message : "no answer");
    return { name, ok: false, detail, fix };
  }
};

/** Manage Threads opens every private thread: https://docs.discord.com/developers/topics/threads#private-threads */
const readersOf = (report: Seen): readonly string[] =>
  report.guild.roles
    .filter((role) => role.id !== report.guild.id && !report.roles.includes(role.id))
    .filter((role) => may(permissionsIn(report.guild, report.channel, [role.id], null), "ManageThreads"))
    .map((role) => role.name);

const checkPrivacy = (title: string, report: Seen): Check => {
  const everyone = permissionsIn(report.guild, report.channel, [], null);
  const name = `${title}: who else reads private threads`;
  if (may(everyone, "ManageThreads")) {
    return {
      name,
      ok: false,
      detail: "Everybody can read every customer's private thread.",
      fix: `Deny "${permissionTitle("ManageThreads")}" for @everyone in this channel.`,
    };
  }
  const readers = readersOf(report);
  return {
    name,
    ok: true,
    detail:
      readers.length === 0
        ? "Nobody but the server's owner, the bot and each thread's customer."
        : `The server's owner, the bot, each thread's customer, and these roles: ${readers.join(", ")}.`,
    fix: "",
  };
};

/** Well either way: the permission may be left out. */
const checkSecrets = (title: string, report: Seen): Check => {
  const lacking = missingOf(report.permissions, CUSTOMER_CHANNEL_SPARE).map(
    (one) => `"${permissionTitle(one)}"`,
  );
  return {
    name: `${title}: secrets that customers paste`,
    ok: true,
    detail:
      lacking.length === 0
        ? "The bot can delete them in the customer's thread."
        : `The bot cannot delete them: ${lacking.join(", ")} would let it, for its role, in this channel. Without it the customer is asked to.`,
    fix: "",
  };
};

const checkEveryone = (title: string, report: Seen): Check => {
  const bits = permissionsIn(report.guild, report.channel, [], null);
  const lacking = (["ViewChannel", "ReadMessageHistory", "SendMessagesInThreads"] as const).filter(
    (one) => !may(bits, one),
  );
  const tooMuch = (["SendMessages", "CreatePublicThreads", "CreatePrivateThreads"] as const).filter((one) =>
    may(bits, one),
  );
  const titles = (names: readonly (typeof lacking | typeof tooMuch)[number][]): string =>
    names.map((one) => `"${permissionTitle(one)}"`).join(", ");
  const ok = lacking.length === 0 && tooMuch.length === 0;
  const detail = [
    ...(lacking.length === 0
      ? []
      : [`@everyone lacks ${titles(lacking)}: customers cannot use the panel or answer.`]),
    ...(tooMuch.length === 0
      ? []
      : [
          `@everyone has ${titles(tooMuch)}: the panel would scroll away, or support would be written in public.`,
        ]),
  ].join(" ");
  const fix = [
    ...(lacking.length === 0 ? [] : [`Allow ${titles(lacking)} for @everyone in this channel.`]),
    ...(tooMuch.length === 0
      ? []
      : [
          `In this channel, first allow the bot's role what it has now, since what @everyone is denied it loses too; then deny ${titles(tooMuch)} for @everyone.`,
        ]),
  ].join(" ");
  return {
    name: `${title}: what customers may do`,
    ok,
    detail: ok ? "They see it, press its buttons and write in their own threads; nothing else." : detail,
    fix,
  };
};

const checksOf = (channel: DeskChannel, report: ChannelReport): readonly Check[] => {
  const title = `Discord: ${channel.role} channel of ${channel.desk.name}`;
  const faults = channelFaults(channel, report).map(({ detail, fix }) => ({
    name: title,
    ok: false,
    detail,
    fix,
  }));
  if (report.status !== "seen") return faults;
  const needed = neededIn(channel).map((one) => `"${permissionTitle(one)}"`);
  const seen: Check = { name: title, ok: true, detail: `The bot has ${needed.join(", ")}.`, fix: "" };
  return [
    ...(faults.length > 0 ? faults : [seen]),
    ...(channel.role === "customers"
      ? [checkSecrets(title, report), checkPrivacy(title, report), checkEveryone(title, report)]
      : []),
  ];
};

const troubleOf = (error: unknown): Check => {
  if (!(error instanceof ChatError)) throw error;
  const refused = error.failure.reason === "forbidden";
  const { detail, fix } = refused ? TOKEN_FAULT : unreachableFault(error.failure.code);
  return { name: refused ? "Discord: token" : "Discord: connection", ok: false, detail, fix };
};

/** Looks at everything that Discord needs, without connecting to the gateway and without changing anything. */
export const checkDiscord = async (options: DiscordCheckOptions): Promise<readonly Check[]> => {
  const clock = await checkClock(options);
  const api = createApi(
    createRest(options.token, options.apiUrl, () => undefined),
    options.token,
  );
  try {
    const account = await inspectAccount(api);
    const [intent] = accountFaults(account);
    const checks: Check[] = [
      clock,
      { name: "Discord: token", ok: true, detail: `Accepted; the bot is ${account.name}.`, fix: "" },
      {
        name: "Discord: intents",
        ok: intent === undefined,
        detail: intent?.detail ?? '"Message Content" is switched on.',
        fix: intent?.fix ?? "",
      },
    ];
    for (const channel of deskChannels(options.desks)) {
      checks.push(...checksOf(channel, await inspectChannel(api, account.userId, channel.id)));
    }
    return checks;
  } catch (error) {
    return [clock, troubleOf(error)];
  }
};
