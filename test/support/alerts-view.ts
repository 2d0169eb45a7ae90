import type { AlertLine, AlertsView } from "../../src/core/views.ts";

export const ALERTS_NOW = 1_800_000_000_000;

/** One line, some seconds overdue. */
export const anAlertLine = (
  number: number,
  overdueMs: number,
  fields: Partial<AlertLine> = {},
): AlertLine => ({
  number,
  customer: { platform: "discord", userId: `${number}`, name: `Visitor ${number}`, accountCreatedAt: null },
  target: "first_response",
  level: 1,
  dueAt: ALERTS_NOW - overdueMs,
  answeredAt: null,
  preview: "My site shows a 502",
  permalink: `https://t.slack.com/archives/C1/p${number}?thread_ts=1&cid=C1`,
  rep: null,
  buttons: [
    { action: "claim", conversationId: `c${number}`, subject: null, style: "primary" },
    { action: "resolve", conversationId: `c${number}`, subject: null, style: "default" },
  ],
  ...fields,
});

export const anAlertsView = (fields: Partial<AlertsView> = {}): AlertsView => ({
  overdue: 2,
  others: 0,
  now: ALERTS_NOW,
  items: [anAlertLine(1042, 180_000), anAlertLine(1043, 5_000)],
  rest: 0,
  restAt: { platform: "slack", channel: "C1", thread: null },
  mention: ["U1", "U2"],
  here: false,
  ...fields,
});
