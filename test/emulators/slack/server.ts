import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { type Api, appOf } from "./api.ts";
import { read, uploadedBytes } from "./body.ts";
import type { Interactions } from "./interactions.ts";
import { answerResponseUrl } from "./response-url.ts";
import type { SocketMode } from "./socket.ts";
import type { Workspace } from "./workspace.ts";

export type HttpServer = {
  readonly listen: () => Promise<void>;
  /** Stops listening and cuts every connection. */
  readonly stop: () => Promise<void>;
  readonly port: () => number;
};

export type HttpServerOptions = {
  readonly workspace: Workspace;
  readonly api: Api;
  readonly socketMode: SocketMode;
  readonly interactions: Interactions;
  /** 0 for any free port; the same one is used again after going away. */
  readonly port: number;
};

export function createHttpServer(options: HttpServerOptions): HttpServer {
  let port = options.port;
  let server: Server | undefined;
  const sockets = new Set<Socket>();
  return {
    port: () => port,
    listen() {
      const listening = createServer((request, response) => {
        route(options, request, response).catch((error: unknown) => {
          response.writeHead(500, { "content-type": "text/plain" }).end(String(error));
          options.workspace.violations.push(
            `emulator fault: ${error instanceof Error ? error.stack : String(error)}`,
          );
        });
      });
      listening.on("upgrade", options.socketMode.upgrade);
      listening.on("connection", (socket) => {
        sockets.add(socket);
        socket.on("close", () => sockets.delete(socket));
      });
      server = listening;
      return new Promise((resolve, reject) => {
        listening.once("error", reject);
        listening.listen(port, "127.0.0.1", () => {
          port = (listening.address() as AddressInfo).port;
          resolve();
        });
      });
    },
    stop() {
      const closing = server;
      server = undefined;
      return new Promise((resolve) => {
        if (!closing) return resolve();
        closing.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      });
    },
  };
}

async function route(
  options: HttpServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { workspace, api, interactions } = options;
  const url = new URL(request.url ?? "/", workspace.origin());
  const body = await read(request);
  if (url.pathname.startsWith("/api/")) return api.handle(request, response, url, body);
  if (url.pathname.startsWith("/actions/"))
    return answerResponseUrl(workspace, interactions, url, body, response);
  if (url.pathname.startsWith("/upload/v1/")) {
    const upload = workspace.uploads.get(url.pathname.split("/").at(-1) ?? "");
    if (!upload) return void response.writeHead(404).end("not found");
    upload.content = await uploadedBytes(request, body);
    return void response
      .writeHead(200, { "content-type": "text/plain" })
      .end(`OK - ${upload.content.byteLength}`);
  }
  if (url.pathname.startsWith("/files-pri/")) return sendFile(workspace, request, response, url);
  response.writeHead(404, { "content-type": "text/plain" }).end("not found");
}

/**
 * Private URLs need the bot token; without it comes the sign-in page, as HTML with status 200.
 * https://docs.slack.dev/reference/objects/file-object ("url_private … Authorization: Bearer")
 */
function sendFile(workspace: Workspace, request: IncomingMessage, response: ServerResponse, url: URL): void {
  const id = url.pathname.split("/")[2]?.split("-")[1] ?? "";
  const file = workspace.files.get(id);
  const app = appOf(workspace, /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1] ?? "");
  if (!file) return void response.writeHead(404).end("not found");
  if (!app?.scopes.has("files:read")) {
    return void response
      .writeHead(200, { "content-type": "text/html; charset=utf-8" })
      .end("<!DOCTYPE html><title>Slack</title>Sign in");
  }
  response
    .writeHead(200, { "content-type": file.mimetype, "content-length": file.content.byteLength })
    .end(file.content);
}
