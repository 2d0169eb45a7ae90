/**
 * Who answers a mail that came to a mailbox.
 * - `owner`: its reader, from the address on file, signed by their domain
 * - `stranger`: somebody who got hold of the mail, from an address of their own, signed by their own domain
 * - `forger`: writes the address on file into From, and can sign nothing
 * - `responder`: the mailbox's holiday reply, which a machine writes; it answers the envelope (RFC 3834, 4)
 */
export const ROLES = ["owner", "stranger", "forger", "responder"] as const;
export type Role = (typeof ROLES)[number];
