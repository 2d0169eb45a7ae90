import type { Command } from "../core/conversation/command.ts";
import type { ConversationEvent } from "../core/conversation/event.ts";
import type { Effect } from "../core/effect.ts";
import type { Inbound } from "../core/inbound.ts";
import type { Place } from "../core/platform.ts";
import type { Desk } from "../core/policy/policy.ts";
import type { Timestamp } from "../core/time.ts";
import type { Lane } from "../ports.ts";
import type { OutboxRow, StoredConversation, Tx } from "../ports-store.ts";

export type Outcome = Extract<Inbound, { type: "EffectDelivered" | "PageTaken" | "EffectFailed" }>;

interface Help {
  readonly now: Timestamp;
  readonly laneFor: (effect: Effect, desk: Desk, stored: StoredConversation) => Lane;
  readonly desk: (id: string) => Desk;
}

interface Settled {
  readonly stored: StoredConversation;
  readonly command: Command | null;
  readonly lanes: readonly string[];
  /** A place that belongs to the conversation from now on, and since when it may have been written in. */
  readonly opened?: { readonly place: Place; readonly since: Timestamp };
}

/** What a delivery is filed under, so that edits, card updates and closed alerts find it again. */
export const landedAs = (effect: Effect): { what: string; side: "customer" | "staff" } | null => {
  switch (effect.type) {
    case "RelayToCustomer":
      return { what: effect.messageId, side: "customer" };
    case "RelayToStaff":
      return { what: effect.messageId, side: "staff" };
    case "PostCard":
      return { what: "card", side: "staff" };
    case "SayToStaff":
      return effect.about === null ? null : { what: `notice:${effect.about}`, side: "staff" };
    case "PostAlert":
      return { what: `alert:${effect.alert.target}:${effect.alert.cycle}`, side: "staff" };
    default:
      return null;
  }
};

interface Told {
  readonly conversationId: string;
  readonly desk: string;
  readonly event: Extract<ConversationEvent, { type: "AlertTold" }>;
}

const toldBy = ({ conversationId, desk, effect }: OutboxRow, at: Timestamp): readonly Told[] => {
  if (conversationId === null || (effect.type !== "PostAlert" && effect.type !== "Page")) return [];
  const { target, cycle, level } = effect.type === "Page" ? effect : effect.alert;
  const where =
    effect.type === "Page"
      ? { channel: "pager" as const, people: [] }
      : { channel: effect.alert.channel, people: effect.alert.mention };
  return [{ conversationId, desk, event: { type: "AlertTold", at, target, cycle, level, ...where } }];
};

/** When people were really told: kept in the journal, and pings count against whoever gives no sign. */
const recordTold = async (
  tx: Tx,
  rows: readonly OutboxRow[],
  at: Timestamp,
  now: Timestamp,
): Promise<void> => {
  const told = rows.flatMap((row) => toldBy(row, at));
  const [first] = told;
  if (first === undefined) return;
  const breaches = told.filter(({ event }) => event.level >= 1);
  await Promise.all([
    tx.appendTold(told, now),
    tx.recordNotified(
      breaches.map(({ conversationId, event: { target, cycle } }) => ({ conversationId, target, cycle })),
      at,
    ),
    tx.repsPinged(first.desk, [...new Set(told.flatMap(({ event }) => event.people ?? []))], at),
  ]);
};

const isDirect = (effect: Effect): boolean =>
  effect.type === "OpenCustomerPlace" && effect.prefer === "direct";

/** Files what a platform answered and names the command that follows; null when it was filed before. */
export const settle = async (tx: Tx, outcome: Outcome, help: Help): Promise<Settled | null> => {
  const failed = outcome.type === "EffectFailed";
  const row = await tx.finishOutbox(
    outcome.outboxId,
    failed ? "failed" : "done",
    help.now,
    failed ? outcome.failure : null,
  );
  if (row === null) return null;
  if (outcome.type === "PageTaken") {
    await recordTold(tx, [row], outcome.at, help.now);
    return null;
  }
  if (outcome.type === "EffectDelivered") {
    const filed = landedAs(row.effect);
    if (filed !== null) await tx.recordLanded(row, filed.what, filed.side, outcome.receipt);
    await recordTold(tx, [row], outcome.receipt.at, help.now);
  }
  const concerns = failed ? concernsWhenFailed : concernsConversation;
  if (row.conversationId === null || !concerns(row.effect)) return null;
  const stored = await tx.conversation(row.conversationId);
  if (stored === null) return null;
  return outcome.type === "EffectFailed"
    ? failure(tx, row, stored, outcome, help)
    : success(tx, row, stored, outcome.receipt);
};

const concernsConversation = (effect: Effect): boolean =>
  effect.type === "OpenCustomerPlace" || effect.type === "PostCard" || effect.type === "RelayToCustomer";

const concernsWhenFailed = (effect: Effect): boolean =>
  concernsConversation(effect) || effect.type === "PostAlert" || effect.type === "Page";

const success = async (
  tx: Tx,
  row: OutboxRow,
  stored: StoredConversation,
  receipt: Extract<Outcome, { type: "EffectDelivered" }>["receipt"],
): Promise<Settled> => {
  const { effect } = row;
  const { at, place } = receipt;
  if (effect.type === "OpenCustomerPlace") {
    await tx.bindPlace(place, stored.id, "customer");
    const command: Command = {
      type: "RecordPlaceOpened",
      at,
      kind: effect.prefer === "direct" ? "direct" : "thread",
    };
    const opened = { place, since: Math.min(at, stored.state.openedAt) };
    return { stored: { ...stored, customerPlace: place }, command, lanes: [], opened };
  }
  if (effect.type === "PostCard") {
    const card = receipt.messages[0];
    const thread: Place = { ...place, thread: card?.id ?? null };
    await tx.bindPlace(thread, stored.id, "staff");
    return {
      stored: { ...stored, staffPlace: thread },
      command: { type: "RecordCardPosted", at },
      lanes: [],
      opened: { place: thread, since: at },
    };
  }
  const messageId = effect.type === "RelayToCustomer" ? effect.messageId : "";
  return { stored, command: { type: "RecordResponse", at, messageId }, lanes: [] };
};

const failure = async (
  tx: Tx,
  row: OutboxRow,
  stored: StoredConversation,
  outcome: Extract<Outcome, { type: "EffectFailed" }>,
  help: Help,
): Promise<Settled> => {
  const { effect } = row;
  const { reason, code } = outcome.failure;
  if (effect.type === "RelayToCustomer") {
    const command: Command = {
      type: "RecordFailedResponse",
      at: help.now,
      messageId: effect.messageId,
      reason,
      code,
    };
    return { stored, command, lanes: [] };
  }
  if (isDirect(effect)) {
    // Same row, same place in its stream: all that waits behind it goes to the thread instead.
    const thread: Effect = { type: "OpenCustomerPlace", prefer: "thread", reply: null };
    const lane = help.laneFor(thread, help.desk(stored.desk), stored);
    await tx.replaceEffect(row.id, thread, lane);
    return { stored, command: null, lanes: [lane.key] };
  }
  if (effect.type === "PostAlert") {
    const { alert } = effect;
    return { stored, command: { type: "RecordAlertFailed", at: help.now, alert, reason, code }, lanes: [] };
  }
  if (effect.type === "Page") {
    const { pager, target, cycle, level } = effect;
    const page = { pager, target, cycle, level };
    return { stored, command: { type: "RecordPageFailed", at: help.now, ...page, reason, code }, lanes: [] };
  }
  if (effect.type === "PostCard") {
    return { stored, command: { type: "RecordCardFailed", at: help.now, reason, code }, lanes: [] };
  }
  return { stored, command: { type: "RecordPlaceFailed", at: help.now, reason }, lanes: [] };
};
