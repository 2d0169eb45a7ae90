import PostalMime, { type Email } from "postal-mime";
import type { SplitMail } from "./header.ts";
import { textOfHtml } from "./html.ts";
import { LIMITS } from "./limits.ts";

/** All of a header that says how the body is to be read. */
const MIME = ["mime-version", "content-type", "content-transfer-encoding", "content-disposition"];

/** Every line costs the parser as much as a long one: a mail of nothing but line ends would take seconds. */
const firstLines = (text: string): string => {
  let end = 0;
  for (let line = 0; line < LIMITS.lines; line++) {
    end = text.indexOf("\n", end) + 1;
    if (end === 0) return text;
  }
  return text.slice(0, end);
};

/** The parts of a mail; null where they are nested too deeply, or otherwise cannot be taken apart. */
export const readParts = async ({ body, fields }: SplitMail): Promise<Email | null> => {
  const kept = MIME.flatMap((name) => fields.find((field) => field.name === name)?.raw ?? []);
  const bytes = Buffer.from([...kept, "", firstLines(body)].join("\r\n"), "latin1");
  try {
    // A forwarded message is not what its sender says.
    return await PostalMime.parse(bytes, { forceRfc822Attachments: true, maxNestingDepth: 100 });
  } catch (error) {
    // Its refusals have no class of their own; a mail is never an error.
    if (error instanceof Error) return null;
    throw error;
  }
};

/** What a person reads in a mail, capped; "" where there is nothing. Line ends are \n. */
export const readText = async (mail: SplitMail): Promise<string> => {
  const parts = await readParts(mail);
  const plain = parts?.text ?? "";
  const text = plain.trim() === "" ? textOfHtml(parts?.html ?? "") : plain;
  return text.slice(0, LIMITS.text).replace(/\r\n/g, "\n");
};
