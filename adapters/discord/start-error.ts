import { SetupError } from "../../src/ports.ts";

export type StartFault =
  | "token"
  | "intent"
  | "channel_missing"
  | "channel_hidden"
  | "channel_kind"
  | "permission"
  | "unreachable";

/** The desk cannot work on Discord until somebody changes something: what, and where. */
export class DiscordStartError extends SetupError {
  override readonly name = "DiscordStartError";
  readonly code: Exclude<StartFault, "unreachable">;
  constructor(code: Exclude<StartFault, "unreachable">, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

/** Discord does not answer: it may in a moment. */
export class DiscordAwayError extends Error {
  override readonly name = "DiscordAwayError";
}

export interface Fault {
  readonly code: StartFault;
  readonly detail: string;
  readonly fix: string;
}

export const startErrorOf = (
  faults: readonly [Fault, ...Fault[]],
  cause?: unknown,
): DiscordStartError | DiscordAwayError => {
  const message = faults.map(({ detail, fix }) => `Discord: ${detail} ${fix}`).join("\n");
  const { code } = faults[0];
  return code === "unreachable"
    ? new DiscordAwayError(message, { cause })
    : new DiscordStartError(code, message, cause);
};
