import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Rendering, render } from "../../adapters/slack/render.ts";
import { wordsFor } from "../../src/core/texts/index.ts";
import type { TicketCard } from "../../src/core/ticket/sentences.ts";
import { blockFaults } from "../emulators/slack/blocks.ts";

const NOW = Date.UTC(2026, 5, 1, 3, 0, 0);
const rendering: Rendering = {
  words: wordsFor("en"),
  desk: { deskName: "Main", policyUrl: null, texts: {} },
  now: NOW,
  mention: [],
  buttons: [{ action: "ticket_take", conversationId: "t1", subject: null, style: "default" }],
  persona: false,
};
const card: TicketCard = {
  key: "ticket_card",
  number: 1042,
  status: "open",
  confirmation: "not_confirmed",
  category: "dns",
  permission: "hosting",
  texts: { subject: "s", request: "r" },
  by: "anna",
  conversation: 1001,
  person: null,
  started: false,
  openedAt: NOW,
};
const anna = {
  platform: "discord",
  userId: "80351110224678912",
  name: "Anna",
  accountCreatedAt: null,
} as const;
const rosa = { platform: "slack", userId: "U1", name: "Rosa", accountCreatedAt: null } as const;

const shown = (changed: Partial<TicketCard> = {}, subject = "Add MX record for example.org") => {
  const { payloads } = render(
    {
      kind: "sentence",
      sentence: { ...card, ...changed },
      people: { anna, rosa },
      quotes: { s: subject, r: "…" },
    },
    rendering,
  );
  const [payload, ...others] = payloads;
  if (payload === undefined || others.length > 0)
    throw new Error(`Expected one message, got ${payloads.length}.`);
  return payload;
};
const texts = (payload: ReturnType<typeof shown>): string => JSON.stringify(payload.blocks);

describe("a ticket's card in Slack", () => {
  it("says first what it is about, and then alone whether anything may be done", () => {
    const [header, standing] = shown().blocks;
    expect(header).toMatchObject({
      type: "header",
      text: { text: "🎫 T-1042 · Add MX record for example.org" },
    });
    expect(standing).toMatchObject({
      text: { text: "*NOT AUTHENTICATED* · not confirmed yet: do nothing about it" },
    });
    expect(shown().text).toBe("🎫 T-1042 · Add MX record for example.org: not confirmed yet");
  });

  it("shows who asked by the platform's id too, which a display name cannot imitate", () => {
    expect(texts(shown())).toContain("Anna · Discord `80351110224678912`");
    expect(texts(shown({ by: null, conversation: null }))).not.toContain("Asked for by");
  });

  it("says how it stands as it goes on, and who has it", () => {
    const confirmed = shown({ confirmation: "authenticated", person: "rosa", started: true });
    expect(texts(confirmed)).toContain("*CONFIRMED* · being worked on");
    expect(texts(confirmed)).toContain("*Rep*\\nRosa");
    expect(texts(shown({ confirmation: "denied" }))).toContain("🚫");
    expect(texts(shown({ status: "closed", confirmation: "authenticated" }))).toContain("☑️");
  });

  it("is what Slack takes, and calls nobody, whatever the subject is", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: "grapheme", maxLength: 5_000 }), fc.constant("<!channel> @here <@U1>")),
        fc.constantFrom("not_confirmed" as const, "authenticated" as const, "denied" as const),
        (subject, confirmation) => {
          const payload = shown({ confirmation }, subject);
          expect(blockFaults(payload.blocks, "message")).toEqual([]);
          expect(payload.text).not.toMatch(/<[!@]|@(?:here|channel|everyone)\b/i);
        },
      ),
    );
  });
});
