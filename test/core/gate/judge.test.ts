import { describe, expect, test } from "vitest";
import { type Judgement, judge, LEAST_HARMLESS, withSecondView } from "../../../src/core/gate/judge.ts";
import { LANGUAGES } from "../../../src/core/gate/languages/index.ts";
import { DEFAULT_GATE, rulesOf } from "../../../src/core/gate/settings.ts";
import { MOST_READ } from "../../../src/core/gate/words.ts";

const rules = rulesOf(DEFAULT_GATE);
const said = ({ verdict, category }: Judgement) => (category === null ? verdict : `${verdict} ${category}`);
const judged = (text: string): string => said(judge(text, rules));

describe.each(LANGUAGES)("the examples of $code", ({ examples }) => {
  test.each(examples)("$verdict: $text", ({ text, verdict, category }) => {
    expect(judged(text)).toBe(category === null ? verdict : `${verdict} ${category}`);
  });
});

describe("a request to do it needs a ticket", () => {
  test.each([
    ["can you please add a TXT record to lumen.shop", "ticket dns"],
    ["need my nameservers changed", "ticket dns"],
    ["plz rst my pasword", "ask credentials"],
    ["could somebody restart our server", "ticket server"],
    ["wondering if you could open port 8080 on our firewall", "ticket network"],
    ["get me a new mailbox", "ticket credentials"],
    ["Hi Tom, reset my password", "ticket credentials"],
    ["id like my plan upgraded", "ticket subscription"],
    ["i cant login, please reset my password", "ticket credentials"],
    ["tell me my password", "ticket credentials"],
    ["If you have a minute, please restore my website", "ticket website"],
    ["Check the MX records and add the missing one for lumen.shop", "ticket dns"],
  ])("%s", (text, verdict) => {
    expect(judged(text)).toBe(verdict);
  });
});

describe("a question about it, and what the customer does or did, is for chat", () => {
  test.each([
    "how do I change my nameservers?",
    "I want to change my nameservers. How do I do that?",
    "I'll change the A record myself",
    "I changed my DNS yesterday and nothing happens",
    "my site is down since you changed DNS",
    "please don't change anything",
    "is my server upgraded yet",
    "if I cancel my plan, do I lose my mail?",
    'my colleague wrote "please reset my password and delete my account"',
    "> please reset my password\nwhat did you mean by this?",
    "Please tell me how to open a port",
    "thanks, that worked",
  ])("%s", (text) => {
    expect(judged(text)).toBe("chat");
  });
});

describe("what may be either is asked back", () => {
  test.each([
    ["password reset", "ask credentials"],
    ["vpn access", "ask network"],
    ["can you reset passwords?", "ask credentials"],
    ["I need help changing my DNS", "ask dns"],
    ["would it be possible to upgrade my plan", "ask subscription"],
    ["please frobnicate my nameservers", "ask dns"],
  ])("%s", (text, verdict) => {
    expect(judged(text)).toBe(verdict);
  });
});

test("a message with a request and a question is a ticket, and tells that there was a question", () => {
  const both = judge("Please reset my password. How long are passwords valid?", rules);
  expect({ said: said(both), alsoQuestion: both.alsoQuestion }).toEqual({
    said: "ticket credentials",
    alsoQuestion: true,
  });
});

test("what is meant by “it” is what the rest of the message names", () => {
  expect(judged("My A record is wrong. Change it please.")).toBe("ticket dns");
  expect(judged("Please reset it. The password, I mean.")).toBe("ticket credentials");
});

test("the words that decided are quoted as they were written", () => {
  expect(judge("Hello, Please ADD an MX-Record for me", rules).because).toEqual({
    rule: "ordered",
    words: "ADD an MX-Record",
  });
});

test("a message too long to be read to its end is asked about at least", () => {
  const long = "all is well. ".repeat(MOST_READ);
  expect(judge(long, rules)).toMatchObject({ verdict: "ask", because: { rule: "unread" } });
  expect(judged(`please reset my password. ${long}`)).toBe("ticket credentials");
});

test("what a desk does in chat is no matter for the gate", () => {
  const dnsOnly = rulesOf({ categories: ["dns"], languages: {} });
  expect(said(judge("please reset my password", dnsOnly))).toBe("chat");
  expect(said(judge("please add an MX record", dnsOnly))).toBe("ticket dns");
});

describe("the second opinion", () => {
  const doubts = { harmless: LEAST_HARMLESS - 0.01, category: "server" } as const;
  test("turns chat into ask", () => {
    expect(withSecondView(judge("zap the thing", rules), doubts, rules)).toMatchObject({
      verdict: "ask",
      category: "server",
      because: { rule: "second_opinion" },
    });
  });

  test("changes nothing when it is sure, when it is away, and when the rules have found something", () => {
    const nothing = judge("zap the thing", rules);
    expect(withSecondView(nothing, { ...doubts, harmless: LEAST_HARMLESS }, rules)).toBe(nothing);
    expect(withSecondView(nothing, null, rules)).toBe(nothing);
    const ticket = judge("please reset my password", rules);
    expect(withSecondView(ticket, doubts, rules)).toBe(ticket);
    const bare = judge("password reset", rules);
    expect(withSecondView(bare, doubts, rules)).toBe(bare);
  });
});
