import { createTransport } from "nodemailer";
import type { Composed } from "./compose.ts";

/** What the desk's mail server said to a mail. */
export type HandedOver = { readonly taken: true } | { readonly taken: false; readonly why: string };

/** Longest that anything may take on loopback, ms. */
const PATIENCE_MS = 10_000;

const responseOf = (cause: unknown): string | null =>
  cause instanceof Error && "response" in cause && typeof cause.response === "string" ? cause.response : null;

/** Hands a mail to the desk's own listener, by SMTP. What it refuses is told; anything else is thrown. */
export const handOver = async ({ raw, from, to }: Composed, port: number): Promise<HandedOver> => {
  const transport = createTransport({
    host: "127.0.0.1",
    port,
    secure: false,
    ignoreTLS: true,
    name: "mail.example",
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
  });
  try {
    await transport.sendMail({ envelope: { from, to: [to] }, raw });
    return { taken: true };
  } catch (cause) {
    const why = responseOf(cause);
    if (why === null) throw cause;
    return { taken: false, why };
  } finally {
    transport.close();
  }
};
