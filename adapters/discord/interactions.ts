import { InteractionResponseType, InteractionType } from "discord.js";
import type { Clock, Count, Forms, Log } from "../../src/ports.ts";
import type { Acknowledgements } from "./acknowledgements.ts";
import { createAnswering } from "./answering.ts";
import type { Api } from "./api.ts";
import { decode } from "./custom-id.ts";
import type { Desks } from "./desks.ts";
import { createDoors } from "./doors.ts";
import { chatErrorOf } from "./errors.ts";
import { createFormOf } from "./form-press.ts";
import type { Intake } from "./intake.ts";
import type { Names } from "./markdown.ts";
import { createPresses } from "./presses.ts";
import { timeOf } from "./snowflake.ts";
import type { Interaction } from "./wire.ts";

export interface InteractionsOptions {
  readonly api: Api;
  readonly desks: Desks;
  readonly guildOf: (channel: string) => string | null;
  readonly intake: Intake;
  readonly acknowledgements: Acknowledgements;
  readonly names: Names;
  readonly forms: Forms | undefined;
  readonly clock: Clock;
  readonly log: Log;
  readonly count: Count;
}

/**
 * Buttons, commands and forms: everything that Discord wants acknowledged within 3 s.
 * https://docs.discord.com/developers/interactions/receiving-and-responding
 */
export const createInteractions = (options: InteractionsOptions) => {
  const { desks, clock, log, count } = options;
  const answering = createAnswering(options);
  const { callback, deskFor } = answering;
  const doors = createDoors({ ...options, answering });
  const presses = createPresses({ ...options, answering, formOf: createFormOf(options.forms, log) });

  const component = async (interaction: Interaction): Promise<void> => {
    const id = decode(interaction.data?.custom_id ?? "");
    if (id?.kind === "action") return presses.pressed(interaction, id);
    const desk = desks.at(id !== null && "channel" in id ? id.channel : "") ?? deskFor(interaction);
    if (id?.kind === "open" && desk !== null) {
      await doors.openForm(interaction, desk, "panel", "");
    } else if (id?.kind === "what" && desk !== null) {
      await doors.explain(interaction, desk);
    } else {
      count("inbound_ignored", { platform: "discord", reason: "unknown_component" });
      await callback(interaction, InteractionResponseType.DeferredMessageUpdate);
    }
  };

  const submitted = async (interaction: Interaction): Promise<void> => {
    const id = decode(interaction.data?.custom_id ?? "");
    if (id?.kind === "form") return doors.submitted(interaction, id);
    if (id?.kind === "fill") return presses.filled(interaction, id);
    count("inbound_ignored", { platform: "discord", reason: "unknown_form" });
  };

  const handle = (interaction: Interaction): Promise<void> => {
    switch (interaction.type) {
      case InteractionType.ApplicationCommand:
        return doors.command(interaction);
      case InteractionType.MessageComponent:
        return component(interaction);
      case InteractionType.ModalSubmit:
        return submitted(interaction);
      default:
        count("inbound_ignored", { platform: "discord", reason: "unknown_interaction" });
        return Promise.resolve();
    }
  };

  return (interaction: Interaction): void => {
    handle(interaction).catch((error: unknown) => {
      const { kind, failure } = chatErrorOf(error);
      const lateMs = clock.now() - timeOf(interaction.id);
      log.warn(
        { interaction: interaction.id, kind, code: failure.code, lateMs },
        "an interaction was not answered; Discord waits 3 s for it",
      );
    });
  };
};
