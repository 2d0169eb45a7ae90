import { InteractionResponseType, MessageFlags } from "discord.js";
import type { ActionPressed } from "../../src/core/inbound.ts";
import { ChatError, type Log } from "../../src/ports.ts";
import { type Answering, authorOf, replyTo } from "./answering.ts";
import type { CustomId } from "./custom-id.ts";
import { isRefused } from "./errors.ts";
import type { FormOf } from "./form-press.ts";
import { ACKNOWLEDGE_BY_MS, DURABLE_WITHIN_MS } from "./limits.ts";
import type { Names } from "./markdown.ts";
import { modalOf, valuesOf } from "./modal.ts";
import { placeOf } from "./parse.ts";
import { encodeReply } from "./reply.ts";
import { timeOf } from "./snowflake.ts";
import type { Interaction } from "./wire.ts";

type Of<K extends CustomId["kind"]> = Extract<CustomId, { kind: K }>;

export interface PressesOptions {
  readonly answering: Answering;
  readonly formOf: FormOf;
  readonly names: Names;
  readonly log: Log;
}

/** Buttons of the desk's messages, and the forms that some of them open. */
export const createPresses = ({ answering, formOf, names, log }: PressesOptions) => {
  const { callback, take, sorry } = answering;

  /** Whether a form stands open now: then the press itself is not told. */
  const opened = async (interaction: Interaction, press: ActionPressed): Promise<boolean> => {
    const form = await formOf(press);
    if (form === null) return false;
    try {
      await callback(interaction, InteractionResponseType.Modal, modalOf(form));
      return true;
    } catch (error) {
      // Too late for a form is too late for any answer; and what may stand open tells for itself.
      if (isRefused(error, 10062) || (error instanceof ChatError && error.kind === "unknown")) throw error;
      log.error(
        { err: error, action: press.action },
        "a form could not be opened; the press is told instead",
      );
      return false;
    }
  };

  const pressed = async (interaction: Interaction, button: Of<"action">): Promise<void> => {
    const author = authorOf(interaction);
    const channel = interaction.channel_id;
    if (author === null || channel == null) return;
    const heardAt = performance.now();
    const reply = replyTo(interaction, "press");
    const press: ActionPressed = {
      type: "ActionPressed",
      key: `discord:interaction:${interaction.id}`,
      at: timeOf(interaction.id),
      action: button.action,
      conversationId: button.conversationId,
      subject: button.subject,
      place: placeOf(channel),
      author,
      reply: encodeReply(reply),
    };
    if (await opened(interaction, press)) return;
    const leftMs = ACKNOWLEDGE_BY_MS - (performance.now() - heardAt);
    const taken = await take(
      interaction,
      channel,
      press,
      () => callback(interaction, InteractionResponseType.DeferredMessageUpdate),
      Math.max(0, Math.min(DURABLE_WITHIN_MS, leftMs)),
    );
    if (!taken) await sorry(interaction, reply);
  };

  const filled = async (interaction: Interaction, form: Of<"fill">): Promise<void> => {
    const author = authorOf(interaction);
    const channel = interaction.channel_id;
    if (author === null || channel == null) return;
    // Where a message stands behind the form nothing needs to change, and an answer, if any, comes of itself.
    const behind = interaction.message != null;
    const reply = replyTo(interaction, behind ? "press" : "form");
    const fields = valuesOf(interaction.data?.components ?? [], names);
    const taken = await take(
      interaction,
      channel,
      {
        type: "FormSubmitted",
        key: `discord:interaction:${interaction.id}`,
        at: timeOf(interaction.id),
        action: form.action,
        conversationId: form.conversationId,
        subject: form.subject,
        fields,
        place: placeOf(channel),
        author,
        reply: encodeReply(reply),
      },
      () =>
        behind
          ? callback(interaction, InteractionResponseType.DeferredMessageUpdate)
          : callback(interaction, InteractionResponseType.DeferredChannelMessageWithSource, {
              flags: MessageFlags.Ephemeral,
            }),
    );
    if (!taken) {
      const typed = Object.values(fields).filter((value) => value !== "");
      await sorry(interaction, reply, typed);
    }
  };

  return { pressed, filled };
};
