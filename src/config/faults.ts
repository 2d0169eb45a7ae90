import { described, EXPLAINED } from "./explained.ts";
import { mailFaults } from "./mail-faults.ts";
import { Environment, type Given, type Variable } from "./variables.ts";

/** What is wrong with each value alone. */
export const shapeFaults = (values: Given): readonly string[] => {
  const parsed = Environment.safeParse(values);
  const bad = new Set(parsed.error?.issues.map((issue) => issue.path[0] as Variable));
  return [...bad].map((name) => {
    const { expected, todo } = EXPLAINED[name];
    return `${name}: expected ${expected}; got ${described(name, values[name] ?? "")}. ${todo}`;
  });
};

const LOOPBACK = /^(127(\.\d{1,3}){3}|localhost|::1|\[::1\])$/i;

/** What fits in itself but not with the rest. */
export const togetherFaults = (values: Given, speed: number | null): readonly string[] => {
  const { DISCORD_TOKEN, SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET, HOST } = values;
  const slackReceives = SLACK_APP_TOKEN !== undefined || SLACK_SIGNING_SECRET !== undefined;
  const tokens = DISCORD_TOKEN !== undefined || SLACK_BOT_TOKEN !== undefined || slackReceives;
  const faults: string[] = [];
  if (SLACK_BOT_TOKEN !== undefined && !slackReceives) {
    faults.push(
      "SLACK_APP_TOKEN or SLACK_SIGNING_SECRET: expected one of them beside SLACK_BOT_TOKEN; got neither, so Slack " +
        "could tell us nothing. Set SLACK_APP_TOKEN for Socket Mode (no public address needed), or " +
        "SLACK_SIGNING_SECRET for HTTP.",
    );
  }
  if (SLACK_BOT_TOKEN === undefined && slackReceives) {
    const beside = SLACK_APP_TOKEN === undefined ? "SLACK_SIGNING_SECRET" : "SLACK_APP_TOKEN";
    faults.push(
      `SLACK_BOT_TOKEN: expected it beside ${beside}; it is not set. ${EXPLAINED.SLACK_BOT_TOKEN.todo}`,
    );
  }
  faults.push(...mailFaults(values));
  if (speed !== null && tokens) {
    faults.push(
      "--speed: expected only in the sandbox, which never runs beside real tokens; got tokens in the environment or " +
        ".env. Leave out --speed, or the tokens.",
    );
  }
  if (!tokens && HOST !== undefined && !LOOPBACK.test(HOST)) {
    faults.push(
      `HOST: expected 127.0.0.1 in the sandbox, where whoever reaches the page plays every part; got "${HOST}". ` +
        "Leave it out, and reach it from elsewhere by ssh -L. (No tokens are set: that makes this the sandbox.)",
    );
  }
  return faults;
};
