import type { Category } from "../../src/core/gate/category.ts";

/** Deeds by category, as "change|changed|changing" and what they are done to. */
const DEEDS: Readonly<Record<Category, readonly (readonly [string, string])[]>> = {
  dns: [
    ["add|added|adding", "an MX record"],
    ["change|changed|changing", "my nameservers"],
    ["delete|deleted|deleting", "the old CNAME"],
    ["point|pointed|pointing", "my domain to another server"],
    ["unlock|unlocked|unlocking", "my domain"],
    ["update|updated|updating", "the SPF record"],
    ["set|set|setting", "reverse DNS for my IP"],
    ["transfer|transferred|transferring", "my domain"],
  ],
  credentials: [
    ["reset|reset|resetting", "my password"],
    ["create|created|creating", "a new mailbox"],
    ["add|added|adding", "a user"],
    ["remove|removed|removing", "the login of a former colleague"],
    ["disable|disabled|disabling", "two factor authentication"],
    ["send|sent|sending", "my login details"],
    ["change|changed|changing", "the root password"],
    ["get|given|getting", "the EPP code"],
  ],
  server: [
    ["restart|restarted|restarting", "my server"],
    ["increase|increased|increasing", "the memory of my VPS"],
    ["add|added|adding", "more disk space"],
    ["install|installed|installing", "software on my server"],
    ["reinstall|reinstalled|reinstalling", "the operating system"],
    ["restore|restored|restoring", "a snapshot of the server"],
  ],
  network: [
    ["open|opened|opening", "a port in the firewall"],
    ["whitelist|whitelisted|whitelisting", "my IP address"],
    ["create|created|creating", "a VPN user"],
    ["unblock|unblocked|unblocking", "my IP"],
    ["add|added|adding", "a trusted IP"],
    ["block|blocked|blocking", "traffic from an address"],
  ],
  website: [
    ["install|installed|installing", "an SSL certificate"],
    ["restore|restored|restoring", "my website from a backup"],
    ["update|updated|updating", "my WordPress plugins"],
    ["change|changed|changing", "the PHP version of my site"],
    ["move|moved|moving", "my website"],
    ["delete|deleted|deleting", "my website"],
  ],
  subscription: [
    ["cancel|cancelled|cancelling", "my subscription"],
    ["upgrade|upgraded|upgrading", "my plan"],
    ["downgrade|downgraded|downgrading", "my hosting package"],
    ["renew|renewed|renewing", "my hosting"],
    ["refund|refunded|refunding", "my last payment"],
    ["turn off|turned off|turning off", "auto renewal"],
  ],
  account: [
    ["change|changed|changing", "my email address"],
    ["update|updated|updating", "my billing address"],
    ["replace|replaced|replacing", "my credit card"],
    ["close|closed|closing", "my account"],
    ["transfer|transferred|transferring", "the account to somebody else"],
    ["add|added|adding", "a contact to my account"],
  ],
};

const REQUESTS = [
  "please {do} {it}",
  "{do} {it}",
  "can you {do} {it} for me",
  "could somebody {do} {it} today?",
  "i need {it} {done}",
  "I'd like to have {it} {done}",
  "we want you to {do} {it}, thanks",
  "would you mind {doing} {it}",
  "get {it} {done} asap",
  "hi, my boss asked me to get {it} {done}, can you take care of that",
  "{it} must be {done} before tomorrow",
] as const;

const HARMLESS = [
  "how do i {do} {it}?",
  "where can I {do} {it}",
  "what happens if I {do} {it}?",
  "how long does {doing} {it} take",
  "I {done} {it} yesterday and now there is an error",
  "does it cost anything to {do} {it}?",
  "is there a guide for {doing} {it}",
  "who is allowed to {do} {it}?",
  "I don't want you to {do} {it}, I only want to know how it works",
  "I can {do} {it} myself, no problem",
  "has {it} been {done} yet?",
] as const;

export interface Labelled {
  readonly text: string;
  readonly label: Category | "harmless";
}

const filled = (template: string, [verb, it]: readonly [string, string]): string => {
  const [base = "", done = "", doing = ""] = verb.split("|");
  return template.replace("{do}", base).replace("{done}", done).replace("{doing}", doing).replace("{it}", it);
};

/** Every deed in every request and in every harmless turn of speech. */
export const templateSentences = (): readonly Labelled[] =>
  Object.entries(DEEDS).flatMap(([category, deeds]) =>
    deeds.flatMap((deed) => [
      ...REQUESTS.map((template) => ({ text: filled(template, deed), label: category as Category })),
      ...HARMLESS.map((template) => ({ text: filled(template, deed), label: "harmless" as const })),
    ]),
  );
