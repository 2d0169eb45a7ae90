import type { Fields } from "./model.ts";

/** Answered as `{ ok: false, error }` with status 200. https://docs.slack.dev/apis/web-api#responses */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: string;
  readonly extra: Fields;
  constructor(code: string, extra: Fields = {}) {
    super(code);
    this.code = code;
    this.extra = extra;
  }
}
