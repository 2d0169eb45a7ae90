import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { judge } from "../src/core/gate/judge.ts";
import { rulesOf } from "../src/core/gate/settings.ts";
import { inWords } from "../src/policy-file/in-words.ts";
import { parsePolicy } from "../src/policy-file.ts";
import { repoRoot } from "../src/root.ts";

const gate = (lines: readonly string[]): string =>
  ["policy:", "  gate:", "    languages:", "      en:", ...lines.map((line) => `        ${line}`)].join("\n");

const verdictOf = (yaml: string, text: string) => {
  const { verdict, category } = judge(text, rulesOf(parsePolicy(yaml, "policy.yaml").policy.gate));
  return { verdict, category };
};

describe("what a desk adds to the gate's rules", () => {
  test("verbs, things and phrases of its own count as the built-in ones do", () => {
    const yaml = gate([
      "verbs: [bump, bumped]",
      "objects: { network: [jump host] }",
      "ticket: { server: [do the usual] }",
      "ask: { website: [make it pretty] }",
    ]);
    const network = { verdict: "ticket", category: "network" };
    expect(verdictOf(yaml, "please bump my jump host")).toEqual(network);
    expect(verdictOf(yaml, "I need the jump host bumped")).toEqual(network);
    expect(verdictOf(yaml, "hi, do the usual")).toEqual({ verdict: "ticket", category: "server" });
    expect(verdictOf(yaml, "make it pretty")).toEqual({ verdict: "ask", category: "website" });
  });

  test("harmless phrases hide their words, and what is removed does not count", () => {
    const harmless = { verdict: "chat", category: null };
    expect(verdictOf(gate(["chat: [restore my faith]"]), "please restore my faith")).toEqual(harmless);
    expect(verdictOf(gate(["remove: [newsletter]"]), "newsletter signup")).toEqual(harmless);
  });

  test("a desk may do some categories in chat, and says where customers help themselves", () => {
    const yaml =
      "policy:\n  gate: { categories: [dns] }\n  self_service: { credentials: https://example.com/forgot }";
    const { policy } = parsePolicy(yaml, "policy.yaml");
    expect(policy.gate.categories).toEqual(["dns"]);
    expect(policy.selfService).toEqual({ credentials: "https://example.com/forgot" });
  });

  test("each language is replaced as a whole where a desk has its own", () => {
    const yaml = `${gate(["verbs: [bump]"])}
desks:
  - id: support
    name: Support
    customers: { platform: sandbox, channel: c }
    staff: { platform: sandbox, channel: s }
    managers: { platform: sandbox, channel: m }
    policy:
      gate: { languages: { de: { verbs: [schubsen] } } }
`;
    const [desk] = parsePolicy(yaml, "policy.yaml").desks;
    expect(desk?.policy.gate.languages["en"]?.verbs).toEqual(["bump"]);
    expect(desk?.policy.gate.languages["de"]?.verbs).toEqual(["schubsen"]);
  });
});

test("npm run policy says what needs a ticket, and how many examples hold", () => {
  const yaml = `${gate(["examples:", "  - { text: Hello, verdict: chat }"])}\n  self_service: { credentials: https://example.com/forgot }`;
  const said = inWords(parsePolicy(yaml, "policy.yaml"));
  expect(said).toContain("Needs a ticket: what changes the account, a subscription, a server");
  expect(said).toContain("with the desk's own for en (1 example, all judged as written)");
  expect(said).toContain("Customers help themselves with credentials: https://example.com/forgot");
});

describe("faults of the gate's section are told with their line", () => {
  test.each([
    [
      ["examples:", "  - { text: How do I reset my password?, verdict: ticket, category: credentials }"],
      /line 6, policy\.gate\.languages\.en\.examples\[0\]: expected rules that judge this example ticket, credentials; they say chat/,
    ],
    [["examples:", "  - { text: Hello, verdict: ticket }"], /line 6.*a category for ticket and ask/],
    [
      ["remove: [frobnicate]"],
      /line 5.*expected a verb, object or phrase of the built-in rules; got "frobnicate"/,
    ],
    [["objects: { netwrok: [jump host] }"], /line 5.*did you mean "network"\?/],
    [["verbs: bump"], /line 5.*a list of phrases; got "bump"/],
  ])("%j", (lines, fault) => {
    expect(() => parsePolicy(gate(lines), "policy.yaml")).toThrow(fault);
  });

  test("a language without rules is none", () => {
    const yaml = "policy:\n  gate: { languages: { xx: { verbs: [a] } } }";
    expect(() => parsePolicy(yaml, "policy.yaml")).toThrow(/line 2.*"xx"/);
  });
});

test("the example in docs/policy.example.yaml is in order when its comments are taken off", () => {
  const example = readFileSync(join(repoRoot, "docs/policy.example.yaml"), "utf8");
  const from = example.indexOf("  # gate:");
  const to = example.indexOf("  # Where customers can read the whole policy");
  const section = example
    .slice(from, to)
    .split("\n")
    .map((line) => line.replace(/^ {2}# (?=gate:|self_service:| )/, "  "))
    .join("\n");
  const { policy } = parsePolicy(`policy:\n${section}`, "docs/policy.example.yaml");
  expect(policy.gate.languages["en"]?.examples).toHaveLength(2);
  expect(policy.selfService).toEqual({ credentials: "https://www.example.com/forgot-password" });
});
