import type { HandedTicket } from "../../src/ports-helpdesk.ts";

export const aTicket = (over: Partial<HandedTicket> = {}): HandedTicket => ({
  id: "hand-on-1",
  ticket: "T-1042",
  desk: "Example Hosting",
  subject: "Add MX record for example.org",
  request: "Please add an MX record:\nmx1.example.net",
  category: "dns",
  permission: "hosting",
  authenticated: true,
  openedAt: Date.parse("2026-11-25T10:02:11.000Z"),
  authenticatedAt: Date.parse("2026-11-25T10:07:40.000Z"),
  contact: "owner@example.org",
  asker: { platform: "discord", userId: "80351", name: "Nelly" },
  transcript: "10:02 Nelly: hello\n",
  ...over,
});
