import { afterEach, beforeEach, expect, test } from "vitest";
import type { Pager } from "../../src/core/policy/policy.ts";
import { MINUTE } from "../../src/core/time.ts";
import { readPolicyFile, sandboxDesk } from "../../src/policy-file.ts";
import { ChatError, type Page } from "../../src/ports.ts";
import { aRequest } from "../support/a-request.ts";
import { createMuteHouse, type MuteHouse } from "../support/mute-house.ts";
import { describeBackends } from "../support/redis.ts";

/** The chain calls a pager at the breach: a real outbox, and a pager that does as the test says. */
describeBackends("pages", (backend) => {
  const NIGHT: Pager = { type: "webhook", url: "https://pager.test/hooks/s3cret" };
  let mute: MuteHouse;
  let calls: { readonly pager: Pager; readonly page: Page }[];
  let answer: () => void;

  beforeEach(async () => {
    calls = [];
    answer = () => {};
    const { policy } = readPolicyFile(null);
    const steps = { ...policy.steps, first_response: [{ at: 1, tell: ["pager:night" as const] }] };
    mute = await createMuteHouse(backend, {
      desk: sandboxDesk({ ...policy, version: "paged", pagers: { night: NIGHT }, steps }),
      pagers: {
        call: async (pager, page) => {
          calls.push({ pager, page });
          answer();
        },
      },
    });
    await mute.house.start();
    await mute.house.receive(aRequest(mute.desk, { at: mute.clock.now() }));
  });
  afterEach(() => mute.close());

  const breach = async (): Promise<void> => {
    mute.clock.step(MINUTE + 1);
    await mute.house.sweeper.sweep();
  };
  const journal = (type: string) => mute.store.sql`select event from journal where type = ${type}`;

  test("one that was taken is a fact: who was told when", async () => {
    await breach();
    await expect.poll(() => journal("AlertTold")).toHaveLength(1);
    expect(calls).toMatchObject([
      { pager: NIGHT, page: { number: 1001, desk: "Support", target: "first_response", level: 1 } },
    ]);
    expect(calls[0]?.page.text).toContain("#1001 Anna");
    const [told] = await journal("AlertTold");
    expect(told?.["event"]).toMatchObject({ channel: "pager", target: "first_response", cycle: 1, level: 1 });
    const [clock] = await mute.store.sql`
      select notified_at::float8 as at from sla_clocks where target = 'first_response'`;
    expect(clock?.["at"]).toBe(told?.["event"].at);
  });

  test("one that is refused for good is told to the managers, and kept", async () => {
    answer = () => {
      throw new ChatError("refused", { reason: "place_gone", code: "http-404" });
    };
    await breach();
    await expect.poll(() => journal("PageFailed")).toHaveLength(1);
    const said = await mute.store.sql`select effect from outbox where type = 'SayToManagers'`;
    expect(said.map((row) => row["effect"].sentence)).toContainEqual({
      key: "pager_failed",
      number: 1001,
      pager: "night",
      reason: "place_gone",
      code: "http-404",
    });
    expect(await journal("AlertTold")).toHaveLength(0);
  });

  test("one that was not taken is called again, as the same page", async () => {
    answer = () => {
      answer = () => {};
      throw new ChatError("retry", { reason: "timeout", code: "http-503" });
    };
    await breach();
    await expect.poll(() => calls.length).toBe(1);
    await expect
      .poll(async () => {
        mute.clock.step(2000);
        await mute.house.sweeper.sweep();
        return calls.length;
      })
      .toBe(2);
    expect(calls[1]?.page.id).toBe(calls[0]?.page.id);
    await expect.poll(() => journal("AlertTold")).toHaveLength(1);
    expect(await journal("PageFailed")).toHaveLength(0);
  });
});
