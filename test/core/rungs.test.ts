import { describe, expect, it } from "vitest";
import { idleCountdown, rungs } from "../../src/core/conversation/rungs.ts";
import { DEFAULT_POLICY } from "../../src/core/policy/policy.ts";
import { SECOND } from "../../src/core/time.ts";
import { conversation } from "../support/conversation-spec.ts";

const ladderOf = (spec: ReturnType<typeof conversation>, target: string): readonly string[] =>
  rungs(spec.state(), DEFAULT_POLICY)
    .filter((rung) => rung.target === target)
    .map((rung) => `${rung.at / SECOND} ${rung.tell.join("+")} ${rung.state}`);

describe("the ladder of a running clock", () => {
  it("names who is told at 30, 48, 60 and 120 s of the first answer, and what was told already", () => {
    expect(ladderOf(conversation().opened().timer(49), "first_response")).toEqual([
      "30 on_shift told",
      "48 whole_shift told",
      "60 lead ahead",
      "120 managers ahead",
    ]);
  });

  it("asks the rep at 15 minutes and tells the lead and the managers at 20", () => {
    expect(ladderOf(conversation().opened(), "resolution")).toEqual([
      "900 assignee ahead",
      "1200 lead+managers ahead",
    ]);
  });

  it("says what a claim keeps from the others for now", () => {
    expect(ladderOf(conversation().opened().claim(29).timer(31), "first_response")[0]).toBe(
      "30 on_shift kept",
    );
  });

  it("is gone with the clock", () => {
    expect(ladderOf(conversation().opened().reply(20), "first_response")).toEqual([]);
  });
});

describe("the countdown of a silent customer", () => {
  it("runs only while it is their turn, first to the question, then to the end", () => {
    const spec = conversation().opened();
    expect(idleCountdown(spec.state(), DEFAULT_POLICY)).toBeNull();
    spec.reply(20);
    expect(idleCountdown(spec.state(), DEFAULT_POLICY)).toEqual({ what: "ask_idle", at: 320 * SECOND });
    spec.timer(320);
    expect(idleCountdown(spec.state(), DEFAULT_POLICY)).toEqual({ what: "close_idle", at: 620 * SECOND });
  });

  it("gives way to the wait that a rep set", () => {
    const spec = conversation().opened().reply(20);
    spec.command(30, { type: "WaitForCustomer", at: 30 * SECOND, by: "ana", forMs: 900 * SECOND });
    expect(idleCountdown(spec.state(), DEFAULT_POLICY)).toEqual({ what: "ask_idle", at: 930 * SECOND });
  });
});
