import { createSandbox } from "../../adapters/sandbox/index.ts";
import type { OpenStore } from "../../db/store.ts";
import type { Config } from "../config.ts";
import type { House } from "../shell/house.ts";
import type { SteppableClock } from "./clock.ts";
import type { LiveDesks } from "./live-desks.ts";
import type { Platforms, Shared } from "./platforms.ts";
import { createSandboxControls } from "./sandbox-controls.ts";
import type { SandboxMail } from "./sandbox-mail.ts";

export { startSandboxMail } from "./sandbox-mail.ts";

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
