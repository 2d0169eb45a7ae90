import type { DraftFault, FormWords } from "../../ticket/request-form.ts";

/** Titles and buttons of at most 24 characters, labels of 45, hints of 100: Slack's and Discord's limits. */
export const ticketForms: FormWords = {
  draftTitle: "Ticket for the customer",
  openTitle: "Your ticket",
  submit: "Show it to me",
  draftText:
    "The customer reads exactly this, names their account themselves, and must open it. Write no password, and nothing that you know of the account.",
  openText:
    "Nothing is sent yet. You see it once more, word for word, and decide then. Write no password here: nobody needs it.",
  subject: "Subject: what is it about?",
  subjectHint: "Add MX record for example.org",
  request: "What exactly are we to do?",
  requestHint: "Everything that is needed to do it, and nothing secret.",
  account: "Whose account? Number, domain or e-mail",
  accountHint: "4711, example.org or the e-mail address on file",
  why: "Why does it need a ticket?",
  whys: {
    account: "Account change",
    subscription: "Subscription change",
    server: "Server change",
    network: "Network change",
    website: "Website change",
    dns: "DNS change",
    credentials: "Logins and passwords",
    access: "Needs a colleague with other access",
    investigation: "Takes longer than chat allows",
  },
  permission: "Which permission does it need?",
  anyPermission: "By what is asked for",
  chat: "And this chat?",
  end: "Hand off: the chat ends",
  goOn: "Hand off and keep chatting",
};

export const draftFaults: Readonly<Record<DraftFault, string>> = {
  subject_blank: "The subject is still empty: a few words that say what it is about.",
  subject_long: "The subject is too long: at most 200 characters, please. The rest belongs into the request.",
  request_blank: "It does not say yet what we are to do.",
  request_long:
    "The request is too long: at most 2,000 characters on 40 lines, please. What is longer could not be confirmed by mail.",
  account_blank: "Please name the account: its number, a domain, or the e-mail address on file.",
  account_long: "That is too long to be a customer number, a domain or an e-mail address.",
  account_malformed:
    "That is not one e-mail address: it has more than one @. One address, a domain or a number, please.",
};
