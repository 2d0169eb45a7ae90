import { createMailHelpdesk, createWebhookHelpdesk } from "../../adapters/helpdesk/index.ts";
import type { Config } from "../config.ts";
import { wordsFor } from "../core/texts/index.ts";
import type { Clock } from "../ports.ts";
import type { Helpdesk } from "../ports-helpdesk.ts";
import type { Mail } from "../ports-mail.ts";

/** Where confirmed tickets go on to; null: they stay at the desk. */
export const createHelpdesk = (
  { helpdesk, mail: settings }: Pick<Config, "helpdesk" | "mail">,
  mail: Mail | null,
  clock: Clock,
): Helpdesk | null => {
  switch (helpdesk.type) {
    case "own":
      return null;
    case "webhook":
      return createWebhookHelpdesk({ url: helpdesk.url, secret: helpdesk.secret, clock });
    case "mail":
      // Configuration is refused before where mail is to be sent and no server for it is set.
      return mail === null || settings === null
        ? null
        : createMailHelpdesk({
            mail,
            address: helpdesk.address,
            from: settings.from,
            domain: settings.domain,
            words: wordsFor("en").letters,
          });
    default:
      return helpdesk satisfies never;
  }
};
