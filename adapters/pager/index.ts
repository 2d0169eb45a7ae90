import type { Pager } from "../../src/core/policy/policy.ts";
import { ChatError, type Log, type Pagers } from "../../src/ports.ts";
import { refused } from "./failure.ts";
import { createMail } from "./mail.ts";
import { callWebhook, type Fetch } from "./webhook.ts";

export interface PagersOptions {
  /** Null: pagers that are mailboxes are refused, with the code `no-smtp`. */
  readonly smtpUrl: string | null;
  /** Whom mails are from: `desk@example.com`, or `Desk <desk@example.com>`. Null: as without `smtpUrl`. */
  readonly mailFrom: string | null;
  readonly log: Log;
  /** Default: the built-in one. */
  readonly fetch?: Fetch;
}

/** All that may be shown of where a pager leads: its address may hold a secret, or be somebody's. */
const hostOf = (pager: Pager): string => {
  if (pager.type === "mail") return pager.address.split("@").at(-1) ?? "";
  return URL.canParse(pager.url) ? new URL(pager.url).host : "";
};

/** Calls the pagers of the policy file: webhooks by HTTP, mailboxes by SMTP. */
export const createPagers = ({ smtpUrl, mailFrom, log, fetch = globalThis.fetch }: PagersOptions): Pagers => {
  const mail = smtpUrl === null || mailFrom === null ? null : createMail(smtpUrl, mailFrom);
  return {
    call: async (pager, page) => {
      try {
        if (pager.type === "webhook") await callWebhook(pager.url, page, fetch);
        else if (mail === null) throw refused("forbidden", "no-smtp");
        else await mail(pager.address, page);
      } catch (cause) {
        if (cause instanceof ChatError) {
          const { kind, failure, retryAfterMs } = cause;
          log.warn(
            { pager: pager.type, host: hostOf(pager), page: page.id, kind, ...failure, retryAfterMs },
            "a pager did not take a page",
          );
        }
        throw cause;
      }
    },
  };
};
