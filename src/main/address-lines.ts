import type { Config } from "../config.ts";
import type { Http } from "../shell/http.ts";

/** What a newcomer reads: where the page is, and over SSH how to reach it from their own machine. */
export const addressLines = (
  config: Config,
  http: Pick<Http, "url" | "port" | "moved">,
): readonly string[] => {
  if (config.mode === "platforms") return [`The desk is open. Health: ${http.url}/readyz`];
  const moved = http.moved ? ` (port ${config.port} was taken)` : "";
  const ssh = config.overSsh
    ? ` From your own machine: ssh -L ${http.port}:127.0.0.1:${http.port} ${config.overSsh}`
    : "";
  return [`Deskclock's sandbox is at ${http.url}${moved} — Ctrl-C stops it.${ssh}`];
};
