import { describe, expect, test } from "vitest";
import { isNote } from "../../src/core/conversation/rules/reply.ts";
import { readCustomer, readReply } from "../../src/core/policy/phrases.ts";
import { DEFAULT_POLICY } from "../../src/core/policy/policy.ts";

const { phrases } = DEFAULT_POLICY;

describe("what a customer's words mean", () => {
  test.each([
    "thanks!",
    "Thank you so much!!",
    "ok",
    "OK, thanks 👍",
    "👍🏽",
    "👍👍",
    "perfect, thank you",
    "Got it.",
  ])("“%s” is a pleasantry", (text) => expect(readCustomer(text, phrases).pleasantry).toBe(true));

  test.each(["thanks, but it is still down", "ok?", "", "…", "ok so what now", "thankless", "no", "👎"])(
    "“%s” is not",
    (text) => expect(readCustomer(text, phrases).pleasantry).toBe(false),
  );
});

describe("what a rep's words mean", () => {
  test.each(["Let me check that for you.", "One moment, please!", "I’ll look into it", "*Bear with me*"])(
    "“%s” keeps the ball",
    (text) => expect(readReply(text, phrases).holdsBall).toBe(true),
  );

  test("“checked” keeps nothing", () => {
    expect(readReply("I checked it, all is well.", phrases).holdsBall).toBe(false);
  });

  test.each(["Is it back?", "Is it back? 🙂", "**Is it back?**", "Please try again and let me know"])(
    "“%s” asks something",
    (text) => expect(readReply(text, phrases).asks).toBe(true),
  );

  test.each(["It is back.", "Was that it? It is back now."])("“%s” does not", (text) =>
    expect(readReply(text, phrases).asks).toBe(false),
  );
});

describe("notes stay inside", () => {
  test.each([
    "// look at web-3",
    "note: disk full",
    "NOTE: disk full",
    "Note disk full",
    "  //x",
    "note\tdisk",
  ])("“%s” is a note", (text) => expect(isNote(text)).toBe(true));

  test.each(["notebook is ready", "noted!", "https://example.org", "please note that"])(
    "“%s” is a reply",
    (text) => expect(isNote(text)).toBe(false),
  );
});
