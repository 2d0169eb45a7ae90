import type { CalendarTroubleCode } from "../../src/ports-calendars.ts";

/** A calendar cannot be used; `detail` completes "the calendar cannot be used: …" and holds no address. */
export class CalendarError extends Error {
  override readonly name = "CalendarError";
  readonly code: CalendarTroubleCode;
  readonly detail: string;

  constructor(code: CalendarTroubleCode, detail: string, options: { readonly cause?: unknown } = {}) {
    super(`${code}: ${detail}`, options);
    this.code = code;
    this.detail = detail;
  }
}
