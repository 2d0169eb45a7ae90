import { setTimeout as sleep } from "node:timers/promises";
import { isFormAction } from "../../src/core/actions.ts";
import type { Form } from "../../src/core/form.ts";
import type { FormPress, Forms, Log } from "../../src/ports.ts";
import { FORM_WITHIN_MS } from "./limits.ts";

/** Which form a press opens; null: none, or none in time. Never rejects. */
export type FormOf = (press: FormPress) => Promise<Form | null>;

export const createFormOf = (forms: Forms | undefined, log: Log): FormOf => {
  const ask = async (press: FormPress, ask: Forms): Promise<Form | null> => {
    try {
      return await ask(press);
    } catch (error) {
      log.error({ err: error, action: press.action }, "a form could not be made; the press is told instead");
      return null;
    }
  };
  return async (press) => {
    if (forms === undefined || !isFormAction(press.action)) return null;
    const inTime = new AbortController();
    const late = sleep(FORM_WITHIN_MS, "late" as const, { ref: false, signal: inTime.signal });
    const form = await Promise.race([ask(press, forms), late.catch(() => "late" as const)]);
    inTime.abort();
    if (form !== "late") return form;
    log.warn(
      { action: press.action },
      `a form was not ready within ${FORM_WITHIN_MS} ms; the press is told instead`,
    );
    return null;
  };
};
