import { describe, expect, test } from "vitest";
import { conversation } from "../support/conversation-spec.ts";

/** sla.md, Clocks: each test is named by its decision. Times are seconds since the customer first wrote. */

describe("first_response: the customer's first message → the first response", () => {
  test("starts at the customer's own timestamp, not at the claim", () => {
    expect(conversation().opened(0).claim(20).clocks()).toContain("first_response#1 0–60 running");
  });

  test("a response at the deadline's own millisecond is met", () => {
    expect(conversation().opened(0).reply(60).clocks()).toContain("first_response#1 0–60 met@60");
  });

  test("a response one millisecond later is late, and breached at the deadline itself", () => {
    const late = conversation().opened(0).reply(60.001);
    expect(late.clocks()).toContain("first_response#1 0–60 late@60.001");
    expect(late.eventsOf("ClockBreached")).toMatchObject([{ at: 60_000, answeredAt: 60_001 }]);
  });

  test("a failed delivery leaves the clock running and tells the rep", () => {
    const failed = conversation().opened(0).reply(30, {}, null);
    expect(failed.clocks()).toContain("first_response#1 0–60 running");
    expect(failed.effects()).toContainEqual({ type: "MarkMessage", messageId: "m2", mark: "failed" });
    expect(failed.effects()).toContainEqual(
      expect.objectContaining({
        type: "SayToStaff",
        mention: ["ana"],
        sentence: { key: "not_delivered", reason: "blocked", code: "240000" },
      }),
    );
  });

  test("a note is no response", () => {
    const noted = conversation().opened(0).claim(5);
    noted.command(10, {
      type: "ReceiveStaffMessage",
      at: 10_000,
      messageId: "n1",
      by: "ana",
      text: "Note: looks like the disk",
      toColleague: false,
      hasFiles: false,
    });
    expect(noted.clocks()).toContain("first_response#1 0–60 running");
    expect(noted.eventsOf("NoteTaken")).toHaveLength(1);
  });

  test("a customer's reaction is no message, and no response is the desk's own greeting", () => {
    const greeted = conversation().opened(0).command(1, { type: "RecordReaction", at: 1000 });
    expect(greeted.effects()).toContainEqual(expect.objectContaining({ type: "SayToCustomer" }));
    expect(greeted.clocks()).toEqual(["resolution#1 0–1200 running", "first_response#1 0–60 running"]);
  });
});

describe("next_response: the oldest unanswered customer message → the next response", () => {
  test("exists only after first_response was answered", () => {
    const before = conversation().opened(0).customer(10).customer(20);
    expect(before.clocks().some((clock) => clock.startsWith("next_response"))).toBe(false);
  });

  test("three customer messages, then a reply: the oldest counts", () => {
    const three = conversation().opened(0).reply(10).customer(100).customer(150).customer(200).reply(219);
    expect(three.clocks()).toContain("next_response#1 100–220 met@219");
  });

  test("“thanks” after a response starts no clock", () => {
    const thanked = conversation().opened(0).reply(10).customer(20, { text: "ok, thanks! 👍" });
    expect(thanked.clocks().some((clock) => clock.startsWith("next_response"))).toBe(false);
    expect(thanked.state().clocks.ball).toBe("customer");
  });

  test("“ok” after a question starts one", () => {
    const asked = conversation()
      .opened(0)
      .reply(10, { text: "Shall I restart it?" })
      .customer(20, { text: "ok" });
    expect(asked.clocks()).toContain("next_response#1 20–140 running");
  });

  test("a clock that was breached unanswered stays the one reply clock until a response", () => {
    const nagging = conversation().opened(0).reply(10).customer(100).timer(221).customer(300).reply(310);
    expect(nagging.clocks()).toContain("next_response#1 100–220 late@310");
    expect(nagging.clocks().filter((clock) => clock.startsWith("next_response"))).toHaveLength(1);
  });

  test("a second breach in the same conversation is told again", () => {
    const twice = conversation().opened(0).timer(61).reply(62).customer(100).timer(221).reply(230);
    expect(twice.eventsOf("ClockBreached").map((event) => event.target)).toEqual([
      "first_response",
      "next_response",
    ]);
  });
});

describe("update: while the rep holds the ball", () => {
  test("“let me check” keeps the ball and starts update at that response", () => {
    const held = conversation().opened(0).reply(10, { text: "Let me check that for you." });
    expect(held.clocks()).toContain("update#1 10–130 running");
    expect(held.state().clocks.ball).toBe("rep");
    expect(held.state().clocks.waitingSince).toBeNull();
  });

  test("the button counts from the last response, not from the press", () => {
    expect(conversation().opened(0).reply(10).workingOnIt(50).clocks()).toContain("update#1 10–130 running");
  });

  test("the button means nothing while another reply clock runs, nor before the first response", () => {
    const early = conversation().opened(0).workingOnIt(5);
    expect(early.eventsOf("CommandRefused")).toMatchObject([{ reason: "nothing_to_keep" }]);
    const waiting = conversation().opened(0).reply(10).customer(20).workingOnIt(25);
    expect(waiting.eventsOf("CommandRefused")).toHaveLength(1);
  });

  test("a customer message while update runs starts no second clock, and one response answers both", () => {
    const both = conversation().opened(0).reply(10, { text: "one moment" }).customer(60).reply(90);
    expect(both.clocks()).toContain("update#1 10–130 met@90");
    expect(both.clocks().some((clock) => clock.startsWith("next_response"))).toBe(false);
    expect(both.state().clocks.waitingSince).toBeNull();
  });
});

describe("no reply needed", () => {
  test("ends an open next_response as cancelled and gives the ball to the customer", () => {
    const waived = conversation().opened(0).reply(10).customer(20).noReplyNeeded(30);
    expect(waived.clocks()).toContain("next_response#1 20–140 cancelled@30 no_reply_needed");
    expect(waived.state().clocks.ball).toBe("customer");
  });

  test("before the first response it does nothing", () => {
    const early = conversation().opened(0).noReplyNeeded(5);
    expect(early.clocks()).toContain("first_response#1 0–60 running");
  });

  test("a breach stays a breach", () => {
    expect(conversation().opened(0).reply(10).customer(20).timer(141).noReplyNeeded(150).clocks()).toContain(
      "next_response#1 20–140 breached",
    );
  });
});

describe("edits and deletes", () => {
  test("deleting the only unanswered message before the deadline cancels the clock at the delete", () => {
    const gone = conversation().opened(0, "first").deleted(10, "first");
    expect(gone.clocks()).toContain("first_response#1 0–60 cancelled@10 message_deleted");
  });

  test("deleting the oldest of two starts the same cycle at the other", () => {
    const moved = conversation().opened(0, "first").customer(20).deleted(30, "first");
    expect(moved.clocks()).toContain("first_response#1 20–80 running");
  });

  test("after the deadline a delete changes nothing", () => {
    const late = conversation().opened(0, "first").timer(61).deleted(70, "first");
    expect(late.clocks()).toContain("first_response#1 0–60 breached");
  });

  test("an edit never touches a clock", () => {
    const before = conversation().opened(0, "first");
    const clocks = before.clocks();
    before.command(10, { type: "RecordEdit", at: 10_000, messageId: "first", side: "customer" });
    expect(before.clocks()).toEqual(clocks);
  });
});

describe("order: by the platforms' timestamps, not by arrival", () => {
  test("an older customer message that arrives late moves the start back", () => {
    const late = conversation().opened(0).reply(10).customer(100).customer(50, {}, 105);
    expect(late.clocks()).toContain("next_response#1 50–170 running");
  });

  test("a response that arrives late with an earlier timestamp withdraws a recorded breach", () => {
    const corrected = conversation().opened(0).timer(61).reply(50, {}, 55, 65);
    expect(corrected.eventsOf("ClockBreached")).toHaveLength(1);
    expect(corrected.eventsOf("BreachCorrected")).toMatchObject([{ target: "first_response", cycle: 1 }]);
    expect(corrected.clocks()).toContain("first_response#1 0–60 met@55");
  });

  test("a duplicate changes nothing", () => {
    const once = conversation().opened(0).reply(10).customer(100, { id: "same" });
    const clocks = once.clocks();
    once.customer(100, { id: "same" });
    expect(once.clocks()).toEqual(clocks);
  });
});

describe("the end", () => {
  test("resolve cancels the reply clock that is not yet past due, and meets resolution", () => {
    const resolved = conversation().opened(0).reply(10).customer(20).resolve(100);
    expect(resolved.clocks()).toEqual([
      "resolution#1 0–1200 met@100",
      "first_response#1 0–60 met@10",
      "next_response#1 20–140 cancelled@100 resolved",
    ]);
  });

  test("ended by a rep before any response: first_response is cancelled as ended_unanswered", () => {
    expect(conversation().opened(0).resolve(30).clocks()).toContain(
      "first_response#1 0–60 cancelled@30 ended_unanswered",
    );
  });

  test("“thanks” after the end reopens nothing", () => {
    const ended = conversation()
      .opened(0)
      .reply(10)
      .resolve(20)
      .customer(30, { text: "thank you so much!!" });
    expect(ended.state().status).toBe("closed");
  });

  test("idle: asked after 5 minutes, abandoned at 10, and resolution is cancelled", () => {
    const idle = conversation().opened(0).reply(10).timer(310).timer(610);
    expect(idle.eventsOf("IdleAsked")).toHaveLength(1);
    expect(idle.state().outcome).toBe("abandoned");
    expect(idle.clocks()).toContain("resolution#1 0–1200 cancelled@610 abandoned");
  });
});

describe("reopen", () => {
  test("within the window: a new next_response, and resolution with what was left of its 20 minutes", () => {
    const again = conversation().opened(0).reply(10).resolve(300).customer(400, { text: "it is back" });
    expect(again.state().status).toBe("open");
    expect(again.clocks()).toContain("next_response#1 400–520 running");
    expect(again.clocks()).toContain("resolution#2 400–1300 running");
  });

  test("at least two minutes are left", () => {
    const late = conversation().opened(0).reply(10).resolve(1190).customer(1200, { text: "no it is not" });
    expect(late.clocks()).toContain("resolution#2 1200–1320 running");
  });

  test("when the window is over the thread is locked", () => {
    const over = conversation().opened(0).reply(10).resolve(100).timer(700);
    expect(over.state().status).toBe("archived");
    expect(over.effects()).toContainEqual({ type: "LockCustomerPlace" });
  });
});

describe("warnings and breaches", () => {
  test("at 30 s and 48 s of 60 s, at the breach and at twice the target, each once", () => {
    const ladder = conversation()
      .opened(0)
      .timer(30)
      .timer(30)
      .timer(48)
      .timer(60.001)
      .timer(61)
      .timer(120.001);
    expect(ladder.eventsOf("WarningReached").map((event) => event.level)).toEqual([0.5, 0.8, 2]);
    expect(ladder.eventsOf("ClockBreached")).toHaveLength(1);
    expect(ladder.effects().filter((effect) => effect.type === "PostAlert")).toHaveLength(5);
  });

  test("a restart across the deadline tells the highest level only, and records them all", () => {
    const restarted = conversation().opened(0).timer(90);
    expect(restarted.events().filter((event) => "level" in event)).toHaveLength(3);
    const alerts = restarted.effects().filter((effect) => effect.type === "PostAlert");
    expect(alerts.map((effect) => effect.alert.level)).toEqual([0, 1]);
  });

  test("at the breach of first_response the customer is told once that we are late", () => {
    const late = conversation().opened(0).timer(61).timer(130);
    const told = late
      .effects()
      .filter((e) => e.type === "SayToCustomer" && e.sentence.key === "late_for_customer");
    expect(told).toHaveLength(1);
  });

  test("a reply between deadline and alert is told as answered late, not as overdue", () => {
    const late = conversation().opened(0).reply(61);
    const alerts = late.effects().filter((effect) => effect.type === "PostAlert");
    expect(alerts.at(-1)?.alert).toMatchObject({ level: 1, answeredAt: 61_000 });
  });

  test("a stale timer is quiet", () => {
    const quiet = conversation().opened(0).reply(10);
    const before = quiet.events().length;
    quiet.timer(11);
    expect(quiet.events()).toHaveLength(before);
  });
});

test("the journal replays to the same state", () => {
  const story = conversation()
    .opened(0)
    .customer(5)
    .timer(30)
    .reply(40, { text: "let me check" })
    .timer(150)
    .reply(170)
    .resolve(200);
  expect(story.replayed()).toEqual(story.state());
});
