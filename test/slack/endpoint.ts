import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import type { HttpRoutes } from "../../src/ports.ts";

export interface Endpoint {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** An adapter's routes on a real port, served as the desk serves them. */
export const listen = async (routes: HttpRoutes): Promise<Endpoint> => {
  const server = createServer(getRequestListener(routes));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
