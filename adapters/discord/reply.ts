import { MessageFlags, Routes } from "discord.js";
import type { Timestamp } from "../../src/core/time.ts";
import type { Api } from "./api.ts";
import { REPLY_TOKEN_MS } from "./limits.ts";
import type { Part } from "./render.ts";
import { timeOf } from "./snowflake.ts";

/** Where an interaction is answered: opaque to all but this adapter, `application:interaction:token`. */
export interface ReplyTo {
  readonly applicationId: string;
  readonly interactionId: string;
  readonly token: string;
}

export const encodeReply = ({ applicationId, interactionId, token }: ReplyTo): string =>
  `${applicationId}:${interactionId}:${token}`;

/** Null: none, or its 15 minutes are over. */
export const usableReply = (reply: string | null, now: Timestamp): ReplyTo | null => {
  const [, applicationId, interactionId, token] = /^(\d+):(\d+):(.+)$/.exec(reply ?? "") ?? [];
  if (applicationId === undefined || interactionId === undefined || token === undefined) return null;
  return now - timeOf(interactionId) < REPLY_TOKEN_MS ? { applicationId, interactionId, token } : null;
};

/** Changes the answer that the person already sees. */
export const editAnswer = (api: Api, to: ReplyTo, content: string): Promise<unknown> =>
  api.answer("PATCH", Routes.webhookMessage(to.applicationId, to.token, "@original"), {
    content,
    components: [],
    allowed_mentions: { parse: [] },
  });

/** Told to that person alone; ephemeral messages exist only as answers to interactions. */
export const answerAlone = async (api: Api, to: ReplyTo, parts: readonly Part[]): Promise<void> => {
  for (const part of parts) {
    await api.answer("POST", Routes.webhook(to.applicationId, to.token), {
      ...part,
      flags: MessageFlags.Ephemeral,
    });
  }
};
