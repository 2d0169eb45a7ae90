export { createMailHelpdesk } from "./mail.ts";
export { signatureOf } from "./signature.ts";
export { createWebhookHelpdesk } from "./webhook.ts";
