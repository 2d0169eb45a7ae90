import PostalMime, { type Email } from "postal-mime";
import { textOfHtml } from "./html.ts";
import { LIMITS } from "./limits.ts";

/** The parts of a mail; null where they are nested too deeply, or otherwise cannot be taken apart. */
export const readParts = async (bytes: Uint8Array): Promise<Email | null> => {
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
export const readText = async (bytes: Uint8Array): Promise<string> => {
  const parts = await readParts(bytes);
  const plain = parts?.text ?? "";
  const text = plain.trim() === "" ? textOfHtml(parts?.html ?? "") : plain;
  return text.slice(0, LIMITS.text).replace(/\r\n/g, "\n");
};
