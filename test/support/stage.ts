import { actionIdOf } from "../../adapters/slack/action-id.ts";
import type { ActionName } from "../../src/core/actions.ts";
import type { Channel, Message } from "../emulators/discord/index.ts";
import type { Seen } from "../emulators/slack/index.ts";
import type { World } from "./world.ts";

/** What people do and see on both sides, in the words of the story; every wait is for something to be seen. */
export const createStage = (world: World) => {
  const { anna, discord, slack, rosa, staff, support, alerts } = world;

  const buttonOf = (message: Message, part: string): string => {
    const ids = message.components.flatMap((row) => (row.components ?? []).map((one) => one.custom_id ?? ""));
    const id = ids.find((one) => one.split("|")[1] === part);
    if (id === undefined) throw new Error(`no button ${part} among ${ids.join(", ")}`);
    return id;
  };

  const threads = (): readonly Channel[] =>
    [...discord.world.channels.values()].filter(
      (channel) => channel.thread !== undefined && channel.thread !== null,
    );

  const threadWith = async (words: string): Promise<Channel> =>
    discord.until(() =>
      threads().find((channel) => discord.messagesIn(channel).some((one) => one.content.includes(words))),
    );

  const cards = (): readonly Seen[] =>
    rosa.sees(staff).filter((one) => one.shown.includes("NOT AUTHENTICATED"));

  const inThread = (card: Seen): readonly Seen[] => rosa.seesThread(staff, card.ts);

  return {
    buttonOf,
    threads,
    cards,
    inThread,
    opensChat: async (description: string, who = anna): Promise<void> => {
      const panel = await discord.untilMessage(support, (message) => message.components.length > 0);
      const modal = await who.presses(panel, buttonOf(panel, "open")).modal();
      await who.submitsModal(modal, { description }).reply();
    },
    threadWith,
    card: async (index = 0): Promise<Seen> => slack.until(() => cards()[index]),
    staffSees: async (card: Seen, words: string): Promise<Seen> =>
      slack.until(() => inThread(card).find((one) => one.shown.includes(words)), { what: words }),
    customerSees: async (place: Channel, words: string): Promise<Message> =>
      discord.until(() => discord.messagesIn(place).find((one) => one.content.includes(words)), {
        what: words,
      }),
    presses: async (message: Seen, action: ActionName, who = rosa): Promise<void> => {
      await who.presses(message, actionIdOf(action));
    },
    marked: async (card: Seen, ts: string, reaction: string): Promise<void> => {
      await slack.until(
        () => {
          const seen = inThread(card).find((one) => one.ts === ts);
          return seen !== undefined && reaction in seen.reactions;
        },
        { what: `:${reaction}: on ${ts}` },
      );
    },
    alerted: async (words: string | RegExp): Promise<Seen> =>
      slack.until(() => rosa.sees(alerts).find((one) => one.text.match(words)), { what: String(words) }),
  };
};
