import type { Desk } from "../core/policy/policy.ts";

/** What the policy file asks for and these settings cannot give, for whoever starts the desk. */
export const policyNotices = (
  desks: readonly Desk[],
  { mail }: { readonly mail: boolean },
): readonly string[] => {
  const mailboxes = desks.flatMap(({ policy }) =>
    Object.entries(policy.pagers).flatMap(([name, { type }]) => (type === "mail" ? [name] : [])),
  );
  return mail
    ? []
    : [...new Set(mailboxes)].map(
        (name) =>
          `The pager "${name}" is a mailbox and cannot be called: no server for mail is set. Set SMTP_URL and MAIL_FROM.`,
      );
};
