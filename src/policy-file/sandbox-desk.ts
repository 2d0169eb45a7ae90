import type { Desk, Policy, Rep } from "../core/policy/policy.ts";
import { DEFAULT_TICKETS, type TicketPolicy } from "../core/ticket/ticket-policy.ts";

const rep = (id: string, name: string, permissions: readonly string[], lead = false): Rep => ({
  id,
  name,
  slack: null,
  discord: null,
  sandbox: id,
  lead,
  permissions,
  shifts: null,
  stillOnIt: null,
  calendar: null,
});

const channel = (name: string): Desk["staff"] => ({ platform: "sandbox", channel: name });

/** Made up, as all mail of the sandbox's is (RFC 2606). */
export const SANDBOX_MAIL_DOMAIN = "hosting.example";
export const SANDBOX_TICKETS_ADDRESS = `support@${SANDBOX_MAIL_DOMAIN}`;

/** Whom the sandbox's tickets go to. */
const TICKETS: TicketPolicy = {
  ...DEFAULT_TICKETS,
  permissions: {
    account: "billing",
    subscription: "billing",
    server: "hosting",
    network: "firewall",
    website: "hosting",
    dns: "hosting",
    credentials: "hosting",
  },
};

/** The desk that one person plays: four reps, one of them the lead. */
export const sandboxDesk = (policy: Policy): Desk => ({
  id: "support",
  name: "Support",
  customers: channel("support"),
  staff: channel("staff"),
  alerts: channel("alerts"),
  managers: channel("managers"),
  tickets: channel("tickets"),
  reps: [
    rep("ana", "Ana", ["hosting"]),
    rep("ben", "Ben", ["billing"]),
    rep("chloe", "Chloe", ["hosting"]),
    rep("dev", "Dev", ["hosting", "billing", "firewall"], true),
  ],
  calendar: null,
  zone: "UTC",
  overrides: [],
  policy: {
    ...policy,
    tickets: {
      ...TICKETS,
      ...policy.tickets,
      permissions: { ...TICKETS.permissions, ...policy.tickets.permissions },
      // Mail goes round on this machine alone, whatever the file says of a real one.
      address: SANDBOX_TICKETS_ADDRESS,
      formUrl: null,
    },
  },
});
