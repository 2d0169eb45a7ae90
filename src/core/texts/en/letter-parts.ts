import type { Category } from "../../gate/category.ts";
import type { Block } from "../../mail/letter.ts";
import type { Ticketed } from "../../mail/letter-words.ts";
import { defang, MOST_QUOTED, MOST_QUOTED_LINES, quoted } from "../../mail/quote.ts";
import type { Person, Platform } from "../../platform.ts";
import { oneLine, shorten } from "../shorten.ts";

/** The sentence of the chat ends with "and never write first", which a mail cannot say. */
export const NEVER_ASKED = "We never ask for a password or PIN, neither by mail nor in chat.";

const MOST_NAME = 48;
const MOST_SUBJECT = 120;

const CHANGES: Readonly<Record<Category, string>> = {
  account: "your account",
  subscription: "your subscription",
  server: "a server of yours",
  network: "your network: firewall, VPN or trusted addresses",
  website: "your website",
  dns: "your DNS records",
  credentials: "a login or password of yours",
};

/** Null: no change of the policy's list. */
export const changeOf = (category: Category | null): string =>
  category === null ? "something that somebody of ours should look into" : CHANGES[category];

const PLATFORMS: Readonly<Record<Platform, string>> = {
  discord: "Discord",
  slack: "Slack",
  sandbox: "the sandbox",
};

/** Of somebody else's choosing, on one line, and nothing to press. */
export const named = (text: string, most = MOST_NAME): string => defang(shorten(oneLine(text), most));

export const subjectOf = (ticket: string, text: string): string =>
  `[${oneLine(ticket)}] ${shorten(oneLine(text), MOST_SUBJECT)}`;

export const quote = (said: string): readonly Block[] => {
  const { text, cut } = quoted(said);
  const limit = `${MOST_QUOTED.toLocaleString("en")} characters or ${MOST_QUOTED_LINES} lines`;
  return [
    { type: "quote", text },
    ...(cut
      ? [
          {
            type: "paragraph",
            text: `That is only the beginning: a mail shows ${limit} of a request, and what is not shown here is not confirmed by your answer.`,
          } as const,
        ]
      : []),
  ];
};

export const foot = ({ ticket, desk }: Ticketed, text: string): Block => ({
  type: "foot",
  text: `${named(desk)}, ticket ${oneLine(ticket)}. ${text}`,
});

/** Who asked in chat. The name is theirs to choose: it stands in quotes that it cannot end. */
export const askerOf = ({ name, platform, userId }: Pick<Person, "platform" | "userId" | "name">): string =>
  `“${named(name.replace(/["“”„‟«»]/g, ""))}” on ${PLATFORMS[platform]}, user ${named(userId)}; not verified`;
