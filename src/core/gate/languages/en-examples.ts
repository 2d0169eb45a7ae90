import type { Example } from "../language.ts";

/** What the English rules must say, one line a rule. */
export const EN_EXAMPLES: readonly Example[] = [
  { text: "Please add an MX record for example.org", verdict: "ticket", category: "dns" },
  { text: "How do I add an MX record?", verdict: "chat", category: null },
  { text: "password reset", verdict: "ask", category: "credentials" },
  { text: "can you reset passwords?", verdict: "ask", category: "credentials" },
  { text: "vpn access", verdict: "ask", category: "network" },
  { text: "I need more RAM on my VPS", verdict: "ticket", category: "server" },
  { text: "I'd like my nameservers changed", verdict: "ticket", category: "dns" },
  { text: "I want to change my nameservers myself, where?", verdict: "chat", category: null },
  { text: "please don't change anything", verdict: "chat", category: null },
  { text: "I changed my DNS yesterday, how long does it take?", verdict: "chat", category: null },
  { text: "my site is down since you changed DNS", verdict: "chat", category: null },
  { text: "cancel my hosting plan", verdict: "ticket", category: "subscription" },
  { text: "is my server upgraded yet", verdict: "chat", category: null },
];
