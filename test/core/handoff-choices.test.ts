import { expect, test } from "vitest";
import { choiceButtons } from "../../src/core/conversation/buttons.ts";
import { conversation, DESK } from "../support/conversation-spec.ts";

const offered = (mail: boolean): readonly (readonly [string, string | null])[] =>
  choiceButtons(conversation().opened(0).claim(5).state(), "handoff", "ana", {
    now: 10_000,
    desk: DESK,
    staff: [],
    mail,
  }).map(({ action, subject }) => [action, subject]);

test("handing off, a rep opens a ticket for the customer first of all, or asks them to open one", () => {
  expect(offered(true)).toEqual([
    ["handoff_draft", null],
    ["handoff_because", "authentication"],
    ["handoff_because", "access"],
    ["handoff_because", "investigation"],
  ]);
});

test("without mail nobody could confirm it, so that it is not offered", () => {
  expect(offered(false).map(([action]) => action)).not.toContain("handoff_draft");
});
