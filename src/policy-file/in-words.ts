import type { Channel, Desk } from "../core/policy/policy.ts";
import type { PolicyFile } from "../policy-file.ts";
import { type Cover, coverInWords, repsInWords } from "./in-words/cover.ts";
import { policyInWords } from "./in-words/promise.ts";

const channelInWords = ({ platform, channel }: Channel): string => `${platform} ${channel}`;

const deskInWords = (desk: Desk, cover: Cover | null): readonly string[] => [
  `Customers write in ${channelInWords(desk.customers)}`,
  `Reps answer in ${channelInWords(desk.staff)}; alerts go to ${channelInWords(desk.alerts)}`,
  `Managers read ${channelInWords(desk.managers)}; tickets are worked on in ${channelInWords(desk.tickets)}`,
  ...repsInWords(desk),
  ...(cover === null ? [] : coverInWords(desk, cover)),
  ...policyInWords(desk.policy),
];

const indented = (lines: readonly string[]): readonly string[] => lines.map((line) => `  ${line}`);

/** The policy as a manager would say it, line by line; with `cover`, who is on duty as well. */
export const inWords = ({ file, policy, desks }: PolicyFile, cover: Cover | null = null): string => {
  if (desks.length === 0) {
    const from =
      file === null
        ? "There is no policy file: this is the built-in policy."
        : `${file} is in order. It names no desk.`;
    return [from, "The sandbox runs a desk of its own with it.", "", ...policyInWords(policy)].join("\n");
  }
  return [
    `${file} is in order.`,
    ...desks.flatMap((desk) => ["", `Desk ${desk.name} (${desk.id})`, ...indented(deskInWords(desk, cover))]),
  ].join("\n");
};
