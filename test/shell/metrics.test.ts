import { describe, expect, test } from "vitest";
import type { MetricsReading } from "../../src/ports-store.ts";
import { createMetrics } from "../../src/shell/metrics.ts";

const reading: MetricsReading = {
  openConversations: [{ desk: "support", count: 3 }],
  clocks: [
    { target: "first_response", state: "running", count: 2 },
    { target: "resolution", state: "breached", count: 1 },
  ],
  outbox: { depth: 7, oldestAgeMs: 1500 },
};

describe("createMetrics", () => {
  test("shows what the database knows at the moment of the scrape", async () => {
    const metrics = createMetrics();
    let current = reading;
    metrics.watch({ read: async () => current });
    const first = await metrics.text();
    for (const line of [
      'deskclock_open_conversations{desk="support"} 3',
      'deskclock_clocks{target="first_response",state="running"} 2',
      'deskclock_clocks{target="resolution",state="breached"} 1',
      "deskclock_outbox_depth 7",
      "deskclock_outbox_oldest_age_seconds 1.5",
      "deskclock_database_readable 1",
    ]) {
      expect(first).toContain(line);
    }
    current = { openConversations: [], clocks: [], outbox: { depth: 0, oldestAgeMs: 0 } };
    const second = await metrics.text();
    expect(second).not.toContain('desk="support"');
    expect(second).toContain("deskclock_outbox_depth 0");
  });

  test("counts, and times lags and sends", async () => {
    const metrics = createMetrics();
    metrics.count("inbound_refused", { platform: "slack", reason: "stale", conversation: "never a label" });
    metrics.count("inbound_refused", { platform: "slack", reason: "stale" });
    metrics.count("feed");
    metrics.lag("detection", 40);
    metrics.lag("ingest", -3);
    metrics.sent({ type: "PostAlert", outcome: "done", ms: 120 });
    const text = await metrics.text();
    expect(text).toContain('deskclock_inbound_refused_total{platform="slack",reason="stale"} 2');
    expect(text).toContain("deskclock_feed_total 1");
    expect(text).toContain('deskclock_lag_seconds_bucket{le="0.05",lag="detection"} 1');
    expect(text).toContain('deskclock_lag_seconds_sum{lag="ingest"} 0');
    expect(text).toContain('deskclock_sends_seconds_count{type="PostAlert",outcome="done"} 1');
    expect(text).not.toContain("never a label");
  });

  test("a database that is away leaves the process's own numbers", async () => {
    const metrics = createMetrics();
    metrics.watch({ read: () => Promise.reject(new Error("away")) });
    const text = await metrics.text();
    expect(text).toContain("deskclock_database_readable 0");
    expect(text).toContain("process_resident_memory_bytes");
  });
});
