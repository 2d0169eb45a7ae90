import { createDiscordChat } from "../../adapters/discord/index.ts";
import { createSlackChat } from "../../adapters/slack/index.ts";
import type { Config } from "../config.ts";
import type { Desk } from "../core/policy/policy.ts";
import type { Chat, ChatOptions, HttpRoutes } from "../ports.ts";
import type { LiveDesks } from "./live-desks.ts";

export interface Mount {
  readonly prefix: string;
  readonly routes: HttpRoutes;
}

export interface Platforms {
  readonly chats: readonly Chat[];
  readonly mounts: readonly Mount[];
  readonly desks: () => readonly Desk[];
}

export type Shared = Omit<ChatOptions, "clock">;

/** The adapters whose tokens are set. */
export const connected = (config: Config, options: ChatOptions, live: LiveDesks): Platforms => {
  const chats: Chat[] = [];
  const mounts: Mount[] = [];
  if (config.discord !== null) chats.push(createDiscordChat({ ...options, ...config.discord }));
  if (config.slack !== null) {
    const { botToken, apiUrl, receive } = config.slack;
    const { chat, routes } = createSlackChat({
      ...options,
      botToken,
      apiUrl,
      appToken: receive.type === "socket" ? receive.appToken : null,
      signingSecret: receive.type === "http" ? receive.signingSecret : null,
    });
    chats.push(chat);
    if (routes !== null) mounts.push({ prefix: "/slack", routes });
  }
  return { chats, mounts, desks: live.current };
};
