import type { ConversationEvent, ToldTo } from "../../src/core/conversation/event.ts";
import { MINUTE, SECOND, type Timestamp } from "../../src/core/time.ts";
import type { Journalled } from "../../src/explain/journal-timeline.ts";

/** 2026-11-25 10:00:00 UTC. */
export const OPENED_AT = Date.UTC(2026, 10, 25, 10);
const at = (s: number): Timestamp => OPENED_AT + s * SECOND;

const told = (fields: Partial<ToldTo>): ToldTo => ({
  people: [],
  here: false,
  managers: false,
  pagers: [],
  passedOn: [],
  silenced: false,
  ...fields,
});

export const NAMES: ReadonlyMap<string, string> = new Map([
  ["p-anna", "Anna"],
  ["p-ana", "Ana"],
  ["p-ben", "Ben"],
]);

const row = (event: ConversationEvent, lateMs = 5): Journalled => ({ event, recordedAt: event.at + lateMs });
const level = (fields: { readonly at: Timestamp; readonly level: number; readonly lateMs?: number }) => ({
  at: fields.at,
  target: "first_response" as const,
  cycle: 1,
  level: fields.level,
  detectedAt: fields.at + (fields.lateMs ?? 4),
  overtaken: false,
});

/** Offered, claimed, silent, breached although the answer was in time, taken over, waited for, resolved. */
export const A_STORY: readonly Journalled[] = [
  row({
    type: "ConversationOpened",
    at: at(0),
    conversationId: "c1",
    number: 1042,
    desk: "support",
    customer: "p-anna",
    door: "panel",
    messageId: "m1",
    policyVersion: "built-in-1",
    targets: {
      first_response: MINUTE,
      next_response: 2 * MINUTE,
      update: 2 * MINUTE,
      resolution: 20 * MINUTE,
    },
    reopenMs: 10 * MINUTE,
    plan: "pro",
  }),
  row({ type: "CustomerMessageReceived", at: at(0), messageId: "m1", pleasantry: false }),
  row({ type: "ConversationOffered", at: at(0), why: "new", to: "p-ana", told: told({ people: ["p-ana"] }) }),
  row({
    type: "AlertTold",
    at: at(0.4),
    target: "first_response",
    cycle: 1,
    level: 0,
    channel: "alerts",
    people: ["p-ana"],
  }),
  row({ type: "CustomerMessageReceived", at: at(12), messageId: "m2", pleasantry: false }),
  row({ type: "ConversationClaimed", at: at(20), by: "p-ana" }),
  row({
    type: "WarningReached",
    ...level({ at: at(30), level: 0.5 }),
    told: told({ people: ["p-ana"], silenced: true }),
  }),
  row({ type: "NoteTaken", at: at(33), messageId: "n1", by: "p-ana" }),
  row({ type: "CustomerMessageEdited", at: at(40), messageId: "m2" }),
  row({
    type: "ChainResumed",
    ...level({ at: at(50), level: 0.5 }),
    told: told({
      people: ["p-ana", "p-gone"],
      passedOn: [{ who: "on_shift", person: "p-ben", why: "do_not_disturb" }],
    }),
  }),
  row({
    type: "ReplyAccepted",
    at: at(57),
    messageId: "r1",
    by: "p-ana",
    holdsBall: true,
    asks: false,
    mention: true,
  }),
  row({
    type: "ClockBreached",
    ...level({ at: at(60), level: 1, lateMs: 9 }),
    answeredAt: null,
    told: told({
      people: ["p-ana"],
      managers: true,
      pagers: ["night"],
      passedOn: [{ who: "lead", person: null, why: "nobody" }],
    }),
  }),
  row({
    type: "AlertTold",
    at: at(60.21),
    target: "first_response",
    cycle: 1,
    level: 1,
    channel: "alerts",
    people: ["p-ana"],
  }),
  row({
    type: "PageFailed",
    at: at(61),
    pager: "night",
    target: "first_response",
    cycle: 1,
    level: 1,
    reason: "place_gone",
    code: "http-404",
  }),
  // The customer's platform accepted it in time; we heard of it half a minute later.
  row(
    { type: "ResponseDelivered", at: at(58.5), messageId: "r1", by: "p-ana", holdsBall: true, asks: false },
    30_000,
  ),
  row({ type: "BreachCorrected", at: at(88.5), target: "first_response", cycle: 1 }),
  row({ type: "ConversationTakenOver", at: at(100), by: "p-ben", from: "p-ana" }),
  row({
    type: "ResponseDelivered",
    at: at(150),
    messageId: "r2",
    by: "p-ben",
    holdsBall: false,
    asks: false,
  }),
  row({ type: "CustomerMessageReceived", at: at(155), messageId: "m3", pleasantry: true }),
  row({ type: "WaitSet", at: at(160), by: "p-ben", untilAt: at(460) }),
  row({ type: "CustomerMessageReceived", at: at(300), messageId: "m4", pleasantry: false }),
  row({ type: "CustomerMessageDeleted", at: at(320), messageId: "m4" }),
  row({
    type: "ConversationEnded",
    at: at(400),
    outcome: "resolved",
    by: "rep",
    person: "p-ben",
    cause: "button",
  }),
  row({ type: "ConversationReopened", at: at(460), by: "rep", person: "p-ben", messageId: null }),
  row({
    type: "ConversationEnded",
    at: at(480),
    outcome: "handed_off",
    by: "rep",
    person: "p-ben",
    cause: "button",
    reason: "access",
  }),
];
