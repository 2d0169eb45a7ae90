import type { Command } from "../../src/core/conversation/command.ts";
import { decide } from "../../src/core/conversation/decide.ts";
import type { ConversationEvent } from "../../src/core/conversation/event.ts";
import { evolve, replay } from "../../src/core/conversation/evolve.ts";
import type { Known } from "../../src/core/conversation/known.ts";
import { react } from "../../src/core/conversation/react.ts";
import { type Conversation, NO_CONVERSATION } from "../../src/core/conversation/state.ts";
import type { Effect } from "../../src/core/effect.ts";
import { DEFAULT_POLICY, type Desk, type Rep } from "../../src/core/policy/policy.ts";
import type { Staff, StaffRep } from "../../src/core/staff.ts";
import { SECOND, type Timestamp } from "../../src/core/time.ts";
import { aRep } from "./rep.ts";

/** A desk as the policy's first paragraph promises it, on the built-in policy. */
export const DESK: Desk = {
  id: "support",
  name: "Support",
  customers: { platform: "discord", channel: "100" },
  staff: { platform: "slack", channel: "C1" },
  alerts: { platform: "slack", channel: "C2" },
  managers: { platform: "slack", channel: "C3" },
  tickets: { platform: "slack", channel: "C4" },
  reps: [aRep("ana", { slack: "U1", lead: true })],
  calendar: null,
  zone: "UTC",
  overrides: [],
  policy: DEFAULT_POLICY,
};

/** A rep of the desk who is there; in these tests a person's id is the rep's id. */
export const staffRep = (rep: Rep, fields: Partial<StaffRep> = {}): StaffRep => ({
  id: rep.id,
  person: rep.id,
  lead: rep.lead,
  permissions: rep.permissions,
  onDuty: true,
  unreachable: null,
  open: 0,
  busyAt: 0,
  ...fields,
});

type Said = { readonly text?: string; readonly id?: string };

/**
 * A conversation told in seconds since it was opened: given what happened, expect what the clocks say. Every step
 * goes through `decide` and `evolve`; nothing here knows a rule.
 */
export const conversation = (
  desk: Desk = DESK,
  staffAt: (now: Timestamp) => Staff = () => desk.reps.map((rep) => staffRep(rep)),
) => {
  let state: Conversation = NO_CONVERSATION;
  const events: ConversationEvent[] = [];
  const effects: Effect[] = [];
  let serial = 0;
  let nowMs = 0;

  const give = (command: Command, now: number): readonly ConversationEvent[] => {
    nowMs = Math.max(nowMs, now);
    const known: Known = { now: nowMs, desk, staff: staffAt(nowMs) };
    const happened = decide(command, state, known);
    for (const event of happened) {
      const after = evolve(state, event);
      effects.push(...react(event, state, after, known, { reply: null }));
      state = after;
    }
    events.push(...happened);
    return happened;
  };

  const next = (id: string | undefined): string => {
    serial += 1;
    return id ?? `m${serial}`;
  };

  const spec = {
    opened: (atS = 0, id?: string) => {
      give(
        {
          type: "OpenConversation",
          at: atS * SECOND,
          conversationId: "c1",
          number: 1001,
          customer: "customer",
          door: "panel",
          messageId: next(id),
          plan: null,
          hours: null,
        },
        atS * SECOND,
      );
      return spec;
    },
    customer: (atS: number, { text = "my site is down", id }: Said = {}, arrivesS = atS) => {
      give(
        {
          type: "ReceiveCustomerMessage",
          at: atS * SECOND,
          messageId: next(id),
          person: "customer",
          text,
        },
        arrivesS * SECOND,
      );
      return spec;
    },
    claim: (atS: number, by = "ana") => {
      give({ type: "ClaimConversation", at: atS * SECOND, by }, atS * SECOND);
      return spec;
    },
    /** Written by the claimer; delivered at that moment unless told otherwise. `null`: delivery fails. */
    reply: (
      atS: number,
      { text = "have you tried it again", id }: Said = {},
      deliveredS: number | null = atS,
      arrivesS = deliveredS ?? atS,
    ) => {
      const messageId = next(id);
      if (state.rep === null) spec.claim(atS);
      const by = state.rep ?? "ana";
      give(
        {
          type: "ReceiveStaffMessage",
          at: atS * SECOND,
          messageId,
          by,
          text,
          toColleague: false,
          hasFiles: false,
        },
        atS * SECOND,
      );
      if (deliveredS === null) {
        give(
          {
            type: "RecordFailedResponse",
            at: arrivesS * SECOND,
            messageId,
            reason: "blocked",
            code: "240000",
          },
          arrivesS * SECOND,
        );
      } else {
        give({ type: "RecordResponse", at: deliveredS * SECOND, messageId }, arrivesS * SECOND);
      }
      return spec;
    },
    command: (atS: number, command: Command) => {
      give(command, atS * SECOND);
      return spec;
    },
    deleted: (atS: number, messageId: string) =>
      spec.command(atS, { type: "RecordDelete", at: atS * SECOND, messageId, side: "customer" }),
    workingOnIt: (atS: number) => spec.command(atS, { type: "KeepBall", at: atS * SECOND, by: "ana" }),
    noReplyNeeded: (atS: number) => spec.command(atS, { type: "WaiveReply", at: atS * SECOND, by: "ana" }),
    resolve: (atS: number) => spec.command(atS, { type: "ResolveConversation", at: atS * SECOND, by: "ana" }),
    timer: (atS: number) => spec.command(atS, { type: "CheckDeadlines" }),
    state: () => state,
    events: () => events,
    effects: () => effects,
    eventsOf: <T extends ConversationEvent["type"]>(type: T) =>
      events.filter((event): event is Extract<ConversationEvent, { type: T }> => event.type === type),
    /** Every clock in a line: `first_response#1 0–60 met@30`, times in seconds. */
    clocks: () => state.clocks.all.map((clock) => describeClock(clock, nowMs)),
    replayed: () => replay(events, NO_CONVERSATION),
  };
  return spec;
};

const describeClock = (clock: Conversation["clocks"]["all"][number], nowMs: number): string => {
  const s = (at: number): string => String(at / SECOND);
  const span = `${clock.target}#${clock.cycle} ${s(clock.startedAt)}–${s(clock.dueAt)}`;
  if (clock.cancelledAt !== null) return `${span} cancelled@${s(clock.cancelledAt)} ${clock.cause}`;
  if (clock.fulfilledAt !== null) {
    return `${span} ${clock.fulfilledAt <= clock.dueAt ? "met" : "late"}@${s(clock.fulfilledAt)}`;
  }
  return `${span} ${clock.endedAt !== null || nowMs > clock.dueAt ? "breached" : "running"}`;
};
