/** Waiting for what a bot answers to a press, a command or a submission. */
import type { Answer, Interaction } from "./interactions.ts";
import { MessageFlag } from "./messages.ts";
import type { Message, User } from "./model.ts";
import { InteractionFailedError, type Reaction } from "./person.ts";
import type { Traffic, UntilOptions } from "./traffic.ts";
import type { World } from "./world.ts";

const PATIENCE_MS = 10_000;

export const reactionOf = (
  world: World,
  traffic: Traffic,
  user: User,
  interaction: Interaction,
): Reaction => {
  const failed = (): InteractionFailedError =>
    new InteractionFailedError(
      `The application did not respond to interaction ${interaction.id} (type ${interaction.type}).`,
    );
  const waitFor = async <T>(look: () => T | undefined, options: UntilOptions): Promise<T> => {
    const what = `an answer to interaction ${interaction.id} by ${user.username}`;
    return traffic.until(look, { what, ...options });
  };
  // Later than the limit nothing comes any more; the rest is for slow machines with a clock that stands.
  const withinAck = { timeoutMs: Math.max(world.limits.interactionAckMs, PATIENCE_MS) };
  const answer = async (options: UntilOptions = withinAck): Promise<Answer> => {
    try {
      return await waitFor(() => interaction.answers[0], options);
    } catch (error) {
      throw interaction.answers.length === 0
        ? new InteractionFailedError(failed().message, { cause: error })
        : error;
    }
  };
  const isLoading = (message: Message): boolean => (message.flags & MessageFlag.Loading) !== 0;
  return {
    interactionId: interaction.id,
    answers: () => interaction.answers,
    answer,
    async reply(options = {}) {
      await answer();
      return waitFor(() => {
        const found = interaction.answers.find((one) => one.kind === "message" || one.kind === "update");
        return found !== undefined && "message" in found && !isLoading(found.message)
          ? found.message
          : undefined;
      }, options);
    },
    async modal(options) {
      const first = await answer(options);
      if (first.kind !== "modal") {
        throw new InteractionFailedError(`Expected a modal, the bot answered with: ${first.kind}.`);
      }
      const { applicationId: botId, source, channelId } = interaction;
      return { ...first.modal, botId, source, channelId };
    },
  };
};
