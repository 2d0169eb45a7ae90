// @ts-check
import { ensureProgram } from "./apt.js";

/** The tests' IMAP server. */
export async function ensureDovecot() {
  await ensureProgram(["dovecot"], "dovecot-imapd");
}
