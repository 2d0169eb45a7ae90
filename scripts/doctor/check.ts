import { redactText } from "../../src/shell/redact.ts";

/** One thing that was looked at: `fix` says what to do, and is empty when nothing is. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly fix: string;
}

export const fine = (name: string, detail: string): Check => ({ name, ok: true, detail, fix: "" });
export const wrong = (name: string, detail: string, fix: string): Check => ({ name, ok: false, detail, fix });

/** Some libraries' errors say nothing in their message but a code. */
export const messageOf = (error: unknown): string => {
  if (error instanceof AggregateError && error.errors.length > 0) return messageOf(error.errors[0]);
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error ? String(error.code) : "";
  return redactText(error.message || code || error.name);
};

/** Longer than this and whatever was asked does not answer, ms. */
const PATIENCE_MS = 20_000;

/** Looks, and is back in time with something to say whatever happens. */
export const look = async (
  name: string,
  work: () => Promise<readonly Check[]>,
): Promise<readonly Check[]> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<readonly Check[]>((resolve) => {
    const detail = `No answer within ${PATIENCE_MS / 1000} s.`;
    timer = setTimeout(
      () => resolve([wrong(name, detail, "See whether this machine reaches it: network, firewall, proxy.")]),
      PATIENCE_MS,
    );
  });
  try {
    return await Promise.race([work(), late]);
  } catch (error) {
    return [
      wrong(name, messageOf(error), "See the reason above; if it is no setting of yours, please report it."),
    ];
  } finally {
    clearTimeout(timer);
  }
};

export const printed = ({ name, ok, detail, fix }: Check): string => {
  const said = detail.trimEnd().replaceAll("\n", "\n    ");
  const todo = ok || fix === "" ? "" : `\n    → ${fix.trimEnd().replaceAll("\n", "\n      ")}`;
  return `${ok ? "✓" : "✗"} ${name}: ${said}${todo}`;
};
