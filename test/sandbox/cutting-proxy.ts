import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

export interface CuttingProxy {
  readonly url: string;
  /** The connection breaks at the next commit: before the database hears of it, or before its answer arrives. */
  readonly cut: (when: "before" | "after") => void;
  readonly close: () => Promise<void>;
}

/** A network that breaks on demand between the adapter and its real database. */
export const createCuttingProxy = async (databaseUrl: string): Promise<CuttingProxy> => {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let armed: "before" | "after" | null = null;

  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
  };

  const server = createServer((client) => {
    const database = connect(Number(target.port), target.hostname);
    keep(client);
    keep(database);
    const end = (): void => {
      client.destroy();
      database.destroy();
    };
    let answersCut = false;
    client.on("data", (chunk) => {
      if (armed !== null && chunk.toString("latin1").toLowerCase().includes("commit")) {
        if (armed === "before") end();
        else answersCut = true;
        armed = null;
      }
      if (!database.destroyed) database.write(chunk);
    });
    database.on("data", (chunk) => {
      if (answersCut) end();
      else client.write(chunk);
    });
    client.on("close", end);
    database.on("close", end);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("A TCP server had no port.");
  const url = new URL(databaseUrl);
  url.hostname = "127.0.0.1";
  url.port = String(address.port);
  return {
    url: url.href,
    cut: (when) => {
      armed = when;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
};
