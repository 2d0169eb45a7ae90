import { createDiscordChat } from "../../adapters/discord/index.ts";
import { createSandbox } from "../../adapters/sandbox/index.ts";
import { createSlackChat } from "../../adapters/slack/index.ts";
import type { OpenStore } from "../../db/store.ts";
import type { Config } from "../config.ts";
import type { Desk } from "../core/policy/policy.ts";
import type { Chat, ChatOptions, HttpRoutes } from "../ports.ts";
import type { House } from "../shell/house.ts";
import type { SteppableClock } from "./clock.ts";
import type { LiveDesks } from "./live-desks.ts";
import { createSandboxControls } from "./sandbox-controls.ts";
import type { SandboxMail } from "./sandbox-mail.ts";

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

/** The page in which one person plays every part. */
export const sandbox = async (
  config: Config,
  options: Shared,
  clock: SteppableClock,
  store: OpenStore,
  live: LiveDesks,
  house: () => House,
  mail: SandboxMail,
): Promise<Platforms> => {
  const { controls, desks, restoreClock } = createSandboxControls(
    live.current,
    config.speed,
    clock,
    store,
    house,
    mail.seed,
  );
  await restoreClock();
  await mail.seed();
  const { mailboxes } = mail;
  const { chat, routes } = createSandbox({ ...options, clock, sql: store.sql, controls, mailboxes });
  return { chats: [chat], mounts: [{ prefix: "/", routes }], desks };
};
