import type { SMTPServerDataStream } from "smtp-server";
import { MOST_MAIL_BYTES } from "../../src/ports-mail.ts";

/** All of it, as long as it is not too long; what is too long is read to its end, and dropped: null. */
export const contentOf = async (stream: SMTPServerDataStream): Promise<Uint8Array | null> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MOST_MAIL_BYTES) chunks.push(chunk);
    else chunks.length = 0;
  }
  return size > MOST_MAIL_BYTES ? null : Buffer.concat(chunks);
};
