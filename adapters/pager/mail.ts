import { createTransport } from "nodemailer";
import type { ChatError, Page } from "../../src/ports.ts";
import { again, codeOf, PATIENCE_MS, refused } from "./failure.ts";

const SMTP_PORT = 587;
const SMTPS_PORT = 465;

/** Sends one page to a mailbox, or throws ChatError. */
export type SendMail = (address: string, page: Page) => Promise<void>;

/** A line break in a header begins another header (RFC 5322, 2.2). */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();

const domainOf = (address: string): string => /@([\w.-]+)/.exec(address)?.[1] ?? "localhost";

const bodyOf = ({ text, desk, number, dueAt, permalink }: Page): string =>
  [
    oneLine(text),
    "",
    `Desk: ${oneLine(desk)}`,
    `Conversation: #${number}`,
    `Due: ${new Date(dueAt).toISOString()}`,
    ...(permalink === null ? [] : [`Open it: ${oneLine(permalink)}`]),
  ].join("\n");

const failureOf = (error: unknown): ChatError => {
  const status =
    error instanceof Error && "responseCode" in error && typeof error.responseCode === "number"
      ? error.responseCode
      : null;
  // 4yz is "not now", 5yz is "never like this" (RFC 5321, 4.2.1).
  if (status !== null) {
    return status >= 500 ? refused("forbidden", `smtp-${status}`) : again(`smtp-${status}`);
  }
  const code = codeOf(error);
  // Found wrong before a word was said to any server.
  return code === "EENVELOPE" || code === "EMESSAGE" ? refused("invalid", code) : again(code);
};

/** `smtpUrl`: smtp://user:password@host:587 (STARTTLS where it is offered) or smtps://…:465. */
export const createMail = (smtpUrl: string, mailFrom: string): SendMail => {
  const { protocol, hostname, port, username, password } = new URL(smtpUrl);
  const secure = protocol === "smtps:";
  const auth =
    username === ""
      ? {}
      : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } };
  const transport = createTransport({
    host: hostname,
    port: port === "" ? (secure ? SMTPS_PORT : SMTP_PORT) : Number(port),
    secure,
    ...auth,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async (address, page) => {
    try {
      await transport.sendMail({
        from: mailFrom,
        // As an object it is one mailbox, whatever stands in it.
        to: { name: "", address: oneLine(address) },
        subject: oneLine(page.text),
        text: bodyOf(page),
        // The same for every attempt: a mailbox shows a repetition once.
        messageId: `<page.${page.id.replace(/[^\w-]/g, "")}@${domainOf(mailFrom)}>`,
        // No mailbox answers it with "I am on holiday" (RFC 3834, 5).
        headers: { "Auto-Submitted": "auto-generated" },
        date: new Date(),
      });
    } catch (cause) {
      throw failureOf(cause);
    }
  };
};
