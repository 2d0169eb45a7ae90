import { SetupError } from "../../src/ports.ts";
import type { MailSource, ReceivedMail } from "../../src/ports-mail.ts";
import { type Check, messageOf, wrong } from "./check.ts";

/** Sources that began to hear, and what was found of those that did not. */
export const begin = async (
  sources: readonly MailSource[],
  receive: (mail: ReceivedMail) => Promise<"taken">,
  isKnown: (recipient: string) => Promise<boolean>,
): Promise<{ readonly running: readonly MailSource[]; readonly checks: readonly Check[] }> => {
  const running: MailSource[] = [];
  const checks: Check[] = [];
  for (const source of sources) {
    try {
      await source.start(receive, isKnown);
      running.push(source);
      const { ready, trouble } = source.health();
      if (!ready && trouble !== "not connected yet")
        checks.push(wrong("Mail: in", trouble, "See whether it can be reached from here."));
    } catch (error) {
      if (!(error instanceof SetupError)) throw error;
      checks.push(
        wrong("Mail: in", messageOf(error), "Is the desk running? Stop it while its mail is probed."),
      );
    }
  }
  return { running, checks };
};

/** Whether a mail bears the token: in the envelope, or, where there is none any more, in a header. */
export const bears = ({ raw, envelope }: ReceivedMail, address: string): boolean => {
  const wanted = address.toLowerCase();
  if (envelope.to.length > 0) return envelope.to.some((one) => one.toLowerCase() === wanted);
  const text = Buffer.from(raw).toString("latin1");
  return text
    .slice(0, text.search(/\r?\n\r?\n/))
    .replace(/\r?\n[ \t]+/g, " ")
    .toLowerCase()
    .includes(wanted);
};
