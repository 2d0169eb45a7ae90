import type { Config } from "../config.ts";
import { nearest } from "../nearest.ts";
import { type Given, VARIABLES } from "./variables.ts";

type Connected = Pick<Config, "discord" | "slack" | "publicUrl" | "mail">;

const CANNOT =
  "tickets that are opened on a customer's behalf cannot be confirmed, and nobody may act on them";

/** Said once, at the start: the policy's only way to authenticate (§3) is a reply by mail. */
const mailNotice = ({ mail, discord, slack }: Connected): readonly string[] => {
  if (discord === null && slack === null) return [];
  if (mail === null) {
    return [
      `No mail is set up: ${CANNOT}. Set SMTP_URL and MAIL_FROM, and MAIL_LISTEN or IMAP_URL for the replies.`,
    ];
  }
  return mail.listen === null && mail.imapUrl === null
    ? [`Mail goes out but none comes in: ${CANNOT}. Set MAIL_LISTEN or IMAP_URL for the replies.`]
    : [];
};

/** What works and what does not, for whoever starts the desk. */
export const noticesOf = (
  config: Connected,
  given: Given,
  dotenv: Readonly<Record<string, unknown>>,
): readonly string[] => {
  const { slack, discord, publicUrl } = config;
  const said: string[] = [];
  if (discord !== null && slack === null) {
    said.push(
      "Only Discord is connected. Works: the panel, /support, private threads, greetings, the clocks. Does not: " +
        "cards, alerts and replies, so no rep sees a customer. Set SLACK_BOT_TOKEN and SLACK_APP_TOKEN.",
    );
  }
  if (discord === null && slack !== null) {
    said.push(
      "Only Slack is connected. Works: cards and alerts of conversations that stand already. Does not: new " +
        "customers, and every reply to one. Set DISCORD_TOKEN.",
    );
  }
  if (given.SLACK_APP_TOKEN !== undefined && given.SLACK_SIGNING_SECRET !== undefined) {
    said.push(
      "SLACK_APP_TOKEN and SLACK_SIGNING_SECRET are both set: Slack is heard over Socket Mode, and /slack/events is " +
        "off. Leave out SLACK_APP_TOKEN to use HTTP.",
    );
  }
  if (slack?.receive.type === "http") {
    const at = publicUrl === null ? "the public address of this desk, followed by " : publicUrl;
    said.push(`Slack is heard over HTTP: every request URL of the app must be ${at}/slack/events.`);
  }
  said.push(...mailNotice(config));
  for (const name of Object.keys(dotenv)) {
    if ((VARIABLES as readonly string[]).includes(name)) continue;
    const meant = nearest(name, VARIABLES);
    if (meant !== null) said.push(`.env sets ${name}, which nothing reads. Did you mean ${meant}?`);
  }
  return said;
};
