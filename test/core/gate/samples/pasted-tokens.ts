const repeated = (text: string, length: number): string => text.repeat(length).slice(0, length);
const MIXED = "a1B2c3D4e5F6g7H8i9J0kLmNoPqRsTuVwXyZ";
const HEX = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";

/** Each by its issuer's form. Put together here, so that no scanner of repositories takes them for true ones. */
export const TOKENS: Readonly<Record<string, string>> = {
  "an AWS key id": `AKIA${repeated("ABCDEFGH234567", 16)}`,
  "a Google API key": `AIza${repeated(MIXED, 35)}`,
  "a Google client secret": `GOCSPX-${repeated(MIXED, 28)}`,
  "a Stripe key": `sk_live_${repeated(MIXED, 24)}`,
  "a Stripe webhook secret": `whsec_${repeated(MIXED, 32)}`,
  "a GitHub token": `ghp_${repeated(MIXED, 36)}`,
  "a fine-grained GitHub token": `github_pat_${repeated(MIXED, 60)}`,
  "a GitLab token": `glpat-${repeated(MIXED, 20)}`,
  "a Slack bot token": `xoxb-${repeated("12345", 12)}-${repeated(MIXED, 24)}`,
  "a Slack app token": `xapp-1-A012345-${repeated("12345", 12)}-${repeated(HEX, 64)}`,
  "a Slack webhook": `hooks.slack.com/services/T0123/B0123/${repeated(MIXED, 24)}`,
  "a Discord bot token": `${repeated("MTIzNDU2Nzg5", 26)}.GhIjKl.${repeated(MIXED, 38)}`,
  "a Discord webhook": `discord.com/api/webhooks/${repeated("123456789", 18)}/${repeated(MIXED, 68)}`,
  "a Telegram bot token": `123456789:AA${repeated(MIXED, 33)}`,
  "a JSON web token": `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.${repeated(MIXED, 43)}`,
  "a SendGrid key": `SG.${repeated(MIXED, 22)}.${repeated(MIXED, 43)}`,
  "a Mailgun key": `key-${HEX}`,
  "an npm token": `npm_${repeated(MIXED, 36)}`,
  "a PyPI token": `pypi-${repeated(MIXED, 60)}`,
  "an OpenAI key": `sk-proj-${repeated(MIXED, 48)}`,
  "a DigitalOcean token": `dop_v1_${repeated(HEX, 64)}`,
  "a Shopify token": `shpat_${HEX}`,
  "an AWS secret that is called so": `aws_secret_access_key = ${repeated("wJalrXUtnFEMI/K7MDENG", 40)}`,
};

const BODY = `${repeated(MIXED, 64)}\n${repeated(MIXED, 64)}\n${repeated(MIXED, 30)}==`;
const armour = (edge: "BEGIN" | "END", name: string): string => `-----${edge} ${name}-----`;

/** Whole and cut. */
export const KEYS: Readonly<Record<string, string>> = {
  "a PKCS#8 key": `${armour("BEGIN", "PRIVATE KEY")}\n${BODY}\n${armour("END", "PRIVATE KEY")}`,
  "an RSA key": `${armour("BEGIN", "RSA PRIVATE KEY")}\n${BODY}\n${armour("END", "RSA PRIVATE KEY")}`,
  "an OpenSSH key": `${armour("BEGIN", "OPENSSH PRIVATE KEY")}\n${BODY}\n${armour("END", "OPENSSH PRIVATE KEY")}`,
  "an encrypted key": `${armour("BEGIN", "RSA PRIVATE KEY")}\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,${HEX}\n\n${BODY}\n${armour("END", "RSA PRIVATE KEY")}`,
  "a key on one line": `${armour("BEGIN", "PRIVATE KEY")}\\n${BODY.replaceAll("\n", "\\n")}\\n${armour("END", "PRIVATE KEY")}\\n`,
  "a quoted key": `> ${armour("BEGIN", "PRIVATE KEY")}\n> ${BODY.replaceAll("\n", "\n> ")}\n> ${armour("END", "PRIVATE KEY")}`,
  "a key whose end is missing": `${armour("BEGIN", "EC PRIVATE KEY")}\n${BODY}`,
  "a key whose beginning is missing": `${BODY}\n${armour("END", "RSA PRIVATE KEY")}`,
  "a PGP key": `${armour("BEGIN", "PGP PRIVATE KEY BLOCK")}\n\n${BODY}\n${armour("END", "PGP PRIVATE KEY BLOCK")}`,
  "a PuTTY key": `PuTTY-User-Key-File-2: ssh-rsa\nEncryption: none\nPrivate-Lines: 2\n${BODY}\nPrivate-MAC: ${HEX}`,
  "the bare text of a PKCS#8 key": `MIIEvQIBADANBgkqhkiG9w0BAQEF${repeated(MIXED, 200)}`,
  "the bare text of an OpenSSH key": `b3BlbnNzaC1rZXktdjEAAAAA${repeated(MIXED, 200)}`,
};
