/** https://docs.discord.com/developers/interactions/receiving-and-responding#endpoints */
import { z } from "zod";
import { draftOf, MessageForm, patchOf, read } from "../forms.ts";
import { answeredMessage, editAnswer, followUp, interactionOfToken } from "../interaction-answers.ts";
import { acknowledge, CallbackType, type Interaction } from "../interactions.ts";
import { removeMessage } from "../message-changes.ts";
import { MessageFlag } from "../messages.ts";
import { modalOf } from "../modal-form.ts";
import type { Json, Message } from "../model.ts";
import { renderMessage } from "../render-message.ts";
import { type Call, NO_CONTENT, ok, open, param, type Route } from "../router.ts";
import { channelOf, type World } from "../world.ts";

const CallbackForm = z.object({ type: z.number(), data: z.unknown().optional() });

const asMessage = (world: World, interaction: Interaction, message: Message): Json =>
  renderMessage(world, message, { userId: interaction.applicationId, readsContent: true });

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-callback-response-object */
const callbackResponse = (world: World, interaction: Interaction): Json => {
  const message = interaction.original;
  const answer: Json =
    message === null
      ? {}
      : {
          response_message_id: message.id,
          response_message_loading: (message.flags & MessageFlag.Loading) !== 0,
          response_message_ephemeral: message.ephemeralFor !== null,
        };
  return {
    interaction: { id: interaction.id, type: interaction.type, ...answer },
    resource: {
      type: interaction.callback,
      ...(message === null ? {} : { message: asMessage(world, interaction, message) }),
    },
  };
};

export const interactionRoutes = (world: World): readonly Route[] => {
  const byToken = (call: Call): Interaction =>
    interactionOfToken(world, param(call, "webhook_id"), param(call, "webhook_token"));
  const messageId = (call: Call): string => call.params["message_id"] ?? "@original";
  const answered = (call: Call): { readonly interaction: Interaction; readonly message: Message } => {
    const interaction = byToken(call);
    return { interaction, message: answeredMessage(world, interaction, messageId(call)) };
  };
  const webhook = "/webhooks/{webhook_id}/{webhook_token}";
  return [
    open("POST", "/interactions/{interaction_id}/{interaction_token}/callback", (call) => {
      const form = read(CallbackForm, call.body);
      const known = world.interactions.get(param(call, "interaction_id"));
      const isModal = form.type === CallbackType.Modal;
      const content = isModal ? {} : read(MessageForm, form.data ?? {});
      const channel = known === undefined ? undefined : world.channels.get(known.channelId);
      const interaction = acknowledge(
        world,
        param(call, "interaction_id"),
        param(call, "interaction_token"),
        {
          type: form.type,
          // A channel that is gone refuses inside, with its own error.
          draft: draftOf(world, channel ?? GONE, call, content),
          patch: patchOf(world, known?.source ?? null, call, content),
          modal: isModal ? modalOf(form.data) : null,
        },
      );
      return call.query.get("with_response") === "true"
        ? ok(callbackResponse(world, interaction))
        : NO_CONTENT;
    }),
    open("POST", webhook, (call) => {
      const interaction = byToken(call);
      const channel = channelOf(world, interaction.channelId);
      const draft = draftOf(world, channel, call, read(MessageForm, call.body));
      return ok(asMessage(world, interaction, followUp(world, interaction, draft)));
    }),
    ...[`${webhook}/messages/@original`, `${webhook}/messages/{message_id}`].flatMap((template) => [
      open("GET", template, (call) => {
        const { interaction, message } = answered(call);
        return ok(asMessage(world, interaction, message));
      }),
      open("PATCH", template, (call) => {
        const { interaction, message } = answered(call);
        const patch = patchOf(world, message, call, read(MessageForm, call.body));
        return ok(asMessage(world, interaction, editAnswer(world, interaction, message, patch)));
      }),
      open("DELETE", template, (call) => {
        const { message } = answered(call);
        removeMessage(world, channelOf(world, message.channelId), message);
        return NO_CONTENT;
      }),
    ]),
  ];
};

const GONE = {
  id: "0",
  type: 0,
  guildId: null,
  name: "",
  topic: null,
  position: 0,
  parentId: null,
  overwrites: [],
  recipients: [],
  lastMessageId: null,
  thread: null,
};
