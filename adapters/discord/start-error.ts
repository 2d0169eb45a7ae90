export type StartFault =
  | "token"
  | "intent"
  | "channel_missing"
  | "channel_hidden"
  | "channel_kind"
  | "permission"
  | "unreachable";

/** The desk cannot work on Discord until somebody changes something: what, and where. */
export class DiscordStartError extends Error {
  override readonly name = "DiscordStartError";
  readonly code: StartFault;
  constructor(code: StartFault, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

export interface Fault {
  readonly code: StartFault;
  readonly detail: string;
  readonly fix: string;
}

export const startErrorOf = (faults: readonly [Fault, ...Fault[]], cause?: unknown): DiscordStartError =>
  new DiscordStartError(
    faults[0].code,
    faults.map(({ detail, fix }) => `Discord: ${detail} ${fix}`).join("\n"),
    cause,
  );
