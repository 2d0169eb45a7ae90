import { MessageFlags, Routes } from "discord.js";
import type { Timestamp } from "../../src/core/time.ts";
import type { Api } from "./api.ts";
import { REPLY_TOKEN_MS } from "./limits.ts";
import type { Part } from "./render.ts";
import { timeOf } from "./snowflake.ts";

/** Where an interaction is answered: opaque to all but this adapter. */
export interface ReplyTo {
  /**
   * A form of a door was answered at once with "one moment", which gives way to what is said next; a press, and a form
   * that a press had opened, with nothing.
   */
  readonly to: "form" | "press";
  readonly applicationId: string;
  readonly interactionId: string;
  readonly token: string;
}

export const encodeReply = ({ to, applicationId, interactionId, token }: ReplyTo): string =>
  [to, applicationId, interactionId, token].join(":");

/** Null: none, or its 15 minutes are over. */
export const usableReply = (reply: string | null, now: Timestamp): ReplyTo | null => {
  const [, to, applicationId, interactionId, token] =
    /^(form|press):(\d+):(\d+):(.+)$/.exec(reply ?? "") ?? [];
  if (applicationId === undefined || interactionId === undefined || token === undefined) return null;
  if (now - timeOf(interactionId) >= REPLY_TOKEN_MS) return null;
  return { to: to === "form" ? "form" : "press", applicationId, interactionId, token };
};

const original = (to: ReplyTo) => Routes.webhookMessage(to.applicationId, to.token, "@original");

/** Changes the answer that the person already sees. */
export const editAnswer = (api: Api, to: ReplyTo, content: string): Promise<unknown> =>
  api.answer("PATCH", original(to), { content, components: [], allowed_mentions: { parse: [] } });

/** Told to that person alone; ephemeral messages exist only as answers to interactions. */
export const answerAlone = async (api: Api, to: ReplyTo, parts: readonly Part[]): Promise<void> => {
  for (const [index, part] of parts.entries()) {
    if (index === 0 && to.to === "form") await api.answer("PATCH", original(to), part);
    else {
      await api.answer("POST", Routes.webhook(to.applicationId, to.token), {
        ...part,
        flags: MessageFlags.Ephemeral,
      });
    }
  }
};
