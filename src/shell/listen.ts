import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { ServerType } from "@hono/node-server";

/** A server cannot listen where it was told to; the message says what to do. */
export class PortError extends Error {
  override readonly name = "PortError";
  readonly code: string;

  constructor(message: string, code: string, cause: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  readonly next: boolean;
}

export interface Listening {
  readonly number: number;
  /** Takes no more requests, lets those under way end within the grace, then cuts them off. */
  readonly close: (graceMs: number) => Promise<void>;
}

const codeOf = (error: unknown): string =>
  typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";

const failure = (error: unknown, host: string, port: number): unknown => {
  const code = codeOf(error);
  const said: Readonly<Record<string, string>> = {
    EADDRINUSE: `PORT: expected a free port; ${port} on ${host} is taken by another program. Stop it, or set another PORT.`,
    EACCES: `PORT: expected one that this user may open; ${port} needs more rights. Set a PORT above 1023.`,
    EADDRNOTAVAIL: `HOST: expected an address of this machine; got ${host}. Leave it out for 127.0.0.1.`,
    ENOTFOUND: `HOST: expected an address of this machine; got ${host}. Leave it out for 127.0.0.1.`,
  };
  const message = said[code];
  return message === undefined ? error : new PortError(message, code, error);
};

const closing = async (server: ServerType, graceMs: number): Promise<void> => {
  const closed = once(server, "close");
  server.close();
  if ("closeIdleConnections" in server) server.closeIdleConnections();
  const cutOff = setTimeout(() => {
    if ("closeAllConnections" in server) server.closeAllConnections();
  }, graceMs);
  await closed;
  clearTimeout(cutOff);
};

/** How many ports after the wanted one are tried. */
const TRIES = 50;

export const listen = async (create: () => ServerType, options: ListenOptions): Promise<Listening> => {
  const { host, port, next } = options;
  for (let wanted = port; ; wanted += 1) {
    const server = create();
    try {
      server.listen(wanted, host);
      await once(server, "listening");
    } catch (error) {
      const more = next && port !== 0 && wanted < Math.min(port + TRIES, 65_535);
      if (codeOf(error) === "EADDRINUSE" && more) continue;
      throw failure(error, host, wanted);
    }
    return {
      number: (server.address() as AddressInfo).port,
      close: (graceMs) => closing(server, graceMs),
    };
  }
};
