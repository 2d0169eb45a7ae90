import type { Page } from "../../src/ports.ts";

export const aPage = (fields: Partial<Page> = {}): Page => ({
  id: "page-1",
  desk: "Acme support",
  number: 1042,
  target: "first_response",
  level: 2,
  dueAt: Date.UTC(2026, 10, 25, 10, 1),
  text: '🔴 60 s overdue · #1042 Ana · "my site is down"',
  permalink: "https://slack.test/archives/C1/p1",
  ...fields,
});
