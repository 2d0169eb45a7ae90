/**
 * Error answers: codes of https://docs.discord.com/developers/topics/opcodes-and-status-codes#json,
 * bodies of https://docs.discord.com/developers/reference#error-messages
 */

export type FieldErrors = { readonly [key: string]: FieldErrors | readonly FieldError[] };
export type FieldError = { readonly code: string; readonly message: string };

export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  readonly code: number;
  readonly body: Readonly<Record<string, unknown>>;
  constructor(status: number, code: number, message: string, more: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.body = { message, code, ...more };
  }
}

const refusal = (status: number, code: number, message: string) => (): ApiError =>
  new ApiError(status, code, message);

export const refuse = {
  notFound: refusal(404, 0, "404: Not Found"),
  methodNotAllowed: refusal(405, 0, "405: Method Not Allowed"),
  unauthorized: refusal(401, 0, "401: Unauthorized"),
  unknownChannel: refusal(404, 10003, "Unknown Channel"),
  unknownApplication: refusal(404, 10002, "Unknown Application"),
  unknownGuild: refusal(404, 10004, "Unknown Guild"),
  unknownMember: refusal(404, 10007, "Unknown Member"),
  unknownMessage: refusal(404, 10008, "Unknown Message"),
  unknownUser: refusal(404, 10013, "Unknown User"),
  unknownEmoji: refusal(400, 10014, "Unknown Emoji"),
  unknownWebhook: refusal(404, 10015, "Unknown Webhook"),
  unknownInteraction: refusal(404, 10062, "Unknown interaction"),
  unknownCommand: refusal(404, 10063, "Unknown application command"),
  // 403: https://github.com/davidhozic/discord-advertisement-framework/issues/82
  openingDmsTooFast: refusal(403, 40003, "You are opening direct messages too fast"),
  tooLarge: refusal(413, 40005, "Request entity too large"),
  alreadyAcknowledged: refusal(400, 40060, "Interaction has already been acknowledged."),
  missingAccess: refusal(403, 50001, "Missing Access"),
  notOnDm: refusal(403, 50003, "Cannot execute action on this channel type"),
  othersMessage: refusal(403, 50005, "Cannot edit a message authored by another user"),
  emptyMessage: refusal(400, 50006, "Cannot send an empty message"),
  cannotMessageUser: refusal(403, 50007, "Cannot send messages to this user"),
  missingPermissions: refusal(403, 50013, "Missing Permissions"),
  wrongChannelType: refusal(400, 50024, "Cannot execute action on this channel type"),
  invalidWebhookToken: refusal(401, 50027, "Invalid Webhook Token"),
  // 400 when the DM of a bot is opened: https://github.com/lexicalunit/spellbot/issues/659
  cannotOpenDm: refusal(400, 50007, "Cannot send messages to this user"),
  invalidRecipient: refusal(400, 50033, "Invalid Recipient(s)"),
  invalidApiVersion: refusal(400, 50041, "Invalid API version"),
  // Status and text: https://github.com/discord/discord-api-docs/issues/6928
  threadArchived: refusal(400, 50083, "Thread is archived"),
  // 403 on interaction answers: https://github.com/discord/discord-api-docs/issues/7707
  threadArchivedForInteraction: refusal(403, 50083, "Thread is archived"),
  invalidJson: refusal(400, 50109, "The request body contains invalid JSON."),
  // The same words as 50007, on purpose: https://github.com/discord/discord-api-docs/pull/8212
  noMutualGuild: refusal(403, 50278, "Cannot send messages to this user"),
  replyNeedsHistory: refusal(400, 160002, "You cannot reply without permission to read message history"),
  threadExists: refusal(400, 160004, "A thread has already been created for this message"),
  threadLocked: refusal(400, 160005, "Thread is locked"),
  tooManyActiveThreads: refusal(400, 160006, "Maximum number of active threads reached"),
} as const;

export const invalidForm = (errors: FieldErrors): ApiError =>
  new ApiError(400, 50035, "Invalid Form Body", { errors });

/** A fault in one field, by its path: `invalidField(["embeds", "0", "title"], "BASE_TYPE_REQUIRED", …)`. */
export const invalidField = (path: readonly string[], code: string, message: string): ApiError =>
  invalidForm(nest(path, [{ code, message }]) as FieldErrors);

const nest = (
  path: readonly string[],
  errors: readonly FieldError[],
): FieldErrors | readonly FieldError[] => {
  const [head, ...rest] = path;
  if (head === undefined) return { _errors: errors };
  return { [head]: nest(rest, errors) };
};

export const tooLong = (path: readonly string[], max: number): ApiError =>
  invalidField(path, "BASE_TYPE_MAX_LENGTH", `Must be ${max} or fewer in length.`);
