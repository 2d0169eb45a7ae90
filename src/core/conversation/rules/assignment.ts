import { canDo } from "../chain.ts";
import type { ConversationEvent } from "../event.ts";
import { evolve } from "../evolve.ts";
import type { Known } from "../known.ts";
import { offer, offerTo } from "../offer.ts";
import type { Conversation } from "../state.ts";
import { type Events, type Of, refused } from "./refusal.ts";

export const claim = (command: Of<"ClaimConversation">, state: Conversation): Events => {
  if (state.status !== "open") return refused(command, "claim", "already_closed");
  if (state.rep === command.by) return refused(command, "claim", "already_yours");
  if (state.rep !== null) return refused(command, "claim", "already_claimed");
  return [{ type: "ConversationClaimed", at: command.at, by: command.by }];
};

const isLead = (person: string, { staff }: Known): boolean =>
  staff.some((rep) => rep.lead && rep.person === person);

/** A claim is an acknowledgement: whoever made it gets `ackTimeout` to speak; a lead need not wait for it. */
export const isJustClaimed = (by: string, state: Conversation, known: Known): boolean => {
  if (state.claimedAt === null || isLead(by, known)) return false;
  const due = state.clocks.all.findLast((clock) => clock.target !== "resolution")?.dueAt ?? Infinity;
  return known.now < Math.min(state.claimedAt + known.desk.policy.ackTimeoutMs, due);
};

export const takeOver = (command: Of<"TakeOver">, state: Conversation, known: Known): Events => {
  if (state.status !== "open") return refused(command, "take_over", "already_closed");
  if (state.rep === command.by) return refused(command, "take_over", "already_yours");
  if (isJustClaimed(command.by, state, known)) return refused(command, "take_over", "just_claimed");
  return [{ type: "ConversationTakenOver", at: command.at, by: command.by, from: state.rep }];
};

export const release = (command: Of<"ReleaseConversation">, state: Conversation, known: Known): Events => {
  const { at, by } = command;
  const { rep: from } = state;
  if (state.status !== "open") return refused(command, "release", "already_closed");
  if (from === null || (from !== by && !isLead(by, known))) return refused(command, "release", "not_yours");
  return [
    { type: "ConversationReleased", at, from, by, cause: "button" },
    offer(state, at, "released", known, from),
  ];
};

/** At the end of a shift, or at `/desk off`: what the rep has, and what waits for them, is offered on. */
export const endDuty = (command: Of<"EndDuty">, state: Conversation, known: Known): Events => {
  const { at, person, cause } = command;
  if (state.status !== "open") return [];
  const offered = offer(state, at, cause, known, person);
  if (state.rep === person) {
    return [{ type: "ConversationReleased", at, from: person, by: null, cause }, offered];
  }
  return state.rep === null && state.offeredTo === person ? [offered] : [];
};

export const warnOfShiftEnd = (command: Of<"WarnOfShiftEnd">, state: Conversation): Events => {
  const { at, person, endsAt } = command;
  const asked = state.status !== "open" || state.rep !== person || state.shiftEndWarned === endsAt;
  return asked ? [] : [{ type: "ShiftEndNear", at, person, endsAt }];
};

type Transfer = Of<"TransferToRep"> | Of<"TransferToPermission">;

const mayTransfer = (command: Transfer, state: Conversation, known: Known): Events | null => {
  if (state.status !== "open") return refused(command, "transfer_to", "already_closed");
  const theirs = state.rep === null || state.rep === command.by || isLead(command.by, known);
  return theirs ? null : refused(command, "transfer_to", "not_yours");
};

const transferred = (
  command: Transfer,
  state: Conversation,
  to: string | null,
  permission: string | null,
): ConversationEvent => ({
  type: "ConversationTransferred",
  at: command.at,
  by: command.by,
  from: state.rep,
  to,
  permission,
});

export const transferToRep = (command: Of<"TransferToRep">, state: Conversation, known: Known): Events => {
  const refusal = mayTransfer(command, state, known);
  if (refusal !== null) return refusal;
  const rep = known.staff.find((one) => one.id === command.to);
  if (rep === undefined) return refused(command, "transfer_to", "not_a_rep");
  if (rep.person === state.rep) return refused(command, "transfer_to", "already_theirs");
  const event = transferred(command, state, rep.person, null);
  return [event, offerTo(rep, evolve(state, event), command.at, known)];
};

/** Nobody on duty has the permission: the rep hears who is next and when, and the conversation stays where it is. */
export const transferToPermission = (
  command: Of<"TransferToPermission">,
  state: Conversation,
  known: Known,
): Events => {
  const refusal = mayTransfer(command, state, known);
  if (refusal !== null) return refusal;
  const { at, by, permission, next } = command;
  const able = known.staff.filter((rep) => rep.onDuty && rep.person !== by && canDo(rep, permission));
  if (able.length === 0) return [{ type: "PermissionMissing", at, by, permission, next }];
  const event = transferred(command, state, null, permission);
  return [event, offer(evolve(state, event), at, "transferred", known, by)];
};
