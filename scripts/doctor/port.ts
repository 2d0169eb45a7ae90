import { createServer } from "node:http";
import type { Config } from "../../src/config.ts";
import { listen } from "../../src/shell/listen.ts";
import { type Check, fine, messageOf, wrong } from "./check.ts";

/** Whether it is the desk itself that holds the port. */
const isDesk = async (host: string, port: number): Promise<boolean> => {
  const answer = await fetch(`http://${host}:${port}/healthz`, { signal: AbortSignal.timeout(2000) }).catch(
    () => null,
  );
  const body: unknown = await answer?.json().catch(() => null);
  return typeof body === "object" && body !== null && "status" in body && body.status === "alive";
};

export const checkPort = async ({ host, port, mode }: Config): Promise<readonly Check[]> => {
  const name = "Port";
  if (port === 0) return [fine(name, "Any free one (PORT=0).")];
  try {
    const listening = await listen(() => createServer(), { host, port, next: false });
    await listening.close(0);
    return [fine(name, `${port} on ${host} is free.`)];
  } catch (error) {
    if (await isDesk(host, port)) return [fine(name, `${port} on ${host}: the desk is running there.`)];
    if (mode === "sandbox")
      return [fine(name, `${port} on ${host} is taken; the sandbox takes the next free one.`)];
    return [wrong(name, messageOf(error), "")];
  }
};
